"""El calendario de plazos: qué días no cuentan, y qué plazos están suspendidos."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.calendario_anual import obtener_anio
from motor.consultas.cambios_de_plazos import cambios_del_calendario
from motor.consultas.plazos_previstos import hojas_visibles, ver_previstos
from motor.nucleo.errores import Falta
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.territorio import nombres_de_municipios
from motor.operaciones.cambiar_calendario import Recalculo, cambiar_calendario
from motor.operaciones.prever_calendario import prever_calendario
from motor.operaciones.reanudar_plazos import reanudar_plazos
from motor.operaciones.suspender_plazos import suspender_plazos
from web.calendario.ordenes import (
    QUE,
    leer_reanudacion,
    leer_suspension,
    por_cambiar,
    por_prever,
)
from web.contexto import actor, ahora, entorno, lectura
from web.filtros import MESES
from web.intento import intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("calendario", __name__, template_folder="plantillas")


@pantalla.get("/administracion/calendario")
@requiere_facultad("calendario", "plazos", o_lectura=True)
def ver() -> ResponseReturnValue:
    """Muestra el calendario de un año."""
    return _anio()


@pantalla.post("/administracion/calendario")
@requiere_facultad("calendario")
def cambiar() -> ResponseReturnValue:
    """Prevé el cambio o, ya visto lo que mueve, lo hace."""
    if request.form.get("paso") != "confirmar":
        previstos, faltas = intentar(prever_calendario, lambda: por_prever(request.form, actor()))
        return _anio(faltas, previstos), 422 if faltas else 200
    movidos, faltas = intentar(cambiar_calendario, lambda: por_cambiar(request.form, actor()))
    if faltas:
        return _anio(faltas), 422
    return _hecho(f"El calendario cambió. Plazos que se movieron: {len(movidos or ())}.")


@pantalla.post("/administracion/calendario/suspensiones")
@requiere_facultad("plazos")
def suspender() -> ResponseReturnValue:
    """Suspende plazos."""
    hecho, faltas = intentar(suspender_plazos, lambda: leer_suspension(request.form, actor()))
    if faltas or hecho is None:
        return _anio(faltas), 422
    return _hecho(f"Plazos suspendidos. Se movieron: {len(hecho.recalculos)}.")


@pantalla.post("/administracion/calendario/suspensiones/<int:suspension_id>/reanudar")
@requiere_facultad("plazos")
def reanudar(suspension_id: int) -> ResponseReturnValue:
    """Reanuda los plazos de una suspensión."""
    movidos, faltas = intentar(
        reanudar_plazos, lambda: leer_reanudacion(request.form, actor(), suspension_id)
    )
    if faltas:
        return _anio(faltas), 422
    return _hecho(f"Plazos reanudados. Se movieron: {len(movidos or ())}.")


def _hecho(frase: str) -> ResponseReturnValue:
    flash(frase, "exito")
    return redirect(url_for("calendario.ver", anio=request.args.get("anio")), 303)


def _anio(faltas: tuple[Falta, ...] = (), previstos: Sequence[Recalculo] | None = None) -> str:
    hoy = ahora().astimezone(LA_PAZ).date()
    pedido = request.args.get("anio", "")
    anio = int(pedido) if pedido.isdecimal() and 2000 <= int(pedido[:5]) <= 2100 else hoy.year
    a = obtener_anio(lectura(), anio, hoy)
    hojas = [s.referencia for s in a.suspensiones if s.alcance == "expediente"]
    return render_template(
        "calendario/anio.html",
        a=a,
        cambios=cambios_del_calendario(lectura()),
        visibles=hojas_visibles(lectura(), actor(), hojas, ahora()),
        hoy=hoy,
        que=QUE,
        meses=MESES,
        municipios=sorted(nombres_de_municipios().items(), key=lambda m: m[1]),
        previstos=None
        if previstos is None
        else ver_previstos(lectura(), entorno().versiones, actor(), previstos, ahora()),
        faltas=faltas,
        dado=request.form,
    )
