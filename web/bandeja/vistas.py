"""Las vistas de la bandeja."""

from dataclasses import replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.operaciones.guardar_filtro import GuardarFiltro, guardar_filtro
from motor.operaciones.quitar_filtro import QuitarFiltro, quitar_filtro
from web.bandeja.direccion import leer_direccion
from web.bandeja.lotes import frase_del_lote, hacer_lote
from web.bandeja.pagina import datos_de_pagina, marca_de_novedades, paginas_seguidas
from web.bandeja.planilla import escribir_planilla
from web.contexto import actor, operar, pagina
from web.seguridad import destino_local, requiere_sesion

pantalla = Blueprint("bandeja", __name__, template_folder="plantillas")


@pantalla.get("/bandeja")
@requiere_sesion
def lista() -> ResponseReturnValue:
    """Muestra la bandeja que la dirección pide."""
    return pagina("bandeja/lista.html", **datos_de_pagina(leer_direccion(request.args)))


@pantalla.get("/bandeja/novedades")
@requiere_sesion
def novedades() -> ResponseReturnValue:
    """Dice si algo entró o salió desde la marca que el navegador trae (ETag); si no, 304."""
    direccion = leer_direccion(request.args)
    marca = marca_de_novedades(direccion)
    if marca in request.if_none_match:
        return Response(status=304)
    respuesta = Response(render_template("bandeja/_novedades.html", d=direccion))
    respuesta.set_etag(marca)
    return respuesta


@pantalla.get("/bandeja.csv")
@requiere_sesion
def planilla() -> ResponseReturnValue:
    """Da la misma lista, hasta 5000 renglones, como planilla."""
    direccion = replace(leer_direccion(request.args), grupo=None, despues="")
    trozos = escribir_planilla(direccion, paginas_seguidas(direccion))
    respuesta = Response("".join(trozos), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = "attachment; filename=bandeja.csv"
    return respuesta


@pantalla.post("/bandeja/actos")
@requiere_sesion
def actos() -> ResponseReturnValue:
    """Toma, suelta o entrega las tareas elegidas, y dice qué pasó con cada una."""
    acto, _, una = request.form.get("acto", "").partition(":")
    tareas = [int(t) for t in ([una] if una else request.form.getlist("tarea")) if t.isdigit()]
    persona = request.form.get("persona", "")
    resultados = hacer_lote(acto, tareas, persona, request.form.get("idempotencia", ""))
    vuelve = destino_local(request.form.get("vuelve", ""), url_for("bandeja.lista"))
    hecho = frase_del_lote(acto, resultados)
    if any(r.falta for r in resultados):
        datos = {"resultados": resultados, "hecho": hecho, "vuelve": vuelve}
        return render_template("bandeja/resultado.html", **datos), 200 if hecho else 409
    flash(hecho, "exito")
    return redirect(vuelve, 303)


@pantalla.post("/bandeja/filtros")
@requiere_sesion
def guardar() -> ResponseReturnValue:
    """Guarda los filtros puestos con un nombre."""
    consulta = leer_direccion(request.args).para_guardar
    compartido = request.form.get("compartido") == "si"
    orden = GuardarFiltro(actor(), request.form.get("nombre", ""), consulta, compartido)
    operar(guardar_filtro, orden)
    flash("Filtro guardado: está en «Filtros guardados».", "exito")
    return redirect(f"{url_for('bandeja.lista')}?{consulta}", 303)


@pantalla.post("/bandeja/filtros/<int:filtro_id>/quitar")
@requiere_sesion
def quitar(filtro_id: int) -> ResponseReturnValue:
    """Quita un filtro guardado."""
    operar(quitar_filtro, QuitarFiltro(actor(), filtro_id))
    flash("Filtro quitado.", "exito")
    return redirect(url_for("bandeja.lista"), 303)
