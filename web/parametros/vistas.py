"""Los parámetros de plazo: cuánto valen, por qué norma, y cambiarlos desde una fecha."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from motor.consultas.cambios_de_plazos import cambios_del_parametro
from motor.consultas.parametros import listar_parametros, obtener_parametro
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.cambiar_parametro_plazo import (
    CambiarParametroPlazo,
    Etiqueta,
    UnidadParametro,
    cambiar_parametro_plazo,
)
from web.contexto import actor, ahora, lectura
from web.fechas import leer_fecha
from web.intento import exigir, intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("parametros", __name__, template_folder="plantillas")


@pantalla.get("/administracion/plazos")
@requiere_facultad("calendario", o_lectura=True)
def lista() -> ResponseReturnValue:
    """Muestra todos los parámetros."""
    return _lista()


@pantalla.post("/administracion/plazos")
@requiere_facultad("calendario")
def agregar() -> ResponseReturnValue:
    """Agrega un parámetro nuevo, con su primer valor."""
    clave = request.form.get("clave", "").strip()
    _, faltas = intentar(cambiar_parametro_plazo, lambda: _leer_nuevo(clave))
    if faltas:
        return _lista(faltas), 422
    flash(f"Se agregó «{clave}». Ya se puede elegir en el panel de una tarea.", "exito")
    return redirect(url_for("parametros.ver", clave=clave), 303)


@pantalla.get("/administracion/plazos/<clave>")
@requiere_facultad("calendario", o_lectura=True)
def ver(clave: str) -> ResponseReturnValue:
    """Muestra un parámetro y su historia."""
    return _parametro(clave)


@pantalla.post("/administracion/plazos/<clave>")
@requiere_facultad("calendario")
def cambiar(clave: str) -> ResponseReturnValue:
    """Agrega un valor desde una fecha."""
    _, faltas = intentar(cambiar_parametro_plazo, lambda: _leer(request.form, clave))
    if faltas:
        return _parametro(clave, faltas), 422
    flash("El valor nuevo quedó asentado; el anterior sigue en la historia.", "exito")
    return redirect(url_for("parametros.ver", clave=clave), 303)


def _leer_nuevo(clave: str) -> CambiarParametroPlazo:
    """La orden de un parámetro que todavía no existe.

    Raises:
        DatosInvalidos: ya hay uno con esa clave, o falta algo.
    """
    exigir(request.form, {"clave": "Escriba la clave: grupo.nombre."})
    hoy = ahora().astimezone(LA_PAZ).date()
    if any(p.clave == clave for p in listar_parametros(lectura(), hoy)):
        frase = f"Ya hay un parámetro «{clave}»: cambie su valor en su página."
        raise DatosInvalidos("No se agregó.", [Falta("clave", frase)])
    return _leer(request.form, clave)


def _leer(formulario: MultiDict[str, str], clave: str) -> CambiarParametroPlazo:
    exigir(formulario, {"valor": "Escriba el valor.", "motivo": "Diga por qué cambia."})
    unidad, etiqueta = formulario.get("unidad", ""), formulario.get("etiqueta", "")
    if unidad not in list(UnidadParametro) or etiqueta not in list(Etiqueta):
        raise DatosInvalidos("Elija la unidad y la etiqueta de la lista.")
    if etiqueta == Etiqueta.CITADO.value:
        exigir(formulario, {"norma": "Un valor citado dice su norma y artículo."})
    prorrogas = formulario.get("prorrogas_max", "").strip() or "0"
    if not prorrogas.isdecimal() or len(prorrogas) > 3:
        raise DatosInvalidos("Corrija.", [Falta("prorrogas_max", "Escriba un número entero.")])
    return CambiarParametroPlazo(
        actor(),
        clave,
        formulario["valor"].strip(),
        UnidadParametro(unidad),
        leer_fecha(formulario.get("vigente_desde", ""), "vigente_desde"),
        formulario.get("norma", "").strip(),
        Etiqueta(etiqueta),
        formulario["motivo"].strip(),
        formulario.get("nota", "").strip(),
        int(prorrogas),
        formulario.get("prorroga_clave", "").strip(),
    )


def _lista(faltas: tuple[Falta, ...] = ()) -> str:
    return render_template(
        "parametros/lista.html",
        parametros=listar_parametros(lectura(), ahora().astimezone(LA_PAZ).date()),
        solo=request.args.get("solo", ""),
        faltas=faltas,
        dado=request.form,
    )


def _parametro(clave: str, faltas: tuple[Falta, ...] = ()) -> str:
    hoy = ahora().astimezone(LA_PAZ).date()
    return render_template(
        "parametros/ver.html",
        p=obtener_parametro(lectura(), clave, hoy),
        cambios=cambios_del_parametro(lectura(), clave),
        faltas=faltas,
        dado=request.form,
    )
