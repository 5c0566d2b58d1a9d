"""Los procesos publicados y sus versiones: cuándo, quién, con qué norma y cuántos casos corren."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import EstadoVersion, Proceso, Version


@dataclass(frozen=True)
class VersionVista:
    """Una versión; `corren` son sus instancias activas. `retirable` si sigue en uso."""

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
    cuentas = {
        (version_id, estado): cuantas
        for version_id, estado, cuantas in sesion.execute(
            select(Instancia.version_id, Instancia.estado, func.count()).group_by(
                Instancia.version_id, Instancia.estado
            )
        )
    }
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
        corren = cuentas.get((fila.id, EstadoInstancia.ACTIVA), 0)
        todas = sum(n for (v, _), n in cuentas.items() if v == fila.id)
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
