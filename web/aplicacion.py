"""Armar la aplicación: entorno, seguridad, errores y todas las pantallas."""

import pkgutil
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import web
from motor.entorno import Entorno
from motor.nucleo.errores import ConfiguracionInvalida
from web.activos import preparar_activos
from web.ajustes import AjustesWeb
from web.compresion import preparar_compresion
from web.contexto import ajustes as ajustes_web
from web.contexto import preparar_contexto
from web.errores import preparar_errores
from web.filtros import preparar_filtros
from web.navegacion import (
    administracion,
    manual_de_la_pagina,
    mas_del_manual,
    menu,
    si_existe,
)
from web.seguridad import identificar_peticion, preparar_seguridad

LARGO_SECRETO = 32


def crear_aplicacion(entorno: Entorno, ajustes: AjustesWeb | None = None) -> Flask:
    """Devuelve la aplicación WSGI.

    Args:
        entorno: el del motor, ya armado; su secreto firma las galletas.
        ajustes: los de la web; por omisión, los de siempre.

    Raises:
        ConfiguracionInvalida: falta CAUCE_SECRETO.
    """
    if len(entorno.ajustes.secreto) < LARGO_SECRETO:
        raise ConfiguracionInvalida(
            "Falta CAUCE_SECRETO, con que se firman las sesiones (al menos 32 caracteres). "
            "Genere uno: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    ajustes = ajustes or AjustesWeb()
    app = Flask("web", template_folder="plantillas", static_folder="static")
    app.secret_key = entorno.ajustes.secreto
    app.config.update(SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    preparar_contexto(app, entorno, ajustes)
    preparar_seguridad(app)
    preparar_errores(app)
    preparar_filtros(app)
    preparar_compresion(app)  # primero: los ganchos de salida corren del último al primero
    preparar_activos(app)
    for pantalla in _pantallas():
        app.register_blueprint(pantalla)
    app.context_processor(_datos_comunes)
    if ajustes.proxies:
        cuantos = ajustes.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # así lo documenta Flask
            app.wsgi_app, x_for=cuantos, x_proto=cuantos, x_host=cuantos
        )
    return app


def _pantallas() -> list[Blueprint]:
    """Las pantallas: cada `web/<carpeta>/vistas.py` con un Blueprint llamado `pantalla`."""
    halladas = []
    for modulo in pkgutil.iter_modules(web.__path__):
        nombre = f"web.{modulo.name}.vistas"
        if modulo.ispkg and find_spec(nombre) is not None:
            halladas.append(import_module(nombre).pantalla)
    return halladas


def _datos_comunes() -> dict[str, object]:
    yo = identificar_peticion()
    return {
        "yo": yo,
        "menu": menu(yo),
        "administracion": lambda: administracion(yo),
        "manual_de_la_pagina": manual_de_la_pagina,
        "mas_del_manual": mas_del_manual,
        "si_existe": si_existe,
        "en_demo": bool(ajustes_web().demo),
    }
