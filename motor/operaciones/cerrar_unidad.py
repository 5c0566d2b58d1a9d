"""Cerrar una unidad que dejó de existir: ya no recibe nada, y lo que hizo sigue siendo suyo."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.tareas import Tarea, esta_abierta
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.organigrama import obtener_unidad
from motor.reglas.organizacion import Facultad


@dataclass(frozen=True)
class CerrarUnidad:
    """La orden. `hasta` es el último día en que existe; `norma`, la que la suprime."""

    actor: Actor | None
    sigla: str
    hasta: date
    norma: str


def cerrar_unidad(entorno: Entorno, orden: CerrarUnidad) -> int:
    """Cierra la unidad y devuelve su id.

    Raises:
        NoEncontrado: no hay unidad con esa sigla.
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: falta la norma, o la fecha no llegó o es anterior a su vigencia.
        OrdenRechazada: ya estaba cerrada, o le quedan cargos, unidades o tareas.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        unidad = obtener_unidad(sesion, orden.sigla)
        if not orden.norma.strip():
            raise DatosInvalidos("Para cerrar una unidad hay que decir la norma que la suprime.")
        if orden.hasta > ahora.astimezone(LA_PAZ).date() or orden.hasta < unidad.vigente_desde:
            raise DatosInvalidos(
                f"El {orden.hasta:%d/%m/%Y} no sirve: debe ser un día ya llegado y no anterior al "
                f"{unidad.vigente_desde:%d/%m/%Y}, desde el que la unidad rige."
            )
        _exigir_vacia(sesion, unidad)
        unidad.vigente_hasta = orden.hasta
        datos = {"unidad": unidad.sigla, "hasta": orden.hasta, "norma": orden.norma.strip()}
        asentar(sesion, Hecho("unidad_cerrada", ahora, quien, datos=datos))
        return unidad.id


def _exigir_vacia(sesion: Session, unidad: Unidad) -> None:
    if unidad.vigente_hasta is not None:
        raise OrdenRechazada(
            f"La unidad «{unidad.sigla}» ya se cerró el {unidad.vigente_hasta:%d/%m/%Y}."
        )
    suyos = select(Cargo.id).where(Cargo.unidad_id == unidad.id)
    queda = {
        "unidades que dependen de ella": exists().where(
            Unidad.superior_id == unidad.id, Unidad.vigente_hasta.is_(None)
        ),
        "cargos activos": exists().where(Cargo.unidad_id == unidad.id, Cargo.activo),
        "tareas abiertas": exists().where(
            esta_abierta(),
            or_(Tarea.unidad_id == unidad.id, Tarea.cargo_id.in_(suyos)),
        ),
    }
    faltan = [que for que, condicion in queda.items() if sesion.scalar(select(condicion))]
    if faltan:
        raise OrdenRechazada(
            f"La unidad «{unidad.sigla}» todavía tiene {', '.join(faltan)}. Páselos a otra unidad "
            "o desactívelos, y vuelva a cerrarla."
        )
