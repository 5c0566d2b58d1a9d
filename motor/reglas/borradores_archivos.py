"""Los archivos de un borrador: guardarlos sobre lo que se vio, quitarlos, y su historia."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from motor.almacen.borradores import (
    BorradorArchivo,
    BorradorHistoria,
    BorradorProceso,
    ClaseArchivo,
)
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada
from motor.nucleo.huellas import sha256
from motor.reglas.borradores import Conflicto, nombre_de, tocar
from motor.reglas.borradores_contenido import (
    ARCHIVOS_MAXIMOS,
    EXTENSIONES,
    exigir_clave_de_archivo,
    exigir_legible,
)

HISTORIA_MAXIMA = 100
SEGUIDOS = timedelta(minutes=2)  # lo que se guarda solo, seguido, cuenta como un solo cambio


@dataclass(frozen=True)
class Escrito:
    """Lo que alguien escribió: en qué archivo, qué, y sobre qué revisión (0 = no existía)."""

    clase: ClaseArchivo
    clave: str
    revision: int
    contenido: bytes = field(default=b"", repr=False)


def guardar_archivo(
    sesion: Session, borrador: BorradorProceso, escrito: Escrito, quien: tuple[int, datetime]
) -> BorradorArchivo:
    """Guarda el archivo en el borrador ya bloqueado y lo devuelve, con su revisión nueva.

    Guardar lo mismo que ya dice no hace revisión nueva.

    Args:
        sesion: la de la transacción.
        borrador: abierto y bloqueado.
        escrito: lo que se guarda.
        quien: el id de la persona y cuándo.

    Raises:
        Conflicto: otra persona guardó después de la revisión que se vio.
        DatosInvalidos: el nombre o el contenido no se admiten, o son demasiados archivos.
    """
    exigir_clave_de_archivo(escrito.clave)
    if escrito.clase is ClaseArchivo.DIAGRAMA and escrito.clave != borrador.clave:
        raise DatosInvalidos(
            f"El diagrama de este borrador se llama «{borrador.clave}», no «{escrito.clave}»."
        )
    exigir_legible(escrito.clase, escrito.clave, escrito.contenido)
    archivo = _al_dia(sesion, borrador, escrito)
    huella = sha256(escrito.contenido)
    if archivo is None:
        archivo = _nuevo(sesion, borrador, escrito)
    elif archivo.sha256 == huella:
        return archivo
    archivo.contenido, archivo.sha256 = escrito.contenido, huella
    archivo.revision += 1
    archivo.tocado_por_id, archivo.tocado_el = quien
    tocar(borrador, *quien)
    sesion.add(archivo)
    _recordar(sesion, archivo)
    return archivo


def quitar_archivo(
    sesion: Session, borrador: BorradorProceso, escrito: Escrito, quien: tuple[int, datetime]
) -> None:
    """Quita el archivo; su historia queda, y de ahí se puede restaurar.

    Raises:
        Conflicto: otra persona lo guardó después de la revisión que se vio.
        NoEncontrado: ya no está.
        OrdenRechazada: es el diagrama.
    """
    if escrito.clase is ClaseArchivo.DIAGRAMA:
        raise OrdenRechazada("El diagrama no se quita: es el proceso. Descarte el borrador.")
    archivo = _al_dia(sesion, borrador, escrito)
    if archivo is None:
        raise NoEncontrado(
            f"Este borrador no tiene {escrito.clave}{EXTENSIONES[escrito.clase]}; ya se quitó."
        )
    sesion.delete(archivo)
    tocar(borrador, *quien)


def _al_dia(sesion: Session, borrador: BorradorProceso, escrito: Escrito) -> BorradorArchivo | None:
    archivo = sesion.get(BorradorArchivo, (borrador.id, escrito.clase, escrito.clave))
    nombre = f"{escrito.clave}{EXTENSIONES[escrito.clase]}"
    if archivo is None and escrito.revision:
        raise Conflicto(
            f"{nombre}, que ya no está en el borrador",
            nombre_de(sesion, borrador.tocado_por_id),
            borrador.tocado_el,
        )
    if archivo is not None and archivo.revision != escrito.revision:
        raise Conflicto(nombre, nombre_de(sesion, archivo.tocado_por_id), archivo.tocado_el)
    return archivo


def _nuevo(sesion: Session, borrador: BorradorProceso, escrito: Escrito) -> BorradorArchivo:
    """Un archivo que aún no está; si estuvo y se quitó, sigue la numeración de su historia."""
    del_borrador = BorradorArchivo.borrador_id == borrador.id
    cuantos = sesion.scalar(select(func.count()).select_from(BorradorArchivo).where(del_borrador))
    if (cuantos or 0) >= ARCHIVOS_MAXIMOS:
        raise DatosInvalidos(f"Un borrador lleva hasta {ARCHIVOS_MAXIMOS} archivos; quite alguno.")
    ultima = sesion.scalar(
        select(func.max(BorradorHistoria.revision)).where(
            BorradorHistoria.borrador_id == borrador.id,
            BorradorHistoria.clase == escrito.clase,
            BorradorHistoria.clave == escrito.clave,
        )
    )
    return BorradorArchivo(
        borrador_id=borrador.id,
        clase=escrito.clase,
        clave=escrito.clave,
        revision=ultima or 0,
    )


def _recordar(sesion: Session, archivo: BorradorArchivo) -> None:
    """Suma la revisión a la historia, que no pasa de su largo."""
    previas = sesion.execute(
        select(BorradorHistoria.id, BorradorHistoria.persona_id, BorradorHistoria.guardado_el)
        .where(
            BorradorHistoria.borrador_id == archivo.borrador_id,
            BorradorHistoria.clase == archivo.clase,
            BorradorHistoria.clave == archivo.clave,
        )
        .order_by(BorradorHistoria.revision.desc())
    ).all()
    sobran = [fila.id for fila in previas[HISTORIA_MAXIMA - 1 :]]
    if _es_seguido([(fila.persona_id, fila.guardado_el) for fila in previas[:2]], archivo):
        sobran.append(previas[0].id)
    if sobran:
        sesion.execute(delete(BorradorHistoria).where(BorradorHistoria.id.in_(sobran)))
    sesion.add(
        BorradorHistoria(
            borrador_id=archivo.borrador_id,
            clase=archivo.clase,
            clave=archivo.clave,
            revision=archivo.revision,
            contenido=archivo.contenido,
            persona_id=archivo.tocado_por_id,
            guardado_el=archivo.tocado_el,
        )
    )


def _es_seguido(ultimas: list[tuple[int, datetime]], archivo: BorradorArchivo) -> bool:
    """Dice si lo último guardado es un paso intermedio de lo que la misma persona está haciendo."""
    if len(ultimas) < 2:
        return False
    (ultima, el), (anterior, antes) = ultimas
    misma = {ultima, anterior} == {archivo.tocado_por_id}
    return misma and el - antes < SEGUIDOS and archivo.tocado_el - el < SEGUIDOS
