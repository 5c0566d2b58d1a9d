"""El ensayo de quien hace la petición, y dar pasos en él."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from motor.nucleo.errores import DatosInvalidos, DiagramaInvalido, ErrorMotor, Falta
from motor.pruebas.ensayar import Sitio, dar_paso
from web.contexto import actor, cerrar_lectura, entorno, operar, quien

Faltas = tuple[Falta, ...]


def sitio(borrador_id: int) -> Sitio:
    """Devuelve el ensayo de quien pregunta sobre ese borrador.

    Cierra la lectura de la petición: abrir un ensayo lee por su cuenta y puede tardar.
    """
    cerrar_lectura()
    return Sitio(entorno(), borrador_id, quien().persona_id)


def intentar_paso(borrador_id: int, armar: Callable[[], Mapping[str, Any]]) -> Faltas:
    """Da el paso y devuelve lo que no se pudo: vacío si se dio.

    Que en el ensayo alguien no pueda no es falta de permiso de quien ensaya: se dice y ya.
    """
    quien_ensaya = (actor(), quien().persona_id)
    return intentar(
        lambda: operar(lambda real, paso: dar_paso(real, quien_ensaya, borrador_id, paso), armar())
    )


def intentar(hacer: Callable[[], object]) -> Faltas:
    """Lo hace y devuelve las frases de lo que no se pudo; vacío si se hizo."""
    try:
        hacer()
    except DatosInvalidos as error:
        return tuple(error.faltas) or (Falta("", error.mensaje),)
    except DiagramaInvalido as error:
        return tuple(Falta("", str(h)) for h in error.hallazgos) or (Falta("", error.mensaje),)
    except ErrorMotor as error:
        return (Falta("", error.mensaje),)
    return ()


def volver(borrador_id: int, dicho: str) -> ResponseReturnValue:
    """Dice lo hecho y vuelve a la página del ensayo."""
    flash(dicho, "exito")
    return redirect(url_for("ensayo.ver", borrador_id=borrador_id), 303)
