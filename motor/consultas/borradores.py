"""Los borradores de procesos: la lista, uno con todo lo que lleva, y su historia."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.borradores import (
    BorradorArchivo,
    BorradorHistoria,
    BorradorProceso,
    EstadoBorrador,
)
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import EstadoVersion, Proceso, Version
from motor.nucleo.errores import NoEncontrado
from motor.reglas.borradores_contenido import leer_clase

VIVOS = (EstadoBorrador.ABIERTO, EstadoBorrador.EN_REVISION)


@dataclass(frozen=True)
class ArchivoVisto:
    """Un archivo sin su contenido; `bytes` es cuánto pesa."""

    clase: str
    clave: str
    revision: int
    sha256: str
    bytes: int
    tocado_por: str
    tocado_el: datetime


@dataclass(frozen=True)
class BorradorVisto:
    """Un borrador. `tocado_por` y `tocado_el` son de lo último que se cambió en él.

    `base` es el número de la versión de la que partió (0: de ninguna) y `vigente`, el de la que
    hoy rige (0: ninguna).
    """

    id: int
    clave: str
    nombre: str
    estado: str
    revision: int
    ficha: dict[str, Any]
    nota: str
    norma: str
    devuelto_por_que: str
    base: int
    vigente: int
    version_id: int | None
    version: int
    creado_por: str
    creado_el: datetime
    tocado_por: str
    tocado_el: datetime
    propuesto_por: str
    propuesto_el: datetime | None
    tocado_por_id: int
    propuesto_por_id: int | None
    archivos: tuple[ArchivoVisto, ...] = ()

    @property
    def abierto(self) -> bool:
        """Si se puede cambiar."""
        return self.estado == EstadoBorrador.ABIERTO.value

    @property
    def atrasado(self) -> bool:
        """Si desde que se empezó se publicó otra versión: aprobarlo desharía lo de esa."""
        vivo = self.estado in {e.value for e in VIVOS}
        return vivo and bool(self.vigente) and self.base != self.vigente

    def de_clase(self, clase: str) -> tuple[ArchivoVisto, ...]:
        """Los archivos de esa clase."""
        return tuple(a for a in self.archivos if a.clase == clase)


@dataclass(frozen=True)
class Guardada:
    """Una revisión guardada de un archivo."""

    id: int
    clase: str
    clave: str
    revision: int
    quien: str
    el: datetime
    actual: bool


def listar_borradores(sesion: Session) -> tuple[BorradorVisto, ...]:
    """Devuelve los borradores abiertos y propuestos, lo último tocado primero."""
    consulta = _consulta().where(BorradorProceso.estado.in_(VIVOS))
    filas = sesion.execute(consulta.order_by(BorradorProceso.tocado_el.desc()))
    return tuple(_visto(fila, ()) for fila in filas)


def obtener_borrador(sesion: Session, borrador_id: int) -> BorradorVisto:
    """Devuelve el borrador con la lista de sus archivos.

    Raises:
        NoEncontrado: no existe.
    """
    fila = sesion.execute(_consulta().where(BorradorProceso.id == borrador_id)).first()
    if fila is None:
        raise NoEncontrado(f"No existe el borrador {borrador_id}. Búsquelo en Procesos.")
    return _visto(fila, _archivos(sesion, borrador_id))


def leer_archivo(
    sesion: Session, borrador_id: int, clase: str, clave: str
) -> tuple[bytes, ArchivoVisto]:
    """Devuelve los bytes de un archivo y quién lo guardó.

    Raises:
        NoEncontrado: el borrador no lo tiene.
        DatosInvalidos: no hay esa clase de archivos.
    """
    consulta = _consulta_archivos().add_columns(BorradorArchivo.contenido)
    fila = sesion.execute(
        consulta.where(
            BorradorArchivo.borrador_id == borrador_id,
            BorradorArchivo.clase == leer_clase(clase),
            BorradorArchivo.clave == clave,
        )
    ).first()
    if fila is None:
        raise NoEncontrado(f"El borrador {borrador_id} no tiene {clase} «{clave}».")
    return fila.contenido, _archivo(fila)


def listar_historia(sesion: Session, borrador_id: int) -> tuple[Guardada, ...]:
    """Devuelve lo guardado en el borrador, lo último primero; el contenido se pide aparte."""
    actuales = {(a.clase, a.clave): a.revision for a in _archivos(sesion, borrador_id)}
    filas = sesion.execute(
        select(
            BorradorHistoria.id,
            BorradorHistoria.clase,
            BorradorHistoria.clave,
            BorradorHistoria.revision,
            Persona.nombre,
            BorradorHistoria.guardado_el,
        )
        .join(Persona, Persona.id == BorradorHistoria.persona_id)
        .where(BorradorHistoria.borrador_id == borrador_id)
        .order_by(BorradorHistoria.guardado_el.desc(), BorradorHistoria.id.desc())
    )
    return tuple(
        Guardada(
            f.id,
            f.clase.value,
            f.clave,
            f.revision,
            f.nombre,
            f.guardado_el,
            actuales.get((f.clase.value, f.clave)) == f.revision,
        )
        for f in filas
    )


def leer_guardada(sesion: Session, borrador_id: int, historia_id: int) -> tuple[bytes, str, str]:
    """Devuelve el contenido de una revisión guardada, su clase y su clave.

    Raises:
        NoEncontrado: no es de ese borrador, o ya no se guarda.
    """
    hallada = sesion.get(BorradorHistoria, historia_id)
    if hallada is None or hallada.borrador_id != borrador_id:
        raise NoEncontrado("Esa revisión ya no se guarda. Elija otra de la historia.")
    return hallada.contenido, hallada.clase.value, hallada.clave


def _archivos(sesion: Session, borrador_id: int) -> tuple[ArchivoVisto, ...]:
    consulta = _consulta_archivos().where(BorradorArchivo.borrador_id == borrador_id)
    filas = sesion.execute(consulta.order_by(BorradorArchivo.clase, BorradorArchivo.clave))
    return tuple(_archivo(fila) for fila in filas)


def _consulta_archivos() -> Any:
    return select(
        BorradorArchivo.clase,
        BorradorArchivo.clave,
        BorradorArchivo.revision,
        BorradorArchivo.sha256,
        func.length(BorradorArchivo.contenido).label("bytes"),
        Persona.nombre,
        BorradorArchivo.tocado_el,
    ).join(Persona, Persona.id == BorradorArchivo.tocado_por_id)


def _archivo(f: Any) -> ArchivoVisto:
    return ArchivoVisto(
        f.clase.value, f.clave, f.revision, f.sha256, f.bytes, f.nombre, f.tocado_el
    )


_BASE, _VIGENTE, _PUBLICADA = aliased(Version), aliased(Version), aliased(Version)
_CREO, _TOCO, _PROPUSO = aliased(Persona), aliased(Persona), aliased(Persona)


def _consulta() -> Any:
    return (
        select(
            BorradorProceso,
            _BASE.numero.label("base"),
            _VIGENTE.numero.label("vigente"),
            _PUBLICADA.numero.label("publicada"),
            _CREO.nombre.label("creo"),
            _TOCO.nombre.label("toco"),
            _PROPUSO.nombre.label("propuso"),
        )
        .join(_CREO, _CREO.id == BorradorProceso.creado_por_id)
        .join(_TOCO, _TOCO.id == BorradorProceso.tocado_por_id)
        .outerjoin(_PROPUSO, _PROPUSO.id == BorradorProceso.propuesto_por_id)
        .outerjoin(_BASE, _BASE.id == BorradorProceso.base_version_id)
        .outerjoin(_PUBLICADA, _PUBLICADA.id == BorradorProceso.version_id)
        .outerjoin(Proceso, Proceso.clave == BorradorProceso.clave)
        .outerjoin(
            _VIGENTE,
            (_VIGENTE.proceso_id == Proceso.id) & (_VIGENTE.estado == EstadoVersion.VIGENTE),
        )
    )


def _visto(fila: Any, archivos: tuple[ArchivoVisto, ...]) -> BorradorVisto:
    b: BorradorProceso = fila.BorradorProceso
    return BorradorVisto(
        id=b.id,
        clave=b.clave,
        nombre=b.nombre,
        estado=b.estado.value,
        revision=b.revision,
        ficha=dict(b.ficha or {}),
        nota=b.nota,
        norma=b.norma,
        devuelto_por_que=b.devuelto_por_que,
        base=fila.base or 0,
        vigente=fila.vigente or 0,
        version_id=b.version_id,
        version=fila.publicada or 0,
        creado_por=fila.creo,
        creado_el=b.creado_el,
        tocado_por=fila.toco,
        tocado_el=b.tocado_el,
        propuesto_por=fila.propuso or "",
        propuesto_el=b.propuesto_el,
        tocado_por_id=b.tocado_por_id,
        propuesto_por_id=b.propuesto_por_id,
        archivos=archivos,
    )
