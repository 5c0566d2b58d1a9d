"""Las piezas de un modelo DMN ya compiladas y cómo se refieren unas a otras."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from motor.feel.dmn.cajas import Caja
from motor.feel.dmn.tabla import Tabla
from motor.feel.entorno import Evaluacion, Funcion
from motor.feel.tipos import CUALQUIERA, Tipo
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

Ref = tuple[str, str]  # espacio de nombres del modelo, id del elemento


@dataclass(frozen=True)
class ResultadoDecision:
    """Lo decidido. `reglas`: números, desde 1, de las reglas que lo dieron, en orden."""

    valor: Valor
    reglas: tuple[int, ...] = ()


@dataclass(frozen=True)
class Dato:
    """Dato de entrada."""

    ref: Ref
    nombre: str
    tipo: Tipo = CUALQUIERA


@dataclass(frozen=True)
class Decision:
    """Una decisión: su lógica (None si no tiene) y lo que requiere, por `Ref`."""

    ref: Ref
    nombre: str
    tipo: Tipo
    logica: Caja | Tabla | None
    requiere: tuple[Ref, ...]
    error: ErrorFeel | None = None


@dataclass(frozen=True)
class Conocimiento:
    """Modelo de conocimiento del negocio (BKM): una función con nombre."""

    ref: Ref
    nombre: str
    crear: Callable[[Evaluacion, Mapping[str, Valor]], Funcion] | None
    requiere: tuple[Ref, ...]
    tipo: Tipo = CUALQUIERA
    error: ErrorFeel | None = None


@dataclass(frozen=True)
class Servicio:
    """Servicio de decisión: una función cuyos parámetros son decisiones y datos de entrada."""

    ref: Ref
    nombre: str
    entradas: tuple[Ref, ...]
    salidas: tuple[Ref, ...]
    tipo: Tipo = CUALQUIERA


Pieza = Dato | Decision | Conocimiento | Servicio


@dataclass(frozen=True)
class Plano:
    """Todas las piezas, las propias y las importadas.

    `alias`: (espacio del que importa, espacio importado) → prefijo con que lo lee. `estricto`: una
    decisión requerida que falla hace fallar a la que la requiere; si no, vale `null`.
    """

    piezas: Mapping[Ref, Pieza]
    alias: Mapping[tuple[str, str], str] = field(default_factory=dict)
    estricto: bool = True
