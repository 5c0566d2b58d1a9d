"""Ver qué se puede iniciar e iniciarlo."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.catalogo import Iniciable, listar_iniciables, obtener_iniciable
from motor.consultas.formularios import (
    Escrito,
    FormularioVista,
    esquema_de_version,
    preparar_de_inicio,
)
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from web.contexto import actor, ahora, entorno, lectura, operar, quien
from web.formularios import ACCION, Envio, adjuntos_de_inicio, leer_envio
from web.seguridad import requiere_sesion

pantalla = Blueprint("catalogo", __name__, template_folder="plantillas")


@pantalla.get("/iniciar")
@requiere_sesion
def lista() -> ResponseReturnValue:
    """Muestra lo que el cargo puede iniciar."""
    iniciables = listar_iniciables(lectura(), entorno().versiones, quien().en)
    return render_template("catalogo/lista.html", iniciables=iniciables)


@pantalla.get("/iniciar/<elemento>")
@requiere_sesion
def iniciar(elemento: str) -> ResponseReturnValue:
    """Pide el asunto y lo que el proceso necesita para empezar."""
    return _formulario(_obtener(elemento))


@pantalla.post("/iniciar/<elemento>")
@requiere_sesion
def empezar(elemento: str) -> ResponseReturnValue:
    """Abre el expediente."""
    iniciable = _obtener(elemento)
    envio = _leer(iniciable)
    if request.form.get(ACCION):
        return _formulario(iniciable, Escrito(envio.datos))
    try:
        respuesta = operar(iniciar_expediente, _orden(iniciable, envio))
    except DatosInvalidos as error:  # se corrige en la misma página
        return _formulario(iniciable, Escrito(envio.datos, _faltas(error, envio))), 422
    flash(f"Se abrió el expediente {respuesta.hr}.", "exito")
    return redirect(url_for("expedientes.ver", hr=respuesta.hr), 303)


@pantalla.post("/iniciar/<elemento>/recalcular")
@requiere_sesion
def recalcular(elemento: str) -> ResponseReturnValue:
    """Vuelve a mostrar los campos con lo escrito."""
    iniciable = _obtener(elemento)
    vista = _vista(iniciable, Escrito(_leer(iniciable).datos))
    return render_template("catalogo/_campos.html", i=iniciable, formulario=vista)


def _obtener(elemento: str) -> Iniciable:
    return obtener_iniciable(lectura(), entorno().versiones, quien().en, elemento)


def _orden(iniciable: Iniciable, envio: Envio) -> IniciarExpediente:
    return IniciarExpediente(
        actor(),
        iniciable.elemento,
        request.form.get("asunto", ""),
        envio.datos,
        iniciable.clave,
        request.form.get("idempotencia"),
        adjuntos_de_inicio(envio),
    )


def _faltas(error: DatosInvalidos, envio: Envio) -> tuple[Falta, ...]:
    """Lo señalado y, como nada se abrió, los archivos que hay que volver a elegir."""
    senaladas = tuple(error.faltas) or (Falta("asunto", error.mensaje),)
    dichas = {falta.campo for falta in senaladas}
    otra_vez = (
        Falta(s.campo, f"«{s.archivo.filename}» no quedó guardado: vuelva a elegirlo.")
        for s in envio.subidos
        if s.campo not in dichas
    )
    return (*senaladas, *otra_vez)


def _leer(iniciable: Iniciable) -> Envio:
    if not iniciable.formulario:
        return Envio({})
    esquema = esquema_de_version(
        lectura(), entorno().versiones, iniciable.version_id, iniciable.formulario
    )
    return leer_envio(esquema, request.form, request.files)


def _vista(iniciable: Iniciable, escrito: Escrito | None) -> FormularioVista | None:
    if not iniciable.formulario:
        return None
    cual = (iniciable.version_id, iniciable.formulario)
    return preparar_de_inicio(lectura(), entorno().versiones, cual, ahora(), escrito)


def _formulario(iniciable: Iniciable, escrito: Escrito | None = None) -> str:
    return render_template(
        "catalogo/iniciar.html",
        i=iniciable,
        formulario=_vista(iniciable, escrito),
        faltas=escrito.faltas if escrito else (),
        asunto=request.form.get("asunto", ""),
    )
