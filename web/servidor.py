"""La aplicación tal como la carga el servidor, en cada uno de sus procesos."""

from flask import Flask

from motor.arranque import armar_entorno, leer_ajustes
from motor.registro import configurar_registro
from web.ajustes import leer_ajustes_web
from web.aplicacion import crear_aplicacion


def aplicacion() -> Flask:
    """Arma el entorno con los ajustes de las variables y devuelve la aplicación.

    Raises:
        ConfiguracionInvalida: un ajuste está mal; `cauce servir` ya lo comprobó antes.
    """
    ajustes = leer_ajustes()
    configurar_registro(ajustes.carpeta)
    return crear_aplicacion(armar_entorno(ajustes), leer_ajustes_web())
