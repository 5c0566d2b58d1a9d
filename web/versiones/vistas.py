"""Los procesos publicados y sus versiones."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.versiones import listar_procesos_publicados
from motor.nucleo.errores import Falta
from motor.operaciones.retirar_version import RetirarVersion, retirar_version
from web.contexto import actor, lectura
from web.intento import intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("versiones", __name__, template_folder="plantillas")


@pantalla.get("/administracion/versiones")
@requiere_facultad("procesos", o_lectura=True)
def lista() -> ResponseReturnValue:
    """Muestra los procesos y sus versiones."""
    return _lista()


@pantalla.post("/administracion/versiones/<int:version_id>/retirar")
@requiere_facultad("procesos")
def retirar(version_id: int) -> ResponseReturnValue:
    """Retira una versión: no inicia más casos; los que corren terminan en ella."""
    motivo = request.form.get("motivo", "").strip()
    _, faltas = intentar(retirar_version, lambda: RetirarVersion(actor(), version_id, motivo))
    if faltas:
        return _lista(faltas), 422
    flash("La versión quedó retirada. Los casos que corren en ella terminan en ella.", "exito")
    return redirect(url_for("versiones.lista"), 303)


def _lista(faltas: tuple[Falta, ...] = ()) -> str:
    return render_template(
        "versiones/lista.html", procesos=listar_procesos_publicados(lectura()), faltas=faltas
    )
