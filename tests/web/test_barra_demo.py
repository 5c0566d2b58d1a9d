"""La barra con que se cambia de persona existe solo en la demostración."""

import pytest

from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from tests.web.ayudas import Navegador, armar_app

CLAVE = "demostracion"


@pytest.fixture
def en_demo(entorno_web):
    """La misma aplicación, en la demostración, con dos cuentas que tienen clave."""
    for usuario in ("tecnico.ucl", "responsable.ucl"):
        cambiar_clave(entorno_web, CambiarClave(None, usuario, CLAVE))
    return armar_app(entorno_web, demo=CLAVE)


def test_fuera_de_la_demostracion_no_hay_barra_ni_cuentas_ni_guia(app, navegador):
    persona = navegador("tecnico.ucl")
    app.testing = False

    assert "Demostración" not in persona.ver("/bandeja").text
    assert persona.ver("/demo/cuentas").status_code == 404
    assert persona.ver("/guia").status_code == 404


def test_la_barra_ofrece_todas_las_cuentas_y_marca_la_propia(en_demo):
    persona = Navegador(en_demo, "tecnico.ucl")

    assert 'action="/demo/cuenta"' in persona.ver("/bandeja").text
    opciones = persona.ver("/demo/cuentas").text
    assert '<option value="tecnico.ucl" selected>' in opciones
    assert '<option value="responsable.ucl">' in opciones
