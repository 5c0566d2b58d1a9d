"""Lo que se muestra a una persona: recortado, sin caracteres de control, en singular o plural."""

import pytest

from motor.nucleo.textos import abreviar, contar, es_correo, recortar


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("ana", "ana"),
        ("a" * 120, "a" * 120),
        ("a" * 121, "a" * 119 + "…"),
    ],
)
def test_lo_que_pasa_de_120_caracteres_acaba_en_puntos(texto, dicho):
    assert recortar(texto) == dicho


def test_la_frase_recorta_los_valores_y_conserva_sus_palabras():
    frase = abreviar(f"No existe «{'x' * 500}». Revise cómo está escrita.")
    assert frase == f"No existe «{'x' * 119}…». Revise cómo está escrita."


def test_una_palabra_desmedida_se_recorta_aunque_no_vaya_entre_comillas():
    assert abreviar("No existe " + "x" * 500) == "No existe " + "x" * 239 + "…"


def test_los_caracteres_de_control_no_llegan_a_la_pantalla_y_los_renglones_si():
    assert abreviar("«\x1b[31mrojo\x07»\n  - otra") == "«�[31mrojo�»\n  - otra"


@pytest.mark.parametrize("correo", ["ana@gobernacion.bo", "a.b+c@x-y.gob.bo", "ñandú@cauce.bo"])
def test_una_direccion_lleva_usuario_arroba_y_dominio(correo):
    assert es_correo(correo)


@pytest.mark.parametrize(
    "texto",
    ["ana", "ana@", "@x.bo", "ana@x", "ana@@x.bo", "a b@x.bo", "ana@x.bo\n", "ana@x..bo",
     "<ana@x.bo>", "ana@x.bo,eva@x.bo", "a" * 65 + "@x.bo", "a@" + "b." * 130 + "bo"],
)  # fmt: skip
def test_lo_que_no_es_una_direccion_se_reconoce(texto):
    assert not es_correo(texto)


def test_la_cantidad_concuerda_con_su_nombre():
    assert [contar(n, "cadena", "cadenas") for n in (0, 1, 2)] == [
        "0 cadenas",
        "1 cadena",
        "2 cadenas",
    ]
