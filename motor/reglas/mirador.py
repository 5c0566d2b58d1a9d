"""Quién mira: la persona con las investiduras con que mira, y lo que por ellas le concierne.

A una persona le *concierne* un expediente si lo inició, si tuvo o tiene una tarea en él, si ocupa
el cargo (o la unidad) de una tarea abierta, si alguien la nombró al derivar, o si recibió un
mensaje de él. Lo hecho es de la persona, la mire desde el cargo que la mire; lo pendiente, del
cargo. Fuente: reserva de actuaciones, Ley 2341 art. 18.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from motor.almacen.base import IdEntero
from motor.almacen.expedientes import Derivacion, DerivacionDestino, Expediente
from motor.almacen.mensajes import Mensaje
from motor.almacen.organizacion import Acceso, Cargo, Unidad
from motor.almacen.tareas import Tarea, TareaCandidato, esta_abierta
from motor.nucleo.actor import Actor
from motor.reglas.organizacion import firmantes


@dataclass(frozen=True)
class Mirador:
    """La persona y los ids de los cargos con que mira, sus unidades e instituciones.

    `todo` si alguno de esos cargos es de lectura (auditoría). Sin cargos no ve nada.
    """

    persona_id: int = 0
    usuario: str = ""
    cargos: frozenset[int] = frozenset()
    unidades: frozenset[int] = frozenset()
    instituciones: frozenset[int] = frozenset()
    todo: bool = False

    @property
    def ve_algo(self) -> bool:
        """Si algún cargo suyo, vigente, mira expedientes."""
        return self.todo or bool(self.cargos)


NADIE = Mirador()
# Quien mira, por nombre: las condiciones de una consulta fija se escriben con él una sola vez y
# cada vez se corre con `datos_de`. Escribirlas en cada pedido costaba más que la consulta.
_PARAMETROS: dict[str, Any] = {
    "persona_id": bindparam("mira_persona", type_=IdEntero),
    "usuario": bindparam("mira_usuario", type_=Text()),
    **{
        que: bindparam(f"mira_{que}", expanding=True, type_=IdEntero)
        for que in ("cargos", "unidades", "instituciones")
    },
}
POR_NOMBRE = Mirador(**_PARAMETROS)


def datos_de(mirador: Mirador) -> dict[str, object]:
    """Devuelve los valores de los parámetros de `POR_NOMBRE` para ese mirador."""
    return {
        "mira_persona": mirador.persona_id,
        "mira_usuario": mirador.usuario,
        "mira_cargos": sorted(mirador.cargos),
        "mira_unidades": sorted(mirador.unidades),
        "mira_instituciones": sorted(mirador.instituciones),
    }


def obtener_mirador(sesion: Session, actor: Actor, ahora: datetime) -> Mirador:
    """Devuelve con qué mira el actor; si dijo un cargo, solo con ese.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: la cuenta está inactiva.
    """
    suyas = firmantes(sesion, actor, ahora)
    cargos = [f.designacion.cargo for f in suyas if f.designacion is not None]
    ordinarios = [c for c in cargos if c.acceso is Acceso.ORDINARIO]
    todo = any(c.acceso is Acceso.LECTURA for c in cargos)
    if not ordinarios and not todo:
        return NADIE
    return Mirador(
        suyas[0].persona.id,
        suyas[0].persona.usuario,
        frozenset(c.id for c in ordinarios),
        frozenset(c.unidad_id for c in ordinarios),
        frozenset(c.institucion_id for c in ordinarios),
        todo,
    )


def le_concierne(mirador: Mirador) -> ColumnElement[bool]:
    """La condición SQL de que un `Expediente` le concierna."""
    tareas = exists().where(Tarea.expediente_id == Expediente.id, es_tarea_suya(mirador))
    derivo = exists().where(
        Derivacion.expediente_id == Expediente.id, Derivacion.persona_id == mirador.persona_id
    )
    nombrada = exists().where(
        Derivacion.expediente_id == Expediente.id,
        DerivacionDestino.derivacion_id == Derivacion.id,
        _nombra(DerivacionDestino, mirador),
    )
    recibio = exists().where(
        or_(
            Mensaje.expediente_id == Expediente.id,
            Mensaje.destino_expediente_id == Expediente.id,
        ),
        Mensaje.recibido_por_id == mirador.persona_id,
    )
    # correlate: que la consulta de fuera también use estas tablas no cambia lo que se pregunta
    propias = (q.correlate(Expediente) for q in (tareas, derivo, nombrada, recibio))
    return or_(Expediente.iniciador == mirador.usuario, *propias)


def es_tarea_suya(mirador: Mirador) -> ColumnElement[bool]:
    """La condición SQL de que una `Tarea` sea o haya sido suya."""
    candidato = (
        exists()
        .where(TareaCandidato.tarea_id == Tarea.id, _nombra(TareaCandidato, mirador))
        .correlate(Tarea)
    )
    nombrada = (
        exists()
        .where(
            Derivacion.expediente_id == Tarea.expediente_id,  # por su índice
            Derivacion.tarea_id == Tarea.id,
            DerivacionDestino.derivacion_id == Derivacion.id,
            _nombra(DerivacionDestino, mirador),
        )
        .correlate(Tarea)
    )
    return or_(
        Tarea.completada_por_id == mirador.persona_id,
        Tarea.tomada_por_id == mirador.persona_id,
        Tarea.persona_id == mirador.persona_id,
        and_(
            esta_abierta(),
            or_(
                Tarea.cargo_id.in_(mirador.cargos),
                and_(Tarea.cargo_id.is_(None), Tarea.unidad_id.in_(mirador.unidades)),
                candidato,
            ),
        ),
        nombrada,
    )


def es_tarea_de_su_institucion(mirador: Mirador) -> ColumnElement[bool]:
    """La condición SQL de que una `Tarea` sea de una unidad o un cargo de su institución."""
    unidades = select(Unidad.id).where(Unidad.institucion_id.in_(mirador.instituciones))
    cargos = select(Cargo.id).where(Cargo.unidad_id.in_(unidades))
    return or_(Tarea.unidad_id.in_(unidades), Tarea.cargo_id.in_(cargos))


def _nombra(
    tabla: type[TareaCandidato] | type[DerivacionDestino], mirador: Mirador
) -> ColumnElement[bool]:
    return or_(
        tabla.cargo_id.in_(mirador.cargos),
        tabla.unidad_id.in_(mirador.unidades),
        tabla.persona_id == mirador.persona_id,
    )
