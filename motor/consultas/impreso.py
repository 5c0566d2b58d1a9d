"""Todo lo que lleva una hoja de ruta impresa, según quién la imprime."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.consultas.caratula import Caratula
from motor.consultas.documentos import DocumentoVista, listar_documentos
from motor.consultas.expediente import ExpedienteVista
from motor.consultas.expediente_plazos import PlazoExpediente, listar_plazos
from motor.consultas.hoja_pasos import PasoHoja, listar_pasos
from motor.consultas.mensajes import MensajeVista, listar_de_expediente
from motor.consultas.semaforo import cargar_semaforos
from motor.entorno import Entorno
from motor.nucleo.errores import ConfiguracionInvalida
from motor.reglas.sellos import Sello, escribir_codigo

PAGINAS_DE_MENSAJES = 4


@dataclass(frozen=True)
class Impreso:
    """La hoja de ruta en un instante. `mensajes_omitidos`: hay más de los que caben."""

    caratula: Caratula
    pasos: tuple[PasoHoja, ...]
    plazos: tuple[PlazoExpediente, ...]
    mensajes: tuple[MensajeVista, ...]
    mensajes_omitidos: bool
    documentos: tuple[DocumentoVista, ...]
    asiento: int
    huella: str
    codigo: str
    impreso_el: datetime


def obtener_impreso(
    sesion: Session, entorno: Entorno, vista: ExpedienteVista, ahora: datetime
) -> Impreso:
    """Devuelve lo que se imprime de lo que quien mira puede ver, con su código.

    Raises:
        ConfiguracionInvalida: falta CAUCE_SECRETO, sin el que no hay código que verificar.
    """
    if not entorno.ajustes.secreto:
        raise ConfiguracionInvalida(
            "Para imprimir hojas de ruta verificables hace falta CAUCE_SECRETO. Póngalo y reinicie."
        )
    semaforos = cargar_semaforos(sesion, ahora)
    numero, huella = _cola(sesion, vista.caratula.id)
    mensajes, omitidos = _mensajes(sesion, entorno, vista)
    return Impreso(
        caratula=vista.caratula,
        pasos=listar_pasos(sesion, vista.mirada, semaforos),
        plazos=listar_plazos(sesion, entorno.versiones, vista.mirada, semaforos),
        mensajes=mensajes,
        mensajes_omitidos=omitidos,
        documentos=listar_documentos(sesion, vista.mirada),
        asiento=numero,
        huella=huella,
        codigo=escribir_codigo(entorno.ajustes.secreto, Sello(vista.caratula.hr, numero, huella)),
        impreso_el=ahora,
    )


def _cola(sesion: Session, expediente_id: int) -> tuple[int, str]:
    fila = sesion.execute(
        select(Asiento.numero, Asiento.huella)
        .where(Asiento.expediente_id == expediente_id)
        .order_by(Asiento.numero.desc())
        .limit(1)
    ).one()
    return fila[0], fila[1]


def _mensajes(
    sesion: Session, entorno: Entorno, vista: ExpedienteVista
) -> tuple[tuple[MensajeVista, ...], bool]:
    vistos: list[MensajeVista] = []
    antes: int | None = None
    for _ in range(PAGINAS_DE_MENSAJES):
        pagina = listar_de_expediente(sesion, entorno.versiones, vista.mirada, antes)
        vistos += pagina.mensajes
        antes = pagina.siguiente
        if antes is None:
            break
    return tuple(reversed(vistos)), antes is not None
