"""Adónde va el reloj de un escenario, tal como se escribe: un instante, una fecha o un tramo."""

import re
from datetime import date, datetime
from typing import Any

from motor.pruebas import lectores as leer
from motor.pruebas.pasos import MoverReloj

_TRAMO = re.compile(r"\+?(\d{1,5})\s*(dh|dc|meses|mes|horas|hora|h)")
_ISO_TRAMO = re.compile(r"\+?P(?:(\d{1,4})M|(\d{1,5})D|T(\d{1,5})H)")
_UNIDADES = {"mes": "meses", "hora": "horas", "h": "horas"}


def leer_reloj(crudo: Any) -> MoverReloj:
    """Lee adónde va el reloj: instante, fecha (misma hora) o tramo (`+5 dh`, `P3M`).

    Raises:
        ValueError: con la frase de lo que se admite.
    """
    if isinstance(crudo, date | datetime):
        return MoverReloj(hasta=leer.fecha_o_instante(crudo))
    escrito = str(crudo).strip()
    if tramo := _TRAMO.fullmatch(escrito):
        unidad = _UNIDADES.get(tramo[2], tramo[2])
        return MoverReloj(cantidad=int(tramo[1]), unidad=unidad)
    if iso := _ISO_TRAMO.fullmatch(escrito):
        numero, unidad = next(
            (n, u) for n, u in zip(iso.groups(), ("meses", "dc", "horas"), strict=True) if n
        )
        return MoverReloj(cantidad=int(numero), unidad=unidad)
    try:
        return MoverReloj(hasta=leer.fecha_o_instante(escrito))
    except ValueError as error:
        formas = "2027-01-20 10:00, 2027-01-20, +5 dh, +45 dc, P3M o PT4H"
        raise ValueError(f"el reloj va a {formas}, no a «{crudo}»") from error
