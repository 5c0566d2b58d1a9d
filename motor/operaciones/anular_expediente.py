"""Anular un expediente: deja sin efecto todo lo que corre, sin borrar nada."""

from dataclasses import dataclass

from sqlalchemy import select, update

from motor.almacen.expedientes import EstadoExpediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.trabajos import EstadoTrabajo, Incidente, Trabajo, esta_por_hacer
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.reglas.acto import bloquear_instancia
from motor.reglas.anulaciones import anular_instancia
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id, exigir_abierto
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class AnularExpediente:
    """La orden."""

    actor: Actor
    expediente_id: int
    motivo: str
    idempotencia: str | None = None


def anular_expediente(entorno: Entorno, orden: AnularExpediente) -> Respuesta:
    """Anula el expediente y todas sus instancias.

    Raises:
        NoEncontrado: no existe el expediente o la persona.
        SinPermiso: el actor no administra expedientes.
        OrdenRechazada: ya está cerrado o anulado.
        DatosInvalidos: falta el motivo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        activas = select(Instancia.id).where(
            Instancia.expediente_id == orden.expediente_id,
            Instancia.estado == EstadoInstancia.ACTIVA,
        )
        ids = sesion.scalars(activas.order_by(Instancia.id)).all()
        actos = [bloquear_instancia(sesion, entorno.versiones, id_, ahora) for id_ in ids]
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_facultad(sesion, orden.actor, Facultad.EXPEDIENTES, ahora)
        exigir_abierto(expediente)
        if not orden.motivo.strip():
            raise DatosInvalidos("Para anular un expediente hay que decir el motivo.")
        for acto in actos:
            anular_instancia(acto)
        sesion.flush()
        sesion.execute(
            update(Trabajo)
            .where(
                Trabajo.expediente_id == expediente.id,
                esta_por_hacer(),
            )
            .values(estado=EstadoTrabajo.CANCELADO, reservado_por=None, reservado_hasta=None)
        )
        sesion.execute(
            update(Incidente)
            .where(Incidente.expediente_id == expediente.id, Incidente.resuelto_el.is_(None))
            .values(resuelto_el=ahora, resuelto_por_id=firmante.persona.id)
        )
        estado = (expediente.estado.value, EstadoExpediente.ANULADO.value)
        expediente.estado, expediente.cerrado_el = EstadoExpediente.ANULADO, ahora
        asentar(
            sesion,
            Hecho(
                "expediente_anulado",
                ahora,
                firmante,
                expediente,
                estado=estado,
                motivo=orden.motivo,
            ),
        )
        respuesta = Respuesta(expediente.id, expediente.id, hr=expediente.hr)
        return anotar(sesion, orden, respuesta)
