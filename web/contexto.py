"""Lo que una vista tiene a mano: el entorno, la lectura de la petición y quien la hace."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar, cast

from flask import Flask, current_app, g, render_template, request
from sqlalchemy.orm import Session

from motor.consultas.sesiones import Quien
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from web.ajustes import AjustesWeb

_O = TypeVar("_O")
_R = TypeVar("_R")


def entorno() -> Entorno:
    """Devuelve el entorno de la aplicación."""
    return cast(Entorno, current_app.extensions["cauce"])


def ajustes() -> AjustesWeb:
    """Devuelve los ajustes de la web."""
    return cast(AjustesWeb, current_app.extensions["cauce_web"])


def ahora() -> datetime:
    """Devuelve el instante de la petición, siempre el mismo mientras dura."""
    if "ahora" not in g:
        g.ahora = entorno().reloj.ahora()
    return cast(datetime, g.ahora)


def lectura() -> Session:
    """Devuelve la sesión de solo lectura de la petición; se cierra sola."""
    if "lectura" not in g:
        g.lectura = entorno().leer()
    return cast(Session, g.lectura)


def operar(funcion: Callable[[Entorno, _O], _R], orden: _O) -> _R:
    """Corre una operación. Lo que se lea después ve sus efectos.

    Raises:
        ErrorMotor: lo que la operación rechace; lo responde web.errores.
    """
    cerrar_lectura()
    resultado = entorno().operar(funcion, orden)
    g.pop("ahora", None)
    return resultado


def quien() -> Quien:
    """Devuelve quién hace la petición y en qué cargo; solo en vistas con sesión."""
    return cast(Quien, g.quien)


def actor() -> Actor:
    """Devuelve al actor de las órdenes de esta petición."""
    yo = quien()
    return Actor(
        usuario=yo.usuario,
        cargo=yo.cargo,
        medio="web",
        ip=request.remote_addr or "",
        sesion=yo.sesion_huella[:16],
    )


def es_de_programa() -> bool:
    """Dice si lo pide un programa (o el guion de un editor), que espera JSON."""
    pide_json = request.accept_mimetypes.best == "application/json"
    return pide_json or request.path.startswith("/api/")


def es_parcial() -> bool:
    """Dice si htmx pidió solo un fragmento de la página."""
    return request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted")


def pagina(plantilla: str, /, **datos: object) -> str:
    """Devuelve la página; a htmx, su fragmento (`carpeta/_nombre.html`) si existe."""
    if es_parcial():
        carpeta, _, nombre = plantilla.rpartition("/")
        fragmento = f"{carpeta}/_{nombre}" if carpeta else f"_{nombre}"
        if _existe(fragmento):
            return render_template(fragmento, **datos)
    return render_template(plantilla, **datos)


def cerrar_lectura(_error: BaseException | None = None) -> None:
    """Cierra la lectura abierta, si la hay."""
    sesion = g.pop("lectura", None)
    if sesion is not None:
        sesion.close()


def preparar_contexto(app: Flask, del_motor: Entorno, de_la_web: AjustesWeb) -> None:
    """Engancha el entorno en la aplicación."""
    app.extensions["cauce"] = del_motor
    app.extensions["cauce_web"] = de_la_web
    app.teardown_appcontext(cerrar_lectura)


def _existe(plantilla: str) -> bool:
    conocidas = cast(dict[str, bool], current_app.extensions.setdefault("cauce_fragmentos", {}))
    if plantilla not in conocidas:
        from jinja2 import TemplateNotFound

        try:
            current_app.jinja_env.get_template(plantilla)
            conocidas[plantilla] = True
        except TemplateNotFound:
            conocidas[plantilla] = False
    return conocidas[plantilla]
