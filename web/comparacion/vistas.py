"""Comparar dos ediciones de un proceso: el dibujo, los formularios y las decisiones."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.comparacion import comparar, leer_dibujo
from web.contexto import lectura
from web.seguridad import requiere_facultad

pantalla = Blueprint("comparacion", __name__, template_folder="plantillas")


@pantalla.get("/procesos/<clave>/comparar")
@requiere_facultad("procesos", o_lectura=True)
def ver(clave: str) -> ResponseReturnValue:
    """Muestra en qué se distinguen dos ediciones."""
    antes, despues = request.args.get("de", "")[:20], request.args.get("a", "")[:20]
    c = comparar(lectura(), clave, antes, despues)
    titulos = [(e.cual, e.titulo) for e in c.ediciones]
    return render_template("comparacion/ver.html", c=c, clave=clave, titulos=titulos)


@pantalla.get("/procesos/<clave>/ediciones/<cual>.bpmn")
@requiere_facultad("procesos", o_lectura=True)
def dibujo(clave: str, cual: str) -> ResponseReturnValue:
    """Da el BPMN de una edición, para compararlo en el navegador."""
    return Response(leer_dibujo(lectura(), clave, cual), mimetype="application/xml")
