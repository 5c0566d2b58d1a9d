"""Los datos que entran y salen de una actividad, y lo que calcula, en cada dialecto."""

from collections.abc import Iterator

from lxml import etree

from motor.bpmn.lectura.asociaciones import ENTRA, SALE, leer_asociadas
from motor.bpmn.lectura.juel import comillas
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    ZEEBE,
    Elemento,
    de_parientes,
    de_zeebe,
    espacio,
    extensiones,
    local,
    sin_prefijo,
    texto,
    texto_hijo,
)
from motor.bpmn.modelo import TODAS, Asigna


def leer_entradas(mesa: Mesa, elemento: Elemento) -> tuple[Asigna, ...]:
    """Los datos al entrar: asociaciones, `in`, `inputParameter` y `zeebe:input`, en orden."""
    pasos = leer_asociadas(mesa, elemento, ENTRA) + _pasos(
        mesa, elemento, "in", "inputParameter", "input"
    )
    hereda = de_parientes(elemento, "inheritVariables") == "true"
    if hereda or _propaga(elemento, "propagateAllParentVariables"):
        return (Asigna(TODAS, TODAS), *pasos)
    return pasos


def leer_salidas(mesa: Mesa, elemento: Elemento) -> tuple[Asigna, ...]:
    """Los datos al salir: `out`, `outputParameter`, `zeebe:output` y asociaciones, en orden.

    Una asociación copia un dato más: si nada dice qué sale, lo demás sale como siempre.
    """
    pasos = _pasos(mesa, elemento, "out", "outputParameter", "output")
    asociadas = leer_asociadas(mesa, elemento, SALE)
    llama = local(elemento) == "callActivity"  # solo devuelve lo que el diagrama pide
    propaga = _propaga(elemento, "propagateAllChildVariables")
    if not pasos and (propaga or (asociadas and not llama)):
        pasos = (Asigna(TODAS, TODAS),)
    return pasos + asociadas


def _propaga(elemento: Elemento, atributo: str) -> bool:
    """Zeebe pasa todas las variables de una llamada salvo que se le diga que no."""
    llama = any(espacio(e) == ZEEBE for e in extensiones(elemento, "calledElement"))
    return llama and de_zeebe(elemento, "calledElement", atributo) != "false"


def leer_script(mesa: Mesa, elemento: Elemento) -> str:
    """El FEEL de una tarea de script (el formato se revisa después)."""
    crudo = de_zeebe(elemento, "script", "expression")
    if crudo:
        return mesa.feel(elemento, crudo)
    script = texto_hijo(elemento, "script")
    return script.removeprefix("=").strip()


def leer_resultado(elemento: Elemento) -> str:
    """La variable que recibe el resultado de un script, una decisión o un servicio."""
    return (
        de_parientes(elemento, "resultVariable")
        or de_zeebe(elemento, "script", "resultVariable")
        or de_zeebe(elemento, "calledDecision", "resultVariable")
    )


def leer_decision(elemento: Elemento) -> str:
    """El id de la decisión DMN de una tarea de regla."""
    return de_parientes(elemento, "decisionRef") or de_zeebe(
        elemento, "calledDecision", "decisionId"
    )


def leer_llamado(elemento: Elemento) -> str:
    """La clave del proceso al que llama una actividad de llamada."""
    llamado = (elemento.get("calledElement") or "").strip()
    if "{" not in llamado:
        llamado = sin_prefijo(llamado)
    return llamado or de_zeebe(elemento, "calledElement", "processId")


def _pasos(
    mesa: Mesa, elemento: Elemento, paso: str, parametro: str, zeebe: str
) -> tuple[Asigna, ...]:
    hallados: list[Asigna] = []
    for extension in _aplanadas(elemento):
        if espacio(extension) == ZEEBE:
            if local(extension) == zeebe:
                hallados.append(_de_zeebe(mesa, extension))
        elif local(extension) == paso:
            hallados += _de_paso(mesa, extension)
        elif local(extension) == parametro:
            hallados.append(_de_parametro(mesa, extension))
    return tuple(hallados)


def _aplanadas(elemento: Elemento) -> Iterator[Elemento]:
    for extension in extensiones(elemento, "in", "out", "inputOutput", "ioMapping"):
        if local(extension) in {"in", "out"}:
            yield extension
        else:
            yield from extension.iterchildren(etree.Element)


def _de_zeebe(mesa: Mesa, extension: Elemento) -> Asigna:
    expresion = mesa.feel_o_texto(extension, extension.get("source") or "")
    return Asigna((extension.get("target") or "").strip(), expresion)


def _de_paso(mesa: Mesa, extension: Elemento) -> list[Asigna]:
    if extension.get("variables") == "all":
        return [Asigna(TODAS, TODAS)]
    if extension.get("businessKey") is not None:
        return []
    origen = extension.get("sourceExpression") or extension.get("source") or ""
    destino = (extension.get("target") or "").strip()
    if not origen or not destino:
        mesa.anotar(
            "dato_incompleto",
            extension,
            f"Un paso de datos «{local(extension)}» no dice de dónde o hacia dónde.",
            "Diga de dónde sale el valor y a qué dato va.",
        )
        return []
    return [Asigna(destino, mesa.feel(extension, origen))]


def _de_parametro(mesa: Mesa, extension: Elemento) -> Asigna:
    destino = (extension.get("name") or "").strip()
    partes = list(extension.iterchildren(etree.Element))
    if not partes:
        return Asigna(destino, mesa.feel_o_texto(extension, texto(extension)))
    forma = local(partes[0])
    if forma == "list":
        return Asigna(destino, f"[{', '.join(_valores(mesa, partes[0]))}]")
    if forma == "map":
        return Asigna(destino, f"{{{', '.join(_pares(mesa, partes[0]))}}}")
    mesa.anotar(
        "dato_con_script",
        extension,
        f"El dato «{destino}» se calcula con «{forma}», que no se ejecuta.",
        "Escriba su valor como FEEL: =expresión.",
    )
    return Asigna(destino, "null")


def _valores(mesa: Mesa, lista: Elemento) -> list[str]:
    return [mesa.feel_o_texto(valor, texto(valor)) for valor in lista.iterchildren(etree.Element)]


def _pares(mesa: Mesa, mapa: Elemento) -> list[str]:
    return [
        f"{comillas(entrada.get('key') or '')}: {mesa.feel_o_texto(entrada, texto(entrada))}"
        for entrada in mapa.iterchildren(etree.Element)
    ]


def tiene_script(elemento: Elemento) -> bool:
    """Dice si la tarea trae qué calcular."""
    return bool(texto_hijo(elemento, "script") or de_zeebe(elemento, "script", "expression"))
