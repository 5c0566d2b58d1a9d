"""Llevarse un borrador o una versión en un zip, y traer uno como borrador nuevo."""

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.paquetes_de_proceso import (
    Paquete,
    paquete_de_borrador,
    paquete_de_version,
)
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.importar_borrador import ImportarBorrador, importar_borrador
from web.contexto import actor, lectura
from web.intento import intentar
from web.procesos.nuevo import formulario_de_borrador
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad


@pantalla.get("/procesos/borradores/<int:borrador_id>/paquete.zip")
@requiere_facultad("procesos", o_lectura=True)
def paquete(borrador_id: int) -> ResponseReturnValue:
    """Entrega el borrador entero en un zip."""
    return _entregar(paquete_de_borrador(lectura(), borrador_id))


@pantalla.get("/procesos/<clave>/versiones/<int:numero>/paquete.zip")
@requiere_facultad("procesos", o_lectura=True)
def paquete_de_la_version(clave: str, numero: int) -> ResponseReturnValue:
    """Entrega la versión entera en un zip."""
    return _entregar(paquete_de_version(lectura(), clave, numero))


@pantalla.post("/procesos/borradores/importar")
@requiere_facultad("procesos")
def importar_paquete() -> ResponseReturnValue:
    """Crea un borrador con lo que trae el zip."""
    hecho, faltas = intentar(importar_borrador, _orden)
    if hecho is None:
        return formulario_de_borrador(faltas), 422
    flash("El proceso entró como un borrador nuevo. Revíselo antes de proponerlo.", "exito")
    return redirect(url_for("procesos.borrador", borrador_id=hecho.id), 303)


def _orden() -> ImportarBorrador:
    subido = request.files.get("paquete")
    if subido is None or not subido.filename:
        raise DatosInvalidos("No se importó.", [Falta("paquete", "Elija el archivo .zip.")])
    return ImportarBorrador(actor(), subido.read())


def _entregar(hecho: Paquete) -> Response:
    respuesta = Response(hecho.zip, mimetype="application/zip")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{hecho.nombre_de_archivo}"'
    return respuesta
