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
from motor.nucleo.valores import Json, codificar, decodificar

FORMATO = 1


class EstadoIlegible(ErrorMotor):
    """El estado guardado no es de un formato o de una versión del proceso que se conozca."""

    codigo = "estado_ilegible"


def guardar(arbol: Arbol) -> Json:
    """Devuelve el estado de las fichas vivas."""
    estado: dict[str, Json] = {
        "v": FORMATO,
        "n": arbol.siguiente,
        "f": [_escribir(ficha) for ficha in arbol.tasks.values()],
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
    for guardada in estado["f"]:
        _leer(arbol, guardada)


def _escribir(ficha: Ficha) -> Json:
    datos = dict(ficha.internal_data)
    if ficha.datos is not None:
        datos["v"] = codificar(dict(ficha.datos))
    plano = [ficha.id, ficha._parent, ficha.task_spec.name, ficha._state]
    return [*plano, datos] if datos else plano


def _leer(arbol: Arbol, guardada: list[Json]) -> None:
    numero, madre, nombre, estado, *resto = guardada
    datos = resto[0] if resto else {}
    especificacion = arbol.compilado.especificaciones.get(nombre)
    if especificacion is None:
        raise EstadoIlegible(
            f"No se pudo leer el estado de la instancia: está en «{nombre}», que esta versión del "
            "proceso no tiene. Ábralo con la versión con que se inició."
        )
    ficha = Ficha(arbol, especificacion, None if madre is None else arbol.tasks[madre], numero)
    ficha._set_state(estado)
    ficha.internal_data = {clave: _copia(valor) for clave, valor in datos.items()}
    if "v" in datos:
        ficha.datos = decodificar(ficha.internal_data.pop("v"))
    if estado == TaskState.READY:
        arbol.alistar(ficha)
    elif "e" in datos and estado != TaskState.ERROR and isinstance(especificacion, Inclusiva):
        arbol.inclusivas[numero] = ficha
    elif arbol.compilado.con_condicionales and espera_condicion(ficha):
        arbol.condicionales[numero] = ficha


def _copia(valor: Json) -> Json:
    if isinstance(valor, dict):
        return {clave: _copia(dentro) for clave, dentro in valor.items()}
    return list(valor) if isinstance(valor, list) else valor
