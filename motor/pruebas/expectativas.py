"""Lo que un escenario espera ver en un expediente."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.pruebas.lectores import Datos, Entero, Fechas, Momento, SiNo, Texto, Textos


@dataclass(frozen=True, kw_only=True)
class EsperaTarea:
    """Lo que se espera de una tarea abierta."""

    cargo: Texto | None = None
    unidad: Texto | None = None
    persona: Texto | None = None
    vence: Momento | None = None


@dataclass(frozen=True, kw_only=True)
class Documento:
    """Lo que se espera de un documento."""

    versiones: Entero | None = None
    fojas: Entero | None = None


@dataclass(frozen=True, kw_only=True)
class Espera:
    """Lo que debe verse en el expediente; None = no se mira."""

    en: Texto | None = None
    tareas: Textos | None = None
    incluye: Textos = ()
    sin: Textos = ()
    tarea: Mapping[str, EsperaTarea] = field(default_factory=dict)
    plazos: Fechas = field(default_factory=dict)
    mensajes: Textos = ()
    no_mensajes: Textos = ()
    variables: Datos = field(default_factory=dict)
    instancia: Texto | None = None
    final: Texto | None = None
    abierto: SiNo | None = None
    documentos: Mapping[str, Documento] = field(default_factory=dict)
    asientos: Textos = ()
    incidentes: Entero | None = None
    prorrogas: Entero | None = None
    hijos: Entero | None = None
