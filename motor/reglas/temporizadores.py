"""De un temporizador del diagrama a un plazo con fecha, también los que se repiten."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from motor.almacen.plazos import Plazo
from motor.bpmn.avance import Abierta
from motor.bpmn.modelo import (
    ClaseTemporizador,
    DefinicionEvento,
    Temporizador,
    TipoEvento,
)
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.lapsos import UnidadPlazo
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.reglas.acto import Acto
from motor.reglas.plazos import Contexto, abrir_plazo

_CICLO = re.compile(r"R(?P<veces>\d*)/(?:(?P<desde>[^/]+)/)?(?P<cada>[^/]+)")


@dataclass(frozen=True)
class Ciclo:
    """Una repetición ISO 8601: cuántas veces (None = sin fin), desde cuándo y cada cuánto."""

    veces: int | None
    desde: str
    cada: str


def leer_ciclo(texto: str) -> Ciclo:
    """Lee `R3/PT1H`, `R/P45D` o `R/2027-01-04T09:00/P1D`; `cada` puede ser `10 dh`.

    Raises:
        DatosInvalidos: no tiene esa forma.
    """
    hallado = _CICLO.fullmatch(texto.strip())
    if hallado is None:
        raise DatosInvalidos(
            f"No se entiende la repetición «{texto}». Escriba por ejemplo R3/PT1H (tres veces, "
            "cada hora) o R/P30D (cada 30 días, sin fin)."
        )
    veces = int(hallado["veces"]) if hallado["veces"] else None
    if veces == 0:
        raise DatosInvalidos(f"La repetición «{texto}» dice cero veces; ponga al menos una.")
    return Ciclo(veces, hallado["desde"] or "", hallado["cada"])


def armar_temporizador(acto: Acto, abierta: Abierta, definicion: DefinicionEvento) -> Plazo:
    """Abre el plazo que disparará la ficha.

    Raises:
        DatosInvalidos, NoEncontrado: el tiempo no se entiende o su parámetro no existe.
        ErrorMotor: la expresión no se pudo evaluar.
    """
    temporizador = definicion.temporizador
    if temporizador is None:
        raise DatosInvalidos(f"El temporizador «{abierta.elemento}» no dice cuándo.")
    vista = acto.variables.vista(abierta.ambito)
    que = _cuanto(acto, temporizador, vista)
    desde = _desde(acto, temporizador, vista)
    contexto = Contexto(
        acto.instancia, abierta.ficha, abierta.elemento, definicion=abierta.definicion
    )
    if temporizador.clase is not ClaseTemporizador.CICLO:
        return abrir_plazo(acto.sesion, contexto, que, desde, acto.ahora)
    ciclo = leer_ciclo(str(que))
    primera = ciclo.desde or ciclo.cada
    plazo = abrir_plazo(acto.sesion, contexto, primera, desde, acto.ahora)
    plazo.literal = ciclo.cada
    plazo.vueltas = -1 if ciclo.veces is None else ciclo.veces - 1
    return plazo


def rearmar(acto: Acto, plazo: Plazo) -> bool:
    """Tras un vencimiento, abre la vuelta siguiente del ciclo; dice si la había."""
    if plazo.vueltas is None or plazo.vueltas == 0:
        return False
    contexto = Contexto(
        acto.instancia,
        plazo.ficha,
        plazo.elemento,
        definicion=plazo.definicion,
        municipio=plazo.municipio,
        distancia=plazo.distancia_dias,
    )
    exacto = plazo.unidad in (UnidadPlazo.DURACION, UnidadPlazo.FECHA)
    desde = plazo.vence_el if exacto else plazo.vence_fecha
    siguiente = abrir_plazo(acto.sesion, contexto, plazo.literal, desde, acto.ahora)
    siguiente.vueltas = plazo.vueltas if plazo.vueltas < 0 else plazo.vueltas - 1
    return True


def ficha_cerrada(acto: Acto, plazo: Plazo) -> int | None:
    """La ficha que, al cerrarse este plazo, ya no espera nada más; None si puede esperar otra cosa.

    La de un evento que espera varias a la vez tiene además sus otros plazos, mensajes y señales.
    """
    unico = acto.nodo(plazo.elemento).evento.tipo is TipoEvento.TEMPORIZADOR
    return plazo.ficha if unico else None


def _cuanto(acto: Acto, temporizador: Temporizador, vista: Valor) -> Valor:
    if temporizador.es_expresion:
        return acto.evaluador.evaluar(temporizador.texto.removeprefix("="), vista)
    return acto.evaluador.texto(temporizador.texto, vista)


def _desde(acto: Acto, temporizador: Temporizador, vista: Valor) -> datetime | date:
    if temporizador.desde is None:
        return acto.ahora
    valor = acto.evaluador.evaluar(temporizador.desde.removeprefix("="), vista)
    return exigir_fecha(valor, temporizador.desde)


def exigir_fecha(valor: Valor, expresion: str) -> datetime | date:
    """Devuelve el comienzo de un plazo; sin zona se entiende hora de La Paz.

    Raises:
        DatosInvalidos: no es una fecha.
    """
    if isinstance(valor, datetime):
        return valor.replace(tzinfo=LA_PAZ) if valor.tzinfo is None else valor
    if isinstance(valor, date):
        return valor
    raise DatosInvalidos(
        f"El plazo corre desde «{expresion}», que debe dar una fecha y dio "
        f"{'null' if valor is None else valor}. Complete ese dato y reintente."
    )
