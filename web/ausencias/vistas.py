"""Encargar el cargo propio mientras uno falta, y ver los encargos dados y recibidos."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.ausencias import (
    listar_cargos_propios,
    listar_encargos,
    listar_procesos,
    listar_reemplazantes,
)
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.delegar import Delegar, delegar
from motor.operaciones.revocar_designacion import RevocarDesignacion, revocar_designacion
from motor.operaciones.suplir import Suplir, suplir
from web.ausencias.ordenes import Pedido, leer_pedido
from web.contexto import actor, ahora, lectura, operar, quien
from web.seguridad import requiere_sesion

pantalla = Blueprint("ausencias", __name__, template_folder="plantillas")


@pantalla.get("/ausencias")
@requiere_sesion
def lista() -> ResponseReturnValue:
    """Muestra los encargos y el formulario para encargar."""
    return _pagina()


@pantalla.post("/ausencias")
@requiere_sesion
def encargar() -> ResponseReturnValue:
    """Dispone una suplencia o una delegación del cargo propio."""
    try:
        pedido = leer_pedido(request.form)
        _disponer(pedido)
    except DatosInvalidos as error:  # se corrige en la misma página
        return _pagina(error.faltas or (Falta("", error.mensaje),)), 422
    flash(f"Quedó dispuesta la {pedido.clase}; rige en las fechas que dijo.", "exito")
    return redirect(url_for("ausencias.lista"), 303)


@pantalla.post("/ausencias/<int:designacion_id>/revocar")
@requiere_sesion
def revocar(designacion_id: int) -> ResponseReturnValue:
    """Termina antes de tiempo un encargo propio."""
    motivo = request.form.get("motivo", "")
    operar(revocar_designacion, RevocarDesignacion(actor(), designacion_id, motivo))
    flash("El encargo dejó de valer. Lo hecho con él sigue valiendo.", "exito")
    return redirect(url_for("ausencias.lista"), 303)


def _disponer(pedido: Pedido) -> None:
    como, yo = actor(), quien()
    desde, hasta = pedido.vigencia(ahora())
    if pedido.clase == "suplencia":
        orden = Suplir(
            como, pedido.persona, pedido.cargo, yo.usuario, desde, hasta, pedido.documento
        )
        operar(suplir, orden)
        return
    operar(
        delegar,
        Delegar(
            como,
            pedido.persona,
            pedido.cargo,
            yo.usuario,
            desde,
            hasta,
            pedido.documento,
            pedido.procesos or None,
        ),
    )


def _pagina(faltas: tuple[Falta, ...] = ()) -> str:
    yo, sesion = quien(), lectura()
    institucion_id = yo.en.institucion_id if yo.en else 0
    return render_template(
        "ausencias/lista.html",
        encargos=listar_encargos(sesion, yo.persona_id, ahora()),
        cargos=listar_cargos_propios(sesion, yo.persona_id, ahora()),
        personas=listar_reemplazantes(sesion, institucion_id, yo.persona_id, ahora()),
        procesos=listar_procesos(sesion),
        faltas=faltas,
        dado=request.form,
    )
