"""La hoja de ruta entera de un expediente, como la lleva la oficina: carátula y derivaciones."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.consultas.comentarios import ComentarioVista, listar_comentarios
from motor.consultas.documentos import DocumentoVista, listar_documentos
from motor.consultas.elementos import nombres_de_elementos
from motor.consultas.expediente_plazos import PlazoExpediente, listar_plazos
from motor.consultas.finales import nombre_del_final
from motor.consultas.hoja_pasos import PasoHoja, listar_pasos
from motor.consultas.llegadas import SIN_LLEGADA, Llegada, listar_llegadas
from motor.consultas.mensajes import MensajeVista, listar_de_expediente
from motor.consultas.semaforo import Semaforos, cargar_semaforos
from motor.consultas.sucesos import Suceso, listar_sucesos
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import SEDE
from motor.reglas.documentos_visibles import versiones_visibles
from motor.reglas.mirador import NADIE
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada

DESDE_LA_CONSOLA = "porque administra la base desde la consola"


@dataclass(frozen=True)
class CaratulaHoja:
    """El encabezado. `dias_calendario` y `dias_habiles`, desde el inicio hasta el cierre o hoy.

    `final` es el nombre del estado final; `padre`, la hoja de ruta de que nació, si nació de otra.
    """

    hr: str
    proceso: str
    asunto: str
    institucion: str
    iniciador: str
    iniciado_el: datetime
    cerrado_el: datetime | None
    estado: str
    final: str
    padre: str
    confidencial: bool
    dias_calendario: int
    dias_habiles: int
    fojas: int


@dataclass(frozen=True)
class DocumentoDelPaso:
    """Una versión de documento que se agregó en un paso; `fojas` son hojas."""

    nombre: str
    version: int
    fojas: int
    sha256: str


@dataclass(frozen=True)
class Renglon:
    """Un paso con todo lo suyo. `paso.dias` son hábiles; `dias_calendario`, corridos."""

    paso: PasoHoja
    llegada: Llegada
    dias_calendario: int
    documentos: tuple[DocumentoDelPaso, ...]


@dataclass(frozen=True)
class PlazoHoja:
    """Un plazo y los días hábiles que pasaron de su vencimiento (0 = en término)."""

    plazo: PlazoExpediente
    mora_dias: int


@dataclass(frozen=True)
class HojaDeRuta:
    """El expediente entero; `sucesos` es lo que pasó fuera de las tareas, en frases."""

    caratula: CaratulaHoja
    renglones: tuple[Renglon, ...]
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
    renglones = _renglones(sesion, mirada, semaforos)
    nombres = nombres_de_elementos(sesion, versiones, mirada.expediente.id)
    plazos = listar_plazos(sesion, versiones, mirada, semaforos)
    documentos = listar_documentos(sesion, mirada)
    return HojaDeRuta(
        _caratula(sesion, versiones, mirada, semaforos, documentos),
        renglones,
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
    iniciador = sesion.scalar(select(Persona.nombre).where(Persona.usuario == e.iniciador))
    padre = sesion.get(Expediente, e.padre_id) if e.padre_id else None
    hasta = e.cerrado_el or semaforos.ahora
    return CaratulaHoja(
        hr=e.hr,
        proceso=e.proceso.nombre if e.proceso else "",
        asunto=e.asunto,
        institucion=e.institucion.nombre if e.institucion else "",
        iniciador=iniciador or e.iniciador or "el sistema",
        iniciado_el=e.iniciado_el,
        cerrado_el=e.cerrado_el,
        estado=e.estado.value,
        final=nombre_del_final(sesion, versiones, e),
        padre=padre.hr if padre else "",
        confidencial=e.confidencial,
        dias_calendario=_corridos(e.iniciado_el, hasta),
        dias_habiles=_habiles(semaforos, e.iniciado_el, hasta),
        fojas=sum(v.fojas for documento in documentos for v in documento.versiones),
    )


def _renglones(sesion: Session, mirada: Mirada, semaforos: Semaforos) -> tuple[Renglon, ...]:
    llegadas = listar_llegadas(sesion, mirada.expediente.id)
    documentos: dict[int, list[DocumentoDelPaso]] = {}
    for v in versiones_visibles(sesion, mirada):
        dicho = DocumentoDelPaso(v.documento.nombre, v.numero, v.fojas, v.sha256)
        documentos.setdefault(v.tarea_id or 0, []).append(dicho)
    return tuple(
        Renglon(
            paso,
            llegadas.get(paso.tarea_id, SIN_LLEGADA),
            _corridos(paso.entro_el, paso.salio_el or semaforos.ahora),
            tuple(documentos.get(paso.tarea_id, ())),
        )
        for paso in listar_pasos(sesion, mirada, semaforos)
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
