"""El resumen del día de una persona: qué vence, qué venció y qué entró, por cada cargo suyo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.bandeja import NADIE, Bandeja
from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.almacen.procesos import Proceso
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.calendario import fin_del_dia
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.correos import RESERVADO, Carta, Seccion, ruta_de
from motor.reglas.investidura import Investidura
from motor.reglas.organizacion import Firmante, firmantes, puede_actuar
from motor.reglas.preferencias import Modo, Preferencias, clase_de

RENGLONES = 10
AVISOS_MAXIMOS = 50
_UN_INSTANTE = timedelta(microseconds=1)


@dataclass(frozen=True)
class Momento:
    """Para cuándo es el resumen y desde cuándo se cuenta lo nuevo."""

    ahora: datetime
    desde: datetime
    direccion: str


def carta_del_dia(
    sesion: Session, persona: Persona, elegido: Preferencias, momento: Momento
) -> Carta | None:
    """Devuelve el resumen; None si no hay nada que decir."""
    suyas = [f for f in firmantes(sesion, Actor(persona.usuario), momento.ahora) if puede_actuar(f)]
    por_cargo = {f.designacion.cargo_id: f for f in reversed(suyas) if f.designacion is not None}
    secciones: list[Seccion] = []
    for numero, firmante in enumerate(reversed(por_cargo.values())):
        secciones += _del_cargo(sesion, firmante, momento, primero=numero == 0)
    secciones += _de_avisos(sesion, persona, list(por_cargo), elegido, momento)
    if not secciones:
        return None
    dia = momento.ahora.astimezone(LA_PAZ)
    return Carta(
        f"Su día en Cauce, {dia:%d/%m/%Y}",
        f"{persona.nombre}: esto es lo que tiene hoy, {dia:%d/%m/%Y}.",
        secciones,
        f"{momento.direccion}/cuenta/avisos",
    )


def _del_cargo(
    sesion: Session, firmante: Firmante, momento: Momento, *, primero: bool
) -> list[Seccion]:
    """Las del cargo y su unidad; las que son a su nombre van con el primero de sus cargos."""
    designacion = firmante.designacion
    if designacion is None:
        return []
    cargo = designacion.cargo
    manana = fin_del_dia(momento.ahora.astimezone(LA_PAZ).date())
    cortes = (
        ("Vencidas", Bandeja.vence_el <= momento.ahora),
        ("Vencen hoy", and_(Bandeja.vence_el > momento.ahora, Bandeja.vence_el <= manana)),
        ("Nuevas", and_(Tarea.creada_el > momento.desde, Bandeja.vence_el > manana)),
    )
    suyas = _suyas(firmante, designacion, primero=primero)
    secciones = []
    for titulo, corte in cortes:
        tareas = _tareas(sesion, suyas.where(corte))
        if tareas:
            como = f"{cargo.nombre} ({cargo.unidad_sigla})"
            renglones = [_renglon(t, momento.direccion) for t in tareas[:RENGLONES]]
            if len(tareas) > RENGLONES:
                renglones.append(("Hay más: mire su bandeja.", f"{momento.direccion}/bandeja"))
            secciones.append(Seccion(f"{titulo} — {como}", renglones))
    return secciones


def _suyas(firmante: Firmante, designacion: Investidura, *, primero: bool) -> Select[int, datetime]:
    """Las tareas libres o que ella tomó, dentro del alcance de su delegación."""
    cargo, persona_id = designacion.cargo, firmante.persona.id
    destinos = [f"c{cargo.id}", f"u{cargo.unidad_id}", *([f"p{persona_id}"] if primero else [])]
    consulta = (
        select(Bandeja.tarea_id, Bandeja.vence_el)
        .join(Tarea, Tarea.id == Bandeja.tarea_id)
        .where(Bandeja.destino.in_(destinos), Bandeja.tomador_id.in_((NADIE, persona_id)))
    )
    if designacion.procesos is not None:
        claves = select(Proceso.id).where(Proceso.clave.in_(designacion.procesos))
        consulta = consulta.where(Bandeja.proceso_id.in_(claves))
    if designacion.tareas is not None:
        consulta = consulta.where(Tarea.elemento.in_(designacion.tareas))
    return consulta


def _tareas(sesion: Session, suyas: Select[int, datetime]) -> list[Tarea]:
    primeras = (
        suyas.group_by(Bandeja.tarea_id, Bandeja.vence_el)
        .order_by(Bandeja.vence_el, Bandeja.tarea_id)
        .limit(RENGLONES + 1)
    )
    ids = [tarea_id for tarea_id, _ in sesion.execute(primeras)]
    consulta = select(Tarea).where(Tarea.id.in_(ids)).options(joinedload(Tarea.expediente))
    return sorted(sesion.scalars(consulta), key=lambda tarea: ids.index(tarea.id))


def _renglon(tarea: Tarea, direccion: str) -> tuple[str, str]:
    enlace = f"{direccion}/tareas/{tarea.id}"
    if tarea.expediente.confidencial:
        return "Una tarea de un expediente confidencial", enlace
    vence = ""
    if tarea.vence_el is not None:
        vence = f" — vence el {(tarea.vence_el - _UN_INSTANTE).astimezone(LA_PAZ):%d/%m/%Y}"
    return f"{tarea.expediente.hr}: {tarea.nombre}{vence}", enlace


def _de_avisos(
    sesion: Session,
    persona: Persona,
    cargos: Sequence[int],
    elegido: Preferencias,
    momento: Momento,
) -> list[Seccion]:
    """Los avisos sin leer de las clases que quiere en el resumen, desde el resumen anterior."""
    filas = sesion.execute(
        select(Aviso, Expediente)
        .outerjoin(Expediente, Expediente.id == Aviso.expediente_id)
        .where(
            Aviso.leido_el.is_(None),
            or_(Aviso.persona_id == persona.id, Aviso.cargo_id.in_(cargos)),
            Aviso.creado_el > momento.desde,
        )
        .order_by(Aviso.id.desc())
        .limit(AVISOS_MAXIMOS)
    ).all()
    renglones = [
        (RESERVADO, f"{momento.direccion}/avisos")
        if expediente is not None and expediente.confidencial
        else (aviso.texto, momento.direccion + ruta_de(aviso, expediente))
        for aviso, expediente in filas
        if elegido.modo(clase_de(aviso.clase)) is Modo.RESUMEN
    ]
    return [Seccion("Avisos", list(dict.fromkeys(renglones)))] if renglones else []
