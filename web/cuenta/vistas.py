"""La cuenta propia: cargo en que se actúa, clave y sesiones abiertas."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.sesiones import listar_sesiones
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from motor.operaciones.cerrar_sesion import CerrarSesion, cerrar_sesion
from motor.operaciones.elegir_cargo import ElegirCargo, elegir_cargo
from web.contexto import actor, ahora, ajustes, lectura, operar, quien
from web.seguridad import destino_local, requiere_sesion

pantalla = Blueprint("cuenta", __name__, template_folder="plantillas")


@pantalla.get("/cuenta")
@requiere_sesion
def ver() -> ResponseReturnValue:
    """Muestra la cuenta."""
    return _cuenta()


@pantalla.get("/cuenta/cargo")
@requiere_sesion
def elegir() -> ResponseReturnValue:
    """Pide en qué cargo actuar."""
    sigue = destino_local(request.args.get("sigue", ""), "/")
    return render_template("cuenta/elegir.html", sigue=sigue)


@pantalla.post("/cuenta/cargo")
@requiere_sesion
def cargo() -> ResponseReturnValue:
    """Cambia el cargo en que se actúa."""
    yo, elegido = quien(), request.form.get("cargo", "")
    como = Actor(yo.usuario, elegido, "web", request.remote_addr or "", yo.sesion_huella[:16])
    operar(elegir_cargo, ElegirCargo(como, yo.sesion_id))
    nombre = next((c.como for c in yo.cargos if c.clave == elegido), elegido)
    flash(f"Ahora actúa como {nombre}.", "exito")
    return redirect(destino_local(request.form.get("sigue", ""), "/"), 303)


@pantalla.post("/cuenta/clave")
@requiere_sesion
def clave() -> ResponseReturnValue:
    """Cambia la clave propia y cierra las demás sesiones."""
    nueva = request.form.get("nueva", "")
    if nueva != request.form.get("repetida", ""):
        return _cuenta((Falta("repetida", "No es igual a la clave nueva."),)), 422
    yo = quien()
    orden = CambiarClave(
        actor(), yo.usuario, nueva, request.form.get("actual", ""), yo.sesion_huella
    )
    try:
        operar(cambiar_clave, orden)
    except DatosInvalidos as error:  # se corrige en la misma página
        return _cuenta(error.faltas or (Falta("nueva", error.mensaje),)), 422
    flash("Cambió su clave. Las demás sesiones se cerraron.", "exito")
    return redirect(url_for("cuenta.ver"), 303)


@pantalla.post("/cuenta/sesiones")
@requiere_sesion
def cerrar() -> ResponseReturnValue:
    """Cierra una sesión propia, o todas menos esta."""
    yo, cual = quien(), request.form.get("sesion", "")
    orden = (
        CerrarSesion(actor(), int(cual))
        if cual.isdecimal()
        else CerrarSesion(actor(), menos=yo.sesion_huella)
    )
    cuantas = operar(cerrar_sesion, orden)
    flash(f"Sesiones cerradas: {cuantas}.", "exito")
    return redirect(url_for("cuenta.ver"), 303)


def _cuenta(faltas: tuple[Falta, ...] = ()) -> str:
    yo = quien()
    abiertas = listar_sesiones(lectura(), yo.persona_id, ahora(), ajustes().inactividad)
    return render_template("cuenta/ver.html", abiertas=abiertas, faltas=faltas)
