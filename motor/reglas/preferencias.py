"""De qué quiere enterarse cada persona, cómo, y a qué hora quiere su resumen del día.

Los modos van de menos a más: lo que llega por correo o en el resumen está también en la página.
Lo que se avisa a un cargo (plazos, prórrogas, mensajes, copias, incidentes) es de la oficina, no
de quien la ocupa: se puede pedir además por correo, pero no quitar de la página.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Any

from motor.nucleo.errores import DatosInvalidos, Falta

AVISOS, RESUMEN, RESUMEN_HORA = "avisos", "resumen", "resumen_hora"
HORA_POR_OMISION = time(7, 30)
_HORA = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


class Modo(StrEnum):
    """Cómo quiere enterarse."""

    NO = "no"
    PAGINA = "pagina"
    RESUMEN = "resumen"
    CORREO = "correo"


ETIQUETAS = {
    Modo.NO: "No avisar",
    Modo.PAGINA: "En la página",
    Modo.RESUMEN: "En el resumen diario",
    Modo.CORREO: "Por correo enseguida",
}


@dataclass(frozen=True)
class Clase:
    """Una clase de aviso; `apagable`: se dirige a la persona y puede no querer nada."""

    clave: str
    nombre: str
    explicacion: str
    omision: Modo
    apagable: bool

    @property
    def modos(self) -> tuple[Modo, ...]:
        """Los que se pueden elegir."""
        return tuple(m for m in Modo if self.apagable or m is not Modo.NO)


CLASES = (
    Clase(
        "asignadas",
        "Tareas a su nombre",
        "Le asignan una tarea a usted en persona.",
        Modo.CORREO,
        True,
    ),
    Clase(
        "tareas",
        "Tareas nuevas de su cargo o unidad",
        "Ya se ven en la bandeja; el resumen diario dice cuántas entraron.",
        Modo.RESUMEN,
        True,
    ),
    Clase("devoluciones", "Devoluciones", "Vuelve una tarea para corregirla.", Modo.CORREO, True),
    Clase(
        "plazos",
        "Plazos de sus tareas",
        "Van por el 50 o el 80 %, o vencieron.",
        Modo.CORREO,
        False,
    ),
    Clase(
        "vigilancia",
        "Plazos que vigila",
        "Los de quienes dependen de usted o, si es su función, los de todos.",
        Modo.RESUMEN,
        False,
    ),
    Clase(
        "menciones", "Menciones", "Alguien lo nombra con «@» en un comentario.", Modo.CORREO, True
    ),
    Clase(
        "mensajes",
        "Mensajes recibidos",
        "Llega correspondencia de otra institución a un caso.",
        Modo.RESUMEN,
        False,
    ),
    Clase("prorrogas", "Prórrogas", "Se la piden, o responden a la que pidió.", Modo.CORREO, False),
    Clase(
        "movimientos",
        "Casos que hay que mover",
        "Piden pasar un caso a otro paso y usted puede resolverlo, o resolvieron lo que pidió.",
        Modo.CORREO,
        True,
    ),
    Clase(
        "procesos",
        "Procesos por aprobar",
        "Proponen publicar un proceso y usted puede aprobarlo, o resolvieron lo que propuso.",
        Modo.CORREO,
        True,
    ),
    Clase("copias", "Para conocimiento", "Le envían copia de una derivación.", Modo.PAGINA, False),
    Clase(
        "incidentes",
        "Incidentes",
        "Algo detuvo un expediente y hay que reintentarlo.",
        Modo.CORREO,
        False,
    ),
)
_POR_CLAVE = {clase.clave: clase for clase in CLASES}
_DE_AVISO = {
    "asignada": "asignadas",
    "tarea_mia": "asignadas",
    "tarea_nueva": "tareas",
    "devolucion": "devoluciones",
    "mencion": "menciones",
    "mensaje": "mensajes",
    "prorroga_pedida": "prorrogas",
    "prorroga_resuelta": "prorrogas",
    "movimiento_pedido": "movimientos",
    "movimiento_resuelto": "movimientos",
    "borrador_propuesto": "procesos",
    "borrador_resuelto": "procesos",
    "copia": "copias",
    "incidente": "incidentes",
    "vigila": "vigilancia",
    "incidente_de_correo": "incidentes",
}


def clase_de(aviso: str) -> Clase:
    """Devuelve la clase a la que pertenece `Aviso.clase`; lo no previsto, a los plazos."""
    return _POR_CLAVE[_DE_AVISO.get(aviso, "plazos")]


@dataclass(frozen=True)
class Preferencias:
    """Lo elegido; lo que no eligió vale por omisión. `hora` es local, de La Paz."""

    modos: Mapping[str, Modo] = field(default_factory=dict)
    resumen: bool = True
    hora: time = HORA_POR_OMISION

    def modo(self, clase: Clase) -> Modo:
        """Cómo quiere enterarse de esa clase."""
        elegido = self.modos.get(clase.clave, clase.omision)
        return elegido if elegido in clase.modos else clase.omision

    def como_valores(self) -> dict[str, Any]:
        """Para guardar en `Preferencia.valores`."""
        return {
            AVISOS: {clave: modo.value for clave, modo in self.modos.items()},
            RESUMEN: self.resumen,
            RESUMEN_HORA: f"{self.hora:%H:%M}",
        }


def leer_preferencias(valores: Mapping[str, Any] | None) -> Preferencias:
    """Devuelve lo guardado; lo que no se entienda vale por omisión."""
    valores = valores or {}
    guardados = valores.get(AVISOS) or {}
    modos = {
        clave: Modo(modo)
        for clave, modo in guardados.items()
        if clave in _POR_CLAVE and modo in set(Modo)
    }
    hora = leer_hora(str(valores.get(RESUMEN_HORA, ""))) or HORA_POR_OMISION
    return Preferencias(modos, bool(valores.get(RESUMEN, True)), hora)


def leer_hora(texto: str) -> time | None:
    """Devuelve la hora escrita `hh:mm`; None si no lo está."""
    hallada = _HORA.fullmatch(texto.strip())
    return time(int(hallada[1]), int(hallada[2])) if hallada else None


def preferencias_elegidas(modos: Mapping[str, str], hora: str, *, resumen: bool) -> Preferencias:
    """Comprueba lo que la persona eligió y lo devuelve.

    Raises:
        DatosInvalidos: una clase o un modo que no existen, o la hora mal escrita.
    """
    faltas = [
        Falta(clave, f"«{modo}» no es una forma de avisar de esa clase.")
        for clave, modo in modos.items()
        if clave not in _POR_CLAVE or modo not in _POR_CLAVE[clave].modos
    ]
    leida = leer_hora(hora)
    if leida is None:
        faltas.append(Falta(RESUMEN_HORA, "Escriba la hora como 07:30, de 00:00 a 23:59."))
    if faltas or leida is None:
        raise DatosInvalidos("No se guardó cómo avisarle.", faltas)
    return Preferencias({c: Modo(m) for c, m in modos.items()}, resumen, leida)
