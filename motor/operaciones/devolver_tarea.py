"""Devolver para corregir, con motivo y campos observados (docs/decisiones: devolver)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor
from motor.reglas.cumplimiento import (
    Cumplimiento,
    adelantar_plazos,
    cumplir_tarea,
    leer_plazos,
)
from motor.reglas.derivaciones import deshacer_derivacion
from motor.reglas.devoluciones import datos_para_devolver
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.permisos import exigir_en_plazo
from motor.reglas.tarea_propia import bloquear_tarea_propia


@dataclass(frozen=True)
class DevolverTarea:
    """La orden. `campos` son las claves observadas; `datos`, lo demás que pida el formulario."""

    actor: Actor
    tarea_id: int
    motivo: str
    campos: tuple[str, ...] = ()
    datos: Mapping[str, Valor] = field(default_factory=dict)
    idempotencia: str | None = None


def devolver_tarea(entorno: Entorno, orden: DevolverTarea) -> Respuesta:
    """Devuelve a quien derivó o, si el formulario lo ofrece, por el camino que dice el diagrama.

    Raises:
        NoEncontrado, SinPermiso: como en `completar_tarea`.
        OrdenRechazada: ya se cerró, o el diagrama no prevé devolver desde aquí.
        DatosInvalidos: falta el motivo o algo que el formulario exige.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        adelantar_plazos(sesion, orden.tarea_id, ahora)
        acto, tarea, firmante = bloquear_tarea_propia(sesion, entorno.versiones, orden, ahora)
        plazos = leer_plazos(acto, tarea)
        exigir_en_plazo(acto.proceso, tarea, plazos, ahora)
        acto.quien = firmante
        if not deshacer_derivacion(acto, tarea, orden.motivo, orden.campos):
            formulario = acto.version.formulario(tarea.formulario) if tarea.formulario else None
            datos = datos_para_devolver(formulario, tarea, orden.motivo, orden.campos)
            cumplimiento = Cumplimiento(
                tarea,
                firmante,
                dict(orden.datos) | datos,
                plazos,
                "tarea_devuelta",
                orden.motivo,
                orden.campos,
            )
            cumplir_tarea(acto, cumplimiento)
        respuesta = acto.respuesta(tarea.id)
        return anotar(sesion, orden, respuesta)
