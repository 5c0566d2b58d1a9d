"""El entorno de una orden: ajustes comprobados, base abierta y registro en su archivo."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from motor.entorno import Ajustes, Entorno


def leer_ajustes_y_registrar() -> "Ajustes":
    """Lee los ajustes del entorno y dirige el registro a su carpeta.

    Raises:
        ConfiguracionInvalida: una variable está mal.
    """
    from motor.arranque import leer_ajustes
    from motor.registro import configurar_registro

    ajustes = leer_ajustes()
    configurar_registro(ajustes.carpeta)
    return ajustes


@contextmanager
def abrir_entorno() -> "Iterator[Entorno]":
    """Da el entorno de la orden y, al salir, suelta las conexiones.

    Raises:
        ConfiguracionInvalida: un ajuste está mal, o la base no abre o es de otro esquema.
    """
    from sqlalchemy import Engine

    from motor.arranque import armar_entorno

    ajustes = leer_ajustes_y_registrar()
    with nombrando_la_base():
        entorno = armar_entorno(ajustes)
    try:
        yield entorno
    finally:
        motor = entorno.sesiones.kw.get("bind")
        if isinstance(motor, Engine):
            motor.dispose()


@contextmanager
def nombrando_la_base() -> Iterator[None]:
    """Convierte lo que falle al abrir la base en una frase que nombra su ajuste.

    Raises:
        ConfiguracionInvalida: la dirección está mal, o la base no responde o no se deja abrir.
    """
    from sqlalchemy.exc import DBAPIError

    from motor.nucleo.errores import ConfiguracionInvalida

    try:
        yield
    except DBAPIError as error:
        causa = (str(error.orig or error).strip().splitlines() or ["sin detalle"])[0]
        raise ConfiguracionInvalida(
            f"CAUCE_BASE_DATOS: no se puede abrir la base de datos ({causa})."
        ) from error
    except ConfiguracionInvalida as error:
        if str(error).startswith("CAUCE_"):
            raise
        raise ConfiguracionInvalida(f"CAUCE_BASE_DATOS: {error}") from error


def sin_clave(url: str) -> str:
    """Devuelve la dirección de la base sin su contraseña, para mostrarla."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)
