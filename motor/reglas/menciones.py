"""Nombrar a alguien en un comentario: «@usuario» le da un aviso, si puede ver el expediente."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Comentario, Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado, SinPermiso
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.organizacion import Firmante
from motor.reglas.visibilidad import mirar

MENCION = r"(?<![\w.@])@(?P<usuario>\w+(?:[.-]\w+)*)"
MENCIONES_MAXIMAS = 20


def usuarios_mencionados(texto: str, elegidos: Sequence[str] = ()) -> tuple[str, ...]:
    """Devuelve los usuarios nombrados en el texto y los elegidos aparte, sin repetir, en orden."""
    escritos = [m["usuario"].lower() for m in re.finditer(MENCION, texto)]
    return tuple(dict.fromkeys([*escritos, *(e.strip().lower() for e in elegidos if e.strip())]))


def exigir_mencionables(
    sesion: Session,
    expediente: Expediente,
    tarea: Tarea | None,
    usuarios: Sequence[str],
    ahora: datetime,
) -> list[Persona]:
    """Devuelve las personas mencionadas.

    Raises:
        DatosInvalidos: demasiadas, alguna no existe, o no puede ver el expediente (o el paso).
    """
    if len(usuarios) > MENCIONES_MAXIMAS:
        raise DatosInvalidos(f"Un comentario puede mencionar hasta {MENCIONES_MAXIMAS} personas.")
    personas = {
        p.usuario: p for p in sesion.scalars(select(Persona).where(Persona.usuario.in_(usuarios)))
    }
    faltas = []
    for usuario in usuarios:
        if usuario not in personas:
            faltas.append(Falta("texto", f"no hay ninguna persona con el usuario «@{usuario}»."))
        elif not puede_verlo(sesion, expediente, tarea, usuario, ahora):
            nombre = personas[usuario].nombre
            faltas.append(
                Falta("texto", f"{nombre} (@{usuario}) no puede ver esto: quite la mención.")
            )
    if faltas:
        raise DatosInvalidos("El comentario no se guardó.", faltas)
    return [personas[usuario] for usuario in usuarios]


def avisar_mencion(
    sesion: Session, comentario: Comentario, firmante: Firmante, personas: Sequence[Persona]
) -> None:
    """Agrega un aviso a cada persona mencionada; a quien se menciona a sí misma, no."""
    expediente = sesion.get_one(Expediente, comentario.expediente_id)
    dicho = comentario.texto if len(comentario.texto) <= 140 else f"{comentario.texto[:139]}…"
    noticia = Noticia(
        "mencion",
        f"{expediente.hr}: {firmante.persona.nombre} lo mencionó: «{dicho}»",
        comentario.hecho_el,
        expediente.id,
        comentario.tarea_id,
    )
    otras = [p.id for p in personas if p.id != firmante.persona.id]
    avisar(sesion, noticia, personas=otras)


def puede_verlo(
    sesion: Session, expediente: Expediente, tarea: Tarea | None, usuario: str, ahora: datetime
) -> bool:
    """Dice si esa persona, con alguno de sus cargos, ve el expediente y, si se dice, la tarea."""
    try:
        mirada = mirar(sesion, Actor(usuario), expediente.id, ahora)
    except (NoEncontrado, SinPermiso):
        return False
    return tarea is None or mirada.ve_instancia(tarea.instancia_id)
