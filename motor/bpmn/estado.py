"""El estado guardado de una instancia: JSON plano, con número de formato.

    {"v": 1, "n": 7, "f": [[0, null, "#", 32], [6, 0, "revisar", 32, {"p": 2}]], "e": ["fin"]}

`n` es el número de la próxima ficha; cada ficha es [número, madre, especificación, estado,
datos?]; `e`, si hay, los finales ya alcanzados en el nivel superior. En los datos de una ficha:
`p` fase, `a` tiene ámbito, `r` papel, `d` definición, `i` elemento, `e` flujo por el que llegó a
una unión, `c` lo consumido por las compuertas complejas que contiene, `z` si una compleja se
activa (0) o se repone (1), `b` si la condición que espera ya se cumplía, `x` ámbito interrumpido,
`m` y `q` la cuenta y lo que falta de una instancia múltiple, `l` definiciones ya lanzadas, `v`
datos recibidos que aún no se escribieron, `h` lo completado que se puede compensar, `k` lo que
falta compensar, `o` y `t` lo que un ad hoc ofrecerá y si su condición ya se cumplió.
"""

from SpiffWorkflow.util.task import TaskState

from motor.bpmn.arbol import Arbol, Ficha
from motor.bpmn.definiciones import espera_condicion
from motor.bpmn.especificaciones.compuertas import Inclusiva
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Json, codificar

FORMATO = 1
_DATOS = 4  # el lugar de los datos en una ficha guardada


class EstadoIlegible(ErrorMotor):
    """El estado guardado no es de un formato o de una versión del proceso que se conozca."""

    codigo = "estado_ilegible"


def guardar(arbol: Arbol) -> Json:
    """Devuelve el estado de las fichas vivas."""
    estado: dict[str, Json] = {
        "v": FORMATO,
        "n": arbol.siguiente,
        "f": [f if isinstance(f, list) else _escribir(f) for f in arbol.tasks.crudas()],
    }
    if arbol.finales:
        estado["e"] = list(arbol.finales)
    return estado


def cargar(arbol: Arbol, estado: Json) -> None:
    """Pone en el árbol vacío las fichas guardadas.

    Raises:
        EstadoIlegible: formato desconocido, o nombra nodos que el proceso no tiene.
    """
    formato = estado.get("v") if isinstance(estado, dict) else None
    if formato != FORMATO:
        raise EstadoIlegible(
            f"No se pudo leer el estado de la instancia: su formato es {formato!r} y este programa "
            f"conoce el {FORMATO}. Use la versión de Cauce que lo guardó, o una más nueva."
        )
    arbol.siguiente = estado["n"]
    arbol.finales = list(estado.get("e", ()))
    guardadas, compilado = estado["f"], arbol.compilado
    for nombre in {guardada[2] for guardada in guardadas} - compilado.especificaciones.keys():
        raise EstadoIlegible(
            f"No se pudo leer el estado de la instancia: está en «{nombre}», que esta versión del "
            "proceso no tiene. Ábralo con la versión con que se inició."
        )
    arbol.dormir(guardadas)
    todas, lista = compilado.con_condicionales, int(TaskState.READY)
    por_atender = [
        guardada[0]
        for guardada in guardadas
        if todas or guardada[3] == lista or (len(guardada) > _DATOS and "e" in guardada[_DATOS])
    ]
    for numero in por_atender:
        _atender(arbol, arbol.tasks[numero])


def _escribir(ficha: Ficha) -> Json:
    datos = dict(ficha.internal_data)
    if ficha.datos is not None:
        datos["v"] = codificar(dict(ficha.datos))
    plano = [ficha.id, ficha._parent, ficha.task_spec.name, ficha._state]
    return [*plano, datos] if datos else plano


def _atender(arbol: Arbol, ficha: Ficha) -> None:
    """Anota la ficha entre las que andan, las uniones por probar o las condiciones por mirar."""
    if ficha._state == TaskState.READY:
        arbol.alistar(ficha)
    elif (
        "e" in ficha.internal_data
        and ficha._state != TaskState.ERROR
        and isinstance(ficha.task_spec, Inclusiva)
    ):
        arbol.inclusivas[ficha.id] = ficha
    elif arbol.compilado.con_condicionales and espera_condicion(ficha):
        arbol.condicionales[ficha.id] = ficha
