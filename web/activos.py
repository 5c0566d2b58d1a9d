"""Las direcciones de los archivos estáticos, con la huella que permite guardarlos un año."""

import json
from pathlib import Path

from flask import Flask, Response, request, url_for
from markupsafe import Markup

DIST = Path(__file__).parent / "static" / "dist"


def preparar_activos(app: Flask) -> None:
    """Engancha `activo()` e `icono()` en las plantillas, y el guardado largo."""
    huellas = _leer_manifiesto()

    def activo(nombre: str) -> str:
        huella = huellas.get(nombre, "")
        return url_for("static", filename=f"dist/{nombre}", v=huella or None)

    def icono(nombre: str, clase: str = "") -> Markup:
        return Markup(
            '<svg class="icon {}" aria-hidden="true" focusable="false">'
            '<use href="{}#{}"></use></svg>'
        ).format(clase, activo("iconos.svg"), nombre)

    app.jinja_env.globals.update(activo=activo, icono=icono)
    app.after_request(_guardar_largo)


def _guardar_largo(respuesta: Response) -> Response:
    if request.endpoint == "static" and request.args.get("v") and respuesta.status_code == 200:
        respuesta.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return respuesta


def _leer_manifiesto() -> dict[str, str]:
    ruta = DIST / "manifiesto.json"
    if not ruta.is_file():
        return {}
    manifiesto = json.loads(ruta.read_text(encoding="utf-8"))
    archivos = manifiesto.get("archivos", manifiesto)
    return {nombre: str(huella)[:16] for nombre, huella in archivos.items()}
