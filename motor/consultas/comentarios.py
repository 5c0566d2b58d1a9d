"""Los comentarios de un expediente que una persona ve, con sus menciones marcadas."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Comentario
from motor.almacen.organizacion import Cargo, Designacion, Persona, Unidad
from motor.almacen.tareas import Tarea
from motor.reglas.menciones import MENCION
from motor.reglas.visibilidad import Mirada

ULTIMOS = 100


@dataclass(frozen=True)
class Trozo:
    """Un pedazo del texto; si menciona a alguien, su `nombre` completo."""

    texto: str
    nombre: str = ""


@dataclass(frozen=True)
class ComentarioVista:
    """Una nota. `tarea` es el nombre de la tarea de la que es, '' si es del expediente."""

    id: int
    autor: str
    usuario: str
    como: str
    trozos: tuple[Trozo, ...]
    hecho_el: datetime
    tarea: str
    tarea_id: int | None


def listar_comentarios(sesion: Session, mirada: Mirada) -> tuple[ComentarioVista, ...]:
    """Devuelve los últimos comentarios que ve, del más antiguo al más nuevo.

    Ve los de tareas de instancias que ve y los sueltos de autores de instituciones que ve.
    """
    consulta = (
        select(Comentario, Persona.nombre, Persona.usuario, Tarea.nombre)
        .join(Persona, Persona.id == Comentario.persona_id)
        .outerjoin(Tarea, Tarea.id == Comentario.tarea_id)
        .where(Comentario.expediente_id == mirada.expediente.id)
        .order_by(Comentario.id.desc())
        .limit(ULTIMOS)
    )
    if mirada.instancias is not None:
        consulta = consulta.where(
            or_(Tarea.instancia_id.in_(mirada.instancias), _suelto_de_los_suyos(mirada))
        )
    filas = sesion.execute(consulta).all()
    nombres = _mencionados(sesion, [comentario.texto for comentario, *_ in filas])
    return tuple(
        ComentarioVista(
            id=c.id,
            autor=autor,
            usuario=usuario,
            como=c.como,
            trozos=partir(c.texto, nombres),
            hecho_el=c.hecho_el,
            tarea=tarea or "",
            tarea_id=c.tarea_id,
        )
        for c, autor, usuario, tarea in reversed(filas)
    )


def partir(texto: str, nombres: dict[str, str]) -> tuple[Trozo, ...]:
    """Devuelve el texto partido en sus menciones y lo demás."""
    trozos: list[Trozo] = []
    desde = 0
    for hallada in re.finditer(MENCION, texto):
        nombre = nombres.get(hallada["usuario"].lower(), "")
        if not nombre:
            continue
        trozos.append(Trozo(texto[desde : hallada.start()]))
        trozos.append(Trozo(hallada[0], nombre))
        desde = hallada.end()
    trozos.append(Trozo(texto[desde:]))
    return tuple(trozo for trozo in trozos if trozo.texto)


def _suelto_de_los_suyos(mirada: Mirada) -> ColumnElement[bool]:
    de_los_suyos = exists().where(
        Designacion.persona_id == Comentario.persona_id,
        Designacion.cargo_id == Cargo.id,
        Cargo.unidad_id == Unidad.id,
        Unidad.institucion_id.in_(mirada.instituciones or ()),
    )
    return and_(Comentario.tarea_id.is_(None), de_los_suyos)


def _mencionados(sesion: Session, textos: list[str]) -> dict[str, str]:
    usuarios = {m["usuario"].lower() for texto in textos for m in re.finditer(MENCION, texto)}
    filas = sesion.execute(
        select(Persona.usuario, Persona.nombre).where(Persona.usuario.in_(usuarios))
    )
    return dict(filas.all())
