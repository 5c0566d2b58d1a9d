"""Lo que impidió seguir: qué paso, de qué proceso, qué falló y desde cuándo."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import Proceso, Version
from motor.almacen.trabajos import Incidente, TipoTrabajo, Trabajo
from motor.consultas.elementos import nombre_de_elemento
from motor.reglas.versiones import CacheVersiones

HASTA = 100
_QUE = {
    "servicio": "Una tarea automática",
    "entregar_mensaje": "La entrega de un mensaje",
    "difundir_senal": "La difusión de una señal",
    "iniciar_llamada": "El inicio de un subproceso",
    "retornar_llamada": "El regreso de un subproceso",
    "anular_llamada": "La anulación de un subproceso",
    "vencer_plazo": "El vencimiento de un plazo",
    "avisar_plazo": "El aviso de un plazo",
    "continuar": "La continuación de un paso",
    "correo": "Un correo",
    "iniciar_proceso": "El inicio programado de un proceso",
}


@dataclass(frozen=True)
class IncidenteVista:
    """Un incidente. `hr`, `asunto` y `mensaje` vacíos si quien mira no ve el expediente."""

    id: int
    que: str
    proceso: str
    paso: str
    mensaje: str
    hr: str
    asunto: str
    intentos: int
    abierto_el: datetime
    resuelto_el: datetime | None
    resuelto_por: str


@dataclass(frozen=True)
class Cuales:
    """Los abiertos o los resueltos; de un proceso (clave) y una clase de paso, vacías = todas."""

    resueltos: bool = False
    proceso: str = ""
    clase: str = ""


def listar_incidentes(
    sesion: Session, versiones: CacheVersiones, cuales: Cuales, *, ve_expedientes: bool = True
) -> tuple[IncidenteVista, ...]:
    """Devuelve los abiertos del más viejo al más nuevo, o los cien últimos resueltos.

    Lo confidencial no se nombra: quien administra sabe que falla y en qué paso, no de quién es. El
    mensaje puede citar datos del expediente: lo lee solo quien puede ver el expediente.
    """
    consulta = (
        select(Incidente, Instancia, Expediente, Proceso.nombre, Trabajo, Persona.nombre)
        .outerjoin(Instancia, Instancia.id == Incidente.instancia_id)
        .outerjoin(Expediente, Expediente.id == Incidente.expediente_id)
        .outerjoin(Version, Version.id == Instancia.version_id)
        .outerjoin(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Trabajo, Trabajo.id == Incidente.trabajo_id)
        .outerjoin(Persona, Persona.id == Incidente.resuelto_por_id)
    )
    if cuales.resueltos:
        consulta = consulta.where(Incidente.resuelto_el.is_not(None))
        consulta = consulta.order_by(Incidente.resuelto_el.desc(), Incidente.id.desc())
    else:
        consulta = consulta.where(Incidente.resuelto_el.is_(None)).order_by(Incidente.id)
    if cuales.proceso:
        consulta = consulta.where(Proceso.clave == cuales.proceso)
    if cuales.clase:
        clases = [tipo for tipo in TipoTrabajo if tipo.value == cuales.clase]
        consulta = consulta.where(Trabajo.tipo.in_(clases))
    vistos = []
    for incidente, instancia, expediente, nombre, trabajo, por in sesion.execute(
        consulta.limit(HASTA)
    ):
        tipo = trabajo.tipo if trabajo else None
        visible = expediente is not None and ve_expedientes and not expediente.confidencial
        paso = incidente.elemento
        if instancia is not None and paso:
            paso = nombre_de_elemento(
                sesion, versiones, instancia.version_id, instancia.proceso, paso
            )
        vistos.append(
            IncidenteVista(
                id=incidente.id,
                que=_QUE.get(trabajo.tipo.value, "Un trabajo") if trabajo else "Un paso",
                proceso=nombre or "",
                paso=paso,
                mensaje=incidente.mensaje if visible or _sin_datos(expediente, tipo) else "",
                hr=expediente.hr if visible else "",
                asunto=expediente.asunto if visible else "",
                intentos=trabajo.intentos if trabajo else 1,
                abierto_el=incidente.abierto_el,
                resuelto_el=incidente.resuelto_el,
                resuelto_por=por or "",
            )
        )
    return tuple(vistos)


def _sin_datos(expediente: Expediente | None, tipo: TipoTrabajo | None) -> bool:
    """Si el mensaje no puede citar datos de un expediente: no es de ninguno, o es del correo."""
    return expediente is None or tipo is TipoTrabajo.CORREO


def contar_incidentes(sesion: Session) -> int:
    """Cuántos siguen abiertos."""
    abiertos = select(func.count()).where(Incidente.resuelto_el.is_(None))
    return sesion.scalar(abiertos) or 0


def procesos_con_incidentes(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve, para elegir, la clave y el nombre de los procesos con incidentes abiertos."""
    filas = sesion.execute(
        select(Proceso.clave, Proceso.nombre)
        .join(Version, Version.proceso_id == Proceso.id)
        .join(Instancia, Instancia.version_id == Version.id)
        .join(Incidente, Incidente.instancia_id == Instancia.id)
        .where(Incidente.resuelto_el.is_(None))
        .distinct()
        .order_by(Proceso.nombre)
    )
    return tuple((c, n) for c, n in filas)


def clases_con_incidentes(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve, para elegir, las clases de paso con incidentes abiertos y cómo se llaman."""
    filas = sesion.scalars(
        select(Trabajo.tipo)
        .join(Incidente, Incidente.trabajo_id == Trabajo.id)
        .where(Incidente.resuelto_el.is_(None))
        .distinct()
    )
    return tuple(sorted(((t.value, _QUE[t.value]) for t in filas), key=lambda c: c[1]))
