"""El Blueprint de los procesos, al que cada módulo de esta carpeta le cuelga sus rutas."""

from flask import Blueprint

pantalla = Blueprint("procesos", __name__, template_folder="plantillas")
