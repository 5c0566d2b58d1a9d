"""De quién es la bandeja que se mira: la persona y los cargos con que hoy actúa."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.organizacion import Acceso
from motor.nucleo.actor import Actor
from motor.reglas.mirador import Mirador
from motor.reglas.organizacion import Firmante, firmantes, puede_actuar


@dataclass(frozen=True)
class Puesto:
    """Un cargo que la persona ejerce; `procesos` y `tareas`, a qué se limita su delegación."""

    cargo_id: int
    unidad_id: int
    unidad_sigla: str
    institucion_id: int
    procesos: frozenset[str] | None = None
    tareas: frozenset[str] | None = None

    @property
    def limitado(self) -> bool:
        """Dice si es una delegación con alcance escrito."""
        return self.procesos is not None or self.tareas is not None


@dataclass(frozen=True)
class Alcance:
    """La persona y sus puestos, uno por cargo; sin puestos, su bandeja está vacía.

    `lee_todo` si alguno de sus cargos es de lectura (auditoría): no actúa, pero puede seguir.
    """

    persona_id: int
    usuario: str
    puestos: tuple[Puesto, ...]
    lee_todo: bool = False

    @property
    def unidades(self) -> tuple[int, ...]:
        """Los ids de sus unidades, sin repetir."""
        return tuple(dict.fromkeys(p.unidad_id for p in self.puestos))

    @property
    def instituciones(self) -> frozenset[int]:
        """Los ids de sus instituciones."""
        return frozenset(p.institucion_id for p in self.puestos)

    @property
    def mirador(self) -> Mirador:
        """Con qué mira los expedientes."""
        return Mirador(
            self.persona_id,
            self.usuario,
            frozenset(p.cargo_id for p in self.puestos),
            frozenset(self.unidades),
            self.instituciones,
            self.lee_todo,
        )

    def en_unidad(self, sigla: str) -> "Alcance":
        """Devuelve el mismo alcance, solo con los puestos de esa unidad ('' = todos)."""
        if not sigla:
            return self
        suyos = tuple(p for p in self.puestos if p.unidad_sigla == sigla)
        return replace(self, puestos=suyos)


def obtener_alcance(
    sesion: Session, actor: Actor, ahora: datetime, *, todos: bool = False
) -> Alcance:
    """Devuelve el alcance del actor en el cargo en que actúa, o en todos. Una consulta.

    Raises:
        NoEncontrado: no hay persona con ese usuario.
        SinPermiso: la cuenta está inactiva.
    """
    quien = Actor(actor.usuario) if todos else actor
    suyas = firmantes(sesion, quien, ahora)
    persona_id = suyas[0].persona.id if suyas else 0
    lee_todo = any(
        f.designacion is not None and f.designacion.cargo.acceso is Acceso.LECTURA for f in suyas
    )
    puestos = _puestos(f for f in suyas if puede_actuar(f))
    return Alcance(persona_id, actor.usuario, puestos, lee_todo)


def _puestos(suyas: Iterable[Firmante]) -> tuple[Puesto, ...]:
    por_cargo: dict[int, list[Puesto]] = {}
    for firmante in suyas:
        designacion = firmante.designacion
        if designacion is None:
            continue
        cargo = designacion.cargo
        puesto = Puesto(
            cargo.id,
            cargo.unidad_id,
            cargo.unidad_sigla,
            cargo.institucion_id,
            _limite(designacion.procesos),
            _limite(designacion.tareas),
        )
        por_cargo.setdefault(cargo.id, []).append(puesto)
    return tuple(_el_mas_amplio(suyos) for suyos in por_cargo.values())


def _el_mas_amplio(puestos: Sequence[Puesto]) -> Puesto:
    return next((p for p in puestos if not p.limitado), puestos[0])


def _limite(claves: Sequence[str] | None) -> frozenset[str] | None:
    return None if claves is None else frozenset(claves)
