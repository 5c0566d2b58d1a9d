"""La hoja de ruta entera de un expediente, como la lleva la oficina: carátula y derivaciones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.consultas.caratula import Caratula, obtener_caratula
from motor.consultas.comentarios import ComentarioVista, listar_comentarios
from motor.consultas.documentos import DocumentoVista, listar_documentos
from motor.consultas.elementos import nombres_de_elementos
from motor.consultas.expediente_plazos import PlazoExpediente, listar_plazos
from motor.consultas.hoja_pasos import PasoHoja, listar_pasos
from motor.consultas.mensajes import MensajeVista, listar_de_expediente
from motor.consultas.semaforo import Semaforos, cargar_semaforos
from motor.consultas.sucesos import Suceso, listar_sucesos
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import SEDE
from motor.reglas.mirador import NADIE
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada

DESDE_LA_CONSOLA = "porque administra la base desde la consola"


@dataclass(frozen=True)
class CaratulaHoja(Caratula):
    """La carátula y lo que suma el expediente, desde el inicio hasta el cierre o hoy.

    `dias_calendario` son corridos; `dias_habiles`, sin el de inicio. `fojas` son hojas. `padre`, la
    hoja de ruta de que nació, si nació de otra.
    """

    padre: str
    dias_calendario: int
    dias_habiles: int
    fojas: int


@dataclass(frozen=True)
class PlazoHoja:
    """Un plazo y los días hábiles que pasaron de su vencimiento (0 = en término)."""

    plazo: PlazoExpediente
    mora_dias: int


@dataclass(frozen=True)
class HojaDeRuta:
    """El expediente entero; `sucesos` es lo que pasó fuera de las tareas, en frases."""

    caratula: CaratulaHoja
    pasos: tuple[PasoHoja, ...]
    mensajes: tuple[MensajeVista, ...]
    plazos: tuple[PlazoHoja, ...]
    documentos: tuple[DocumentoVista, ...]
    comentarios: tuple[ComentarioVista, ...]
    sucesos: tuple[Suceso, ...]


def mirar_todo(sesion: Session, hr: str) -> Mirada:
    """Devuelve la mirada de quien administra la base desde la consola: todo el expediente.

    Raises:
        NoEncontrado: no hay expediente con esa hoja de ruta.
    """
    expediente = sesion.scalar(select(Expediente).where(Expediente.hr == hr))
    if expediente is None:
        raise NoEncontrado(
            f"No hay ningún expediente con la hoja de ruta «{hr}». Se escribe HR-AAAA-NNNNNN."
        )
    return Mirada(expediente, None, True, DESDE_LA_CONSOLA, None, replace(NADIE, todo=True))


def obtener_hoja_de_ruta(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, ahora: datetime
) -> HojaDeRuta:
    """Devuelve la hoja de ruta, con lo que la mirada deja ver de ella."""
    semaforos = cargar_semaforos(sesion, ahora)
    pasos = listar_pasos(sesion, mirada, semaforos)
    nombres = nombres_de_elementos(sesion, versiones, mirada.expediente.id)
    plazos = listar_plazos(sesion, versiones, mirada, semaforos)
    documentos = listar_documentos(sesion, mirada)
    return HojaDeRuta(
        _caratula(sesion, versiones, mirada, semaforos, documentos),
        pasos,
        _mensajes(sesion, versiones, mirada),
        tuple(PlazoHoja(plazo, _mora(plazo, semaforos)) for plazo in plazos),
        documentos,
        listar_comentarios(sesion, mirada),
        listar_sucesos(sesion, mirada, nombres),
    )


def _caratula(
    sesion: Session,
    versiones: CacheVersiones,
    mirada: Mirada,
    semaforos: Semaforos,
    documentos: Sequence[DocumentoVista],
) -> CaratulaHoja:
    e = mirada.expediente
    padre = sesion.get(Expediente, e.padre_id) if e.padre_id else None
    hasta = e.cerrado_el or semaforos.ahora
    return CaratulaHoja(
        **vars(obtener_caratula(sesion, versiones, mirada)),
        padre=padre.hr if padre else "",
        dias_calendario=_corridos(e.iniciado_el, hasta),
        dias_habiles=_habiles(semaforos, e.iniciado_el, hasta),
        fojas=sum(v.fojas for documento in documentos for v in documento.versiones),
    )


def _mensajes(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada
) -> tuple[MensajeVista, ...]:
    """Todos, del primero al último."""
    vistos: list[MensajeVista] = []
    antes: int | None = None
    while True:
        pagina = listar_de_expediente(sesion, versiones, mirada, antes)
        vistos += pagina.mensajes
        antes = pagina.siguiente
        if antes is None:
            return tuple(reversed(vistos))


def _mora(plazo: PlazoExpediente, semaforos: Semaforos) -> int:
    hasta = plazo.cerrado_el or semaforos.ahora
    if hasta <= plazo.vence_el:
        return 0
    sede = semaforos.tablas.calendario_de(SEDE)
    return max(0, sede.habiles_entre(plazo.vence_fecha, hasta.astimezone(LA_PAZ).date()))


def _corridos(desde: datetime, hasta: datetime) -> int:
    return (hasta.astimezone(LA_PAZ).date() - desde.astimezone(LA_PAZ).date()).days


def _habiles(semaforos: Semaforos, desde: datetime, hasta: datetime) -> int:
    sede = semaforos.tablas.calendario_de(SEDE)
    return sede.habiles_entre(desde.astimezone(LA_PAZ).date(), hasta.astimezone(LA_PAZ).date())
