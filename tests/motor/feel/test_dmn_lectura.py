"""Lectura segura de DMN: DOCTYPE, tamaño, espacios de nombres y XML roto."""

import pytest

from motor.feel import leer_dmn
from motor.nucleo.errores import ErrorFeel

ESPACIOS = [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
]
BOMBA = """<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
AJENA = """<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>"""


def xml(espacio: str, cuerpo: str = "", antes: str = "") -> bytes:
    raiz = f'<definitions xmlns="{espacio}" name="m" namespace="n">{cuerpo}</definitions>'
    return (antes + raiz).encode()


@pytest.mark.parametrize("espacio", ESPACIOS)
def test_se_leen_las_versiones_1_1_a_1_5(espacio):
    decision = '<decision id="d"><literalExpression><text>1</text></literalExpression></decision>'
    assert leer_dmn(xml(espacio, decision)).decidir("d", {}).valor == 1


@pytest.mark.parametrize("doctype", [BOMBA, AJENA, "<!DOCTYPE definitions>"])
def test_un_doctype_se_rechaza(doctype):
    with pytest.raises(ErrorFeel, match="DOCTYPE"):
        leer_dmn(xml(ESPACIOS[-1], antes=doctype))


@pytest.mark.parametrize(
    ("crudo", "frase"),
    [
        (b"", "no es XML"),
        (b"<definitions>", "no es XML"),
        (b"<html/>", "Se esperaba <definitions>"),
        (b'<definitions xmlns="urn:otra"/>', "«urn:otra»"),
        (b"<a>" * 5000, "no es XML"),
        (b" " * 5_000_000, "pasa de"),
    ],
)
def test_lo_que_no_es_dmn_se_rechaza_con_su_razon(crudo, frase):
    with pytest.raises(ErrorFeel, match=frase):
        leer_dmn(crudo)


def test_demasiadas_cajas_anidadas_se_rechazan():
    cuerpo = "<list>" * 100 + "</list>" * 100
    with pytest.raises(ErrorFeel, match="anida más de 60 cajas"):
        leer_dmn(xml(ESPACIOS[-1], f'<decision id="d" name="d">{cuerpo}</decision>'))


def test_otro_lenguaje_de_expresion_se_rechaza():
    expresion = '<literalExpression expressionLanguage="groovy"><text>1</text></literalExpression>'
    with pytest.raises(ErrorFeel, match="«groovy»; solo se ejecuta FEEL"):
        leer_dmn(xml(ESPACIOS[-1], f'<decision id="d" name="d">{expresion}</decision>'))


def test_una_celda_en_otro_lenguaje_se_rechaza():
    tabla = """<decisionTable><output id="o"/><rule>
      <outputEntry expressionLanguage="juel"><text>1</text></outputEntry></rule></decisionTable>"""
    with pytest.raises(ErrorFeel, match="Regla 1: «d» está escrito en «juel»"):
        leer_dmn(xml(ESPACIOS[-1], f'<decision id="d" name="d">{tabla}</decision>'))


def test_una_cadena_desmedida_de_tipos_se_rechaza():
    tipos = "".join(
        f'<itemDefinition name="t{n}"><typeRef>t{n + 1}</typeRef></itemDefinition>'
        for n in range(3000)
    )
    with pytest.raises(ErrorFeel, match="encadena demasiados tipos"):
        leer_dmn(xml(ESPACIOS[-1], tipos))


def test_un_tipo_que_se_contiene_a_si_mismo_se_rechaza():
    tipo = '<itemDefinition name="t"><typeRef>t</typeRef></itemDefinition>'
    with pytest.raises(ErrorFeel, match="«t» se define con él mismo"):
        leer_dmn(xml(ESPACIOS[-1], tipo))
