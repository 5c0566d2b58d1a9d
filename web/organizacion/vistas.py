"""La organización y las personas: quién es quién, desde cuándo y por qué documento."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.organizacion import (
    listar_cargos_activos,
    listar_instituciones,
    listar_organizacion,
    listar_siglas,
    obtener_unidad_vista,
)
from motor.consultas.organizacion_buscada import buscar_unidades
from motor.nucleo.errores import Falta
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.cerrar_unidad import cerrar_unidad
from motor.operaciones.guardar_cargo import Facultad, guardar_cargo
from motor.operaciones.guardar_unidad import guardar_unidad
from web.contexto import actor, ahora, lectura
from web.intento import intentar
from web.organizacion.ordenes import leer_cargo, leer_cierre, leer_unidad
from web.seguridad import requiere_facultad

pantalla = Blueprint("organizacion", __name__, template_folder="plantillas")


@pantalla.get("/administracion/organizacion")
@requiere_facultad("organizacion", o_lectura=True)
def inicio() -> ResponseReturnValue:
    """Muestra las instituciones y sus unidades."""
    return _arbol()


@pantalla.post("/administracion/organizacion")
@requiere_facultad("organizacion")
def crear_unidad() -> ResponseReturnValue:
    """Crea una unidad."""
    _, faltas = intentar(guardar_unidad, lambda: leer_unidad(request.form, actor(), _hoy()))
    if faltas:
        return _arbol(faltas), 422
    flash("La unidad quedó guardada.", "exito")
    return redirect(url_for("organizacion.unidad", sigla=request.form["sigla"].strip()), 303)


@pantalla.get("/administracion/organizacion/<sigla>")
@requiere_facultad("organizacion", o_lectura=True)
def unidad(sigla: str) -> ResponseReturnValue:
    """Muestra una unidad, sus cargos y su historia."""
    return _unidad(sigla)


@pantalla.post("/administracion/organizacion/<sigla>")
@requiere_facultad("organizacion")
def cambiar_unidad(sigla: str) -> ResponseReturnValue:
    """Cambia el nombre o la dependencia desde una fecha."""
    _, faltas = intentar(guardar_unidad, lambda: leer_unidad(request.form, actor(), _hoy(), sigla))
    if faltas:
        return _unidad(sigla, faltas), 422
    flash("El cambio quedó guardado; cómo era antes está en su historia.", "exito")
    return redirect(url_for("organizacion.unidad", sigla=sigla), 303)


@pantalla.post("/administracion/organizacion/<sigla>/cerrar")
@requiere_facultad("organizacion")
def cerrar(sigla: str) -> ResponseReturnValue:
    """Cierra una unidad suprimida."""
    _, faltas = intentar(cerrar_unidad, lambda: leer_cierre(request.form, actor(), sigla))
    if faltas:
        return _unidad(sigla, faltas), 422
    flash(f"La unidad {sigla} quedó cerrada.", "exito")
    return redirect(url_for("organizacion.inicio"), 303)


@pantalla.post("/administracion/organizacion/<sigla>/cargos")
@requiere_facultad("organizacion")
def cargo(sigla: str) -> ResponseReturnValue:
    """Crea o cambia un cargo de la unidad."""
    _, faltas = intentar(guardar_cargo, lambda: leer_cargo(request.form, actor(), sigla))
    if faltas:
        return _unidad(sigla, faltas), 422
    flash(f"El cargo «{request.form['cargo_nombre'].strip()}» quedó guardado.", "exito")
    return redirect(url_for("organizacion.unidad", sigla=sigla), 303)


def _hoy() -> date:
    return ahora().astimezone(LA_PAZ).date()


def _arbol(faltas: tuple[Falta, ...] = ()) -> str:
    sesion, q = lectura(), request.args.get("q", "").strip()[:100]
    return render_template(
        "organizacion/arbol.html",
        q=q,
        halladas=buscar_unidades(sesion, q) if q else (),
        instituciones=listar_organizacion(sesion, ahora()),
        opciones=listar_instituciones(sesion),
        siglas=listar_siglas(sesion),
        faltas=faltas,
        dado=request.form,
    )


def _unidad(sigla: str, faltas: tuple[Falta, ...] = ()) -> str:
    sesion = lectura()
    return render_template(
        "organizacion/unidad.html",
        u=obtener_unidad_vista(sesion, sigla, ahora()),
        siglas=listar_siglas(sesion),
        cargos=listar_cargos_activos(sesion),
        facultades=[f.value for f in Facultad],
        faltas=faltas,
        dado=request.form,
    )
