"""Los mensajes entre instituciones con sus dos acuses: de un expediente y de una institución."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select, true
from sqlalchemy.orm import Session, aliased

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.organizacion import Institucion, Persona
from motor.consultas.rotulos import rotulos_de
from motor.consultas.valores import SIN_ROTULOS, Dato, Rotulo, aplanar
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.calendario import cargar_tablas
from motor.reglas.mirador import Mirador, obtener_mirador
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada, es_mensaje_suyo, es_visible

POR_PAGINA = 50


class Cual(StrEnum):
    """Qué parte de la correspondencia."""

    POR_RECIBIR = "por_recibir"
    RECIBIDOS = "recibidos"
    ENVIADOS = "enviados"


@dataclass(frozen=True)
class MensajeVista:
    """Un mensaje. Acuses: `depositado_el` lo pone el sistema; `recibido_el`, una persona.

    `computa_fecha` es el día desde el que se tiene por recibido. `hr` es su expediente. `fuera`: va
    a una institución que no usa el sistema, y no hay bandeja en que dejarlo. `confidencial_id`: el
    id de su expediente, si es confidencial: abrirlo es una lectura que se anota.
    """

    id: int
    nombre: str
    titulo: str
    de: str
    a: str
    hr: str
    asunto: str
    clave: str
    estado: str
    enviado_el: datetime
    enviado_por: str
    depositado_el: datetime | None
    recibido_el: datetime | None
    recibido_por: str
    recibido_como: str
    computa_fecha: date | None
    contenido: tuple[Dato, ...]
    se_recibe: bool
    fuera: bool
    confidencial_id: int | None


@dataclass(frozen=True)
class PaginaMensajes:
    """Una página, del más nuevo al más antiguo; `siguiente` es el id desde el que sigue."""

    mensajes: tuple[MensajeVista, ...]
    siguiente: int | None


def listar_de_expediente(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, antes_de: int | None = None
) -> PaginaMensajes:
    """Devuelve los mensajes del expediente que son de o para una institución que ve."""
    id_ = mirada.expediente.id
    condicion = and_(
        or_(Mensaje.expediente_id == id_, Mensaje.destino_expediente_id == id_),
        or_(
            es_mensaje_suyo(mirada.mirador),
            Mensaje.instancia_id.in_(mirada.instancias or ()),
            Mensaje.destino_instancia_id.in_(mirada.instancias or ()),
        ),
    )
    return _pagina(sesion, versiones, mirada.mirador, condicion, antes_de)


def listar_correspondencia(
    sesion: Session,
    versiones: CacheVersiones,
    mirador: Mirador,
    cual: Cual,
    antes_de: int | None = None,
) -> PaginaMensajes:
    """Devuelve la correspondencia de las instituciones de quien mira.

    Los de expedientes confidenciales, solo si le conciernen.
    """
    condicion = and_(_cuales(mirador, cual), _no_ajenos(mirador))
    return _pagina(sesion, versiones, mirador, condicion, antes_de)


def obtener_mensaje(
    sesion: Session, versiones: CacheVersiones, mirador: Mirador, mensaje_id: int
) -> MensajeVista:
    """Devuelve un mensaje de la correspondencia de quien mira.

    Raises:
        NoEncontrado: no existe, o no es de ni para su institución.
    """
    condicion = and_(Mensaje.id == mensaje_id, es_mensaje_suyo(mirador), _no_ajenos(mirador))
    hallado = _pagina(sesion, versiones, mirador, condicion, None).mensajes
    if not hallado:
        raise NoEncontrado(f"No se encontró el mensaje {mensaje_id}, o no le corresponde verlo.")
    return hallado[0]


def mirador_de(sesion: Session, actor: Actor, ahora: datetime) -> Mirador:
    """Devuelve con qué mira el actor.

    Raises:
        NoEncontrado, SinPermiso: no existe la persona, o su cuenta está inactiva.
    """
    return obtener_mirador(sesion, actor, ahora)


def dia_de_computo(sesion: Session, ahora: datetime) -> date:
    """Devuelve desde qué día contaría lo que se sellara ahora (hora de corte e inhábiles)."""
    return cargar_tablas(sesion).calendario_de().recibido(ahora)


def _cuales(mirador: Mirador, cual: Cual) -> ColumnElement[bool]:
    para = Mensaje.a_institucion_id.in_(mirador.instituciones)
    de_otra = or_(
        Mensaje.de_institucion_id.is_(None),
        Mensaje.de_institucion_id.not_in(mirador.instituciones),
    )
    if cual is Cual.POR_RECIBIR:
        return and_(para, de_otra, Mensaje.estado == EstadoMensaje.DEPOSITADO)
    if cual is Cual.RECIBIDOS:
        return and_(para, Mensaje.estado == EstadoMensaje.RECIBIDO)
    return Mensaje.de_institucion_id.in_(mirador.instituciones)


def _no_ajenos(mirador: Mirador) -> ColumnElement[bool]:
    """Que el mensaje no sea de un expediente confidencial que no se puede ver."""
    if mirador.todo:
        return true()
    ajeno = exists().where(Expediente.confidencial, not_(es_visible(mirador)))
    return and_(
        *(
            not_(ajeno.where(Expediente.id == columna).correlate(Mensaje))
            for columna in (Mensaje.expediente_id, Mensaje.destino_expediente_id)
        )
    )


def _pagina(
    sesion: Session,
    versiones: CacheVersiones,
    mirador: Mirador,
    condicion: ColumnElement[bool],
    antes_de: int | None,
) -> PaginaMensajes:
    consulta = _consulta().where(condicion)
    if antes_de is not None:
        consulta = consulta.where(Mensaje.id < antes_de)
    filas = sesion.execute(consulta.limit(POR_PAGINA + 1)).all()
    vistos = tuple(_vista(sesion, versiones, mirador, fila) for fila in filas[:POR_PAGINA])
    return PaginaMensajes(vistos, vistos[-1].id if len(filas) > POR_PAGINA else None)


def _consulta() -> Any:
    de, a = aliased(Institucion), aliased(Institucion)
    envio, recibio = aliased(Persona), aliased(Persona)
    destino, origen = aliased(Expediente), aliased(Expediente)
    return (
        select(
            Mensaje, de.nombre, a.nombre, envio.nombre, recibio.nombre, Instancia, destino, origen
        )
        .outerjoin(de, de.id == Mensaje.de_institucion_id)
        .outerjoin(a, a.id == Mensaje.a_institucion_id)
        .outerjoin(envio, envio.id == Mensaje.enviado_por_id)
        .outerjoin(recibio, recibio.id == Mensaje.recibido_por_id)
        .outerjoin(Instancia, Instancia.id == Mensaje.instancia_id)
        .outerjoin(destino, destino.id == Mensaje.destino_expediente_id)
        .outerjoin(origen, origen.id == Mensaje.expediente_id)
        .order_by(Mensaje.id.desc())
    )


def _vista(sesion: Session, versiones: CacheVersiones, mirador: Mirador, fila: Any) -> MensajeVista:
    mensaje, de, a, envio, recibio, instancia, destino, origen = fila
    suyo = destino if mensaje.a_institucion_id in mirador.instituciones else origen
    expediente = suyo or destino or origen
    return MensajeVista(
        id=mensaje.id,
        nombre=mensaje.nombre,
        titulo=_titulo(sesion, versiones, mensaje, instancia),
        de=str(de or "Fuera del sistema"),
        a=str(a or "Quien lo espere"),
        hr=expediente.hr if expediente else "",
        asunto=expediente.asunto if expediente else "",
        clave=mensaje.clave or "",
        estado=mensaje.estado.value,
        enviado_el=mensaje.enviado_el,
        enviado_por=str(envio or ""),
        depositado_el=mensaje.depositado_el,
        recibido_el=mensaje.recibido_el,
        recibido_por=str(recibio or ""),
        recibido_como=mensaje.recibido_como or "",
        computa_fecha=mensaje.computa_fecha,
        contenido=aplanar(mensaje.contenido, _rotulos(sesion, versiones, instancia)),
        se_recibe=_se_recibe(mensaje, mirador),
        fuera=bool(mensaje.a_elemento) and mensaje.destino_instancia_id is None,
        confidencial_id=expediente.id if expediente and expediente.confidencial else None,
    )


def _se_recibe(mensaje: Mensaje, mirador: Mirador) -> bool:
    """Lo sella la institución que lo recibe; el acuse de una de fuera, la que lo mandó."""
    if not mirador.cargos or mensaje.estado is EstadoMensaje.RECIBIDO:
        return False
    if mensaje.estado is EstadoMensaje.DEPOSITADO:
        return mensaje.a_institucion_id in mirador.instituciones
    return bool(mensaje.a_elemento) and mensaje.de_institucion_id in mirador.instituciones


def _rotulos(
    sesion: Session, versiones: CacheVersiones, instancia: Instancia | None
) -> Mapping[str, Rotulo]:
    """Los de la versión del proceso que lo mandó; lo registrado de fuera no los tiene."""
    if instancia is None:
        return SIN_ROTULOS
    return rotulos_de(versiones.obtener(sesion, instancia.version_id))


def _titulo(
    sesion: Session, versiones: CacheVersiones, mensaje: Mensaje, instancia: Instancia | None
) -> str:
    if instancia is None or not mensaje.elemento:
        return mensaje.nombre
    version = versiones.obtener(sesion, instancia.version_id)
    nodo = version.proceso(instancia.proceso).nodos.get(mensaje.elemento)
    return (nodo.nombre if nodo else "") or mensaje.nombre
