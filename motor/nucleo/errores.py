"""El árbol de errores del motor.

Cada mensaje dice qué se intentó, por qué no se pudo y qué hacer ahora. `codigo` es
estable: lo leen las máquinas (CLI con `--json`, API, registros).

    ErrorMotor
    ├── NoEncontrado            lo nombrado no existe (o no se puede ver)
    ├── SinPermiso              existe, pero esa persona no puede
    ├── OrdenRechazada          el estado actual no admite la orden
    ├── DatosInvalidos          lo enviado está mal, campo por campo
    ├── DiagramaInvalido        el BPMN no se puede leer o ejecutar fielmente
    ├── ErrorFeel               una expresión o tabla FEEL está mal escrita o no dio valor
    └── ConfiguracionInvalida   una variable de entorno o un archivo de ajustes está mal
"""

from collections.abc import Sequence
from dataclasses import dataclass


class ErrorMotor(Exception):
    """Raíz: todo lo que el motor rechaza con una frase para personas."""

    codigo = "error_motor"

    @property
    def mensaje(self) -> str:
        """La frase completa, en español, lista para mostrar."""
        return str(self)


class NoEncontrado(ErrorMotor):
    """Lo nombrado no existe."""

    codigo = "no_encontrado"


class SinPermiso(ErrorMotor):
    """La persona no tiene el cargo o la calidad que la orden exige."""

    codigo = "sin_permiso"


class OrdenRechazada(ErrorMotor):
    """El estado actual no admite la orden; reintentar igual no ayuda."""

    codigo = "orden_rechazada"


@dataclass(frozen=True)
class Falta:
    """Un defecto de un dato: `campo` (ruta `a.b[2].c`, vacía si es general) y la frase."""

    campo: str
    mensaje: str


class DatosInvalidos(ErrorMotor):
    """Lo enviado no cumple su formulario o su formato; lleva una falta por campo."""

    codigo = "datos_invalidos"

    def __init__(self, mensaje: str, faltas: Sequence[Falta] = ()) -> None:
        detalle = "; ".join(f"{f.campo}: {f.mensaje}" if f.campo else f.mensaje for f in faltas)
        super().__init__(f"{mensaje} {detalle}".strip() if detalle else mensaje)
        self.faltas = tuple(faltas)


@dataclass(frozen=True)
class Arreglo:
    """Un cambio al dibujo que quita un defecto sin que haya nada que decidir.

    `datos` son pares de papel y valor: los ids que toca, el nombre que pone. El modelador conoce
    cada clase (web/frontend/modelador/revision/arreglos.js).
    """

    clase: str
    datos: tuple[tuple[str, str], ...]

    def como_json(self) -> dict[str, str]:
        """La clase y los datos en un solo diccionario."""
        return {"clase": self.clase, **dict(self.datos)}


@dataclass(frozen=True)
class Hallazgo:
    """Un defecto de un diagrama, con lo necesario para encontrarlo y arreglarlo.

    `grave` distingue lo que impide publicar de lo que solo se advierte; `arreglo`, si lo hay, lo
    quita.
    """

    regla: str
    elemento: str
    nombre: str
    linea: int
    mensaje: str
    que_hacer: str
    grave: bool = True
    arreglo: Arreglo | None = None

    def __str__(self) -> str:
        titulo = f"«{self.nombre}» ({self.elemento})" if self.nombre else f"«{self.elemento}»"
        donde = f"línea {self.linea}, {titulo}" if self.linea else titulo
        dicho = " ".join(parte for parte in (self.mensaje, self.que_hacer) if parte)
        return f"{donde}: {dicho} [{self.regla}]"


class DiagramaInvalido(ErrorMotor):
    """El BPMN no se puede leer o no se puede ejecutar fielmente; lleva los hallazgos."""

    codigo = "diagrama_invalido"

    def __init__(self, mensaje: str, hallazgos: Sequence[Hallazgo] = ()) -> None:
        super().__init__("\n".join([mensaje, *(f"  - {h}" for h in hallazgos)]))
        self.hallazgos = tuple(hallazgos)


class ErrorFeel(ErrorMotor):
    """Una expresión FEEL no se puede leer o evaluar.

    `posicion` es el desplazamiento en caracteres desde 0 (None si no aplica).
    """

    codigo = "error_feel"

    def __init__(self, mensaje: str, texto: str = "", posicion: int | None = None) -> None:
        super().__init__(mensaje)
        self.texto = texto
        self.posicion = posicion


class ConfiguracionInvalida(ErrorMotor):
    """Un ajuste del entorno está mal; el programa no arranca."""

    codigo = "configuracion_invalida"
