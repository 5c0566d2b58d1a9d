"""Suspender un proceso, con lo que se detendría a la vista, y reanudarlo."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.procesos_suspendidos import (
    SuspensionDeProceso,
    obtener_proceso_para_suspender,
    suspension_del_expediente,
    suspension_del_proceso,
)
from motor.nucleo.errores import Falta
from motor.operaciones.reanudar_proceso import ReanudarProceso, reanudar_proceso
from motor.operaciones.suspender_proceso import SuspenderProceso, suspender_proceso
from web.contexto import actor, lectura
from web.intento import intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("suspensiones", __name__, template_folder="plantillas")


@pantalla.get("/procesos/<clave>/suspension")
@requiere_facultad("procesos", o_lectura=True)
def ver(clave: str) -> ResponseReturnValue:
    """Muestra si el proceso está suspendido y qué se detendría al suspenderlo."""
    return _pagina(clave)


@pantalla.post("/procesos/<clave>/suspender")
@requiere_facultad("procesos")
def suspender(clave: str) -> ResponseReturnValue:
    """Suspende el proceso."""
    f = request.form
    orden = SuspenderProceso(actor(), clave, f.get("motivo", ""), f.get("con_casos") == "si")
    _, faltas = intentar(suspender_proceso, lambda: orden)
    if faltas:
        return _pagina(clave, faltas), 422
    flash("El proceso quedó suspendido.", "exito")
    return redirect(url_for("suspensiones.ver", clave=clave), 303)


@pantalla.post("/procesos/<clave>/reanudar")
@requiere_facultad("procesos")
def reanudar(clave: str) -> ResponseReturnValue:
    """Reanuda el proceso."""
    orden = ReanudarProceso(actor(), clave, request.form.get("motivo", ""))
    _, faltas = intentar(reanudar_proceso, lambda: orden)
    if faltas:
        return _pagina(clave, faltas), 422
    flash("El proceso se reanudó: lo detenido sigue.", "exito")
    return redirect(url_for("suspensiones.ver", clave=clave), 303)


@pantalla.app_template_global("suspension_del_proceso")
def del_proceso(clave: str) -> SuspensionDeProceso | None:
    """La suspensión vigente de un proceso, para decirla donde se nombra."""
    return suspension_del_proceso(lectura(), clave)


@pantalla.app_template_global("suspension_del_expediente")
def del_expediente(expediente_id: int) -> SuspensionDeProceso | None:
    """La suspensión que detiene a un expediente, para decirla en sus páginas."""
    return suspension_del_expediente(lectura(), expediente_id)


def _pagina(clave: str, faltas: tuple[Falta, ...] = ()) -> str:
    return render_template(
        "suspensiones/ver.html",
        p=obtener_proceso_para_suspender(lectura(), clave),
        faltas=faltas,
        motivo=request.form.get("motivo", ""),
        con_casos=request.form.get("con_casos") == "si",
    )
