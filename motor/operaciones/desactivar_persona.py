"""Desactivar una cuenta: ya no entra, y lo que tenía en la mano vuelve a su unidad."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, contains_eager

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar, marcar_bloqueado
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import obtener_persona
from motor.reglas.organizacion import Facultad, Firmante
from motor.reglas.sesiones import cerrar

# Los mismos candados que un acto, sin leer el diagrama: la baja no depende de que se pueda leer.
_BLOQUEAR = (
    select(Tarea)
    .join(Tarea.instancia)
    .join(Instancia.expediente)
    .where(Tarea.id == bindparam("id"))
    .options(contains_eager(Tarea.instancia).contains_eager(Instancia.expediente))
    .with_for_update(of=[Instancia, Expediente, Tarea], key_share=True)
    .execution_options(populate_existing=True)
)


@dataclass(frozen=True)
class DesactivarPersona:
    """La orden; el motivo es obligatorio. `actor` None = la consola."""

    actor: Actor | None
    usuario: str
    motivo: str


def desactivar_persona(entorno: Entorno, orden: DesactivarPersona) -> int:
    """Desactiva la cuenta, cierra sus sesiones, suelta sus tareas y dice cuántas soltó.

    Sus designaciones quedan como están: mientras la cuenta siga inactiva no valen.

    Raises:
        NoEncontrado: no existe la persona.
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: ya estaba inactiva, o es la propia cuenta.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        persona = obtener_persona(sesion, orden.usuario)
        if not orden.motivo.strip():
            raise DatosInvalidos("Para desactivar una cuenta hay que decir el motivo.")
        if not persona.activa:
            raise OrdenRechazada(f"La cuenta «{persona.usuario}» ya estaba inactiva.")
        if orden.actor is not None and orden.actor.usuario == persona.usuario:
            raise OrdenRechazada("No puede desactivar su propia cuenta: pídalo a otra persona.")
        soltadas = _soltar_sus_tareas(sesion, persona, quien, ahora)
        persona.activa = False
        cerradas = cerrar(sesion, persona.id, ahora)
        datos = {
            "persona": persona.usuario,
            "tareas_soltadas": soltadas,
            "sesiones_cerradas": cerradas,
        }
        motivo = orden.motivo.strip()
        asentar(sesion, Hecho("persona_desactivada", ahora, quien, motivo=motivo, datos=datos))
        return soltadas


def _soltar_sus_tareas(
    sesion: Session, persona: Persona, quien: Firmante | None, ahora: datetime
) -> int:
    """Suelta lo que tenía tomado, de expediente en expediente para no trabarse con nadie."""
    tomadas = sesion.scalars(
        select(Tarea.id)
        .where(Tarea.tomada_por_id == persona.id, Tarea.estado == EstadoTarea.TOMADA)
        .order_by(Tarea.expediente_id, Tarea.id)
    ).all()
    soltadas = 0
    for tarea_id in tomadas:
        tarea = sesion.scalars(_BLOQUEAR, {"id": tarea_id}).one()
        if tarea.estado is not EstadoTarea.TOMADA or tarea.tomada_por_id != persona.id:
            continue
        tarea.estado = EstadoTarea.DISPONIBLE
        tarea.tomada_por_id = tarea.tomada_el = None
        soltadas += 1
        expediente = tarea.instancia.expediente
        marcar_bloqueado(sesion, expediente)
        asentar(
            sesion,
            Hecho(
                "tarea_soltada",
                ahora,
                quien,
                expediente,
                tarea.instancia,
                tarea,
                estado=(EstadoTarea.TOMADA.value, EstadoTarea.DISPONIBLE.value),
                motivo=f"Se desactivó la cuenta «{persona.usuario}».",
            ),
        )
    return soltadas
