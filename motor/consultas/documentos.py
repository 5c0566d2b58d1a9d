"""Los documentos de un expediente que una persona ve, y abrir uno para descargarlo."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.organizacion import Persona
from motor.almacen.tareas import Tarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.documentos_visibles import exigir_visible, versiones_visibles
from motor.reglas.tipos_archivo import POR_MIME, admitidos
from motor.reglas.visibilidad import Mirada, mirar


@dataclass(frozen=True)
class VersionVista:
    """Una versión de un documento. `fojas` son hojas; van de `foja_desde` a `foja_hasta`."""

    numero: int
    archivo: str
    tipo: str
    mime: str
    largo_bytes: int
    sha256: str
    fojas: int
    foja_desde: int
    anexos: int
    extemporaneo: bool
    subido_por: str
    subido_el: datetime
    tarea: str
    se_ve: bool

    @property
    def foja_hasta(self) -> int:
        """La última foja que ocupa en el foliado del expediente."""
        return self.foja_desde + self.fojas - 1

    @property
    def peso(self) -> str:
        """El tamaño como se lee: «120 kB», «1,4 MB»."""
        if self.largo_bytes < 1_000_000:
            return f"{max(1, round(self.largo_bytes / 1_000))} kB"
        return f"{self.largo_bytes / 1_000_000:.1f} MB".replace(".", ",")


@dataclass(frozen=True)
class DocumentoVista:
    """Un documento con sus versiones, la última primero."""

    id: int
    nombre: str
    tipo: str
    reservado: bool
    norma_reserva: str
    versiones: tuple[VersionVista, ...]

    @property
    def ultima(self) -> VersionVista:
        """La versión vigente."""
        return self.versiones[0]


@dataclass(frozen=True)
class DocumentoAbierto:
    """Una versión lista para entregarse; `se_ve` si el navegador la puede mostrar, encerrada."""

    expediente_id: int
    hr: str
    nombre: str
    archivo: str
    mime: str
    contenido: bytes = field(repr=False)
    se_ve: bool


def listar_documentos(sesion: Session, mirada: Mirada) -> tuple[DocumentoVista, ...]:
    """Devuelve los documentos que ve, por foja; cada uno con las versiones que ve."""
    versiones = versiones_visibles(sesion, mirada)
    personas = _nombres(sesion, versiones)
    tareas = _tareas(sesion, versiones)
    grupos: dict[int, list[DocumentoVersion]] = {}
    for version in versiones:
        grupos.setdefault(version.documento_id, []).append(version)
    return tuple(
        _documento(
            suyas[0].documento,
            [_version(v, personas, tareas) for v in sorted(suyas, key=lambda v: -v.numero)],
        )
        for suyas in grupos.values()
    )


def abrir_documento(
    entorno: Entorno, sesion: Session, actor: Actor, documento_id: int, numero: int
) -> DocumentoAbierto:
    """Devuelve los bytes de una versión, con su huella ya comprobada.

    Quien llama anota la lectura (`anotar_lectura`) si es reservado o confidencial.

    Raises:
        NoEncontrado: no existe, o no le corresponde verla.
        ArchivoAlterado: los bytes guardados ya no son los que se registraron.
    """
    documento = sesion.get(Documento, documento_id)
    if documento is None:
        raise NoEncontrado(
            f"No se encontró el documento {documento_id}, o no le corresponde verlo."
        )
    mirada = mirar(sesion, actor, documento.expediente_id, entorno.reloj.ahora())
    exigir_visible(sesion, mirada, documento_id, numero)
    version = sesion.get_one(DocumentoVersion, (documento_id, numero))
    tipo = POR_MIME.get(version.mime)
    return DocumentoAbierto(
        expediente_id=documento.expediente_id,
        hr=mirada.expediente.hr,
        nombre=documento.nombre,
        archivo=version.archivo,
        mime=version.mime,
        contenido=entorno.archivos.leer(version.sha256),
        se_ve=tipo is not None and tipo.se_ve,
    )


def extensiones_admitidas() -> tuple[str, ...]:
    """Devuelve las extensiones admitidas, con punto, para el selector de archivos."""
    return admitidos()


def _documento(documento: Documento, versiones: Sequence[VersionVista]) -> DocumentoVista:
    return DocumentoVista(
        documento.id,
        documento.nombre,
        documento.tipo,
        documento.reservado,
        documento.norma_reserva,
        tuple(versiones),
    )


def _version(
    version: DocumentoVersion, personas: dict[int, str], tareas: dict[int, str]
) -> VersionVista:
    tipo = POR_MIME.get(version.mime)
    return VersionVista(
        numero=version.numero,
        archivo=version.archivo,
        tipo=tipo.clave if tipo else "",
        mime=version.mime,
        largo_bytes=version.largo_bytes,
        sha256=version.sha256,
        fojas=version.fojas,
        foja_desde=version.foja_desde,
        anexos=version.anexos,
        extemporaneo=version.extemporaneo,
        subido_por=personas.get(version.subido_por_id, ""),
        subido_el=version.subido_el,
        tarea=tareas.get(version.tarea_id or 0, ""),
        se_ve=tipo is not None and tipo.se_ve,
    )


def _nombres(sesion: Session, versiones: Sequence[DocumentoVersion]) -> dict[int, str]:
    ids = {v.subido_por_id for v in versiones}
    filas = sesion.execute(select(Persona.id, Persona.nombre).where(Persona.id.in_(ids)))
    return dict(filas.all())


def _tareas(sesion: Session, versiones: Sequence[DocumentoVersion]) -> dict[int, str]:
    ids = {v.tarea_id for v in versiones if v.tarea_id is not None}
    filas = sesion.execute(select(Tarea.id, Tarea.nombre).where(Tarea.id.in_(ids)))
    return dict(filas.all())
