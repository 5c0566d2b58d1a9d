"""Una expresión se revisa mientras se escribe: qué letras están mal y por qué."""

import pytest

from motor.consultas.feel_revisado import LARGO, Defecto, revisar_feel
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador

ADMIN = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")


@pytest.mark.parametrize("texto", ["", "  ", "monto > 1000", 'plazo("a.b", hoy())', "[1, 2][1]"])
def test_lo_bien_escrito_no_tiene_defectos(texto):
    assert revisar_feel(texto, "expresion") == ()


def test_el_defecto_senala_la_palabra_que_sobra():
    (defecto,) = revisar_feel("monto ) 5", "expresion")

    assert (defecto.desde, defecto.hasta) == (6, 7)
    assert "«)»" in defecto.mensaje
    assert "posición" not in defecto.mensaje


def test_lo_que_queda_sin_terminar_senala_la_ultima_letra():
    (defecto,) = revisar_feel("monto >", "expresion")

    assert (defecto.desde, defecto.hasta) == (6, 7)
    assert "termina antes" in defecto.mensaje


def test_una_celda_admite_lo_que_una_expresion_no():
    assert revisar_feel("> 5, < 3", "unaria") == ()
    assert revisar_feel("> 5, < 3", "expresion") != ()


def test_en_una_plantilla_solo_se_mira_lo_de_las_llaves():
    texto = "Estimado {{ nombre }}: debe {{ monto + }}"
    (defecto,) = revisar_feel(texto, "plantilla")

    assert texto[defecto.desde : defecto.hasta].strip() in {"+", ""}
    assert revisar_feel("=monto > 1", "plantilla") == ()


def test_en_una_plantilla_no_van_bloques():
    assert revisar_feel("a {{#if x}}b{{/if}}", "plantilla")[0].desde == 2


def test_lo_demasiado_largo_y_la_clase_que_no_hay_se_rechazan():
    with pytest.raises(DatosInvalidos, match="divídala"):
        revisar_feel("1" * (LARGO + 1), "expresion")
    with pytest.raises(DatosInvalidos, match="La clase es"):
        revisar_feel("1", "otra")


def test_la_web_responde_con_las_posiciones(navegador, entorno_web):
    borrador = crear_borrador(entorno_web, CrearBorrador(ADMIN, "tramite", "Trámite")).id
    ruta = f"/procesos/borradores/{borrador}/feel"
    cliente = navegador("admin.sistema").cliente
    testigo = cliente.get("/api/yo").json["csrf"]
    respuesta = cliente.post(ruta, json={"expresion": "1 +"}, headers={"X-CSRFToken": testigo})

    assert respuesta.json["errores"][0]["desde"] == 2
    assert isinstance(Defecto(**respuesta.json["errores"][0]), Defecto)
