"""Variables y fichas: qué se ve, dónde se escribe, qué se evalúa.

Un nodo escribe hacia afuera de su propio ámbito: lo que entra por `entradas` es copia suya y se
va con él; solo las variables propias (cauce:locales y el elemento de una instancia múltiple)
se escriben dentro.
"""

from collections import ChainMap
from collections.abc import Mapping
from decimal import Decimal

from motor.bpmn.arbol import Ficha
from motor.bpmn.modelo import TODAS, TipoNodo
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Valor


class ValorInservible(ErrorMotor):
    """Una expresión dio un valor que ahí no sirve."""

    codigo = "valor_inservible"


def vista_de(ficha: Ficha, encima: Mapping[str, Valor] | None = None) -> Mapping[str, Valor]:
    """Lo que se ve desde la ficha; `encima` tapa los nombres iguales."""
    vista = ficha.workflow.variables.vista(ficha.ambito)
    return ChainMap(dict(encima), vista) if encima else vista  # type: ignore[arg-type]  # solo se lee


def evaluar(ficha: Ficha, expresion: str, encima: Mapping[str, Valor] | None = None) -> Valor:
    """El valor de una expresión en el ámbito de la ficha.

    Raises:
        ErrorMotor: la expresión no se puede evaluar.
    """
    return ficha.workflow.evaluador.evaluar(expresion, vista_de(ficha, encima))


def evaluar_condicion(
    ficha: Ficha, expresion: str, encima: Mapping[str, Valor] | None = None
) -> bool:
    """El valor de una condición, que tiene que ser true o false.

    Raises:
        ValorInservible: dio otra cosa (null incluido).
    """
    valor = evaluar(ficha, expresion, encima)
    if isinstance(valor, bool):
        return valor
    raise ValorInservible(
        f"La condición «{expresion}» debe dar true o false y dio {describir(valor)}. "
        "Corrija los datos del expediente o el diagrama y reintente."
    )


def evaluar_contexto(ficha: Ficha, expresion: str | None) -> Mapping[str, Valor]:
    """El contexto que da una expresión; vacío si no hay expresión.

    Raises:
        ValorInservible: dio algo que no es un contexto.
    """
    if expresion is None:
        return {}
    valor = evaluar(ficha, expresion)
    if isinstance(valor, dict):
        return valor
    raise ValorInservible(
        f"El contenido «{expresion}» debe dar un contexto {{nombre: valor}} y dio "
        f"{describir(valor)}. Corrija la expresión o los datos y reintente."
    )


def clave_de_correlacion(expresion: str, valor: Valor) -> str:
    """El texto con que un mensaje encuentra a su instancia: un texto o un número sin adornos.

    Raises:
        ValorInservible: es null u otra cosa; un mensaje así no llegaría a nadie.
    """
    if isinstance(valor, str) and valor:
        return valor
    if isinstance(valor, Decimal | int) and not isinstance(valor, bool):
        return f"{Decimal(valor).normalize():f}"
    raise ValorInservible(
        f"La correlación «{expresion}» debe dar un texto o un número y dio {describir(valor)}. "
        "Complete el dato del que depende y reintente."
    )


def describir(valor: Valor) -> str:
    """El valor como lo entiende una persona, corto."""
    if valor is None:
        return "null (algún dato no tiene valor)"
    texto = f"«{valor}»" if isinstance(valor, str) else str(valor)
    return texto if len(texto) <= 80 else texto[:77] + "…"


def abrir_ambito(ficha: Ficha) -> None:
    """Evalúa las entradas y crea el ámbito de la activación, si el nodo lo necesita."""
    nodo, variables = ficha.task_spec.nodo, ficha.workflow.variables
    propios: dict[str, Valor] = dict.fromkeys(nodo.locales)
    for entrada in nodo.entradas:
        if entrada.destino != TODAS:
            propios[entrada.destino] = evaluar(ficha, entrada.expresion, propios)
    if ficha.tiene_ambito:
        for nombre, valor in propios.items():
            variables.escribir_local(ficha.id, nombre, valor)
    elif propios or ficha.task_spec.es_contenedor:
        variables.abrir(ficha.id, ficha.ambito, propios)
        ficha.internal_data["a"] = 1


def salidas_de_contexto(ficha: Ficha) -> Mapping[str, Valor]:
    """Lo que el nodo escribe: sus `salidas`, o los datos recibidos por su nombre.

    Un proceso llamado solo devuelve lo que el diagrama pide.
    """
    nodo, datos = ficha.task_spec.nodo, ficha.datos or {}
    if not nodo.salidas:
        return {} if nodo.tipo is TipoNodo.LLAMADA else datos
    escritos: dict[str, Valor] = dict(datos) if nodo.resultado else {}
    for salida in nodo.salidas:
        if salida.destino == TODAS:
            escritos.update(datos)
        else:
            escritos[salida.destino] = evaluar(ficha, salida.expresion, datos)
    return escritos


def escribir_salidas(ficha: Ficha, valores: Mapping[str, Valor]) -> None:
    """Escribe `valores`: los nombres propios de la activación dentro; los demás, hacia afuera."""
    variables, nodo = ficha.workflow.variables, ficha.task_spec.nodo
    propio = ficha.tiene_ambito and not ficha.task_spec.es_raiz
    afuera = ficha.padre.ambito if propio else ficha.ambito
    elemento = nodo.repeticion.elemento if nodo.repeticion else None
    for nombre, valor in valores.items():
        if propio and (nombre in nodo.locales or nombre == elemento):
            variables.escribir_local(ficha.id, nombre, valor)
        else:
            variables.escribir(afuera, nombre, valor)


def como_resultado(nodo_id: str, resultado: str, valor: Valor) -> Mapping[str, Valor]:
    """Lo que escribe un script o una decisión: su `resultVariable`, o las entradas del contexto.

    Raises:
        ValorInservible: sin `resultVariable`, dio algo que no es un contexto.
    """
    if resultado:
        return {resultado: valor}
    if isinstance(valor, dict):
        return valor
    raise ValorInservible(
        f"«{nodo_id}» no dice en qué variable queda su resultado y dio {describir(valor)}. "
        "Ponga la variable de resultado, o haga que dé un contexto {nombre: valor}."
    )
