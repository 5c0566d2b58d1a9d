"""Los pasos de un escenario: lo que alguien hace, el reloj que corre y lo que se espera.

Cada campo anotado con un tipo de `lectores` se lee del YAML con ese lector; es obligatorio si no
tiene valor por omisión.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

from motor.pruebas.expectativas import Espera
from motor.pruebas.lectores import (
    Datos,
    Entero,
    Fecha,
    Momento,
    Quien,
    SiNo,
    Texto,
    Textos,
)


@dataclass(frozen=True, kw_only=True)
class Acto:
    """Lo que todo acto dice: quién (usuario), con qué cargo si tiene varios y en qué expediente.

    En actos sobre tareas, `como` y los valores de `datos` pueden ser `{feel: "…"}`: se evalúan en
    el ámbito de la tarea.
    """

    como: Quien
    cargo: Texto | None = None
    en: Texto | None = None


@dataclass(frozen=True, kw_only=True)
class Iniciar(Acto):
    """Abre un expediente con el proceso dado (id del `process`); desde ahí es el actual."""

    proceso: Texto
    asunto: Texto
    datos: Datos = field(default_factory=dict)
    nombre: Texto | None = None


@dataclass(frozen=True, kw_only=True)
class DeTarea(Acto):
    """Un acto sobre una tarea abierta; `donde` o `indice` (desde 1) eligen entre varias iguales.

    Cada clave de `donde` es FEEL (`ronda.nombre`) y da el valor dicho en el ámbito de la tarea.
    """

    tarea: Texto
    donde: Datos = field(default_factory=dict)
    indice: Entero | None = None


@dataclass(frozen=True, kw_only=True)
class Completar(DeTarea):
    """Completa la tarea con los datos de su formulario; con `todas`, cada una de las abiertas."""

    datos: Datos = field(default_factory=dict)
    todas: SiNo = False


@dataclass(frozen=True, kw_only=True)
class Tomar(DeTarea):
    """Reserva la tarea para sí."""


@dataclass(frozen=True, kw_only=True)
class Soltar(DeTarea):
    """La devuelve a la bandeja común."""


@dataclass(frozen=True, kw_only=True)
class Derivar(DeTarea):
    """La manda a otras unidades o cargos con un proveído."""

    a: Textos
    proveido: Texto
    instruccion: Texto = ""


@dataclass(frozen=True, kw_only=True)
class Devolver(DeTarea):
    """La devuelve con motivo y campos observados."""

    motivo: Texto
    campos: Textos = ()


@dataclass(frozen=True, kw_only=True)
class Comentar(Acto):
    """Anota algo en el expediente."""

    texto: Texto


@dataclass(frozen=True, kw_only=True)
class Adjuntar(Acto):
    """Agrega un documento, o una versión más si el nombre ya existe."""

    documento: Texto
    fojas: Entero = 1
    contenido: Texto = ""


@dataclass(frozen=True, kw_only=True)
class EnviarMensaje(Acto):
    """Registra lo que manda una institución de fuera (`de`)."""

    nombre: Texto
    de: Texto
    clave: Texto | None = None
    contenido: Datos = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Senal(Acto):
    """Una persona difunde una señal a todas las instancias."""

    nombre: Texto
    contenido: Datos = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Recibir(Acto):
    """Una persona da acuse de un mensaje."""

    mensaje: Texto


@dataclass(frozen=True, kw_only=True)
class Prorrogar(Acto):
    """Amplía un plazo abierto (id del elemento)."""

    plazo: Texto
    dias: Entero
    motivo: Texto


@dataclass(frozen=True, kw_only=True)
class SuspenderPlazos(Acto):
    """Suspende los plazos del ámbito entre dos fechas."""

    desde: Fecha
    hasta: Fecha | None = None
    ambito: Texto = ""
    motivo: Texto


@dataclass(frozen=True, kw_only=True)
class ReanudarPlazos(Acto):
    """Reanuda lo suspendido, desde la fecha dada o desde hoy."""

    desde: Fecha | None = None
    motivo: Texto = ""


@dataclass(frozen=True, kw_only=True)
class Retirar(Acto):
    """El proponente retira el expediente."""

    motivo: Texto


@dataclass(frozen=True, kw_only=True)
class Anular(Acto):
    """Anula el expediente."""

    motivo: Texto


@dataclass(frozen=True, kw_only=True)
class Reintentar(Acto):
    """Reintenta el incidente abierto (del elemento dado, si hay varios)."""

    motivo: Texto = ""
    elemento: Texto | None = None


@dataclass(frozen=True, kw_only=True)
class Nombrar(Acto):
    """Da un cargo (`cargo`) a una persona, con vigencia; `como` vacío = el administrador.

    `por` es la persona suplida o delegante; `procesos` y `tareas` acotan lo que puede hacer.
    """

    como: Quien = ""
    cargo: Texto
    persona: Texto
    desde: Momento
    hasta: Momento | None = None
    calidad: Texto = ""
    documento: Texto = ""
    por: Texto | None = None
    procesos: Textos = ()
    tareas: Textos = ()


@dataclass(frozen=True, kw_only=True)
class Designar(Nombrar):
    """Designación de titular o interino."""


@dataclass(frozen=True, kw_only=True)
class Delegar(Nombrar):
    """Delegación de representación, acotada a tareas si se dan."""


@dataclass(frozen=True, kw_only=True)
class Suplir(Nombrar):
    """Suplencia formal."""


@dataclass(frozen=True)
class MoverReloj:
    """Lleva el reloj a un instante, a una fecha (misma hora) o un tramo adelante (`+5 dh`)."""

    hasta: datetime | date | None = None
    cantidad: int = 0
    unidad: str = ""  # dh, dc, meses, o horas


@dataclass(frozen=True)
class Rechaza:
    """El acto de dentro debe rechazarse con ese código (y esa frase) y no cambiar nada."""

    acto: Acto
    codigo: str
    dice: str = ""


Orden: TypeAlias = Acto | MoverReloj | Espera | Rechaza


@dataclass(frozen=True)
class Paso:
    """Un paso con su número (desde 1) y el verbo con que se escribió."""

    numero: int
    verbo: str
    orden: Orden


@dataclass(frozen=True)
class Escenario:
    """Un escenario leído; `comienza` es el instante del reloj fijo."""

    id: str
    titulo: str
    archivo: str
    proceso: str  # la carpeta de diagramas en que está
    comienza: datetime
    pasos: tuple[Paso, ...]
    nota: str = ""
    flujos_no_medidos: tuple[str, ...] = ()
