"""Qué personas están detrás de un cargo o de una unidad, y cómo quiere enterarse cada una."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Designacion, Persona
from motor.almacen.personales import Preferencia
from motor.reglas.organizacion import Acto, cubre, ocupantes
from motor.reglas.preferencias import Preferencias, leer_preferencias


@dataclass
class Gente:
    """Las personas activas de un lote, leídas de una vez: quién ocupa qué y qué eligió."""

    personas: dict[int, Persona] = field(default_factory=dict)
    preferencias: dict[int, Preferencias] = field(default_factory=dict)
    _de_cargo: dict[int, list[Designacion]] = field(default_factory=dict)

    def del_cargo(self, cargo_id: int, proceso: str = "", tarea: str = "") -> set[int]:
        """Quienes lo ocupan hoy y, si actúan por delegación, la tienen para eso."""
        acto = Acto(proceso, tarea)
        return {
            d.persona_id for d in self._de_cargo.get(cargo_id, ()) if not proceso or cubre(d, acto)
        }

    def prefiere(self, persona_id: int) -> Preferencias:
        """Lo que eligió; si nada, lo de siempre."""
        return self.preferencias.get(persona_id, Preferencias())


def reunir_gente(
    sesion: Session, cargos: Collection[int], personas: Collection[int], ahora: datetime
) -> Gente:
    """Lee a los ocupantes de esos cargos y a esas personas, con lo que eligieron."""
    gente = Gente()
    for designacion in ocupantes(sesion, list(cargos), ahora) if cargos else ():
        gente._de_cargo.setdefault(designacion.cargo_id, []).append(designacion)
        gente.personas[designacion.persona_id] = designacion.persona
    faltan = set(personas) - gente.personas.keys()
    if faltan:
        activas = sesion.scalars(select(Persona).where(Persona.id.in_(faltan), Persona.activa))
        gente.personas |= {p.id: p for p in activas}
    elegidas = select(Preferencia.persona_id, Preferencia.valores).where(
        Preferencia.persona_id.in_(gente.personas)
    )
    if gente.personas:
        filas = sesion.execute(elegidas)
        gente.preferencias = {id_: leer_preferencias(valores) for id_, valores in filas}
    return gente


def cargos_de_unidades(sesion: Session, unidades: Iterable[int]) -> dict[int, set[int]]:
    """Los cargos activos de cada unidad."""
    filas = sesion.execute(
        select(Cargo.unidad_id, Cargo.id).where(Cargo.unidad_id.in_(set(unidades)), Cargo.activo)
    )
    hallados: dict[int, set[int]] = {}
    for unidad_id, cargo_id in filas:
        hallados.setdefault(unidad_id, set()).add(cargo_id)
    return hallados
