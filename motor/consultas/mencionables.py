"""A quién se puede nombrar con «@» en un comentario: a quien puede ver el expediente."""

import unicodedata
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Designacion, Persona, Unidad
from motor.almacen.tareas import Tarea
from motor.consultas.gente import listar_gente
from motor.consultas.tarea_permiso import PersonaBreve
from motor.nucleo.actor import Actor
from motor.reglas.investidura import es_vigente
from motor.reglas.menciones import puede_verlo
from motor.reglas.visibilidad import Mirada, mirar_hr

HASTA = 6
PROBADAS = 40  # a cuántas se les pregunta, a lo más, si lo ven


def buscar_mencionables(
    sesion: Session, actor: Actor, donde: tuple[str, int | None], texto: str, ahora: datetime
) -> tuple[PersonaBreve, ...]:
    """Devuelve hasta `HASTA` personas, primero las que intervinieron; sin quien busca.

    Args:
        sesion: de lectura.
        actor: quien comenta; debe poder ver el expediente.
        donde: la hoja de ruta y la tarea (None = el expediente).
        texto: palabras sueltas de su nombre, usuario, cargo o sigla, sin importar acentos; vacío =
            solo quienes intervinieron.
        ahora: el instante.

    Raises:
        NoEncontrado: no existe el expediente, o no le corresponde verlo.
    """
    hr, tarea_id = donde
    mirada = mirar_hr(sesion, actor, hr, ahora)
    tarea = sesion.get(Tarea, tarea_id) if tarea_id is not None else None
    palabras = _plano(texto).split()
    halladas: list[PersonaBreve] = []
    for numero, persona in enumerate(_que_coinciden(sesion, mirada, palabras, ahora)):
        if numero >= PROBADAS or len(halladas) == HASTA:
            break
        if puede_verlo(sesion, mirada.expediente, tarea, persona.usuario, ahora):
            halladas.append(persona)
    return tuple(halladas)


def _que_coinciden(
    sesion: Session, mirada: Mirada, palabras: list[str], ahora: datetime
) -> Iterator[PersonaBreve]:
    """Quienes intervinieron, y si se escribió algo, también los demás que ocupan un cargo."""
    cargos = _con_cargo(sesion, ahora)
    primeras = [cargos.get(p.usuario, p) for p in listar_gente(sesion, mirada)]
    demas = list(cargos.values()) if palabras else []
    vistas = {""}
    for persona in [*primeras, *demas]:
        dicho = _plano(f"{persona.nombre} {persona.usuario} {persona.como}")
        propia = persona.usuario == mirada.mirador.usuario
        if persona.usuario in vistas or propia or not all(p in dicho for p in palabras):
            continue
        vistas.add(persona.usuario)
        yield persona


def _con_cargo(sesion: Session, ahora: datetime) -> dict[str, PersonaBreve]:
    filas = sesion.execute(
        select(Persona.usuario, Persona.nombre, Cargo.nombre, Unidad.sigla)
        .join(Designacion, Designacion.persona_id == Persona.id)
        .join(Cargo, Cargo.id == Designacion.cargo_id)
        .join(Unidad, Unidad.id == Cargo.unidad_id)
        .where(Persona.activa, Cargo.activo, es_vigente(ahora))
        .order_by(Persona.nombre, Designacion.id)
    )
    personas: dict[str, PersonaBreve] = {}
    for usuario, nombre, cargo, sigla in filas:
        como = sigla if nombre.startswith(cargo) else f"{cargo} — {sigla}"
        personas.setdefault(usuario, PersonaBreve(usuario, nombre, como))
    return personas


def _plano(texto: str) -> str:
    descompuesto = unicodedata.normalize("NFD", texto.lower())
    return "".join(c for c in descompuesto if unicodedata.category(c) != "Mn")
