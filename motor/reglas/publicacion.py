"""Publicar una versión: revisar el diagrama con todo lo que nombra, y registrar cómo se inicia."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Institucion
from motor.almacen.procesos import (
    ClaseInicio,
    ClaseRecurso,
    EstadoVersion,
    Proceso,
    Recurso,
    Version,
    VersionInicio,
    VersionProceso,
)
from motor.bpmn import revisar
from motor.bpmn.modelo import Documento, Nodo, TipoEvento, TipoNodo
from motor.bpmn.modelo import Proceso as ProcesoBpmn
from motor.feel import ModeloDmn, compilar, leer_dmn
from motor.nucleo.errores import DiagramaInvalido, ErrorMotor, Hallazgo
from motor.nucleo.huellas import sha256
from motor.nucleo.valores import Json
from motor.reglas.contexto_de_revision import reunir_contexto
from motor.reglas.formularios import revisar_esquema

_CLASE_DE = {
    TipoEvento.NINGUNO: ClaseInicio.NINGUNO,
    TipoEvento.MENSAJE: ClaseInicio.MENSAJE,
    TipoEvento.SENAL: ClaseInicio.SENAL,
    TipoEvento.TEMPORIZADOR: ClaseInicio.TEMPORIZADOR,
}


@dataclass(frozen=True)
class Carpeta:
    """Lo que se publica: el BPMN, sus formularios y decisiones por clave, y su proceso.yaml."""

    clave: str
    nombre: str
    xml: bytes = field(repr=False)
    formularios: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    decisiones: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    ficha: Mapping[str, Json] = field(default_factory=dict)
    nota: str = ""
    norma: str = ""  # la que motiva publicarla

    @property
    def huella(self) -> str:
        """La SHA-256 de todo lo que se ejecuta: la misma carpeta da siempre la misma."""
        partes = [sha256(self.xml)]
        for clase, archivos in (("f", self.formularios), ("d", self.decisiones)):
            partes += [f"{clase}:{c}:{sha256(archivos[c])}" for c in sorted(archivos)]
        return sha256("\n".join(partes))


def revisar_carpeta(
    sesion: Session, carpeta: Carpeta, documento: Documento, temas: frozenset[str]
) -> list[Hallazgo]:
    """Devuelve todo lo que está mal en el diagrama, sus formularios y sus decisiones.

    Args:
        sesion: para saber qué unidades, cargos y parámetros existen.
        carpeta: lo que se publica.
        documento: su BPMN leído.
        temas: los que algún manejador atiende.
    """
    modelos, hallazgos = _revisar_decisiones(carpeta)
    for clave, esquema in carpeta.formularios.items():
        hallazgos += [_en_archivo(f"{clave}.form", h) for h in _del_formulario(esquema)]
    contexto = reunir_contexto(sesion, carpeta.clave, documento, carpeta.formularios, modelos)
    return [*hallazgos, *revisar(documento, replace(contexto, temas=temas))]


@lru_cache(maxsize=512)
def _del_formulario(esquema: bytes) -> tuple[Hallazgo, ...]:
    """Lo que está mal en un formulario; se revisa muchas veces igual mientras se dibuja."""
    return tuple(revisar_esquema(esquema, compilar))


def exigir_publicable(hallazgos: Sequence[Hallazgo]) -> None:
    """Se niega si hay algún hallazgo grave.

    Raises:
        DiagramaInvalido: con todos los graves.
    """
    graves = [h for h in hallazgos if h.grave]
    if graves:
        raise DiagramaInvalido("La versión no se puede publicar:", graves)


def _revisar_decisiones(carpeta: Carpeta) -> tuple[dict[str, ModeloDmn], list[Hallazgo]]:
    """Las que se pueden leer, por clave de archivo, y lo que está mal en las demás."""
    modelos: dict[str, ModeloDmn] = {}
    hallazgos = []
    for clave, xml in carpeta.decisiones.items():
        try:
            modelos[clave] = leer_dmn(xml)
        except ErrorMotor as error:
            hallazgos.append(
                Hallazgo(
                    "decision_invalida",
                    f"{clave}.dmn",
                    "",
                    0,
                    error.mensaje,
                    "Corrija la tabla de decisión.",
                )
            )
    return modelos, hallazgos


def _en_archivo(archivo: str, hallazgo: Hallazgo) -> Hallazgo:
    return Hallazgo(
        hallazgo.regla,
        f"{archivo}: {hallazgo.elemento}",
        hallazgo.nombre,
        hallazgo.linea,
        hallazgo.mensaje,
        hallazgo.que_hacer,
        hallazgo.grave,
    )


def proceso_del_catalogo(sesion: Session, carpeta: Carpeta) -> Proceso:
    """Devuelve el proceso de esa clave, bloqueado; si no existe, lo crea."""
    proceso = sesion.scalar(select(Proceso).where(Proceso.clave == carpeta.clave).with_for_update())
    if proceso is None:
        proceso = Proceso(clave=carpeta.clave, nombre=carpeta.nombre)
        sesion.add(proceso)
        sesion.flush()
    proceso.nombre = carpeta.nombre
    return proceso


def version_vigente(sesion: Session, proceso: Proceso) -> Version | None:
    """Devuelve la versión vigente del proceso, o None."""
    return sesion.scalar(
        select(Version).where(
            Version.proceso_id == proceso.id, Version.estado == EstadoVersion.VIGENTE
        )
    )


def es_la_misma(version: Version, carpeta: Carpeta) -> bool:
    """Dice si la versión ya es lo que la carpeta trae."""
    return version.sha256 == carpeta.huella and version.ficha == dict(carpeta.ficha)


def guardar_version(
    sesion: Session, proceso: Proceso, carpeta: Carpeta, ahora: datetime, persona_id: int | None
) -> Version:
    """Reemplaza a la vigente por una versión nueva con sus recursos; aún sin inicios."""
    ultimo = sesion.scalar(select(func.max(Version.numero)).where(Version.proceso_id == proceso.id))
    version = Version(
        proceso_id=proceso.id,
        proceso=proceso,
        numero=(ultimo or 0) + 1,
        estado=EstadoVersion.BORRADOR,
        xml=carpeta.xml,
        sha256=carpeta.huella,
        ficha=dict(carpeta.ficha),
        nota=carpeta.nota,
        norma=carpeta.norma or str(carpeta.ficha.get("norma", "")),
        creada_el=ahora,
    )
    sesion.add(version)
    sesion.flush()
    for clase, archivos in (
        (ClaseRecurso.FORMULARIO, carpeta.formularios),
        (ClaseRecurso.DECISION, carpeta.decisiones),
    ):
        sesion.add_all(
            Recurso(
                version_id=version.id,
                clase=clase,
                clave=clave,
                contenido=contenido,
                sha256=sha256(contenido),
            )
            for clave, contenido in archivos.items()
        )
    sesion.flush()
    sesion.execute(
        update(Version)
        .where(Version.proceso_id == proceso.id, Version.estado == EstadoVersion.VIGENTE)
        .values(estado=EstadoVersion.REEMPLAZADA)
    )
    version.estado, version.publicada_el = EstadoVersion.VIGENTE, ahora
    version.publicada_por_id = persona_id
    return version


def registrar_procesos(sesion: Session, version: Version, documento: Documento) -> None:
    """Registra los procesos ejecutables de la versión y sus eventos de inicio."""
    iniciadores = version.ficha.get("quien_inicia") or {}
    instituciones = {
        p.proceso: p.institucion for p in documento.participantes.values() if p.proceso
    }
    siglas = sesion.execute(
        select(Institucion.sigla, Institucion.id).where(
            Institucion.sigla.in_({s for s in instituciones.values() if s})
        )
    )
    ids = dict(siglas.all())
    for proceso in documento.procesos.values():
        if not proceso.ejecutable:
            continue
        sesion.add(
            VersionProceso(
                version_id=version.id,
                elemento=proceso.id,
                nombre=proceso.nombre or proceso.id,
                institucion_id=ids.get(instituciones.get(proceso.id, "")),
                principal=proceso.extensiones.get("principal") == "true",
                quien_inicia=list(iniciadores.get(proceso.id) or []),
            )
        )
        sesion.add_all(_inicios(version, proceso))


def _inicios(version: Version, proceso: ProcesoBpmn) -> list[VersionInicio]:
    inicios = []
    for nodo in proceso.por_padre.get(None, ()):
        if nodo.tipo is not TipoNodo.INICIO:
            continue
        clase = _CLASE_DE.get(nodo.evento.tipo)
        if clase is not None:
            inicios.append(
                VersionInicio(
                    version_id=version.id,
                    elemento=nodo.id,
                    proceso=proceso.id,
                    clase=clase,
                    nombre=nodo.evento.nombre,
                )
            )
    return inicios


def inicios_con_hora(documento: Documento) -> list[tuple[ProcesoBpmn, Nodo]]:
    """Devuelve los inicios por temporizador de los procesos ejecutables."""
    return [
        (proceso, nodo)
        for proceso in documento.procesos.values()
        if proceso.ejecutable
        for nodo in proceso.por_padre.get(None, ())
        if nodo.tipo is TipoNodo.INICIO and nodo.evento.tipo is TipoEvento.TEMPORIZADOR
    ]
