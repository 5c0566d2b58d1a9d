"""Lo que se ve de un expediente: lo que un escenario compara con lo que espera."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from motor.almacen import Base
from motor.almacen.bitacora import Asiento
from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.mensajes import Mensaje
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import Tarea, TareaCandidato, esta_abierta
from motor.almacen.trabajos import Incidente
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor


@dataclass(frozen=True)
class TareaVista:
    """Una tarea abierta; `cargos`, `unidades` y `personas` son quienes pueden hacerla."""

    id: int
    elemento: str
    indice: int | None
    cargos: frozenset[str]
    unidades: frozenset[str]
    personas: frozenset[str]
    vence_fecha: date | None
    vence_el: datetime | None


@dataclass(frozen=True)
class PlazoVisto:
    """Un plazo abierto."""

    elemento: str
    vence_fecha: date
    vence_el: datetime


@dataclass(frozen=True)
class ExpedienteVisto:
    """Todo lo que se puede esperar de un expediente, leído de una vez."""

    hr: str
    estado: str
    final: str | None
    tareas: Sequence[TareaVista]
    plazos: Sequence[PlazoVisto]
    mensajes: Sequence[str]
    variables: Mapping[str, Sequence[Mapping[str, Valor]]]  # por id de proceso
    documentos: Mapping[str, tuple[int, int]]  # nombre → (versiones, fojas de la última)
    asientos: Sequence[str]
    incidentes: Sequence[str]
    prorrogas: int
    hijos: int


def observar(sesion: Session, expediente_id: int) -> ExpedienteVisto:
    """Devuelve lo que hay en el expediente."""
    expediente = sesion.get_one(Expediente, expediente_id)
    return ExpedienteVisto(
        hr=expediente.hr,
        estado=expediente.estado.value,
        final=expediente.final,
        tareas=tareas_abiertas(sesion, expediente_id),
        plazos=_plazos(sesion, expediente_id),
        mensajes=_mensajes(sesion, expediente_id),
        variables=_variables(sesion, expediente_id),
        documentos=_documentos(sesion, expediente_id),
        asientos=sesion.scalars(
            select(Asiento.hecho)
            .where(Asiento.expediente_id == expediente_id)
            .order_by(Asiento.numero)
        ).all(),
        incidentes=sesion.scalars(
            select(Incidente.elemento + ": " + Incidente.mensaje).where(
                Incidente.expediente_id == expediente_id, Incidente.resuelto_el.is_(None)
            )
        ).all(),
        prorrogas=sesion.scalar(
            select(func.coalesce(func.sum(Plazo.prorrogas), 0)).where(
                Plazo.expediente_id == expediente_id
            )
        )
        or 0,
        hijos=sesion.scalar(
            select(func.count()).select_from(Expediente).where(Expediente.padre_id == expediente_id)
        )
        or 0,
    )


def tareas_abiertas(sesion: Session, expediente_id: int) -> tuple[TareaVista, ...]:
    """Devuelve las tareas abiertas del expediente, por id."""
    tareas = sesion.scalars(
        select(Tarea).where(Tarea.expediente_id == expediente_id, esta_abierta()).order_by(Tarea.id)
    ).all()
    vencen = _vencimientos(sesion, expediente_id)
    return tuple(_tarea(sesion, tarea, vencen.get(tarea.id)) for tarea in tareas)


def _vencimientos(sesion: Session, expediente_id: int) -> dict[int, date]:
    filas = sesion.execute(
        select(Plazo.tarea_id, Plazo.vence_fecha).where(
            Plazo.expediente_id == expediente_id,
            Plazo.tarea_id.is_not(None),
            Plazo.estado.in_((EstadoPlazo.ABIERTO, EstadoPlazo.VENCIDO)),
        )
    )
    return {tarea_id: fecha for tarea_id, fecha in filas if tarea_id is not None}


def _tarea(sesion: Session, tarea: Tarea, vence: date | None) -> TareaVista:
    filas: list[Tarea | TareaCandidato] = [tarea]
    filas += sesion.scalars(select(TareaCandidato).where(TareaCandidato.tarea_id == tarea.id))
    cargos = sesion.scalars(
        select(Cargo)
        .where(Cargo.id.in_([f.cargo_id for f in filas if f.cargo_id]))
        .options(selectinload(Cargo.unidad))
    ).all()
    siglas = sesion.scalars(
        select(Unidad.sigla).where(Unidad.id.in_([f.unidad_id for f in filas if f.unidad_id]))
    ).all()
    usuarios = sesion.scalars(
        select(Persona.usuario).where(Persona.id.in_([f.persona_id for f in filas if f.persona_id]))
    ).all()
    return TareaVista(
        id=tarea.id,
        elemento=tarea.elemento,
        indice=tarea.indice,
        cargos=frozenset(c.clave for c in cargos),
        unidades=frozenset(siglas) | {c.unidad.sigla for c in cargos},
        personas=frozenset(usuarios),
        vence_fecha=vence,
        vence_el=tarea.vence_el,
    )


def _plazos(sesion: Session, expediente_id: int) -> tuple[PlazoVisto, ...]:
    filas = sesion.scalars(
        select(Plazo)
        .where(Plazo.expediente_id == expediente_id, Plazo.estado == EstadoPlazo.ABIERTO)
        .order_by(Plazo.vence_el)
    )
    return tuple(
        PlazoVisto(f.elemento, f.vence_fecha, f.vence_el.astimezone(LA_PAZ)) for f in filas
    )


def _mensajes(sesion: Session, expediente_id: int) -> Sequence[str]:
    return sesion.scalars(
        select(Mensaje.nombre)
        .where(
            or_(
                Mensaje.expediente_id == expediente_id,
                Mensaje.destino_expediente_id == expediente_id,
            )
        )
        .order_by(Mensaje.id)
    ).all()


def _variables(sesion: Session, expediente_id: int) -> Mapping[str, Sequence[Mapping[str, Valor]]]:
    filas = sesion.execute(
        select(Instancia.proceso, Ambito.valores)
        .join(Ambito, Ambito.instancia_id == Instancia.id)
        .where(Instancia.expediente_id == expediente_id, Ambito.numero == 0)
        .order_by(Instancia.id)
    )
    por_proceso: dict[str, list[Mapping[str, Valor]]] = {}
    for proceso, valores in filas:
        por_proceso.setdefault(proceso, []).append(valores)
    return por_proceso


def _documentos(sesion: Session, expediente_id: int) -> dict[str, tuple[int, int]]:
    filas = sesion.execute(
        select(Documento.nombre, DocumentoVersion.numero, DocumentoVersion.fojas)
        .join(DocumentoVersion, DocumentoVersion.documento_id == Documento.id)
        .where(Documento.expediente_id == expediente_id)
        .order_by(Documento.id, DocumentoVersion.numero)
    )
    cuentas: dict[str, tuple[int, int]] = {}
    for nombre, _, fojas in filas:
        cuentas[nombre] = (cuentas.get(nombre, (0, 0))[0] + 1, fojas)
    return cuentas


def huella_de_todo(sesion: Session) -> str:
    """Devuelve una huella de lo que un acto puede cambiar: si dos son iguales, nada cambió.

    Cuenta filas de cada tabla y suma revisiones y números de asiento; no mira la de idempotencia.
    """
    partes = [
        f"{nombre}={sesion.scalar(select(func.count()).select_from(tabla))}"
        for nombre, tabla in sorted(Base.metadata.tables.items())
        if nombre != "idempotencia"
    ]
    partes.append(f"revision={sesion.scalar(select(func.sum(Instancia.revision)))}")
    partes.append(f"cola={sesion.scalar(select(func.sum(Expediente.cola_numero)))}")
    estados = sesion.execute(select(Tarea.estado, func.count()).group_by(Tarea.estado))
    partes += sorted(f"{estado}={cuantas}" for estado, cuantas in estados)
    return " ".join(partes)
