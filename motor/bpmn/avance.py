"""Lo que entra y sale del jugador de fichas: datos planos, sin base ni SpiffWorkflow.

El jugador recibe el estado guardado y un `Suceso` y devuelve un `Avance`: qué quedó abierto,
qué se cerró, qué hay que enviar, qué falló y el estado nuevo. Quien llama lo lleva a tablas.
Una *ficha* es un entero único dentro de su instancia que no se reutiliza.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from motor.nucleo.valores import Json, Valor

AMBITO_INSTANCIA = 0


class ClaseEspera(StrEnum):
    """Qué espera una ficha detenida; decide en qué tabla queda."""

    TAREA = "tarea"  # tarea de usuario o manual: una persona
    SERVICIO = "servicio"  # tarea externa: un trabajo con tema
    TEMPORIZADOR = "temporizador"
    MENSAJE = "mensaje"
    SENAL = "senal"
    LLAMADA = "llamada"  # un proceso llamado, que corre en su propia instancia
    CONTINUACION = "continuacion"  # asyncBefore: la sigue un trabajo


@dataclass(frozen=True)
class Abierta:
    """Una ficha que quedó esperando. `indice` (desde 1) si es un elemento de instancia múltiple.

    `definicion` es el índice en `Nodo.eventos` cuando el evento es múltiple.
    """

    ficha: int
    elemento: str
    clase: ClaseEspera
    ambito: int
    indice: int | None = None
    definicion: int = 0


class Cierre(StrEnum):
    """Por qué dejó de esperar una ficha."""

    COMPLETADA = "completada"
    CANCELADA = "cancelada"  # interrumpida, otra rama ganó, instancia terminada


@dataclass(frozen=True)
class Cerrada:
    """Una ficha que dejó de esperar."""

    ficha: int
    elemento: str
    cierre: Cierre


@dataclass(frozen=True)
class MensajeLanzado:
    """Mensaje que sale de la instancia; `clave` None si no declara correlación."""

    elemento: str
    nombre: str
    clave: str | None
    contenido: Mapping[str, Valor]


@dataclass(frozen=True)
class SenalLanzada:
    """Señal para todas las demás instancias (en la propia ya se atendió)."""

    elemento: str
    nombre: str
    contenido: Mapping[str, Valor]


@dataclass(frozen=True)
class IncidenteNuevo:
    """Algo impidió seguir a una ficha: queda donde está hasta un `Reintento`."""

    ficha: int
    elemento: str
    mensaje: str


class ClasePaso(StrEnum):
    """Un hecho del recorrido, para pintar el camino y medir la cobertura."""

    ENTRA = "entra"
    SALE = "sale"
    CANCELA = "cancela"
    FLUJO = "flujo"


@dataclass(frozen=True)
class Paso:
    """`elemento` es el id de un nodo o, con FLUJO, el de un flujo de secuencia."""

    clase: ClasePaso
    elemento: str
    ficha: int


@dataclass(frozen=True)
class Fin:
    """La instancia terminó.

    `finales` son los ids de los eventos de fin alcanzados en el nivel superior, en orden;
    `error` es el código del error que salió sin capturar de un proceso llamado.
    """

    finales: tuple[str, ...]
    error: str | None = None


@dataclass
class Avance:
    """Todo lo que produjo un suceso."""

    estado: Json = None
    abiertas: list[Abierta] = field(default_factory=list)
    cerradas: list[Cerrada] = field(default_factory=list)
    mensajes: list[MensajeLanzado] = field(default_factory=list)
    senales: list[SenalLanzada] = field(default_factory=list)
    incidentes: list[IncidenteNuevo] = field(default_factory=list)
    pasos: list[Paso] = field(default_factory=list)
    fin: Fin | None = None


@dataclass(frozen=True)
class FichaCompletada:
    """Terminó lo que la ficha esperaba (tarea, servicio, llamada, continuación)."""

    ficha: int
    datos: Mapping[str, Valor] = field(default_factory=dict)


@dataclass(frozen=True)
class TemporizadorVencido:
    """Venció el plazo de la ficha; `ultimo` False en las vueltas de un ciclo que sigue."""

    ficha: int
    ultimo: bool = True


@dataclass(frozen=True)
class MensajeRecibido:
    """Llegó el mensaje que la ficha esperaba."""

    ficha: int
    contenido: Mapping[str, Valor] = field(default_factory=dict)


@dataclass(frozen=True)
class SenalRecibida:
    """Llegó una señal: la atienden todas las fichas que la esperan en la instancia."""

    nombre: str
    contenido: Mapping[str, Valor] = field(default_factory=dict)


@dataclass(frozen=True)
class ErrorLanzado:
    """Lo que la ficha esperaba terminó con un error BPMN (servicio o proceso llamado)."""

    ficha: int
    codigo: str
    mensaje: str = ""
    datos: Mapping[str, Valor] = field(default_factory=dict)


@dataclass(frozen=True)
class Reintento:
    """Vuelve a intentar la ficha que quedó en incidente."""

    ficha: int


@dataclass(frozen=True)
class Anulacion:
    """Cancela todo lo abierto y termina la instancia sin final."""


Suceso: TypeAlias = (
    FichaCompletada
    | TemporizadorVencido
    | MensajeRecibido
    | SenalRecibida
    | ErrorLanzado
    | Reintento
    | Anulacion
)


class Variables(Protocol):
    """Los ámbitos de una instancia, en memoria mientras dura el suceso.

    El ámbito 0 es el de la instancia; los demás llevan por número la ficha que los abrió.
    """

    def vista(self, ambito: int) -> Mapping[str, Valor]:
        """Devuelve lo que se ve desde el ámbito: lo suyo y, hacia afuera, lo de sus mayores."""

    def escribir(self, ambito: int, nombre: str, valor: Valor) -> None:
        """Escribe en el ámbito más cercano que tenga el nombre; si ninguno, en el 0."""

    def escribir_local(self, ambito: int, nombre: str, valor: Valor) -> None:
        """Escribe en ese ámbito, tenga o no el nombre."""

    def abrir(self, ambito: int, padre: int, valores: Mapping[str, Valor]) -> None:
        """Crea el ámbito `ambito` dentro de `padre`."""

    def cerrar(self, ambito: int) -> None:
        """Elimina el ámbito (su actividad terminó o se canceló)."""


class Evaluador(Protocol):
    """Lo que el jugador pide a quien llama para decidir; ninguno mira el reloj del sistema.

    Raises (ambos): ErrorMotor, que el jugador convierte en incidente de la ficha.
    """

    def evaluar(self, expresion: str, vista: Mapping[str, Valor]) -> Valor:
        """Evalúa FEEL."""

    def decidir(self, decision: str, vista: Mapping[str, Valor]) -> Valor:
        """Evalúa una decisión DMN de la versión."""
