"""`/salud`: responde «bien» si la base contesta."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from motor.consultas.salud import base_responde
from web.contexto import lectura
from web.seguridad import publica

pantalla = Blueprint("salud", __name__)


@pantalla.get("/salud")
@publica("la consulta quien vigila el servicio; no dice nada de los expedientes")
def ver() -> ResponseReturnValue:
    """Dice si la base responde."""
    base_responde(lectura())
    return "bien\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
