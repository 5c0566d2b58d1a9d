"""Los procesos publicados y sus versiones: cuándo, quién, con qué norma y cuántos casos corren."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, distinct, func, select
from sqlalchemy.orm import Session

from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import EstadoVersion, Proceso, Version


@dataclass(frozen=True)
class VersionVista:
    """Una versión; `corren` y `terminadas` son expedientes, tengan las instancias que tengan.

    `retirable` si sigue en uso.
    """

    id: int
    numero: int
    estado: str
    sha256: str
    nota: str
    norma: str
    publicada_el: datetime | None
    publicada_por: str
    retirada_el: datetime | None
    corren: int
    terminadas: int

    @property
    def retirable(self) -> bool:
        """Si se puede retirar."""
        return self.estado not in (EstadoVersion.BORRADOR.value, EstadoVersion.RETIRADA.value)


@dataclass(frozen=True)
class ProcesoVista:
    """Un proceso con sus versiones, la más nueva primero."""

    clave: str
    nombre: str
    versiones: tuple[VersionVista, ...]


def listar_procesos_publicados(sesion: Session) -> tuple[ProcesoVista, ...]:
    """Devuelve los procesos del catálogo por nombre. Tres consultas."""
    cuentas = _contar_expedientes(sesion)
    de_cada_uno: dict[int, list[VersionVista]] = {}
    filas = sesion.execute(
        select(
            Version.id,
            Version.proceso_id,
            Version.numero,
            Version.estado,
            Version.sha256,
            Version.nota,
            Version.norma,
            Version.publicada_el,
            Persona.nombre,
            Version.retirada_el,
        )
        .outerjoin(Persona, Persona.id == Version.publicada_por_id)
        .order_by(Version.numero.desc())
    )
    for fila in filas:
        corren, todas = cuentas.get(fila.id, (0, 0))
        de_cada_uno.setdefault(fila.proceso_id, []).append(
            VersionVista(
                fila.id,
                fila.numero,
                fila.estado.value,
                fila.sha256,
                fila.nota,
                fila.norma,
                fila.publicada_el,
                fila.nombre or "la consola",
                fila.retirada_el,
                corren,
                todas - corren,
            )
        )
    procesos = sesion.scalars(select(Proceso).order_by(Proceso.nombre))
    return tuple(
        ProcesoVista(p.clave, p.nombre, tuple(de_cada_uno.get(p.id, ()))) for p in procesos
    )


def _contar_expedientes(sesion: Session) -> dict[int, tuple[int, int]]:
    """De cada versión, los expedientes con algo en curso en ella y todos los que la usaron."""
    activa = case((Instancia.estado == EstadoInstancia.ACTIVA, Instancia.expediente_id))
    filas = sesion.execute(
        select(
            Instancia.version_id,
            func.count(distinct(activa)),
            func.count(distinct(Instancia.expediente_id)),
        ).group_by(Instancia.version_id)
    )
    return {version_id: (corren, todas) for version_id, corren, todas in filas}
