"""Un borrador o una versión para llevárselos: en un zip o archivo por archivo."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.procesos import EstadoVersion, Proceso, Version
from motor.nucleo.errores import NoEncontrado
from motor.reglas.borradores import carpeta_de, escenarios_de
from motor.reglas.borradores_nuevos import carpeta_de_version
from motor.reglas.paquetes_de_proceso import archivos_de, empaquetar


@dataclass(frozen=True)
class Paquete:
    """El proceso para llevar; `archivos` por su ruta dentro de la carpeta `clave`."""

    clave: str
    nombre_de_archivo: str
    huella: str
    zip: bytes = field(repr=False)
    archivos: dict[str, bytes] = field(repr=False)


def paquete_de_borrador(sesion: Session, borrador_id: int) -> Paquete:
    """Devuelve el borrador tal como está guardado.

    Raises:
        NoEncontrado: no existe.
    """
    carpeta, escenarios = carpeta_de(sesion, borrador_id), escenarios_de(sesion, borrador_id)
    return Paquete(
        carpeta.clave,
        f"{carpeta.clave}-borrador-{borrador_id}.zip",
        carpeta.huella,
        empaquetar(carpeta, escenarios),
        archivos_de(carpeta, escenarios),
    )


def paquete_de_version(sesion: Session, clave: str, numero: int | None = None) -> Paquete:
    """Devuelve una versión publicada; sin número, la vigente.

    Raises:
        NoEncontrado: no existe el proceso o esa versión.
    """
    consulta = (
        select(Version.id, Version.numero)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == clave)
    )
    propia = Version.estado == EstadoVersion.VIGENTE if numero is None else Version.numero == numero
    fila = sesion.execute(consulta.where(propia)).first()
    if fila is None:
        cual = f"la versión {numero}" if numero is not None else "una versión vigente"
        raise NoEncontrado(f"No hay {cual} de «{clave}». Revise la clave y el número.")
    carpeta, escenarios = carpeta_de_version(sesion, fila.id)
    return Paquete(
        clave,
        f"{clave}-version-{fila.numero}.zip",
        carpeta.huella,
        empaquetar(carpeta, escenarios),
        archivos_de(carpeta, escenarios),
    )
