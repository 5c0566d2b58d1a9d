"""Los pasos de la hoja de ruta: cada tarea, de quién vino, quién la tuvo, cuánto y qué agregó.

Los leen igual la página del expediente, su impreso y la consola (motor.consultas.hoja_de_ruta).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.bitacora import Asiento
from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.expedientes import Derivacion, DerivacionDestino
from motor.almacen.organizacion import Cargo, Institucion, Persona, Unidad
from motor.almacen.tareas import ABIERTAS, EstadoTarea, Tarea
from motor.consultas.llegadas import SIN_LLEGADA, Llegada, listar_llegadas
from motor.consultas.semaforo import Semaforo, Semaforos
from motor.consultas.valores import nombrar
from motor.nucleo.calendario import Calendario
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import SEDE
from motor.reglas.documentos_visibles import versiones_visibles
from motor.reglas.visibilidad import Mirada

_QUE_DICE = ("proveido", "decision", "dictamen", "valoracion", "conforme", "resultado")


@dataclass(frozen=True)
class DerivacionVista:
    """Un proveído: quién lo dictó, en qué cargo, a quiénes y con qué instrucción."""

    quien: str
    como: str
    proveido: str
    instruccion: str
    a: tuple[str, ...]
    el: datetime


@dataclass(frozen=True)
class DocumentoDelPaso:
    """Una versión de documento que se agregó en un paso; `fojas` son hojas."""

    nombre: str
    version: int
    fojas: int
    sha256: str


@dataclass(frozen=True)
class PasoHoja:
    """Un renglón: la tarea, de quién vino, de quién fue y cuándo entró y salió.

    `dias` son los hábiles que se tuvo (el de entrada no cuenta), hasta hoy si sigue abierta;
    `dias_calendario`, los corridos. `documentos`: los que ve quien mira.
    `fojas` son las que se agregaron en ella. `resultado`: el proveído o la decisión de quien la
    completó, si su formulario los pide.
    """

    numero: int
    tarea_id: int
    nombre: str
    indice: int | None
    persona: str
    cargo: str
    unidad: str
    institucion: str
    entro_el: datetime
    tomada_el: datetime | None
    salio_el: datetime | None
    estado: str
    dias: int
    fojas: int
    vencimiento: Semaforo
    devuelta: str
    resultado: str
    derivaciones: tuple[DerivacionVista, ...]
    llegada: Llegada
    dias_calendario: int
    documentos: tuple[DocumentoDelPaso, ...]

    @property
    def abierta(self) -> bool:
        """Si todavía espera a alguien."""
        return self.estado in {e.value for e in ABIERTAS}

    @property
    def cual(self) -> str:
        """De las repetidas, cuál es: su elemento («SDOS») o su número; vacío si no se repite."""
        return self.llegada.item or (f"N.º {self.indice}" if self.indice else "")


@dataclass(frozen=True)
class _Agregado:
    fojas: int
    resultado: str
    derivaciones: tuple[DerivacionVista, ...]
    llegada: Llegada
    documentos: tuple[DocumentoDelPaso, ...]


def listar_pasos(sesion: Session, mirada: Mirada, semaforos: Semaforos) -> tuple[PasoHoja, ...]:
    """Devuelve los pasos que ve, en el orden en que entraron."""
    tomo, hizo = aliased(Persona), aliased(Persona)
    consulta = (
        select(Tarea, hizo.nombre, tomo.nombre, Cargo.nombre, Unidad.nombre, Institucion.sigla)
        .outerjoin(hizo, hizo.id == Tarea.completada_por_id)
        .outerjoin(tomo, tomo.id == Tarea.tomada_por_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, Unidad.id == func.coalesce(Tarea.unidad_id, Cargo.unidad_id))
        .outerjoin(Institucion, Institucion.id == Unidad.institucion_id)
        .where(Tarea.expediente_id == mirada.expediente.id)
        .order_by(Tarea.creada_el, Tarea.id)
    )
    if mirada.instancias is not None:
        consulta = consulta.where(Tarea.instancia_id.in_(mirada.instancias))
    fojas = _fojas(sesion, mirada.expediente.id)
    derivaciones = _derivaciones(sesion, mirada.expediente.id)
    resultados = _resultados(sesion, mirada.expediente.id)
    llegadas = listar_llegadas(sesion, mirada.expediente.id)
    documentos = _documentos(sesion, mirada)
    calendario = semaforos.tablas.calendario_de(SEDE)
    return tuple(
        _paso(
            numero,
            fila,
            _Agregado(
                fojas.get(fila[0].id, 0),
                resultados.get(fila[0].id, ""),
                tuple(derivaciones.get(fila[0].id, ())),
                llegadas.get(fila[0].id, SIN_LLEGADA),
                tuple(documentos.get(fila[0].id, ())),
            ),
            calendario,
            semaforos,
        )
        for numero, fila in enumerate(sesion.execute(consulta).all(), 1)
    )


def _paso(
    numero: int,
    fila: tuple[Tarea, str | None, str | None, str | None, str | None, str | None],
    agregado: _Agregado,
    calendario: Calendario,
    semaforos: Semaforos,
) -> PasoHoja:
    tarea, hizo, tomo, cargo, unidad, institucion = fila
    como_hizo, _, donde_hizo = (tarea.completada_como or "").partition(" — ")
    abierta = tarea.estado in ABIERTAS
    fin = tarea.cerrada_el or semaforos.ahora
    return PasoHoja(
        numero=numero,
        tarea_id=tarea.id,
        nombre=tarea.nombre,
        indice=tarea.indice,
        persona=hizo or (tomo if tarea.estado is not EstadoTarea.DISPONIBLE else "") or "",
        cargo=como_hizo or cargo or "",
        unidad=donde_hizo or unidad or "",
        institucion=institucion or "",
        entro_el=tarea.creada_el,
        tomada_el=tarea.tomada_el,
        salio_el=tarea.cerrada_el,
        estado=tarea.estado.value,
        dias=calendario.habiles_entre(_dia(tarea.creada_el), _dia(fin)),
        fojas=agregado.fojas,
        vencimiento=semaforos.de(tarea.vence_el if abierta else None),
        devuelta=str((tarea.devolucion or {}).get("motivo") or ""),
        resultado=agregado.resultado,
        derivaciones=agregado.derivaciones,
        llegada=agregado.llegada,
        dias_calendario=(_dia(fin) - _dia(tarea.creada_el)).days,
        documentos=agregado.documentos,
    )


def _documentos(sesion: Session, mirada: Mirada) -> dict[int, list[DocumentoDelPaso]]:
    documentos: dict[int, list[DocumentoDelPaso]] = {}
    for v in versiones_visibles(sesion, mirada):
        dicho = DocumentoDelPaso(v.documento.nombre, v.numero, v.fojas, v.sha256)
        documentos.setdefault(v.tarea_id or 0, []).append(dicho)
    return documentos


def _dia(instante: datetime) -> date:
    return instante.astimezone(LA_PAZ).date()


def _fojas(sesion: Session, expediente_id: int) -> dict[int, int]:
    filas = sesion.execute(
        select(DocumentoVersion.tarea_id, func.sum(DocumentoVersion.fojas))
        .join(Documento, Documento.id == DocumentoVersion.documento_id)
        .where(Documento.expediente_id == expediente_id, DocumentoVersion.tarea_id.is_not(None))
        .group_by(DocumentoVersion.tarea_id)
    )
    return {int(tarea_id): int(cuantas) for tarea_id, cuantas in filas if tarea_id is not None}


def _resultados(sesion: Session, expediente_id: int) -> dict[int, str]:
    contenidos = sesion.scalars(
        select(Asiento.contenido).where(
            Asiento.expediente_id == expediente_id, Asiento.hecho == "tarea_completada"
        )
    )
    leidos = (json.loads(contenido) for contenido in contenidos)
    return {c["tarea"]["id"]: _dicho(c.get("despues") or {}) for c in leidos if "tarea" in c}


def _dicho(formulario: Mapping[str, object]) -> str:
    for campo in _QUE_DICE:
        valor = formulario.get(campo)
        if isinstance(valor, str) and valor:
            return nombrar(valor)
    return ""


def _derivaciones(sesion: Session, expediente_id: int) -> dict[int, list[DerivacionVista]]:
    a: dict[int, list[str]] = {}
    for derivacion_id, con_copia, cargo, unidad, persona in sesion.execute(
        select(
            DerivacionDestino.derivacion_id,
            DerivacionDestino.con_copia,
            Cargo.nombre,
            Unidad.nombre,
            Persona.nombre,
        )
        .join(Derivacion, Derivacion.id == DerivacionDestino.derivacion_id)
        .outerjoin(Cargo, Cargo.id == DerivacionDestino.cargo_id)
        .outerjoin(Unidad, Unidad.id == DerivacionDestino.unidad_id)
        .outerjoin(Persona, Persona.id == DerivacionDestino.persona_id)
        .where(Derivacion.expediente_id == expediente_id)
        .order_by(DerivacionDestino.id)
    ):
        nombre = cargo or unidad or persona or ""
        a.setdefault(derivacion_id, []).append(f"{nombre} (con copia)" if con_copia else nombre)
    vistas: dict[int, list[DerivacionVista]] = {}
    for derivacion, quien in sesion.execute(
        select(Derivacion, Persona.nombre)
        .join(Persona, Persona.id == Derivacion.persona_id)
        .where(Derivacion.expediente_id == expediente_id, Derivacion.tarea_id.is_not(None))
        .order_by(Derivacion.id)
    ):
        vistas.setdefault(derivacion.tarea_id or 0, []).append(
            DerivacionVista(
                quien,
                derivacion.como,
                derivacion.proveido,
                derivacion.instruccion,
                tuple(a.get(derivacion.id, ())),
                derivacion.hecha_el,
            )
        )
    return vistas
