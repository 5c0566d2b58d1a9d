"""Lo que una evaluación lleva consigo: variables, instante, funciones y presupuesto."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from motor.feel.limites import LLAMADAS, PASOS
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import DuracionMeses, Valor

AUSENTE: Any = object()


@dataclass(frozen=True)
class Rango:
    """Rango FEEL. Con `signo` (`<`, `<=`, `>`, `>=`, `=`) es el de una prueba, `(< 5)`."""

    inicio: Valor
    fin: Valor
    incluye_inicio: bool = True
    incluye_fin: bool = True
    signo: str = ""


@dataclass(frozen=True, eq=False)
class Funcion:
    """Función como valor: definida en FEEL, incorporada, del anfitrión o de un modelo DMN.

    `llamar` recibe la evaluación y los argumentos ya ordenados según `parametros`
    (`None` = cualquier cantidad, sin nombres).
    """

    nombre: str
    parametros: tuple[str, ...] | None
    llamar: "Callable[[Evaluacion, list[Valor]], Valor]"
    tipo: Any = None


class Bolsa:
    """El presupuesto, que comparten todas las evaluaciones de una misma decisión."""

    __slots__ = ("hondura", "pasos")

    def __init__(self) -> None:
        self.pasos = PASOS
        self.hondura = 0


class Evaluacion:
    """Estado común de una evaluación; muere con ella."""

    __slots__ = ("ahora", "ambito", "bolsa", "funciones", "limpias")

    def __init__(
        self,
        ambito: Mapping[str, Valor],
        ahora: datetime | None = None,
        funciones: Mapping[str, Callable[..., Valor]] | None = None,
        bolsa: "Bolsa | None" = None,
    ) -> None:
        self.ambito = ambito
        self.ahora = ahora
        self.funciones = funciones
        self.bolsa = bolsa or Bolsa()
        self.limpias: dict[str, Valor] = {}

    def gastar(self, pasos: int) -> None:
        """Descuenta `pasos` del presupuesto.

        Raises:
            ErrorFeel: se agotó.
        """
        bolsa = self.bolsa
        bolsa.pasos -= pasos
        if bolsa.pasos < 0:
            raise ErrorFeel(
                f"La expresión pide más de {PASOS} pasos y se detuvo; acote la lista o el rango "
                "que recorre."
            )

    def entrar(self) -> None:
        """Cuenta una llamada anidada; `salir` la descuenta."""
        self.gastar(5)
        self.bolsa.hondura += 1
        if self.bolsa.hondura > LLAMADAS:
            raise ErrorFeel(
                f"Hay más de {LLAMADAS} llamadas una dentro de otra; revise si la función se "
                "llama a sí misma sin terminar."
            )

    def salir(self) -> None:
        """Descuenta la llamada que contó `entrar`."""
        self.bolsa.hondura -= 1

    def con(self, ambito: Mapping[str, Valor]) -> "Evaluacion":
        """Devuelve una evaluación sobre otro ámbito, con el mismo reloj y presupuesto."""
        return Evaluacion(ambito, self.ahora, self.funciones, self.bolsa)

    def leer(self, nombre: str, valor: Valor) -> Valor:
        """Devuelve la variable `nombre` en forma FEEL; `valor` es lo que hay en el ámbito."""
        if nombre in self.limpias:
            return self.limpias[nombre]
        limpio = self.normalizar(valor, nombre)
        self.limpias[nombre] = limpio
        return limpio

    def normalizar(self, valor: Valor, nombre: str = "el valor") -> Valor:
        """Convierte lo que da el anfitrión (enteros, tuplas, mapas) a valores FEEL.

        Raises:
            ErrorFeel: el valor es de un tipo que FEEL no conoce.
        """
        clase = type(valor)
        if clase in SIMPLES:
            return valor
        if clase is int:
            return Decimal(valor)
        self.gastar(1)
        if isinstance(valor, list | tuple):
            return [self.normalizar(x, nombre) for x in valor]
        if isinstance(valor, Mapping):
            return {str(k): self.normalizar(v, nombre) for k, v in valor.items()}
        return _raro(valor, nombre)


def _raro(valor: Valor, nombre: str) -> Valor:
    if isinstance(valor, float) and valor - valor == 0:
        return Decimal(repr(float(valor)))
    if isinstance(valor, Decimal):
        return None
    if isinstance(valor, str):
        return str.__str__(valor)
    raise ErrorFeel(
        f"«{nombre}» tiene un valor de tipo {type(valor).__name__}, que FEEL no conoce; "
        "use texto, número, lógico, fecha, duración, lista o contexto."
    )


class Marco:
    """Un nivel de variables locales; la cadena de `padre` acaba en el marco raíz."""

    __slots__ = ("ev", "item", "padre", "vars")

    def __init__(
        self,
        variables: Mapping[str, Valor],
        padre: "Marco | None",
        ev: Evaluacion,
        item: Valor = AUSENTE,
    ) -> None:
        self.vars: Any = variables
        self.padre: Any = padre
        self.ev = ev
        self.item = item


SIMPLES: frozenset[type] = frozenset(
    {type(None), bool, str, Decimal, date, time, datetime, timedelta, DuracionMeses}
    | {Rango, Funcion}
)
Cierre = Callable[[Marco], Valor]
