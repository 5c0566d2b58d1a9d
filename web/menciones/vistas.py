"""La lista que se abre al escribir «@» en un comentario, en la tarea o en el expediente."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.mencionables import buscar_mencionables
from web.contexto import actor, ahora, lectura
from web.seguridad import requiere_sesion

pantalla = Blueprint("menciones", __name__, template_folder="plantillas")

LARGO = 60


@pantalla.get("/expedientes/<hr>/mencionables")
@requiere_sesion
def buscar(hr: str) -> ResponseReturnValue:
    """Muestra las personas que pueden ver el expediente y coinciden con lo escrito tras «@»."""
    texto = request.args.get("q", "")[:LARGO]
    tarea_id = request.args.get("tarea", type=int)
    personas = buscar_mencionables(lectura(), actor(), (hr, tarea_id), texto, ahora())
    return render_template("menciones/_lista.html", personas=personas, q=texto)
