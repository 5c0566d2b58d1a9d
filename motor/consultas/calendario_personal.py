"""El calendario de vencimientos de una persona, para su teléfono o su programa de calendario."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from motor.almacen.bandeja import NADIE, Bandeja
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.personales import Preferencia
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.procesos import Proceso
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.icalendar import Evento, escribir_calendario
from motor.reglas.investidura import Investidura
from motor.reglas.organizacion import firmantes, puede_actuar
from motor.reglas.sesiones import huella_de

EVENTOS_MAXIMOS = 1_000


def escribir_mi_calendario(sesion: Session, secreto: str, ahora: datetime, direccion: str) -> str:
    """Devuelve el calendario del dueño del secreto.

    Sale de la oficina: no lleva asuntos ni documentos, y de lo confidencial solo el día.

    Raises:
        NoEncontrado: el secreto no es de nadie, se revocó, o la cuenta está inactiva.
    """
    persona = sesion.scalar(
        select(Persona)
        .join(Preferencia, Preferencia.persona_id == Persona.id)
        .where(Preferencia.calendario_huella == huella_de(secreto), Persona.activa)
    )
    if persona is None:
        raise NoEncontrado("Ese calendario no existe o su dirección se cambió.")
    dominio = direccion.partition("://")[2].partition("/")[0].partition(":")[0] or "cauce.invalid"
    eventos = [
        _evento(plazo, tarea, expediente, (direccion, dominio))
        for plazo, tarea, expediente in _plazos(sesion, persona, ahora)
    ]
    return escribir_calendario("Vencimientos en Cauce", eventos, ahora)


def _plazos(
    sesion: Session, persona: Persona, ahora: datetime
) -> list[tuple[Plazo, Tarea, Expediente]]:
    """Los plazos abiertos de las tareas que puede hacer, libres o tomadas por ella."""
    investiduras = firmantes(sesion, Actor(persona.usuario), ahora)
    suyas = [f.designacion for f in investiduras if f.designacion is not None and puede_actuar(f)]
    if not suyas:
        return []
    alcances = [_alcance(designacion) for designacion in suyas]
    mias = select(Bandeja.tarea_id).where(
        or_(Bandeja.destino == f"p{persona.id}", *alcances),
        Bandeja.tomador_id.in_((NADIE, persona.id)),
    )
    filas = sesion.execute(
        select(Plazo, Tarea, Expediente)
        .join(Tarea, Tarea.id == Plazo.tarea_id)
        .join(Expediente, Expediente.id == Plazo.expediente_id)
        .where(
            Plazo.clase == ClasePlazo.TAREA,
            Plazo.estado == EstadoPlazo.ABIERTO,
            Plazo.tarea_id.in_(mias),
        )
        .order_by(Plazo.vence_el, Plazo.id)
        .limit(EVENTOS_MAXIMOS)
    )
    return [(plazo, tarea, expediente) for plazo, tarea, expediente in filas]


def _alcance(designacion: Investidura) -> ColumnElement[bool]:
    """La bandeja de su cargo y de su unidad, dentro de lo que su delegación alcance."""
    cargo = designacion.cargo
    condiciones = [Bandeja.destino.in_((f"c{cargo.id}", f"u{cargo.unidad_id}"))]
    if designacion.procesos is not None:
        claves = select(Proceso.id).where(Proceso.clave.in_(designacion.procesos))
        condiciones.append(Bandeja.proceso_id.in_(claves))
    if designacion.tareas is not None:
        nombradas = select(Tarea.id).where(Tarea.elemento.in_(designacion.tareas))
        condiciones.append(Bandeja.tarea_id.in_(nombradas))
    return and_(*condiciones)


def _evento(plazo: Plazo, tarea: Tarea, expediente: Expediente, sitio: tuple[str, str]) -> Evento:
    direccion, dominio = sitio
    uid = f"plazo-{plazo.id}@{dominio}"
    url = f"{direccion}/tareas/{tarea.id}" if direccion else ""
    if expediente.confidencial:
        titulo, descripcion = "Vence una tarea confidencial", "Ingrese a Cauce para verla."
    else:
        titulo = f"Vence: {tarea.nombre} ({expediente.hr})"
        descripcion = plazo.norma or "Último día del plazo."
    revision = plazo.prorrogas + plazo.dias_suspendidos
    return Evento(uid, plazo.vence_fecha, titulo, descripcion, url, revision)
