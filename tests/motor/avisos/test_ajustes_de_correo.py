"""CAUCE_SMTP y CAUCE_CORREO_DE se comprueban al arrancar, con una frase que dice qué poner."""

import pytest

from motor.arranque import leer_ajustes
from motor.nucleo.errores import ConfiguracionInvalida
from motor.reglas.correo_saliente import AjustesCorreo, leer_correo

DE = "Cauce <cauce@oficina.bo>"


def test_sin_servidor_no_hay_correo(tmp_path):
    assert leer_ajustes({"CAUCE_DATOS": str(tmp_path)}).correo is None


@pytest.mark.parametrize(
    ("smtp", "esperado"),
    [
        (
            "smtp://ana:cl%40ve@mail.bo:2525?tls=starttls",
            AjustesCorreo("mail.bo", 2525, "cauce@oficina.bo", "Cauce", "starttls", "ana", "cl@ve"),
        ),
        ("smtp://mail.bo", AjustesCorreo("mail.bo", 587, "cauce@oficina.bo")),
        (
            "smtp://mail.bo?tls=ssl",
            AjustesCorreo("mail.bo", 465, "cauce@oficina.bo", tls="ssl"),
        ),
        ("smtp://127.0.0.1?tls=no", AjustesCorreo("127.0.0.1", 25, "cauce@oficina.bo", tls="no")),
    ],
)
def test_se_lee_la_direccion_del_servidor(smtp, esperado):
    assert leer_correo(smtp, DE) == esperado


@pytest.mark.parametrize(
    ("smtp", "de", "dicho"),
    [
        ("mail.bo:25", DE, "CAUCE_SMTP no dice un servidor"),
        ("http://mail.bo", DE, "CAUCE_SMTP no dice un servidor"),
        ("smtp://[mail.bo", DE, "no es una dirección"),
        ("smtp://mail.bo:abc", DE, "el puerto no es un número"),
        ("smtp://mail.bo?tls=quizas", DE, "tls vale «quizas»"),
        ("smtp://ana:s3creta@mail.bo?tls=no", DE, "sin cifrar"),
        ("smtp://mail.bo", "", "CAUCE_CORREO_DE"),
        ("smtp://mail.bo", "nadie", "CAUCE_CORREO_DE"),
    ],
)
def test_lo_mal_escrito_se_dice_al_arrancar(smtp, de, dicho):
    with pytest.raises(ConfiguracionInvalida, match=dicho) as error:
        leer_correo(smtp, de)
    assert "s3creta" not in str(error.value)


def test_con_correo_hace_falta_la_direccion_publica(tmp_path):
    variables = {"CAUCE_DATOS": str(tmp_path), "CAUCE_SMTP": "smtp://mail.bo"}
    with pytest.raises(ConfiguracionInvalida, match="CAUCE_DIRECCION"):
        leer_ajustes({**variables, "CAUCE_CORREO_DE": DE})


def test_la_clave_no_se_muestra_al_imprimir_los_ajustes():
    assert "secreta" not in repr(leer_correo("smtp://ana:secreta@mail.bo", DE))
