"""Las vistas de los avisos."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Blueprint, Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.avisos import (
    PreferenciasVistas,
    contar_sin_leer,
    listar_avisos,
    obtener_preferencias,
)
from motor.consultas.calendario_personal import escribir_mi_calendario
from motor.consultas.mensajes import mirador_de
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.cambiar_calendario_personal import (
    CambiarCalendarioPersonal,
    cambiar_calendario_personal,
)
from motor.operaciones.guardar_preferencias import GuardarPreferencias, guardar_preferencias
from motor.operaciones.marcar_leido import MarcarLeido, marcar_leido
from web.avisos.enlaces import direccion_publica, enlace_de
from web.contexto import actor, ahora, entorno, es_parcial, lectura, operar, quien
from web.navegacion import si_existe
from web.seguridad import destino_local, identificar_peticion, publica, requiere_sesion

pantalla = Blueprint("avisos", __name__, template_folder="plantillas")


@pantalla.get("/avisos")
@requiere_sesion
def lista() -> ResponseReturnValue:
    """Muestra los avisos propios y del cargo: primero lo que falta leer."""
    yo, despues = quien(), request.args.get("despues", "")
    mirador = mirador_de(lectura(), actor(), ahora())
    suyos = (yo.persona_id, yo.en.cargo_id if yo.en else None)
    pagina = listar_avisos(lectura(), mirador, suyos, despues)
    datos = {"pagina": pagina, "despues": despues, "enlace_de": enlace_de}
    return render_template("avisos/lista.html", **datos)


@pantalla.post("/avisos/leer")
@requiere_sesion
def leer() -> ResponseReturnValue:
    """Marca leídos los elegidos o, con «todos», todos."""
    elegidos = tuple(int(a) for a in request.form.getlist("aviso") if a.isdecimal())
    todos = request.form.get("cuales") == "todos"
    if elegidos or todos:
        cuantos = operar(marcar_leido, MarcarLeido(actor(), () if todos else elegidos))
        flash(_frase(cuantos), "exito")
    return redirect(destino_local(request.form.get("vuelve", ""), url_for("avisos.lista")), 303)


@pantalla.post("/avisos/<int:aviso_id>/abrir")
@requiere_sesion
def abrir(aviso_id: int) -> ResponseReturnValue:
    """Marca leído el aviso y va a lo que trata."""
    operar(marcar_leido, MarcarLeido(actor(), (aviso_id,)))
    return redirect(destino_local(request.form.get("destino", ""), url_for("avisos.lista")), 303)


@pantalla.get("/avisos/campana")
@requiere_sesion
def campana() -> ResponseReturnValue:
    """Da la campana de la barra; 304 si la cuenta no cambió."""
    cuantos = _sin_leer()
    if request.if_none_match.contains(str(cuantos)):
        return Response(status=304)
    respuesta = Response(render_template("avisos/_campana.html", avisos_sin_leer=cuantos))
    respuesta.set_etag(str(cuantos))
    return respuesta


@pantalla.get("/cuenta/avisos")
@requiere_sesion
def preferencias() -> ResponseReturnValue:
    """Muestra de qué se avisa a la persona y cómo."""
    return _preferencias()


@pantalla.post("/cuenta/avisos")
@requiere_sesion
def guardar() -> ResponseReturnValue:
    """Guarda de qué quiere enterarse y cómo."""
    dado = request.form
    modos = {c.clase.clave: dado[c.clase.clave] for c in _vistas().clases if c.clase.clave in dado}
    hora, resumen = dado.get("resumen_hora", ""), dado.get("resumen") == "si"
    try:
        operar(guardar_preferencias, GuardarPreferencias(quien().persona_id, modos, hora, resumen))
    except DatosInvalidos as error:  # se corrige en la misma página
        return _preferencias(error.faltas, dado=dado), 422
    flash("Quedó guardado cómo avisarle. Rige desde el próximo aviso.", "exito")
    return redirect(url_for("avisos.preferencias"), 303)


@pantalla.post("/cuenta/avisos/calendario")
@requiere_sesion
def calendario() -> ResponseReturnValue:
    """Da una dirección nueva para el calendario, o quita la que hay."""
    quitar = request.form.get("acto") == "quitar"
    orden = CambiarCalendarioPersonal(quien().persona_id, quitar)
    secreto = operar(cambiar_calendario_personal, orden)
    if not quitar:  # se muestra una sola vez: solo se guarda su huella
        return _preferencias(secreto=secreto)
    flash("La dirección de su calendario dejó de valer.", "exito")
    return redirect(url_for("avisos.preferencias"), 303)


@pantalla.get("/calendario/<secreto>.ics")
@publica("la dirección es secreta y su dueño puede cambiarla; no lleva asuntos ni documentos")
def feed(secreto: str) -> ResponseReturnValue:
    """Da los vencimientos de la persona a su programa de calendario."""
    texto = escribir_mi_calendario(lectura(), secreto, ahora(), direccion_publica())
    respuesta = Response(texto, mimetype="text/calendar")
    respuesta.headers["Content-Disposition"] = "inline; filename=cauce.ics"
    respuesta.headers["Cache-Control"] = "private, max-age=900"
    return respuesta


@pantalla.app_context_processor
def _en_la_barra() -> dict[str, object]:
    """La cuenta de la campana: una consulta por página entera, ninguna por fragmento."""
    if es_parcial() or identificar_peticion() is None or not si_existe("avisos.lista"):
        return {}
    if "avisos_sin_leer" not in g:
        g.avisos_sin_leer = _sin_leer()
    return {"avisos_sin_leer": g.avisos_sin_leer}


def _sin_leer() -> int:
    yo = quien()
    return contar_sin_leer(lectura(), yo.persona_id, yo.en.cargo_id if yo.en else None)


def _vistas() -> PreferenciasVistas:
    return obtener_preferencias(lectura(), quien().persona_id)


def _frase(cuantos: int) -> str:
    return "Un aviso quedó leído." if cuantos == 1 else f"{cuantos} avisos quedaron leídos."


def _preferencias(
    faltas: tuple[Falta, ...] = (),
    secreto: str = "",
    dado: Mapping[str, str] = MappingProxyType({}),
) -> str:
    direccion = f"{direccion_publica()}{url_for('avisos.feed', secreto=secreto)}"
    return render_template(
        "avisos/preferencias.html",
        p=_vistas(),
        faltas=faltas,
        dado=dado,
        hay_correo=entorno().ajustes.correo is not None,
        calendario_url=direccion if secreto else "",
    )
