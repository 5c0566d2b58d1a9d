"""Los días inhábiles y habilitados que agrega o quita un acto."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.calendario import AmbitoDia, DiaHabilitado, DiaInhabil
from motor.almacen.plazos import Etiqueta
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.nucleo.valores import Json
from motor.reglas.calendario import subir_revision


@dataclass(frozen=True)
class FichaDia:
    """Un día inhábil con su norma; `municipio` es código INE, solo si el ámbito es municipal."""

    fecha: date
    nombre: str
    norma: str
    ambito: AmbitoDia = AmbitoDia.NACIONAL
    municipio: str = ""
    etiqueta: Etiqueta = Etiqueta.CITADO


@dataclass(frozen=True)
class FichaHabilitado:
    """Un día que la autoridad habilita por documento fundado; `municipio` '' = todos."""

    fecha: date
    documento: str
    municipio: str = ""


@dataclass(frozen=True)
class CambioDias:
    """Lo que cambia del calendario.

    `quitar` son (fecha, ámbito, municipio); `deshabilitar`, (fecha, municipio).
    """

    agregar: tuple[FichaDia, ...] = ()
    quitar: tuple[tuple[date, AmbitoDia, str], ...] = ()
    habilitar: tuple[FichaHabilitado, ...] = ()
    deshabilitar: tuple[tuple[date, str], ...] = ()


def aplicar_cambio(sesion: Session, cambio: CambioDias, motivo: str) -> dict[str, Json]:
    """Aplica el cambio y devuelve sus datos planos, para el asiento.

    Raises:
        NoEncontrado: un día a quitar no estaba, o uno a deshabilitar no estaba habilitado.
        DatosInvalidos: falta el motivo o la norma, no cambia nada, o el día ya estaba.
    """
    if not motivo.strip():
        raise DatosInvalidos("Para cambiar el calendario hay que decir el motivo.")
    if cambio == CambioDias():
        raise DatosInvalidos("No se indicó ningún día que agregar, quitar o habilitar.")
    for fecha, ambito, municipio in cambio.quitar:
        _quitar(sesion, fecha, ambito, municipio)
    for fecha, municipio in cambio.deshabilitar:
        _deshabilitar(sesion, fecha, municipio)
    sesion.flush()
    for ficha in cambio.agregar:
        agregar_dia(sesion, ficha)
    for habilitado in cambio.habilitar:
        _habilitar(sesion, habilitado, motivo)
    subir_revision(sesion)
    datos: dict[str, Json] = {
        "agregados": [f"{f.fecha.isoformat()} {f.nombre} ({f.norma})" for f in cambio.agregar],
        "quitados": [f"{fecha.isoformat()} {ambito}" for fecha, ambito, _ in cambio.quitar],
        "habilitados": [f"{f.fecha.isoformat()} ({f.documento})" for f in cambio.habilitar],
    }
    if cambio.deshabilitar:
        datos["deshabilitados"] = [fecha.isoformat() for fecha, _ in cambio.deshabilitar]
    return datos


def agregar_dia(sesion: Session, ficha: FichaDia) -> None:
    """Agrega un día inhábil.

    Raises:
        DatosInvalidos: sin norma, con municipio de más o de menos, o ya estaba.
    """
    if not ficha.norma.strip():
        raise DatosInvalidos(f"El día {_dia(ficha.fecha)} debe citar la norma que lo manda.")
    if (ficha.ambito is AmbitoDia.MUNICIPAL) != bool(ficha.municipio):
        raise DatosInvalidos(
            f"El día {_dia(ficha.fecha)} debe llevar municipio si, y solo si, es municipal."
        )
    if _buscar(sesion, ficha.fecha, ficha.ambito, ficha.municipio) is not None:
        raise DatosInvalidos(
            f"El día {_dia(ficha.fecha)} ya es inhábil en el ámbito {ficha.ambito}."
        )
    sesion.add(
        DiaInhabil(
            fecha=ficha.fecha,
            ambito=ficha.ambito,
            municipio=ficha.municipio,
            nombre=ficha.nombre,
            norma=ficha.norma,
            etiqueta=ficha.etiqueta,
        )
    )


def _quitar(sesion: Session, fecha: date, ambito: AmbitoDia, municipio: str) -> None:
    fila = _buscar(sesion, fecha, ambito, municipio)
    if fila is None:
        raise NoEncontrado(f"El día {_dia(fecha)} no está entre los inhábiles del ámbito {ambito}.")
    sesion.delete(fila)


def _habilitar(sesion: Session, ficha: FichaHabilitado, motivo: str) -> None:
    if not ficha.documento.strip():
        raise DatosInvalidos(f"Habilitar el {_dia(ficha.fecha)} exige el documento que lo dispone.")
    if _buscar_habilitado(sesion, ficha.fecha, ficha.municipio) is not None:
        raise DatosInvalidos(f"El día {_dia(ficha.fecha)} ya está habilitado.")
    sesion.add(
        DiaHabilitado(
            fecha=ficha.fecha,
            municipio=ficha.municipio,
            motivo=motivo,
            documento=ficha.documento,
        )
    )


def _deshabilitar(sesion: Session, fecha: date, municipio: str) -> None:
    fila = _buscar_habilitado(sesion, fecha, municipio)
    if fila is None:
        raise NoEncontrado(f"El día {_dia(fecha)} no está habilitado: no hay qué quitar.")
    sesion.delete(fila)


def _buscar_habilitado(sesion: Session, fecha: date, municipio: str) -> DiaHabilitado | None:
    return sesion.scalar(
        select(DiaHabilitado).where(
            DiaHabilitado.fecha == fecha, DiaHabilitado.municipio == municipio
        )
    )


def _buscar(sesion: Session, fecha: date, ambito: AmbitoDia, municipio: str) -> DiaInhabil | None:
    return sesion.scalar(
        select(DiaInhabil).where(
            DiaInhabil.fecha == fecha,
            DiaInhabil.ambito == ambito,
            DiaInhabil.municipio == municipio,
        )
    )


def _dia(fecha: date) -> str:
    return f"{fecha:%d/%m/%Y}"
