"""Las personas con cuenta: sus datos, su clave y en qué cargos actúan."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.organizacion import listar_cargos_activos, listar_instituciones
from motor.consultas.personas import FiltroPersonas, buscar_personas, obtener_persona_vista
from motor.entorno import Entorno
from motor.nucleo.errores import Falta
from motor.operaciones.cambiar_clave import cambiar_clave
from motor.operaciones.desactivar_persona import desactivar_persona
from motor.operaciones.designar import Designar, designar
from motor.operaciones.guardar_persona import guardar_persona
from motor.operaciones.revocar_designacion import RevocarDesignacion, revocar_designacion
from motor.operaciones.suplir import Suplir, suplir
from web.contexto import actor, ahora, ajustes, lectura, operar
from web.intento import intentar
from web.personas.ordenes import (
    leer_desactivacion,
    leer_designacion,
    leer_persona,
    nueva_clave_para,
)
from web.seguridad import requiere_facultad

pantalla = Blueprint("personas", __name__, template_folder="plantillas")


@pantalla.get("/administracion/personas")
@requiere_facultad("organizacion", o_lectura=True)
def lista() -> ResponseReturnValue:
    """Busca personas."""
    return _lista()


@pantalla.post("/administracion/personas")
@requiere_facultad("organizacion")
def crear() -> ResponseReturnValue:
    """Crea una cuenta, todavía sin clave."""
    _, faltas = intentar(guardar_persona, lambda: leer_persona(request.form, actor()))
    if faltas:
        return _lista(faltas), 422
    flash("La cuenta quedó creada. Désele una clave y desígnela en un cargo.", "exito")
    return _a(request.form["usuario"].strip())


@pantalla.get("/administracion/personas/<usuario>")
@requiere_facultad("organizacion", o_lectura=True)
def ver(usuario: str) -> ResponseReturnValue:
    """Muestra una persona."""
    return _persona(usuario)


@pantalla.post("/administracion/personas/<usuario>")
@requiere_facultad("organizacion")
def cambiar(usuario: str) -> ResponseReturnValue:
    """Cambia los datos de una persona, o reactiva su cuenta."""
    _, faltas = intentar(guardar_persona, lambda: leer_persona(request.form, actor(), usuario))
    if faltas:
        return _persona(usuario, faltas), 422
    flash("Los datos quedaron guardados.", "exito")
    return _a(usuario)


@pantalla.post("/administracion/personas/<usuario>/clave")
@requiere_facultad("organizacion")
def clave(usuario: str) -> ResponseReturnValue:
    """Pone una clave provisional y la muestra esta única vez."""
    orden = nueva_clave_para(usuario, actor())
    operar(cambiar_clave, orden)
    return _persona(usuario, nueva=orden.clave)


@pantalla.post("/administracion/personas/<usuario>/desactivar")
@requiere_facultad("organizacion")
def desactivar(usuario: str) -> ResponseReturnValue:
    """Desactiva la cuenta, y suelta lo que tenía en la mano."""
    soltadas, faltas = intentar(
        desactivar_persona, lambda: leer_desactivacion(request.form, actor(), usuario)
    )
    if faltas:
        return _persona(usuario, faltas), 422
    flash(f"La cuenta quedó inactiva. Tareas devueltas a su unidad: {soltadas}.", "exito")
    return _a(usuario)


@pantalla.post("/administracion/personas/<usuario>/designar")
@requiere_facultad("organizacion")
def disponer(usuario: str) -> ResponseReturnValue:
    """Designa a la persona en un cargo."""
    _, faltas = intentar(
        _disponer, lambda: leer_designacion(request.form, actor(), usuario, ahora())
    )
    if faltas:
        return _persona(usuario, faltas), 422
    flash("La designación quedó asentada.", "exito")
    return _a(usuario)


@pantalla.post("/administracion/personas/<usuario>/designaciones/<int:designacion_id>/revocar")
@requiere_facultad("organizacion")
def revocar(usuario: str, designacion_id: int) -> ResponseReturnValue:
    """Termina una designación."""
    motivo = request.form.get("motivo_revocacion", "")
    _, faltas = intentar(
        revocar_designacion, lambda: RevocarDesignacion(actor(), designacion_id, motivo)
    )
    if faltas:
        return _persona(usuario, faltas), 422
    flash("La designación dejó de valer. Lo hecho con ella sigue valiendo.", "exito")
    return _a(usuario)


def _disponer(entorno: Entorno, orden: Designar | Suplir) -> int:
    return suplir(entorno, orden) if isinstance(orden, Suplir) else designar(entorno, orden)


def _a(usuario: str) -> ResponseReturnValue:
    return redirect(url_for("personas.ver", usuario=usuario), 303)


def _filtro() -> FiltroPersonas:
    pagina = request.args.get("pagina", "1")
    return FiltroPersonas(
        request.args.get("q", "")[:100],
        request.args.get("clase", "")[:20],
        request.args.get("institucion", "")[:20],
        min(int(pagina), 10_000) if pagina.isdecimal() and len(pagina) < 6 else 1,
    )


def _lista(faltas: tuple[Falta, ...] = ()) -> str:
    sesion, filtro = lectura(), _filtro()
    return render_template(
        "personas/lista.html",
        hallado=buscar_personas(sesion, filtro, ahora()),
        filtro=filtro,
        instituciones=listar_instituciones(sesion),
        faltas=faltas,
        dado=request.form,
    )


def _persona(usuario: str, faltas: tuple[Falta, ...] = (), nueva: str = "") -> str:
    sesion = lectura()
    inactividad: timedelta = ajustes().inactividad
    return render_template(
        "personas/ver.html",
        p=obtener_persona_vista(sesion, usuario, ahora(), inactividad),
        cargos=listar_cargos_activos(sesion),
        clave=nueva,
        faltas=faltas,
        dado=request.form,
    )
