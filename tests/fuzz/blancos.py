"""Lo que se ataca: cada blanco recibe bytes y acaba en silencio o con un error dicho en español.

Cualquier otra excepción (`RecursionError`, `MemoryError`, `KeyError`…) es un hallazgo.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from motor.bpmn import leer, revisar
from motor.bpmn.compilacion import compilar as compilar_proceso
from motor.feel import compilar, leer_dmn
from motor.nucleo.errores import DiagramaInvalido, ErrorFeel, ErrorMotor

AHORA = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)
VISTA = {"monto": 1000, "test": "abc", "lista": [1, 2, 3], "persona": {"nombre": "Ana"}}


def bpmn(datos: bytes) -> str:
    """Leer, revisar y, si nada es grave, compilar. Devuelve la primera frase de rechazo, o nada."""
    try:
        documento = leer(datos)
    except DiagramaInvalido as error:
        return error.hallazgos[0].mensaje
    graves = [hallazgo for hallazgo in revisar(documento) if hallazgo.grave]
    if graves:
        return graves[0].mensaje
    for proceso in documento.procesos.values():
        if proceso.ejecutable:
            try:
                compilar_proceso(proceso)
            except DiagramaInvalido as rechazo:
                raise AssertionError(f"revisar no vio: {rechazo.hallazgos}") from rechazo
    return ""


def feel(datos: bytes) -> str:
    """Compilar una expresión y evaluarla."""
    try:
        compilar(datos.decode("utf-8", "replace")).evaluar(VISTA, ahora=AHORA)
    except ErrorFeel as error:
        return error.mensaje
    return ""


def dmn(datos: bytes) -> str:
    """Leer un modelo DMN."""
    try:
        leer_dmn(datos)
    except ErrorMotor as error:
        return error.mensaje
    return ""


BLANCOS: Mapping[str, Callable[[bytes], str]] = {"bpmn": bpmn, "feel": feel, "dmn": dmn}
