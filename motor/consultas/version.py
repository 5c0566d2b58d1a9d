"""Una versión publicada con todo lo que lleva: quién la propuso, quién la aprobó y sus archivos."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Persona
from motor.almacen.procesos import ClaseRecurso, Proceso, Recurso, Version
from motor.consultas.versiones import VersionVista, listar_procesos_publicados
from motor.nucleo.errores import NoEncontrado
from motor.reglas.borradores import borrador_de_version


@dataclass(frozen=True)
class RecursoVisto:
    """Un archivo de la versión."""

    clase: str
    clave: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class VersionEntera:
    """La versión; `propuesta_por` y `borrador_id` vacíos si la publicó la consola."""

    proceso: str
    nombre: str
    v: VersionVista
    propuesta_por: str
    borrador_id: int | None
    archivos: tuple[RecursoVisto, ...]
    diagrama: RecursoVisto


def obtener_version(sesion: Session, clave: str, numero: int) -> VersionEntera:
    """Devuelve la versión de ese número de ese proceso.

    Raises:
        NoEncontrado: no existe.
    """
    fila = _fila(sesion, clave, numero)
    proceso = next(p for p in listar_procesos_publicados(sesion) if p.clave == clave)
    vista = next(v for v in proceso.versiones if v.id == fila.id)
    borrador = borrador_de_version(sesion, fila.id)
    propuso = borrador.propuesto_por_id if borrador else None
    recursos = sesion.scalars(
        select(Recurso).where(Recurso.version_id == fila.id).order_by(Recurso.clase, Recurso.clave)
    )
    return VersionEntera(
        proceso=clave,
        nombre=proceso.nombre,
        v=vista,
        propuesta_por=sesion.scalar(select(Persona.nombre).where(Persona.id == propuso)) or "",
        borrador_id=borrador.id if borrador else None,
        archivos=tuple(
            RecursoVisto(r.clase.value, r.clave, r.sha256, len(r.contenido)) for r in recursos
        ),
        diagrama=RecursoVisto("diagrama", clave, fila.sha256, len(fila.xml)),
    )


def leer_de_version(sesion: Session, clave: str, numero: int, clase: str, archivo: str) -> bytes:
    """Devuelve los bytes del diagrama o de un recurso de la versión.

    Raises:
        NoEncontrado: no lo tiene.
    """
    fila = _fila(sesion, clave, numero)
    if clase == "diagrama" and archivo == clave:
        return fila.xml
    if clase in {c.value for c in ClaseRecurso}:
        recurso = sesion.get(Recurso, (fila.id, ClaseRecurso(clase), archivo))
        if recurso is not None:
            return recurso.contenido
    raise NoEncontrado(f"La versión {numero} de «{clave}» no tiene {clase} «{archivo}».")


def _fila(sesion: Session, clave: str, numero: int) -> Version:
    fila = sesion.scalar(
        select(Version)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == clave, Version.numero == numero)
    )
    if fila is None:
        raise NoEncontrado(f"No existe la versión {numero} de «{clave}». Búsquela en Procesos.")
    return fila
