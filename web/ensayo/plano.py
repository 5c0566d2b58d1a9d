"""El Blueprint del ensayo, al que cada módulo de esta carpeta le cuelga sus rutas."""

from flask import Blueprint

pantalla = Blueprint("ensayo", __name__, template_folder="plantillas")
EN_EL_BORRADOR = "/procesos/borradores/<int:borrador_id>"
AQUI = f"{EN_EL_BORRADOR}/ensayo"
