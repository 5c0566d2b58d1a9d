"""Del formulario de ausencia a la orden."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from werkzeug.datastructures import MultiDict

from motor.nucleo.errores import DatosInvalidos, Falta
from web.fechas import despues_del_dia, leer_fecha, principio_del_dia

CLASES = ("suplencia", "delegación")
_OBLIGATORIOS = {
    "persona": "Elija quién le reemplazará.",
    "cargo": "Elija el cargo que encarga.",
    "documento": "Escriba el documento que lo dispone, como «Memorándum N° 12/2027».",
}


@dataclass(frozen=True)
class Pedido:
    """Lo pedido; `desde` y `hasta` son días enteros, los dos incluidos."""

    clase: str
    persona: str
    cargo: str
    documento: str
    desde: date
    hasta: date
    procesos: tuple[str, ...]

    def vigencia(self, ahora: datetime) -> tuple[datetime, datetime]:
        """Devuelve desde qué instante y hasta cuál (excluido); si empieza hoy, desde ahora."""
        principio, fin = principio_del_dia(self.desde), despues_del_dia(self.hasta)
        return (ahora if principio <= ahora < fin else principio), fin


def leer_pedido(formulario: MultiDict[str, str]) -> Pedido:
    """Lee el formulario.

    Raises:
        DatosInvalidos: una falta por cada campo que hay que corregir.
    """
    faltas = [
        Falta(campo, frase)
        for campo, frase in _OBLIGATORIOS.items()
        if not formulario.get(campo, "").strip()
    ]
    fechas = {campo: _fecha(formulario, campo, faltas) for campo in ("desde", "hasta")}
    desde, hasta = fechas["desde"], fechas["hasta"]
    if desde and hasta and hasta < desde:
        faltas.append(Falta("hasta", "«Hasta» es anterior a «Desde»: corrija una de las dos."))
    if faltas or desde is None or hasta is None:
        raise DatosInvalidos("Hay datos por corregir.", faltas)
    clase = formulario.get("clase", "")
    return Pedido(
        clase=clase if clase in CLASES else CLASES[0],
        persona=formulario["persona"].strip(),
        cargo=formulario["cargo"].strip(),
        documento=formulario["documento"].strip(),
        desde=desde,
        hasta=hasta,
        procesos=tuple(formulario.getlist("procesos")),
    )


def _fecha(formulario: Mapping[str, str], campo: str, faltas: list[Falta]) -> date | None:
    try:
        return leer_fecha(formulario.get(campo, ""), campo)
    except DatosInvalidos as error:
        faltas += error.faltas
        return None
