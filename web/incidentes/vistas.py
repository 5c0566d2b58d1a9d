"""Los incidentes: qué falló, en qué paso, y volver a intentarlo."""

from dataclasses import replace
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.incidentes import (
    Cuales,
    clases_con_incidentes,
    listar_incidentes,
    procesos_con_incidentes,
)
from motor.nucleo.errores import Falta
from motor.operaciones.reintentar_incidente import ReintentarIncidente, reintentar_incidente
from web.contexto import actor, entorno, lectura, quien
from web.intento import intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("incidentes", __name__, template_folder="plantillas")


@pantalla.get("/administracion/incidentes")
@requiere_facultad("expedientes", o_lectura=True)
def lista() -> ResponseReturnValue:
    """Muestra los incidentes abiertos o los ya resueltos."""
    return _lista()


@pantalla.post("/administracion/incidentes/<int:incidente_id>/reintentar")
@requiere_facultad("expedientes")
def reintentar(incidente_id: int) -> ResponseReturnValue:
    """Vuelve a intentar uno."""
    motivo = request.form.get("motivo", "").strip()
    clave = request.form.get("idempotencia") or None
    _, faltas = intentar(
        reintentar_incidente, lambda: ReintentarIncidente(actor(), incidente_id, motivo, clave)
    )
    if faltas:
        return _lista(faltas), 409
    flash("Se reintentará enseguida. Si falla otra vez, quedará un incidente nuevo.", "exito")
    return redirect(url_for("incidentes.lista"), 303)


@pantalla.post("/administracion/incidentes/reintentar")
@requiere_facultad("expedientes")
def reintentar_todos() -> ResponseReturnValue:
    """Vuelve a intentar los abiertos de un proceso o una clase; cada uno por su cuenta."""
    motivo = request.form.get("motivo", "").strip()
    hechos, malos = 0, []
    cuales = Cuales(False, request.form.get("proceso", ""), request.form.get("clase", ""))
    for incidente in listar_incidentes(lectura(), entorno().versiones, cuales):
        orden = ReintentarIncidente(actor(), incidente.id, motivo)
        _, faltas = intentar(reintentar_incidente, partial(replace, orden))
        hechos += not faltas
        malos += [Falta("", f"El {incidente.id}: {falta.mensaje}") for falta in faltas]
    if malos:
        return _lista(tuple(malos)), 409
    flash(f"Incidentes que se reintentarán: {hechos}.", "exito")
    return redirect(url_for("incidentes.lista"), 303)


def _lista(faltas: tuple[Falta, ...] = ()) -> str:
    pedido = request.args
    cuales = Cuales(
        pedido.get("cuales") == "resueltos", pedido.get("proceso", ""), pedido.get("clase", "")
    )
    return render_template(
        "incidentes/lista.html",
        incidentes=listar_incidentes(
            lectura(), entorno().versiones, cuales, ve_expedientes=quien().acceso != "ninguno"
        ),
        procesos=procesos_con_incidentes(lectura()),
        clases=clases_con_incidentes(lectura()),
        cuales=cuales,
        faltas=faltas,
        dado=request.form,
    )
