"""Un borrador revisado como al publicarlo, y lo que su ficha puede elegir."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.bpmn import leer
from motor.nucleo.errores import DiagramaInvalido, Hallazgo
from motor.reglas.borradores import carpeta_de
from motor.reglas.publicacion import revisar_carpeta


@dataclass(frozen=True)
class Revisado:
    """Los hallazgos, los procesos ejecutables (id y nombre) y la huella de lo que se publicaría."""

    hallazgos: tuple[Hallazgo, ...]
    procesos: tuple[tuple[str, str], ...]
    huella: str

    @property
    def graves(self) -> tuple[Hallazgo, ...]:
        """Los que impiden proponer y publicar."""
        return tuple(h for h in self.hallazgos if h.grave)

    @property
    def leves(self) -> tuple[Hallazgo, ...]:
        """Las advertencias."""
        return tuple(h for h in self.hallazgos if not h.grave)


def revisar_borrador(sesion: Session, borrador_id: int, temas: frozenset[str]) -> Revisado:
    """Revisa el borrador con las mismas reglas con que se publica.

    Args:
        sesion: de lectura.
        borrador_id: cuál.
        temas: los que algún manejador atiende.

    Raises:
        NoEncontrado: no existe.
    """
    carpeta = carpeta_de(sesion, borrador_id)
    try:
        documento = leer(carpeta.xml)
    except DiagramaInvalido as error:
        return Revisado(error.hallazgos, (), carpeta.huella)
    hallazgos = revisar_carpeta(sesion, carpeta, documento, temas)
    procesos = tuple((p.id, p.nombre or p.id) for p in documento.procesos.values() if p.ejecutable)
    return Revisado(tuple(hallazgos), procesos, carpeta.huella)


def listar_iniciadores(sesion: Session) -> tuple[tuple[str, str], ...]:
    """Devuelve las unidades y los cargos que pueden iniciar: clave y cómo se leen."""
    unidades = sesion.execute(
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.vigente_hasta.is_(None))
        .order_by(Unidad.sigla)
    )
    cargos = sesion.execute(
        select(Cargo.clave, Cargo.nombre, Unidad.sigla)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .order_by(Cargo.nombre, Cargo.clave)
    )
    return (
        *((u.sigla, f"Toda la unidad {u.sigla}: {u.nombre}") for u in unidades),
        *((c.clave, f"{c.nombre} ({c.sigla})") for c in cargos),
    )
