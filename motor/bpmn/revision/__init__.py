"""Revisar un documento: todo lo que está mal o no se ejecutaría fielmente, dicho de una vez."""

from motor.bpmn.ejecutable import no_ejecutables
from motor.bpmn.modelo import Documento
from motor.bpmn.revision import (
    al_completar,
    alcance,
    colaboracion,
    compensaciones,
    compuertas,
    eventos,
    existencias,
    expresiones,
    inicios,
    llamadas,
    multiples,
    no_ejecutable,
    nombres,
    patrones,
    plazos,
    responsables,
    tareas,
    tiempos,
    variables,
)
from motor.bpmn.revision.registro import (
    REGLAS_DE_DOCUMENTO,
    REGLAS_DE_PROCESO,
    ContextoRevision,
)
from motor.nucleo.errores import DiagramaInvalido, Hallazgo

FAMILIAS = (
    al_completar,
    alcance,
    colaboracion,
    compensaciones,
    compuertas,
    eventos,
    existencias,
    expresiones,
    inicios,
    llamadas,
    multiples,
    no_ejecutable,
    nombres,
    patrones,
    plazos,
    responsables,
    tareas,
    tiempos,
    variables,
)
"""Los módulos de reglas; al importarse se apuntan en el registro."""


def revisar(documento: Documento, contexto: ContextoRevision | None = None) -> list[Hallazgo]:
    """Los hallazgos del documento, por línea; `grave` impide publicar.

    Las reglas miran los procesos ejecutables; con `contexto`, también lo que nombran.
    """
    entorno = contexto or ContextoRevision()
    hallazgos = list(documento.hallazgos)
    for regla in REGLAS_DE_DOCUMENTO:
        hallazgos += regla(documento, entorno)
    for proceso in documento.procesos.values():
        if proceso.ejecutable:
            for regla_de_proceso in REGLAS_DE_PROCESO:
                hallazgos += regla_de_proceso(proceso, entorno)
            if not any(hallazgo.grave for hallazgo in hallazgos):
                hallazgos += no_ejecutables(proceso)  # lo que a las reglas se les escape
    return sorted(hallazgos, key=lambda hallazgo: hallazgo.linea)


def exigir_ejecutable(documento: Documento, contexto: ContextoRevision | None = None) -> None:
    """Se niega si algo del documento no se ejecutaría fielmente.

    Raises:
        DiagramaInvalido: con los hallazgos graves.
    """
    graves = [hallazgo for hallazgo in revisar(documento, contexto) if hallazgo.grave]
    if graves:
        raise DiagramaInvalido("El diagrama no se puede publicar:", graves)
