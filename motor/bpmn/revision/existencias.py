"""Lo que el diagrama nombra y tiene que existir fuera de él, cuando se sabe qué existe."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from motor.bpmn.modelo import Asignacion, Nodo, Proceso
from motor.bpmn.revision.registro import (
    ContextoRevision,
    Dibujado,
    Hallados,
    corregir,
    falla,
    regla_de_proceso,
)
from motor.nucleo.errores import Hallazgo

_PAGINA_AJENA = re.compile(r"[A-Za-z][\w-]*:")
_Referencia: TypeAlias = tuple[str, str, str, frozenset[str] | None]


@regla_de_proceso
def referencias_de_actividades(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """Formularios, decisiones, temas y procesos llamados que no existen."""
    for nodo in proceso.nodos.values():
        yield from _formulario_ajeno(nodo)
        for codigo, que, clave, conocidos in _referencias(nodo, contexto):
            if falta(clave, conocidos):
                yield falla(
                    codigo,
                    nodo,
                    f"No hay {que} «{clave}».",
                    "Corrija la clave o agregue lo que falta a la carpeta del proceso.",
                    corregir(nodo.id, clave, conocidos),
                )


def _formulario_ajeno(nodo: Nodo) -> Iterator[Hallazgo]:
    """`embedded:app:x.html`, `app:x.jsf`, `camunda-forms:…`: páginas que otro motor sirve."""
    clave = nodo.trato.formulario
    if _PAGINA_AJENA.match(clave):
        yield falla(
            "formulario_ajeno",
            nodo,
            f"El formulario «{clave}» es una página de otro motor, que aquí no se abre.",
            "Dibuje sus campos en un formulario (.form) y elíjalo en el panel.",
        )


def _referencias(nodo: Nodo, contexto: ContextoRevision) -> Iterator[_Referencia]:
    if not _PAGINA_AJENA.match(nodo.trato.formulario):
        yield "formulario_desconocido", "formulario", nodo.trato.formulario, contexto.formularios
    yield "decision_desconocida", "decisión", nodo.decision, contexto.decisiones
    yield "tema_desconocido", "servicio con tema", nodo.trato.tema, contexto.temas
    yield "proceso_desconocido", "proceso", nodo.llamado, contexto.procesos


@regla_de_proceso
def organizacion_conocida(proceso: Proceso, contexto: ContextoRevision) -> Hallados:
    """Unidades y cargos que la organización no tiene."""
    for nodo in proceso.nodos.values():
        yield from _asignacion(nodo, nodo.trato.asignacion, contexto)
    for carril in proceso.carriles.values():
        yield from _asignacion(carril, carril.asignacion, contexto)


def _asignacion(
    donde: Dibujado, asignacion: Asignacion, contexto: ContextoRevision
) -> Iterator[Hallazgo]:
    if falta(asignacion.unidad, contexto.unidades):
        yield falla(
            "unidad_desconocida",
            donde,
            f"No hay unidad con sigla «{asignacion.unidad}».",
            "Corrija la sigla o agregue la unidad a la organización (base nueva: cauce sembrar).",
            corregir(donde.id, asignacion.unidad, contexto.unidades),
        )
    if not asignacion.unidad.startswith("=") and _falta_cargo(asignacion, contexto):
        yield falla(
            "cargo_desconocido",
            donde,
            f"No hay cargo con clave «{asignacion.cargo}».",
            "Corrija la clave o agregue el cargo a la organización (base nueva: cauce sembrar).",
            corregir(donde.id, asignacion.cargo, contexto.cargos),
        )


def falta(clave: str, conocidos: frozenset[str] | None) -> bool:
    """Dice si la clave está escrita, se sabe qué hay y no está."""
    return bool(
        clave and not clave.startswith("=") and conocidos is not None and clave not in conocidos
    )


def _falta_cargo(asignacion: Asignacion, contexto: ContextoRevision) -> bool:
    en_su_unidad = f"{asignacion.cargo}.{asignacion.unidad.lower()}"
    return falta(asignacion.cargo, contexto.cargos) and falta(en_su_unidad, contexto.cargos)
