"""Repartir un mensaje enviado: a quien lo espera, a un proceso que empieza, o a nadie todavía."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import Espera, EstadoMensaje, Mensaje
from motor.almacen.procesos import ClaseInicio, VersionInicio
from motor.bpmn.avance import MensajeRecibido
from motor.bpmn.modelo import Nodo
from motor.nucleo.errores import NoEncontrado
from motor.reglas.acto import Acto, bloquear_instancia
from motor.reglas.avance import avanzar, empezar_instancia
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id
from motor.reglas.finales import asentar_acto
from motor.reglas.instancias import (
    Caratula,
    Creacion,
    abrir_expediente,
    contenido_con_padre,
    crear_instancia,
    proceso_de_version,
)
from motor.reglas.mensajes import (
    EXPEDIENTE_HIJO,
    Destinos,
    InicioHallado,
    buscar_espera,
    buscar_inicio,
    destinos_de,
)
from motor.reglas.versiones import CacheVersiones

_INTENTOS = 5
SIN_DESTINOS = Destinos()


@dataclass(frozen=True)
class Reparto:
    """La transacción, las versiones y el instante."""

    sesion: Session
    versiones: CacheVersiones
    ahora: datetime


@dataclass(frozen=True)
class _Origen:
    """De dónde sale: versión y nodo que lo lanzó; todo vacío si viene de fuera."""

    version_id: int | None = None
    nodo: Nodo | None = None
    destinos: Destinos = SIN_DESTINOS


def bloquear_mensaje(sesion: Session, mensaje_id: int) -> Mensaje:
    """Bloquea el mensaje y lo devuelve.

    Raises:
        NoEncontrado: no existe.
    """
    mensaje = sesion.get(Mensaje, mensaje_id, with_for_update=True, populate_existing=True)
    if mensaje is None:
        raise NoEncontrado(f"No existe el mensaje {mensaje_id}.")
    return mensaje


def repartir(reparto: Reparto, mensaje: Mensaje) -> Acto | None:
    """Entrega el mensaje y devuelve el acto de quien lo recibió; None si nadie lo espera aún.

    Avanza una sola instancia. El mensaje queda depositado y asentado en su destino.
    """
    origen = _origen(reparto, mensaje)
    if origen.nodo is not None and EXPEDIENTE_HIJO in origen.nodo.extensiones:
        return _abrir_hijo(reparto, mensaje, origen.nodo.extensiones[EXPEDIENTE_HIJO])
    for _ in range(_INTENTOS):
        espera = buscar_espera(reparto.sesion, mensaje, origen.destinos)
        if espera is None:
            break
        acto = bloquear_instancia(
            reparto.sesion, reparto.versiones, espera.instancia_id, reparto.ahora
        )
        if _sigue_esperando(reparto.sesion, espera):
            _depositar(acto, mensaje)
            avanzar(acto, MensajeRecibido(espera.ficha, mensaje.contenido))
            _asentar(acto, mensaje)
            return acto
    inicio = buscar_inicio(reparto.sesion, mensaje, origen.destinos, origen.version_id)
    return _empezar(reparto, mensaje, inicio) if inicio else None


def _origen(reparto: Reparto, mensaje: Mensaje) -> _Origen:
    if mensaje.instancia_id is None:
        return _Origen()
    instancia = reparto.sesion.get_one(Instancia, mensaje.instancia_id)
    version = reparto.versiones.obtener(reparto.sesion, instancia.version_id)
    nodo = version.proceso(instancia.proceso).nodos.get(mensaje.elemento)
    return _Origen(version.id, nodo, destinos_de(version.documento, mensaje.elemento))


def _sigue_esperando(sesion: Session, espera: Espera) -> bool:
    consulta = select(Espera.id).where(Espera.id == espera.id)
    return sesion.scalar(consulta) is not None


def _depositar(acto: Acto, mensaje: Mensaje) -> None:
    mensaje.estado, mensaje.depositado_el = EstadoMensaje.DEPOSITADO, acto.ahora
    mensaje.destino_expediente_id = acto.instancia.expediente_id
    mensaje.destino_instancia_id = acto.instancia.id
    if mensaje.a_institucion_id is None:
        mensaje.a_institucion_id = acto.instancia.institucion_id


def _asentar(acto: Acto, mensaje: Mensaje) -> None:
    datos = {
        "mensaje": mensaje.nombre,
        "id": mensaje.id,
        "clave": mensaje.clave,
        "enviado_el": mensaje.enviado_el,
        **acto.resumen.como_datos(),
    }
    asentar_acto(
        acto,
        Hecho("mensaje_depositado", acto.ahora, None, acto.expediente, acto.instancia, datos=datos),
    )


def _empezar(reparto: Reparto, mensaje: Mensaje, inicio: InicioHallado) -> Acto:
    sesion = reparto.sesion
    proceso = proceso_de_version(sesion, reparto.versiones, inicio.version_id, inicio.proceso)
    expediente_id = mensaje.expediente_id or mensaje.destino_expediente_id
    if expediente_id is not None:
        expediente = bloquear_expediente_id(sesion, expediente_id)
    else:
        asunto = str(mensaje.contenido.get("asunto") or mensaje.nombre)
        expediente = abrir_expediente(sesion, proceso, Caratula(asunto, "", reparto.ahora))
    creacion = Creacion(reparto.ahora)
    acto = crear_instancia(sesion, reparto.versiones, expediente, proceso, creacion)
    _depositar(acto, mensaje)
    empezar_instancia(acto, inicio.elemento, mensaje.contenido)
    _asentar(acto, mensaje)
    return acto


def _abrir_hijo(reparto: Reparto, mensaje: Mensaje, proceso_elemento: str) -> Acto:
    sesion = reparto.sesion
    if mensaje.expediente_id is None or mensaje.instancia_id is None:
        raise NoEncontrado(f"El mensaje «{mensaje.nombre}» no dice de qué expediente sale.")
    padre = bloquear_expediente_id(sesion, mensaje.expediente_id)
    version_id = sesion.get_one(Instancia, mensaje.instancia_id).version_id
    proceso = proceso_de_version(sesion, reparto.versiones, version_id, proceso_elemento)
    asunto = str(mensaje.contenido.get("asunto") or padre.asunto)
    caratula = Caratula(asunto, padre.iniciador, reparto.ahora, padre)
    hijo = abrir_expediente(sesion, proceso, caratula)
    acto = crear_instancia(sesion, reparto.versiones, hijo, proceso, Creacion(reparto.ahora))
    _depositar(acto, mensaje)
    inicio = sesion.scalar(
        select(VersionInicio.elemento).where(
            VersionInicio.version_id == version_id,
            VersionInicio.proceso == proceso_elemento,
            VersionInicio.clase == ClaseInicio.MENSAJE,
            VersionInicio.nombre == mensaje.nombre,
        )
    )
    contenido = {n: v for n, v in mensaje.contenido.items() if n != "asunto"}
    empezar_instancia(acto, inicio, contenido_con_padre(contenido, padre))
    _asentar(acto, mensaje)
    _asentar_en_padre(sesion, padre, hijo, reparto.ahora)
    return acto


def _asentar_en_padre(
    sesion: Session, padre: Expediente, hijo: Expediente, ahora: datetime
) -> None:
    datos = {"hijo": hijo.hr, "asunto": hijo.asunto}
    asentar(sesion, Hecho("expediente_hijo_abierto", ahora, expediente=padre, datos=datos))
