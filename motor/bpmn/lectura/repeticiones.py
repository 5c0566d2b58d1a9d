"""El bucle o la instancia múltiple de una actividad, en el estándar y en cada dialecto."""

from collections.abc import Iterator

from motor.bpmn.lectura.eventos import leer_definicion, leer_eventos
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    Elemento,
    de_cauce,
    de_parientes,
    de_zeebe,
    es_cierto,
    hijo,
    hijos,
    texto_hijo,
)
from motor.bpmn.modelo import AlCompletar, Repeticion


def leer_repeticion(mesa: Mesa, actividad: Elemento) -> Repeticion | None:
    """La repetición de la actividad, bucle o instancia múltiple; None si no se repite."""
    bucle = hijo(actividad, "standardLoopCharacteristics")
    if bucle is not None:
        return _leer_bucle(mesa, bucle)
    multiple = hijo(actividad, "multiInstanceLoopCharacteristics")
    if multiple is None:
        return None
    return _leer(mesa, multiple)


def _leer_bucle(mesa: Mesa, bucle: Elemento) -> Repeticion:
    crudo = (bucle.get("loopMaximum") or "").strip()
    if crudo and (not crudo.isdecimal() or int(crudo) < 1):
        mesa.anotar(
            "bucle_mal_escrito",
            bucle,
            f"El máximo de vueltas «{crudo}» no es un entero de 1 o más.",
            "Escriba un número entero de vueltas como mucho, o quítelo.",
        )
    return Repeticion(
        secuencial=True,
        bucle=True,
        condicion=mesa.formal(hijo(bucle, "loopCondition")),
        antes=es_cierto(bucle.get("testBefore")),
        maximo=int(crudo) if crudo.isdecimal() else None,
    )


def _lanza(mesa: Mesa, multiple: Elemento) -> tuple[AlCompletar, ...]:
    """Lo que lanza al completarse cada una, según `behavior` (BPMN 2.0.2, tabla 10.30).

    Sin un evento referido, «One» y «None» no lanzan nada; «All» no lanza nunca.
    """
    clase = multiple.get("behavior", "All")
    if clase == "Complex":
        return tuple(_complejas(mesa, multiple))
    atributo = {"One": "oneBehaviorEventRef", "None": "noneBehaviorEventRef"}.get(clase, "")
    referencia = multiple.get(atributo) if atributo else None
    if not referencia:
        return ()
    definicion = leer_definicion(mesa, multiple, referencia)
    return (AlCompletar(definicion, solo_primera=clase == "One"),) if definicion else ()


def _complejas(mesa: Mesa, multiple: Elemento) -> Iterator[AlCompletar]:
    for compleja in hijos(multiple, "complexBehaviorDefinition"):
        condicion = mesa.formal(hijo(compleja, "condition"))
        evento = hijo(compleja, "event")
        for definicion in leer_eventos(mesa, evento) if evento is not None else ():
            yield AlCompletar(definicion, condicion or "true")


def _leer(mesa: Mesa, multiple: Elemento) -> Repeticion:
    coleccion = _zeebe(mesa, multiple, "inputCollection") or _coleccion(mesa, multiple)
    salida, salida_elemento = _salida(mesa, multiple)
    return Repeticion(
        secuencial=es_cierto(multiple.get("isSequential")),
        coleccion=coleccion or None,
        cardinalidad=mesa.formal(hijo(multiple, "loopCardinality")),
        elemento=_elemento(multiple) or None,
        termino=mesa.formal(hijo(multiple, "completionCondition")),
        lanza=_lanza(mesa, multiple),
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
