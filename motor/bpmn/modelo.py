"""El diagrama leído: lo que el XML dice, sin SpiffWorkflow y sin dialectos de fabricante.

Todo es inmutable. Los ids son los del XML; `linea` es la del archivo publicado. Las expresiones
son texto FEEL ya sin prefijo (`=…`) ni envoltura de otros fabricantes (`${…}`).
Fuente: BPMN 2.0.2 (OMG formal/13-12-09), capítulos 8 a 10 y 13.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from motor.nucleo.errores import Hallazgo


class TipoNodo(StrEnum):
    """Clase de nodo de flujo; el valor es el nombre del elemento BPMN."""

    INICIO = "startEvent"
    FIN = "endEvent"
    CAPTURA = "intermediateCatchEvent"
    LANZAMIENTO = "intermediateThrowEvent"
    LIMITE = "boundaryEvent"
    TAREA = "task"
    USUARIO = "userTask"
    MANUAL = "manualTask"
    SERVICIO = "serviceTask"
    SCRIPT = "scriptTask"
    ENVIO = "sendTask"
    RECEPCION = "receiveTask"
    REGLA = "businessRuleTask"
    LLAMADA = "callActivity"
    SUBPROCESO = "subProcess"
    SUBPROCESO_EVENTO = "eventSubProcess"  # subProcess con triggeredByEvent="true"
    TRANSACCION = "transaction"
    AD_HOC = "adHocSubProcess"
    EXCLUSIVA = "exclusiveGateway"
    PARALELA = "parallelGateway"
    INCLUSIVA = "inclusiveGateway"
    EVENTOS = "eventBasedGateway"
    COMPLEJA = "complexGateway"


_T = TipoNodo
CONTENEDORES = frozenset({_T.SUBPROCESO, _T.SUBPROCESO_EVENTO, _T.TRANSACCION, _T.AD_HOC})
COMPUERTAS = frozenset({_T.EXCLUSIVA, _T.PARALELA, _T.INCLUSIVA, _T.EVENTOS, _T.COMPLEJA})


class TipoEvento(StrEnum):
    """Clase de definición de evento; el valor es el nombre del elemento sin `EventDefinition`."""

    NINGUNO = "none"
    TEMPORIZADOR = "timer"
    MENSAJE = "message"
    SENAL = "signal"
    ERROR = "error"
    ESCALADA = "escalation"
    TERMINAR = "terminate"
    ENLACE = "link"
    COMPENSACION = "compensate"
    CANCELAR = "cancel"
    CONDICIONAL = "conditional"
    MULTIPLE = "multiple"


class ClaseTemporizador(StrEnum):
    """Cómo se dice el tiempo en un `timerEventDefinition`."""

    FECHA = "timeDate"
    DURACION = "timeDuration"
    CICLO = "timeCycle"
    PLAZO = "plazo"  # atributo cauce:plazo: clave de parametro_plazo o «10 dh», «45 dc», «P6M»


@dataclass(frozen=True)
class Temporizador:
    """Cuándo dispara.

    `texto` es un literal (ISO 8601, `10 dh`, clave de parámetro) o, si `es_expresion`, FEEL.
    `desde` (cauce:desde) es FEEL: desde cuándo corre; None = al activarse.
    """

    clase: ClaseTemporizador
    texto: str
    es_expresion: bool = False
    desde: str | None = None


@dataclass(frozen=True)
class DefinicionEvento:
    """Qué dispara o lanza un evento.

    `nombre` es el del mensaje, señal o enlace; `codigo` el de error o escalada (None en un receptor
    = cualquiera). `correlacion` (la clave de un mensaje) y `contenido` (lo que lleva) son FEEL.
    """

    tipo: TipoEvento
    nombre: str = ""
    codigo: str | None = None
    temporizador: Temporizador | None = None
    correlacion: str | None = None
    contenido: str | None = None
    condicion: str | None = None


SIN_EVENTO = DefinicionEvento(TipoEvento.NINGUNO)


@dataclass(frozen=True)
class AlCompletar:
    """Lo que se lanza al completarse una instancia: cada una, la primera, o si la condición."""

    definicion: DefinicionEvento
    condicion: str | None = None
    solo_primera: bool = False


@dataclass(frozen=True)
class Repeticion:
    """Instancia múltiple o bucle de una actividad (BPMN 2.0.2, 10.3.8 y 13.3.6-7).

    `coleccion` y `cardinalidad` son FEEL (una de las dos); `elemento`, la variable de cada valor;
    `termino`, la completionCondition; `salida`, la lista que reúne, en orden, el valor de
    `salida_elemento` de cada una.

    Con `bucle` (estándar) va una vez tras otra mientras `condicion` dé true, y a lo más `maximo`
    veces; `antes` (testBefore) la mira también antes de la primera.
    """

    secuencial: bool
    coleccion: str | None = None
    cardinalidad: str | None = None
    elemento: str | None = None
    termino: str | None = None
    salida: str | None = None
    salida_elemento: str | None = None
    bucle: bool = False
    condicion: str | None = None
    antes: bool = False
    maximo: int | None = None
    lanza: tuple[AlCompletar, ...] = ()  # behavior None, One o Complex


@dataclass(frozen=True)
class Asignacion:
    """Quién puede hacer una tarea; cada texto es un nombre o, si empieza por `=`, FEEL.

    Vacío = se hereda del carril. `distinto_de` son ids de tareas cuyo autor no puede ser el mismo.
    """

    unidad: str = ""
    cargo: str = ""
    persona: str = ""
    personas: tuple[str, ...] = ()
    grupos: tuple[str, ...] = ()
    distinto_de: tuple[str, ...] = ()


@dataclass(frozen=True)
class Trato:
    """Lo demás que se dice de una tarea para personas o de servicio."""

    asignacion: Asignacion = Asignacion()
    formulario: str = ""  # camunda:formRef / formKey
    plazo: str = ""  # cauce:plazo, dueDate: clave, «10 dh», ISO, o «=FEEL»
    plazo_desde: str = ""  # cauce:desde, FEEL
    prioridad: str = ""  # número o «=FEEL»
    acto: str = ""  # elabora, revisa, aprueba, firma, recibe
    instruccion: str = ""  # documentación del elemento
    publico: str = ""
    tema: str = ""  # topic de la tarea externa
    reintentos: int | None = None


TODAS = "*"  # destino y expresión de un paso `variables="all"`: todas las que se ven


@dataclass(frozen=True)
class Asigna:
    """Un paso de datos: `destino` recibe el valor de la expresión FEEL `expresion`.

    Los dos valen `TODAS` cuando pasan todas las variables con su mismo nombre.
    """

    destino: str
    expresion: str


@dataclass(frozen=True)
class Nodo:
    """Un nodo de flujo, contenedores incluidos (sus hijos llevan su id en `padre`)."""

    id: str
    nombre: str
    tipo: TipoNodo
    linea: int
    padre: str | None = None  # id del subproceso que lo contiene; None = el proceso
    evento: DefinicionEvento = SIN_EVENTO
    eventos: tuple[DefinicionEvento, ...] = ()  # con MULTIPLE: las definiciones
    interrumpe: bool = True  # cancelActivity / isInterrupting
    adjunto_a: str | None = None
    repeticion: Repeticion | None = None
    predeterminado: str | None = None  # id del flujo por defecto
    activacion: str | None = None  # FEEL: activationCondition; de un ad hoc, completionCondition
    toma: int = 1  # startQuantity: fichas que una actividad espera para empezar
    deja: int = 1  # completionQuantity: fichas que deja por cada flujo de salida
    trato: Trato = Trato()
    entradas: tuple[Asigna, ...] = ()
    salidas: tuple[Asigna, ...] = ()
    locales: tuple[str, ...] = ()  # cauce:locales: variables propias de cada activación
    script: str = ""  # FEEL
    resultado: str = ""  # resultVariable
    decision: str = ""  # id de la decisión DMN
    llamado: str = ""  # calledElement
    en_segundo_plano: bool = False  # asyncBefore
    carril: str | None = None  # id del carril más interno
    entran: tuple[str, ...] = ()  # ids de flujos, en orden del archivo
    salen: tuple[str, ...] = ()
    extensiones: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flujo:
    """Un flujo de secuencia; `condicion` es FEEL o None."""

    id: str
    nombre: str
    origen: str
    destino: str
    linea: int
    condicion: str | None = None


@dataclass(frozen=True)
class Carril:
    """Un carril, con la asignación que heredan sus tareas."""

    id: str
    nombre: str
    linea: int
    padre: str | None = None
    asignacion: Asignacion = Asignacion()


@dataclass(frozen=True)
class Proceso:
    """Un `process` del archivo. `nodos` y `flujos` incluyen los de sus subprocesos."""

    id: str
    nombre: str
    ejecutable: bool
    linea: int
    nodos: Mapping[str, Nodo]
    flujos: Mapping[str, Flujo]
    carriles: Mapping[str, Carril] = field(default_factory=dict)
    participante: str | None = None  # id del participante que lo referencia
    extensiones: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def por_padre(self) -> Mapping[str | None, tuple[Nodo, ...]]:
        """Los nodos de cada contenedor, en orden del archivo."""
        grupos: dict[str | None, list[Nodo]] = {}
        for nodo in self.nodos.values():
            grupos.setdefault(nodo.padre, []).append(nodo)
        return {padre: tuple(nodos) for padre, nodos in grupos.items()}


@dataclass(frozen=True)
class Participante:
    """Una piscina; `proceso` None = caja negra."""

    id: str
    nombre: str
    linea: int
    proceso: str | None = None
    institucion: str = ""  # cauce:institucion


@dataclass(frozen=True)
class FlujoMensaje:
    """Un flujo de mensaje entre participantes o nodos de ellos."""

    id: str
    nombre: str
    origen: str
    destino: str
    linea: int


@dataclass(frozen=True)
class Documento:
    """Un archivo leído y normalizado: sus bytes intactos y lo que la lectura vio mal en ellos."""

    xml: bytes
    sha256: str
    procesos: Mapping[str, Proceso]
    participantes: Mapping[str, Participante] = field(default_factory=dict)
    flujos_mensaje: tuple[FlujoMensaje, ...] = ()
    hallazgos: tuple[Hallazgo, ...] = ()
