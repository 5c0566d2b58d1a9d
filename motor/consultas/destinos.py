"""A quién se puede derivar: buscar unidades, cargos y personas por lo que se recuerda de ellos."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Acceso, Cargo, Designacion, Institucion, Persona, Unidad
from motor.reglas.investidura import es_vigente

HASTA = 30


@dataclass(frozen=True)
class DestinoVista:
    """Un destino. `valor` es `cargo:clave`, `unidad:sigla` o `persona:usuario`, como va al acto."""

    valor: str
    clase: str
    nombre: str
    detalle: str


def buscar_destinos(
    sesion: Session, institucion_id: int, texto: str, ahora: datetime
) -> tuple[DestinoVista, ...]:
    """Devuelve los destinos de la institución cuyo nombre, sigla, cargo o titular contiene todo.

    Args:
        sesion: de lectura.
        institucion_id: la de quien deriva: no se deriva una tarea a otra institución.
        texto: palabras sueltas, sin importar acentos ni mayúsculas; vacío = los primeros.
        ahora: el instante en que los cargos deben estar ocupados.
    """
    palabras = _plano(texto).split()
    hallados = [
        destino
        for destino in _todos(sesion, institucion_id, ahora)
        if all(p in _plano(f"{destino.nombre} {destino.detalle} {destino.valor}") for p in palabras)
    ]
    return tuple(hallados[:HASTA])


def elegidos(
    sesion: Session, institucion_id: int, valores: list[str], ahora: datetime
) -> tuple[DestinoVista, ...]:
    """Devuelve los destinos de esos valores, para volver a mostrarlos."""
    por_valor = {d.valor: d for d in _todos(sesion, institucion_id, ahora)}
    return tuple(por_valor[v] for v in dict.fromkeys(valores) if v in por_valor)


def _todos(sesion: Session, institucion_id: int, ahora: datetime) -> list[DestinoVista]:
    unidades = sesion.execute(
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.institucion_id == institucion_id, Unidad.vigente_hasta.is_(None))
        .order_by(Unidad.nombre)
    ).all()
    filas = sesion.execute(
        select(Cargo.clave, Cargo.nombre, Unidad.sigla, Persona.usuario, Persona.nombre)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .join(Institucion, Institucion.id == Unidad.institucion_id)
        .join(Designacion, Designacion.cargo_id == Cargo.id)
        .join(Persona, Persona.id == Designacion.persona_id)
        .where(
            Institucion.id == institucion_id,
            Cargo.activo,
            Cargo.acceso == Acceso.ORDINARIO,
            Persona.activa,
            es_vigente(ahora),
        )
        .order_by(Cargo.nombre, Cargo.clave, Designacion.id)
    ).all()
    de_cargo: dict[str, DestinoVista] = {}
    de_persona: dict[str, DestinoVista] = {}
    for clave, cargo, sigla, usuario, nombre in filas:
        de_cargo.setdefault(
            clave, DestinoVista(f"cargo:{clave}", "cargo", f"{cargo} — {sigla}", nombre)
        )
        de_persona.setdefault(
            usuario, DestinoVista(f"persona:{usuario}", "persona", nombre, f"{cargo} — {sigla}")
        )
    de_unidad = [DestinoVista(f"unidad:{s}", "unidad", n, s) for s, n in unidades]
    return [*de_cargo.values(), *de_unidad, *de_persona.values()]


def _plano(texto: str) -> str:
    descompuesto = unicodedata.normalize("NFD", texto.lower())
    return "".join(c for c in descompuesto if unicodedata.category(c) != "Mn")
