"""La primera página de la administración."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from motor.consultas.administracion import contar_pendientes
from web.contexto import ahora, lectura
from web.seguridad import requiere_facultad

pantalla = Blueprint("administracion", __name__, template_folder="plantillas")


@pantalla.get("/administracion")
@requiere_facultad(
    "organizacion", "calendario", "plazos", "procesos", "expedientes", o_lectura=True
)
def inicio() -> ResponseReturnValue:
    """Muestra lo pendiente; cada cuenta lleva a su parte, si la persona puede verla."""
    return render_template("administracion/inicio.html", c=contar_pendientes(lectura(), ahora()))
