"""Leer el manual, buscar en él y ver sus imágenes."""

from flask import Blueprint, redirect, render_template, request, send_from_directory, url_for
from flask.typing import ResponseReturnValue

from web.manual.capitulos import CARPETA, ORDEN, buscar, leer_capitulo, vecinos
from web.seguridad import publica

pantalla = Blueprint("manual", __name__, template_folder="plantillas")
_PUBLICO = "el manual no lleva datos de nadie, y hace falta antes de poder ingresar"


@pantalla.get("/manual")
@publica(_PUBLICO)
def indice() -> ResponseReturnValue:
    """El índice, o lo que se busca con `?q=`."""
    que = request.args.get("q", "").strip()[:80]
    if not que:
        return redirect(url_for("manual.pagina", pagina="indice"), 303)
    return render_template("manual/hallado.html", que=que, hallados=buscar(que))


@pantalla.get("/manual/<pagina>")
@publica(_PUBLICO)
def pagina(pagina: str) -> ResponseReturnValue:
    """Un capítulo."""
    antes, despues = vecinos(pagina) if pagina in ORDEN else ("", "")
    return render_template(
        "manual/capitulo.html",
        c=leer_capitulo(pagina),
        capitulos=[leer_capitulo(clave) for clave in ORDEN],
        antes=leer_capitulo(antes) if antes else None,
        despues=leer_capitulo(despues) if despues else None,
    )


@pantalla.get("/manual/imagenes/<nombre>")
@publica(_PUBLICO)
def imagen(nombre: str) -> ResponseReturnValue:
    """Una captura."""
    return send_from_directory(CARPETA / "imagenes", nombre, max_age=3600)
