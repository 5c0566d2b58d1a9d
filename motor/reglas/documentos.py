"""Documentos del expediente: agregar uno o una versión nueva, foliados, por su huella.

Fuentes: Ley 2341 art. 23 (foliado correlativo) y art. 31 (lo publicado no se reemplaza: se agrega).
"""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.expedientes import Expediente
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.nucleo.valores import Json
from motor.reglas.archivos import AlmacenArchivos


@dataclass(frozen=True)
class Archivo:
    """Lo que llega: el nombre del documento en el expediente, el del archivo y sus bytes.

    `tipo` es la clase de documento (informe, acta…); con `norma_reserva` queda reservado.
    `documento_id` si es una versión nueva de uno que ya está, con el nombre que tenga.
    """

    nombre: str
    archivo: str
    contenido: bytes = field(repr=False)
    mime: str = "application/octet-stream"
    fojas: int = 1
    anexos: int = 0
    extemporaneo: bool = False
    tipo: str = ""
    norma_reserva: str = ""
    documento_id: int | None = None


@dataclass(frozen=True)
class Procedencia:
    """De dónde vino: quién lo subió, cuándo, y de qué tarea y campo de formulario."""

    persona_id: int
    el: datetime
    tarea_id: int | None = None
    campo: str = ""


def agregar(
    sesion: Session,
    archivos: AlmacenArchivos,
    expediente: Expediente,
    archivo: Archivo,
    procedencia: Procedencia,
) -> DocumentoVersion:
    """Agrega el archivo al expediente: versión nueva si ya hay un documento con ese nombre.

    La reserva se agrega, nunca se quita, con una versión nueva. Si la transacción se deshace, el
    archivo queda en el almacén sin nombre que lo use.

    Raises:
        NoEncontrado: `documento_id` no es de este expediente.
        DatosInvalidos: sin nombre, sin contenido o con fojas menores que 1.
    """
    documento = _el_de(sesion, expediente, archivo)
    _exigir_completo(archivo, documento)
    if documento is None:
        documento = Documento(
            expediente_id=expediente.id,
            nombre=archivo.nombre.strip(),
            tipo=archivo.tipo,
            creado_el=procedencia.el,
        )
        sesion.add(documento)
    if archivo.norma_reserva.strip():
        documento.reservado, documento.norma_reserva = True, archivo.norma_reserva.strip()
    sesion.flush()
    version = DocumentoVersion(
        documento_id=documento.id,
        documento=documento,
        numero=_ultima(sesion, documento.id) + 1,
        sha256=archivos.guardar(archivo.contenido),
        largo_bytes=len(archivo.contenido),
        mime=archivo.mime,
        archivo=archivo.archivo,
        fojas=archivo.fojas,
        foja_desde=_fojas(sesion, expediente.id) + 1,
        anexos=archivo.anexos,
        extemporaneo=archivo.extemporaneo,
        tarea_id=procedencia.tarea_id,
        campo=procedencia.campo,
        subido_por_id=procedencia.persona_id,
        subido_el=procedencia.el,
    )
    sesion.add(version)
    sesion.flush()
    return version


def obtener(sesion: Session, documento_id: int, numero: int | None = None) -> DocumentoVersion:
    """Devuelve esa versión del documento, o la última.

    Raises:
        NoEncontrado: no existe.
    """
    numero = numero if numero is not None else _ultima(sesion, documento_id)
    version = sesion.get(DocumentoVersion, (documento_id, numero))
    if version is None:
        raise NoEncontrado(f"No existe la versión {numero} del documento {documento_id}.")
    return version


def ficha(version: DocumentoVersion) -> dict[str, Json]:
    """Devuelve lo que el asiento y las variables guardan de una versión de documento."""
    return {
        "documento": version.documento_id,
        "version": version.numero,
        "nombre": version.documento.nombre,
        "sha256": version.sha256,
        "fojas": version.fojas,
        "anexos": version.anexos,
    }


def _el_de(sesion: Session, expediente: Expediente, archivo: Archivo) -> Documento | None:
    consulta = select(Documento).where(Documento.expediente_id == expediente.id)
    if archivo.documento_id is None:
        return sesion.scalar(consulta.where(Documento.nombre == archivo.nombre.strip()))
    documento = sesion.scalar(consulta.where(Documento.id == archivo.documento_id))
    if documento is None:
        raise NoEncontrado(
            f"El expediente {expediente.hr} no tiene el documento {archivo.documento_id}."
        )
    return documento


def _exigir_completo(archivo: Archivo, documento: Documento | None) -> None:
    if not (archivo.nombre.strip() or documento) or not archivo.contenido:
        raise DatosInvalidos("El documento debe llevar nombre y no puede estar vacío.")
    if archivo.fojas < 1 or archivo.anexos < 0:
        raise DatosInvalidos(
            f"El documento «{archivo.nombre}» debe tener al menos 1 foja y ningún anexo negativo; "
            f"se recibieron {archivo.fojas} fojas y {archivo.anexos} anexos."
        )


def _ultima(sesion: Session, documento_id: int) -> int:
    consulta = select(func.max(DocumentoVersion.numero)).where(
        DocumentoVersion.documento_id == documento_id
    )
    return sesion.scalar(consulta) or 0


def _fojas(sesion: Session, expediente_id: int) -> int:
    consulta = (
        select(func.sum(DocumentoVersion.fojas))
        .join(DocumentoVersion.documento)
        .where(Documento.expediente_id == expediente_id)
    )
    return int(sesion.scalar(consulta) or 0)
