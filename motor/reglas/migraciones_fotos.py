"""Lo abierto de una instancia antes de migrar, para dejarlo igual si la migración se deshace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.mensajes import Espera
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import EstadoTarea, Tarea, TareaCandidato, esta_abierta
from motor.almacen.trabajos import EstadoTrabajo, Trabajo, esta_por_hacer
from motor.nucleo.valores import Json, codificar, decodificar

_DE_TAREA = ("elemento", "nombre", "formulario", "ambito", "unidad_id", "cargo_id", "persona_id")
_DE_ESPERA = ("ficha", "definicion", "elemento", "clase", "nombre", "clave", "expediente_id")
_DE_CANDIDATO = ("unidad_id", "cargo_id", "persona_id")


def fotografiar(sesion: Session, instancia: Instancia) -> dict[str, Json]:
    """Devuelve lo que `restaurar` necesita: el estado de las fichas y cada fila abierta."""
    tareas = _tareas(sesion, instancia.id)
    return {
        "fichas": instancia.fichas,
        "tareas": {str(t.id): _columnas(t, _DE_TAREA) for t in tareas},
        "candidatos": {str(t.id): _candidatos(sesion, t.id) for t in tareas},
        "plazos": {str(p.id): _plazo(p) for p in _plazos(sesion, instancia.id)},
        "esperas": [_espera(e) for e in _esperas(sesion, instancia.id)],
        "trabajos": {
            str(t.id): {"estado": t.estado.value, "tema": t.tema, "datos": t.datos}
            for t in _trabajos(sesion, instancia.id)
        },
        "ambitos": [
            {"numero": a.numero, "padre": a.padre, "valores": codificar(dict(a.valores))}
            for a in _ambitos(sesion, instancia.id)
        ],
    }


def restaurar(
    sesion: Session, instancia: Instancia, foto: Mapping[str, Any], ahora: datetime
) -> None:
    """Deja las tablas de la instancia como en la foto; lo que se abrió después se cancela."""
    _restaurar_tareas(sesion, instancia, foto, ahora)
    _restaurar_plazos(sesion, instancia, foto, ahora)
    for trabajo in _trabajos(sesion, instancia.id):
        if str(trabajo.id) not in foto["trabajos"]:
            trabajo.estado = EstadoTrabajo.CANCELADO
            trabajo.reservado_por = trabajo.reservado_hasta = None
    for id_, columnas in foto["trabajos"].items():
        trabajo = sesion.get_one(Trabajo, int(id_))
        trabajo.estado = EstadoTrabajo(columnas["estado"])
        trabajo.tema, trabajo.datos = columnas["tema"], columnas["datos"]
    _restaurar_esperas(sesion, instancia, foto)
    sesion.execute(delete(Ambito).where(Ambito.instancia_id == instancia.id))
    sesion.add_all(
        Ambito(
            instancia_id=instancia.id,
            numero=a["numero"],
            padre=a["padre"],
            valores=decodificar(a["valores"]),
        )
        for a in foto["ambitos"]
    )
    sesion.flush()


def _restaurar_tareas(
    sesion: Session, instancia: Instancia, foto: Mapping[str, Any], ahora: datetime
) -> None:
    for tarea in _tareas(sesion, instancia.id):
        if str(tarea.id) not in foto["tareas"]:
            tarea.estado, tarea.cerrada_el = EstadoTarea.CANCELADA, ahora
    for id_, columnas in foto["tareas"].items():
        tarea = sesion.get_one(Tarea, int(id_))
        for nombre, valor in columnas.items():
            setattr(tarea, nombre, valor)
        if _candidatos(sesion, tarea.id) != foto["candidatos"][id_]:
            poner_candidatos(sesion, tarea.id, foto["candidatos"][id_])


def poner_candidatos(
    sesion: Session, tarea_id: int, candidatos: list[dict[str, int | None]]
) -> None:
    """Cambia los candidatos de la tarea por esos."""
    sesion.flush()
    sesion.execute(
        delete(TareaCandidato).where(TareaCandidato.tarea_id == tarea_id),
        execution_options={"synchronize_session": "evaluate"},
    )
    sesion.add_all(TareaCandidato(tarea_id=tarea_id, **candidato) for candidato in candidatos)
    sesion.flush()


def _restaurar_plazos(
    sesion: Session, instancia: Instancia, foto: Mapping[str, Any], ahora: datetime
) -> None:
    for plazo in _plazos(sesion, instancia.id):
        if str(plazo.id) not in foto["plazos"]:
            plazo.estado, plazo.cerrado_el = EstadoPlazo.CANCELADO, ahora
            plazo.proximo_aviso_el = None
    for id_, columnas in foto["plazos"].items():
        plazo = sesion.get_one(Plazo, int(id_))
        plazo.estado, plazo.cerrado_el = EstadoPlazo.ABIERTO, None
        plazo.elemento = columnas["elemento"]
        aviso = columnas["proximo_aviso_el"]
        plazo.proximo_aviso_el = datetime.fromisoformat(aviso) if aviso else None


def _restaurar_esperas(sesion: Session, instancia: Instancia, foto: Mapping[str, Any]) -> None:
    for espera in _esperas(sesion, instancia.id):
        sesion.delete(espera)
    sesion.flush()
    for columnas in foto["esperas"]:
        abierta = datetime.fromisoformat(columnas["abierta_el"])
        datos = {nombre: columnas[nombre] for nombre in _DE_ESPERA}
        sesion.add(Espera(instancia_id=instancia.id, abierta_el=abierta, **datos))
    sesion.flush()


def _columnas(fila: Any, nombres: tuple[str, ...]) -> dict[str, Json]:
    return {nombre: getattr(fila, nombre) for nombre in nombres}


def _candidatos(sesion: Session, tarea_id: int) -> list[dict[str, Json]]:
    filas = select(TareaCandidato).where(TareaCandidato.tarea_id == tarea_id)
    ordenadas = sesion.scalars(filas.order_by(TareaCandidato.id)).all()
    return [_columnas(fila, _DE_CANDIDATO) for fila in ordenadas]


def _plazo(plazo: Plazo) -> dict[str, Json]:
    aviso = plazo.proximo_aviso_el
    return {"elemento": plazo.elemento, "proximo_aviso_el": aviso.isoformat() if aviso else None}


def _espera(espera: Espera) -> dict[str, Json]:
    return _columnas(espera, _DE_ESPERA) | {
        "clase": espera.clase.value,
        "abierta_el": espera.abierta_el.isoformat(),
    }


def _tareas(sesion: Session, instancia_id: int) -> list[Tarea]:
    filas = select(Tarea).where(Tarea.instancia_id == instancia_id, esta_abierta())
    return list(sesion.scalars(filas.order_by(Tarea.id)))


def _plazos(sesion: Session, instancia_id: int) -> list[Plazo]:
    abiertos = (Plazo.instancia_id == instancia_id, Plazo.estado == EstadoPlazo.ABIERTO)
    return list(sesion.scalars(select(Plazo).where(*abiertos).order_by(Plazo.id)))


def _esperas(sesion: Session, instancia_id: int) -> list[Espera]:
    filas = select(Espera).where(Espera.instancia_id == instancia_id)
    return list(sesion.scalars(filas.order_by(Espera.id)))


def _trabajos(sesion: Session, instancia_id: int) -> list[Trabajo]:
    por_hacer = (Trabajo.instancia_id == instancia_id, esta_por_hacer())
    return list(sesion.scalars(select(Trabajo).where(*por_hacer).order_by(Trabajo.id)))


def _ambitos(sesion: Session, instancia_id: int) -> list[Ambito]:
    filas = select(Ambito).where(Ambito.instancia_id == instancia_id)
    return list(sesion.scalars(filas.order_by(Ambito.numero)))
