"""Reglas de la web: toda vista dice quién la ve y todo error del motor sabe responderse."""

import pkgutil
from importlib import import_module
from types import SimpleNamespace

import motor
from motor.nucleo.errores import ErrorMotor
from tests.web.ayudas import SECRETO
from web import crear_aplicacion
from web.errores import ESTADOS
from web.seguridad import QUIEN_VE

DE_LA_CONSOLA = ("motor.cli", "motor.pruebas")


SIN_BASE = SimpleNamespace(ajustes=SimpleNamespace(secreto=SECRETO))  # basta para armar la web


def _errores(clase=ErrorMotor):
    yield clase
    for hija in clase.__subclasses__():
        yield from _errores(hija)


def test_cada_vista_dice_quien_puede_verla():
    app = crear_aplicacion(SIN_BASE)
    sin_decir = [
        regla.endpoint
        for regla in app.url_map.iter_rules()
        if regla.endpoint != "static"
        and not getattr(app.view_functions[regla.endpoint], QUIEN_VE, "")
    ]
    assert not sin_decir, f"Sin @requiere_sesion, @requiere_facultad ni @publica: {sin_decir}"


def test_cada_error_del_motor_tiene_su_estado_http():
    for modulo in pkgutil.walk_packages(motor.__path__, "motor."):
        if "migraciones" not in modulo.name and not modulo.name.startswith(DE_LA_CONSOLA):
            import_module(modulo.name)
    codigos = {
        clase.codigo for clase in _errores() if not clase.__module__.startswith(DE_LA_CONSOLA)
    }
    assert not codigos - ESTADOS.keys(), f"Faltan en web.errores: {codigos - ESTADOS.keys()}"
