"""El bucle o la instancia múltiple de una actividad, en el estándar y en cada dialecto."""

from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    Elemento,
    de_cauce,
    de_parientes,
    de_zeebe,
    es_cierto,
    hijo,
    texto_hijo,
)
from motor.bpmn.modelo import Repeticion


def leer_repeticion(mesa: Mesa, actividad: Elemento) -> Repeticion | None:
    """La repetición de la actividad, bucle o instancia múltiple; None si no se repite."""
    bucle = hijo(actividad, "standardLoopCharacteristics")
    if bucle is not None:
        return _leer_bucle(mesa, bucle)
    multiple = hijo(actividad, "multiInstanceLoopCharacteristics")
    if multiple is None:
        return None
    behavior = multiple.get("behavior", "All")
    if behavior != "All" and _lanza_eventos(multiple):
        mesa.anotar(
            "multiple_eventos",
            multiple,
            f"La instancia múltiple lanza eventos al terminar (behavior «{behavior}»).",
            "Quite el atributo y lance el evento después de la actividad.",
        )
    return _leer(mesa, multiple)


def _leer_bucle(mesa: Mesa, bucle: Elemento) -> Repeticion:
    crudo = (bucle.get("loopMaximum") or "").strip()
    if crudo and (not crudo.isdecimal() or int(crudo) < 1):
        mesa.anotar(
            "bucle_mal_escrito",
            bucle,
            f"El máximo de vueltas «{crudo}» no es un entero de 1 o más.",
            "Escriba en loopMaximum cuántas vueltas da como mucho, o quítelo.",
        )
    return Repeticion(
        secuencial=True,
        bucle=True,
        condicion=mesa.formal(hijo(bucle, "loopCondition")),
        antes=es_cierto(bucle.get("testBefore")),
        maximo=int(crudo) if crudo.isdecimal() else None,
    )


def _lanza_eventos(multiple: Elemento) -> bool:
    """Sin un evento referido, «One» y «None» no lanzan nada (BPMN 2.0.2, tabla 10.30)."""
    refiere = multiple.get("oneBehaviorEventRef") or multiple.get("noneBehaviorEventRef")
    return bool(refiere) or hijo(multiple, "complexBehaviorDefinition") is not None


def _leer(mesa: Mesa, multiple: Elemento) -> Repeticion:
    coleccion = _zeebe(mesa, multiple, "inputCollection") or _coleccion(mesa, multiple)
    salida, salida_elemento = _salida(mesa, multiple)
    return Repeticion(
        secuencial=es_cierto(multiple.get("isSequential")),
        coleccion=coleccion or None,
        cardinalidad=mesa.formal(hijo(multiple, "loopCardinality")),
        elemento=_elemento(multiple) or None,
        termino=mesa.formal(hijo(multiple, "completionCondition")),
        salida=salida or None,
        salida_elemento=salida_elemento or None,
    )


def _zeebe(mesa: Mesa, multiple: Elemento, atributo: str) -> str:
    crudo = de_zeebe(multiple, "loopCharacteristics", atributo)
    return mesa.feel(multiple, crudo)


def _coleccion(mesa: Mesa, multiple: Elemento) -> str:
    crudo = de_parientes(multiple, "collection")
    if not crudo:
        crudo = texto_hijo(multiple, "loopDataInputRef")
        dato = mesa.buscar(crudo)
        crudo = (dato.get("name") or crudo) if dato is not None else crudo
    return mesa.feel(multiple, crudo)


def _elemento(multiple: Elemento) -> str:
    directo = de_parientes(multiple, "elementVariable")
    directo = directo or de_zeebe(multiple, "loopCharacteristics", "inputElement")
    dato = hijo(multiple, "inputDataItem")
    if directo or dato is None:
        return directo
    return (dato.get("name") or dato.get("id") or "").strip()


def _salida(mesa: Mesa, multiple: Elemento) -> tuple[str, str]:
    lista = de_cauce(multiple, "salida")
    if lista:
        return lista, mesa.feel(multiple, de_cauce(multiple, "salidaElemento"))
    lista = de_zeebe(multiple, "loopCharacteristics", "outputCollection")
    return lista, _zeebe(mesa, multiple, "outputElement")
