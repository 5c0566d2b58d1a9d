"""Las pestañas de la página del expediente: cuáles hay y qué lee cada una."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import request

from motor.consultas.comentarios import listar_comentarios
from motor.consultas.diagrama import listar_diagramas, obtener_diagrama
from motor.consultas.documentos import extensiones_admitidas, listar_documentos
from motor.consultas.etapas_publicas import listar_etapas
from motor.consultas.expediente import ExpedienteVista, obtener_expediente
from motor.consultas.expediente_bitacora import (
    FiltroBitacora,
    leer_bitacora,
    listar_participantes,
)
from motor.consultas.expediente_plazos import listar_plazos
from motor.consultas.hoja_pasos import listar_pasos
from motor.consultas.mensajes import listar_de_expediente
from motor.consultas.semaforo import cargar_semaforos
from motor.operaciones.anotar_lectura import AnotarLectura, anotar_lectura
from web.contexto import actor, ahora, entorno, lectura, operar

PASOS_DEL_CAMINO = 60
Datos = Mapping[str, object]


@dataclass(frozen=True)
class Pestana:
    """Una pestaña: su endpoint, cómo se llama y su icono."""

    clave: str
    etiqueta: str
    icono: str


PESTANAS = (
    Pestana("ver", "Hoja de ruta", "route"),
    Pestana("recorrido", "Dónde está", "sitemap"),
    Pestana("plazos", "Plazos", "clock"),
    Pestana("mensajes", "Mensajes", "mail"),
    Pestana("documentos", "Documentos", "files"),
    Pestana("personas", "Personas", "users"),
    Pestana("comentarios", "Comentarios", "message-circle"),
    Pestana("bitacora", "Bitácora", "history"),
)


def abrir(hr: str) -> ExpedienteVista:
    """Devuelve el expediente que se pide, con la lectura anotada si es confidencial.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
    """
    vista = obtener_expediente(lectura(), entorno().versiones, actor(), hr, ahora())
    if vista.caratula.confidencial:
        operar(anotar_lectura, AnotarLectura(actor(), vista.caratula.id))
    return vista


def datos_de(clave: str, vista: ExpedienteVista) -> Datos:
    """Devuelve lo que la plantilla de esa pestaña necesita."""
    return _LECTURAS[clave](vista)


def _hoja(v: ExpedienteVista) -> Datos:
    semaforos = cargar_semaforos(lectura(), ahora())
    return {"pasos": listar_pasos(lectura(), v.mirada, semaforos)}


def _recorrido(v: ExpedienteVista) -> Datos:
    version = request.args.get("version", type=int)
    diagramas = listar_diagramas(lectura(), v.mirada)
    etapas = listar_etapas(lectura(), entorno().versiones, v.mirada.expediente)
    if not diagramas:
        return {"d": None, "diagramas": (), "camino": (), "mas": 0, "etapas": etapas}
    d = obtener_diagrama(lectura(), entorno().versiones, v.mirada, version)
    camino = tuple(reversed(d.camino))
    corto = camino if request.args.get("todo") else camino[:PASOS_DEL_CAMINO]
    mas = len(camino) - len(corto)
    return {"d": d, "diagramas": diagramas, "camino": corto, "mas": mas, "etapas": etapas}


def _plazos(v: ExpedienteVista) -> Datos:
    semaforos = cargar_semaforos(lectura(), ahora())
    return {"plazos": listar_plazos(lectura(), entorno().versiones, v.mirada, semaforos)}


def _mensajes(v: ExpedienteVista) -> Datos:
    antes = request.args.get("antes", type=int)
    return {"lista": listar_de_expediente(lectura(), entorno().versiones, v.mirada, antes)}


def _documentos(v: ExpedienteVista) -> Datos:
    return {
        "documentos": listar_documentos(lectura(), v.mirada),
        "extensiones": ",".join(extensiones_admitidas()),
        "maximo_mb": entorno().ajustes.maximo_mb,
    }


def _personas(v: ExpedienteVista) -> Datos:
    return {"personas": listar_participantes(lectura(), v.mirada)}


def _comentarios(v: ExpedienteVista) -> Datos:
    return {"comentarios": listar_comentarios(lectura(), v.mirada)}


def _bitacora(v: ExpedienteVista) -> Datos:
    filtro = FiltroBitacora(
        request.args.get("hecho", ""),
        request.args.get("quien", ""),
        request.args.get("antes", type=int),
    )
    return {
        "b": leer_bitacora(lectura(), entorno().versiones, v.mirada, filtro),
        "filtro": filtro,
    }


_LECTURAS: dict[str, Callable[[ExpedienteVista], Datos]] = {
    "ver": _hoja,
    "recorrido": _recorrido,
    "plazos": _plazos,
    "mensajes": _mensajes,
    "documentos": _documentos,
    "personas": _personas,
    "comentarios": _comentarios,
    "bitacora": _bitacora,
}
