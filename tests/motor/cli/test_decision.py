"""`cauce decision probar`: qué reglas casaron, con qué entradas, y el código de salida."""

import json

import pytest
from click.testing import CliRunner

from motor.cli import programa

MODELO = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m"
 namespace="x" id="m"><inputData id="e" name="monto"><variable name="monto" typeRef="number"/>
</inputData><decision id="via" name="Vía"><variable name="Vía"/>
<informationRequirement id="r"><requiredInput href="#e"/></informationRequirement>
<decisionTable hitPolicy="POLITICA"><input id="c"><inputExpression><text>monto</text>
</inputExpression></input><output id="s"/>
<rule id="r1"><inputEntry><text>&lt; 100</text></inputEntry>
<outputEntry><text>"directa"</text></outputEntry></rule>
<rule id="r2"><inputEntry><text>&gt;= 50</text></inputEntry>
<outputEntry><text>"licitación"</text></outputEntry></rule></decisionTable></decision>
</definitions>"""


@pytest.fixture
def probar(tmp_path):
    def correr(datos, *opciones, politica="FIRST"):
        (tmp_path / "m.dmn").write_text(MODELO.replace("POLITICA", politica), encoding="utf-8")
        (tmp_path / "d.json").write_text(datos, encoding="utf-8")
        orden = ["decision", "probar", str(tmp_path / "m.dmn"), "--datos", str(tmp_path / "d.json")]
        return CliRunner().invoke(programa, [*orden, *opciones])

    return correr


def test_dice_la_regla_que_caso_con_su_entrada_y_su_salida(probar):
    resultado = probar('{"monto": 120}')
    assert resultado.exit_code == 0, resultado.output
    assert "entrada monto = " in resultado.output
    assert ">= 50" in resultado.output
    assert 'Vía = "licitación"' in resultado.output


def test_en_json_da_los_numeros_de_las_reglas(probar):
    visto = json.loads(probar('{"monto": 70}', "--json", politica="RULE ORDER").output)
    assert visto["resultado"] == ["directa", "licitación"]
    assert [r["numero"] for r in visto["decisiones"][0]["reglas"]] == [1, 2]


def test_un_texto_con_igual_se_calcula_como_feel(probar):
    assert 'Vía = "directa"' in probar('{"monto": "=40 + 2"}').output


def test_un_numero_que_se_lee_de_dos_maneras_se_pregunta_como_en_el_panel(probar):
    resultado = probar('{"monto": "1.200"}')
    assert resultado.exit_code != 0
    assert "«1.200» se puede leer de dos maneras; escriba 1200 o 1,200." in resultado.output


def test_un_numero_escrito_como_en_la_oficina_se_entiende(probar):
    assert 'Vía = "licitación"' in probar('{"monto": "1.500,50"}').output
    assert 'Vía = "directa"' in probar('{"monto": "42,5"}').output


def test_si_no_se_puede_tomar_dice_hasta_donde_llego(probar):
    dicho = probar('{"monto": 70}', politica="UNIQUE").output
    assert "Vía: no se tomó. Se cumplen las reglas 1 y 2." in dicho


def test_si_no_casa_ninguna_lo_dice(probar):
    assert "No casó ninguna regla" in probar('{"monto": null}').output


def test_dos_reglas_en_una_tabla_unica_es_una_falta(probar):
    resultado = probar('{"monto": 70}', politica="UNIQUE")
    assert resultado.exit_code == 1
    assert "casan a la vez las reglas 1 y 2" in resultado.output


@pytest.mark.parametrize(
    ("datos", "opciones"), [("{", ()), ("[]", ()), ('{"monto": 1}', ("--decision", "no_hay"))]
)
def test_el_mal_uso_sale_con_2(probar, datos, opciones):
    assert probar(datos, *opciones).exit_code == 2
