"""Un borrador de proceso en la mano: bloqueado, en su estado, y visto como carpeta que se publica.

Guardar exige decir qué revisión se vio: si otra persona guardó después, no se pisa nada.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import (
    BorradorArchivo,
    BorradorProceso,
    ClaseArchivo,
    EstadoBorrador,
)
from motor.almacen.organizacion import Persona
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.nucleo.reloj import hora_local
from motor.nucleo.valores import Json
from motor.reglas.publicacion import Carpeta

_DICHOS = {
    EstadoBorrador.ABIERTO: "está abierto",
    EstadoBorrador.EN_REVISION: "está propuesto y espera la revisión de otra persona",
    EstadoBorrador.PUBLICADO: "ya se publicó",
    EstadoBorrador.DESCARTADO: "se descartó",
}
_QUE_HACER = {
    EstadoBorrador.ABIERTO: "Propóngalo primero.",
    EstadoBorrador.EN_REVISION: "Para cambiarlo, devuélvalo primero.",
    EstadoBorrador.PUBLICADO: "Para cambiar el proceso, haga un borrador de su última versión.",
    EstadoBorrador.DESCARTADO: "Haga un borrador nuevo.",
}


class Conflicto(OrdenRechazada):
    """Otra persona (o la misma, en otra pestaña) guardó después de lo que se vio."""

    codigo = "conflicto"

    def __init__(self, que: str, quien: str, cuando: datetime) -> None:
        super().__init__(
            f"No se guardó {que}: {quien} guardó otra versión el {hora_local(cuando)}. Mire la "
            "suya y vuelva a hacer su cambio sobre ella."
        )
        self.quien = quien
        self.cuando = cuando


def bloquear_borrador(
    sesion: Session, borrador_id: int, estados: Collection[EstadoBorrador]
) -> BorradorProceso:
    """Devuelve el borrador, bloqueado y en uno de los estados.

    Raises:
        NoEncontrado: no existe.
        OrdenRechazada: está en otro estado; dice cuál y qué hacer.
    """
    borrador = sesion.get(BorradorProceso, borrador_id, with_for_update=True)
    if borrador is None:
        raise _no_existe(borrador_id)
    if borrador.estado not in estados:
        raise OrdenRechazada(
            f"El borrador {borrador.id} de «{borrador.nombre}» {_DICHOS[borrador.estado]}. "
            f"{_QUE_HACER[borrador.estado]}"
        )
    return borrador


def bloquear_abierto(sesion: Session, borrador_id: int) -> BorradorProceso:
    """Devuelve el borrador, bloqueado y que se puede cambiar.

    Raises:
        NoEncontrado, OrdenRechazada: como `bloquear_borrador`.
    """
    return bloquear_borrador(sesion, borrador_id, (EstadoBorrador.ABIERTO,))


def tocar(borrador: BorradorProceso, persona_id: int, ahora: datetime) -> None:
    """Anota quién lo cambió por última vez."""
    borrador.tocado_por_id, borrador.tocado_el = persona_id, ahora


def nombre_de(sesion: Session, persona_id: int) -> str:
    """Devuelve el nombre de la persona."""
    return sesion.scalars(select(Persona.nombre).where(Persona.id == persona_id)).one()


def carpeta_de(sesion: Session, borrador_id: int) -> Carpeta:
    """Devuelve el borrador tal como se publicaría.

    Raises:
        NoEncontrado: no existe el borrador, o le falta el diagrama.
    """
    borrador = sesion.get(BorradorProceso, borrador_id)
    if borrador is None:
        raise _no_existe(borrador_id)
    archivos = _por_clase(sesion, borrador_id)
    diagrama = archivos[ClaseArchivo.DIAGRAMA].get(borrador.clave)
    if diagrama is None:
        raise NoEncontrado(f"Al borrador {borrador_id} le falta el diagrama «{borrador.clave}».")
    return Carpeta(
        clave=borrador.clave,
        nombre=borrador.nombre,
        xml=diagrama,
        formularios=archivos[ClaseArchivo.FORMULARIO],
        decisiones=archivos[ClaseArchivo.DECISION],
        ficha=ficha_entera(borrador),
        nota=borrador.nota,
        norma=borrador.norma,
    )


def ficha_entera(borrador: BorradorProceso) -> dict[str, Json]:
    """Devuelve lo que diría su proceso.yaml."""
    return {**borrador.ficha, "clave": borrador.clave, "nombre": borrador.nombre}


def escenarios_de(sesion: Session, borrador_id: int) -> dict[str, bytes]:
    """Devuelve los escenarios del borrador por clave (el nombre del archivo sin .yaml)."""
    return _por_clase(sesion, borrador_id)[ClaseArchivo.ESCENARIO]


def borrador_de_version(sesion: Session, version_id: int) -> BorradorProceso | None:
    """Devuelve el borrador del que se publicó la versión; None si la publicó la consola."""
    return sesion.scalar(select(BorradorProceso).where(BorradorProceso.version_id == version_id))


def _por_clase(sesion: Session, borrador_id: int) -> dict[ClaseArchivo, dict[str, bytes]]:
    consulta = (
        select(BorradorArchivo.clase, BorradorArchivo.clave, BorradorArchivo.contenido)
        .where(BorradorArchivo.borrador_id == borrador_id)
        .order_by(BorradorArchivo.clave)
    )
    hallados: dict[ClaseArchivo, dict[str, bytes]] = {clase: {} for clase in ClaseArchivo}
    for clase, clave, contenido in sesion.execute(consulta):
        hallados[clase][clave] = contenido
    return hallados


def _no_existe(borrador_id: int) -> NoEncontrado:
    return NoEncontrado(f"No existe el borrador {borrador_id}. Búsquelo en la lista de procesos.")
