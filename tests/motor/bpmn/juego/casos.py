"""Un caso del catálogo."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from motor.bpmn.modelo import Proceso
from tests.motor.bpmn.juego.mesa import Mesa


@dataclass(frozen=True)
class Caso:
    """Un diagrama y lo que debe haber pasado en él al terminar."""

    proceso: Proceso
    debe: Callable[[list[str], Mesa], None]
    variables: dict[str, Any] = field(default_factory=dict)
