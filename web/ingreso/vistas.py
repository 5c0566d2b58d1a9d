"""Ingresar, salir y, en la demostración, cambiar de cuenta."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import UserMixin, login_user, logout_user

from motor.consultas.cuentas import listar_cuentas_demo
from motor.nucleo.errores import SinPermiso
from motor.operaciones.abrir_sesion import AbrirSesion, abrir_sesion
from motor.operaciones.cerrar_sesion import CerrarSesion, cerrar_sesion
from web.contexto import actor, ahora, ajustes, lectura, operar, quien
from web.seguridad import destino_local, identificar_peticion, publica, requiere_sesion

pantalla = Blueprint("ingreso", __name__, template_folder="plantillas")


@pantalla.get("/")
@requiere_sesion
def portada() -> ResponseReturnValue:
    """Lleva a donde la persona trabaja."""
    administra = quien().acceso == "ninguno"
    return redirect(url_for("administracion.inicio" if administra else "bandeja.lista"), 303)


@pantalla.get("/ingresar")
@publica("es la puerta de entrada")
def ingresar() -> ResponseReturnValue:
    """Pide el usuario y la clave."""
    sigue = destino_local(request.args.get("sigue", ""), "/")
    if identificar_peticion() is not None:
        return redirect(sigue, 303)
    return _formulario(sigue)


@pantalla.post("/ingresar")
@publica("es la puerta de entrada")
def entrar() -> ResponseReturnValue:
    """Comprueba la clave y abre la sesión."""
    sigue = destino_local(request.form.get("sigue", ""), "/")
    usuario = request.form.get("usuario", "").strip()
    try:
        _abrir(usuario, request.form.get("clave", ""))
    except SinPermiso as error:  # se responde en la misma página, con lo escrito
        return _formulario(sigue, usuario, error.mensaje), 403
    return redirect(sigue, 303)


@pantalla.post("/salir")
@requiere_sesion
def salir() -> ResponseReturnValue:
    """Cierra esta sesión."""
    operar(cerrar_sesion, CerrarSesion(actor(), quien().sesion_id))
    logout_user()
    session.clear()
    flash("Salió de Cauce.", "exito")
    return redirect(url_for("ingreso.ingresar"), 303)


@pantalla.post("/demo/cuenta")
@publica("solo existe en la demostración, cuya única clave está a la vista")
def cambiar_demo() -> ResponseReturnValue:
    """Entra con otra cuenta de la demostración."""
    if not ajustes().demo:
        abort(404)
    if identificar_peticion() is not None:
        operar(cerrar_sesion, CerrarSesion(actor(), quien().sesion_id))
    session.clear()
    usuario = request.form.get("usuario", "").split(" ")[0]
    _abrir(usuario, ajustes().demo)
    return redirect(destino_local(request.form.get("sigue", ""), "/"), 303)


@pantalla.get("/demo/cuentas")
@publica("solo existe en la demostración, cuya única clave está a la vista")
def cuentas_demo() -> ResponseReturnValue:
    """Da las opciones de la barra con que se cambia de cuenta."""
    if not ajustes().demo:
        abort(404)
    cuentas = listar_cuentas_demo(lectura(), ahora())
    return render_template("ingreso/_cuentas.html", cuentas=cuentas)


def _abrir(usuario: str, clave: str) -> None:
    orden = AbrirSesion(
        usuario,
        clave,
        ip=request.remote_addr or "",
        agente=request.user_agent.string,
        duracion=ajustes().duracion,
    )
    secreto = operar(abrir_sesion, orden)
    session.clear()  # nada de antes de ingresar sirve después
    recien = UserMixin()
    recien.id = secreto
    login_user(recien)
    session.permanent = True


def _formulario(sigue: str, usuario: str = "", falta: str = "") -> str:
    cuentas = listar_cuentas_demo(lectura(), ahora()) if ajustes().demo else ()
    return render_template(
        "ingreso/ingresar.html",
        sigue=sigue,
        usuario=usuario,
        falta=falta,
        cuentas=cuentas,
        clave_demo=ajustes().demo,
    )
