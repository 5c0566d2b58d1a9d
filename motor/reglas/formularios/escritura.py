"""Del valor de un campo a como una persona lo escribiría."""

from datetime import date, datetime, time
from decimal import Decimal

from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.reglas.formularios.modelo import Clase, Componente


def escribir(c: Componente, valor: Valor) -> str:
    """Devuelve el texto del control: dd/mm/aaaa, 1.234,50, si o no; lo ya escrito, tal cual."""
    if valor is None or isinstance(valor, str):
        return valor or ""
    if isinstance(valor, bool):
        return "si" if valor else "no"
    if isinstance(valor, datetime):
        return valor.astimezone(LA_PAZ).strftime("%d/%m/%Y %H:%M")
    if isinstance(valor, date):
        return valor.strftime("%d/%m/%Y")
    if isinstance(valor, time):
        return valor.strftime("%H:%M")
    if isinstance(valor, Decimal | int | float):
        return _numero(c, Decimal(str(valor)))
    if isinstance(valor, list | tuple):
        return ", ".join(escribir(c, uno) for uno in valor)
    return (
        str(valor.get("nombre") or valor.get("label") or "")
        if isinstance(valor, dict)
        else str(valor)
    )


def _numero(c: Componente, valor: Decimal) -> str:
    es_numero = c.clase is Clase.NUMERO and c.decimales is not None
    con_miles = c.tipo == "moneda" or (es_numero and (c.decimales or 0) > 0) or c.se_toma is False
    decimales = c.decimales if es_numero else None
    escrito = f"{valor:,f}" if decimales is None else f"{valor:,.{decimales}f}"
    escrito = escrito.translate(str.maketrans(",.", ".,"))
    return escrito if con_miles else escrito.replace(".", "")
