"""Los elementos de una repetición (BPMN 2.0.2, 13.3.6-7), vistos desde dentro y contados."""

from decimal import Decimal

from motor.bpmn.arbol import Ficha
from motor.bpmn.datos import ValorInservible, describir, evaluar, evaluar_condicion
from motor.bpmn.modelo import Repeticion
from motor.nucleo.valores import Valor


def repeticion_de(ficha: Ficha) -> Repeticion:
    """La repetición del nodo; solo se pide a un cuerpo o a sus elementos."""
    repeticion = ficha.task_spec.nodo.repeticion
    assert repeticion is not None  # noqa: S101  solo el cuerpo y sus elementos llegan aquí
    return repeticion


def terminar_elemento(ficha: Ficha) -> None:
    """Recoge el resultado y prueba la condición de término; repetirlo no cambia nada.

    La condición se evalúa en el ámbito del cuerpo, con este elemento ya contado.

    Raises:
        ErrorMotor: una de las dos expresiones falló o la condición no dio true ni false.
    """
    repeticion, cuerpo = repeticion_de(ficha), ficha.padre
    if repeticion.bucle:
        ficha.cumplida = not sigue_el_bucle(cuerpo, cuerpo.internal_data["m"][0] + 1)
        return
    _recoger(ficha)
    if repeticion.termino is not None:
        total, completadas, canceladas = cuerpo.internal_data["m"]
        cuentas = contar(repeticion, [total, completadas + 1, canceladas], en_marcha=False)
        ficha.cumplida = evaluar_condicion(cuerpo, repeticion.termino, cuentas)


def sigue_el_bucle(cuerpo: Ficha, hechas: int) -> bool:
    """Si un bucle da otra vuelta después de las `hechas` (BPMN 2.0.2, 13.3.6).

    Raises:
        ErrorMotor: la condición falló o no dio true ni false.
    """
    repeticion = repeticion_de(cuerpo)
    if repeticion.maximo is not None and hechas >= repeticion.maximo:
        return False
    if repeticion.condicion is None:
        return True
    return evaluar_condicion(cuerpo, repeticion.condicion, {"loopCounter": Decimal(hechas)})


def contar(
    repeticion: Repeticion, cuenta: list[int], *, en_marcha: bool = True
) -> dict[str, Valor]:
    """Las variables nrOf… del cuerpo; `cuenta` = [instancias, completadas, canceladas].

    En secuencia hay a lo más una activa, y ninguna entre una y la siguiente (`en_marcha` False).
    """
    total, completadas, canceladas = cuenta
    activas = total - completadas - canceladas
    if repeticion.secuencial:
        activas = min(activas, 1) if en_marcha else 0
    return {
        "nrOfInstances": Decimal(total),
        "nrOfCompletedInstances": Decimal(completadas),
        "nrOfActiveInstances": Decimal(activas),
        "nrOfTerminatedInstances": Decimal(canceladas),
    }


def valores_de(ficha: Ficha) -> list[Valor]:
    """Un valor por instancia: los de la colección, o null si es por cantidad.

    Raises:
        ValorInservible: la colección no es una lista o la cantidad no es un entero de 0 o más.
    """
    repeticion = repeticion_de(ficha)
    if repeticion.coleccion is not None:
        lista = evaluar(ficha, repeticion.coleccion)
        if isinstance(lista, list):
            return lista
        raise ValorInservible(
            f"La colección «{repeticion.coleccion}» debe dar una lista y dio {describir(lista)}. "
            "Complete el dato y reintente."
        )
    numero = evaluar(ficha, repeticion.cardinalidad or "null")
    es_numero = isinstance(numero, Decimal | int) and not isinstance(numero, bool)
    if es_numero and 0 <= numero <= MAXIMO and numero == int(numero):
        return [None] * int(numero)
    raise ValorInservible(
        f"La cantidad «{repeticion.cardinalidad}» debe dar un entero de 0 a {MAXIMO} y dio "
        f"{describir(numero)}. Complete el dato y reintente."
    )


MAXIMO = 100_000  # instancias que puede pedir una loopCardinality


def _recoger(ficha: Ficha) -> None:
    repeticion, cuerpo = repeticion_de(ficha), ficha.padre
    if repeticion.salida is None or repeticion.salida_elemento is None:
        return
    variables = ficha.workflow.variables
    lista = list(variables.vista(cuerpo.id)[repeticion.salida])
    lista[ficha.internal_data["i"] - 1] = evaluar(ficha, repeticion.salida_elemento)
    variables.escribir_local(cuerpo.id, repeticion.salida, lista)
