"""Tablas de decisión: las once políticas, valores permitidos y salida por omisión."""

from decimal import Decimal

import pytest

from motor.feel import ModeloDmn, ResultadoDecision, leer_dmn
from motor.nucleo.errores import ErrorFeel, NoEncontrado

Fila = tuple[str, str]
MODELO = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="pruebas"
  namespace="urn:pruebas" xmlns:camunda="http://camunda.org/schema/1.0/dmn">
  <decision id="nivel" name="Nivel de aprobación" camunda:historyTimeToLive="P1D">
    <decisionTable id="t" {atributos}>
      <input id="i"><inputExpression typeRef="number"><text>monto</text></inputExpression>{entrada}
      </input>
      <output id="o" name="quien" typeRef="{tipo}">{salida}</output>
      {filas}
    </decisionTable>
  </decision>
</definitions>"""
FILA = """<rule><inputEntry><text><![CDATA[{}]]></text></inputEntry>
  <outputEntry><text>{}</text></outputEntry></rule>"""
TRAMOS: list[Fila] = [("> 10", '"alto"'), ("> 5", '"medio"'), ("> 0", '"bajo"')]
ORDEN = '<outputValues><text>"medio", "alto", "bajo"</text></outputValues>'
NUMEROS: list[Fila] = [("> 10", "30"), ("> 5", "10"), ("> 0", "20")]


def tabla(politica: str, filas: list[Fila], **partes: str) -> ModeloDmn:
    xml = MODELO.format(
        atributos=politica,
        entrada=partes.get("entrada", ""),
        salida=partes.get("salida", ""),
        tipo=partes.get("tipo", "string"),
        filas="".join(FILA.format(*fila) for fila in filas),
    )
    return leer_dmn(xml.encode())


def decidir(politica: str, monto: object, filas: list[Fila], **partes: str) -> ResultadoDecision:
    return tabla(f'hitPolicy="{politica}"', filas, **partes).decidir("nivel", {"monto": monto})


def test_unica_da_la_regla_que_casa():
    filas = [("[1..5]", '"a"'), ("(5..9]", '"b"')]
    assert decidir("UNIQUE", 6, filas) == ResultadoDecision("b", (2,))


def test_sin_politica_escrita_es_unica():
    with pytest.raises(ErrorFeel, match="casan a la vez las reglas 1, 2 y 3"):
        tabla("", TRAMOS).decidir("nivel", {"monto": 20})


def test_primera_da_la_primera_que_casa():
    assert decidir("FIRST", 20, TRAMOS) == ResultadoDecision("alto", (1,))
    assert decidir("FIRST", 7, TRAMOS) == ResultadoDecision("medio", (2,))


def test_cualquiera_exige_el_mismo_valor():
    iguales = [("> 1", '"a"'), ("> 2", '"a"')]
    assert decidir("ANY", 5, iguales) == ResultadoDecision("a", (1, 2))
    with pytest.raises(ErrorFeel, match=r"política A .* las reglas 1 y 2 dan valores distintos"):
        decidir("ANY", 5, [("> 1", '"a"'), ("> 2", '"b"')])


def test_prioridad_y_orden_de_salida_siguen_los_valores_declarados():
    assert decidir("PRIORITY", 20, TRAMOS, salida=ORDEN) == ResultadoDecision("medio", (2,))
    resultado = decidir("OUTPUT ORDER", 20, TRAMOS, salida=ORDEN)
    assert resultado == ResultadoDecision(["medio", "alto", "bajo"], (2, 1, 3))


@pytest.mark.parametrize("politica", ["RULE ORDER", "COLLECT"])
def test_orden_de_reglas_y_recolectar_dan_todas(politica):
    assert decidir(politica, 7, TRAMOS) == ResultadoDecision(["medio", "bajo"], (2, 3))


@pytest.mark.parametrize(
    ("agregacion", "esperado"), [("SUM", 60), ("MIN", 10), ("MAX", 30), ("COUNT", 3)]
)
def test_recolectar_con_agregacion(agregacion, esperado):
    modelo = tabla(f'hitPolicy="COLLECT" aggregation="{agregacion}"', NUMEROS, tipo="number")
    assert modelo.decidir("nivel", {"monto": 20}) == ResultadoDecision(Decimal(esperado), (1, 2, 3))


def test_si_ninguna_casa_da_nulo_o_la_salida_por_omision():
    assert decidir("FIRST", -1, TRAMOS) == ResultadoDecision(None, ())
    omision = '<defaultOutputEntry><text>"ninguno"</text></defaultOutputEntry>'
    assert decidir("FIRST", -1, TRAMOS, salida=omision) == ResultadoDecision("ninguno", ())


def test_una_entrada_fuera_de_sus_valores_permitidos_se_dice():
    permitidos = "<inputValues><text>[0..100]</text></inputValues>"
    frase = r"decisión «Nivel de aprobación».*entrada «monto» vale 200.*\[0\.\.100\]"
    with pytest.raises(ErrorFeel, match=frase):
        decidir("FIRST", 200, TRAMOS, entrada=permitidos)


def test_una_salida_de_otro_tipo_se_dice():
    with pytest.raises(ErrorFeel, match=r"la regla 1 da 5 en la salida «quien».*tipo string"):
        decidir("FIRST", 1, [("> 0", "5")])


def test_guion_y_celda_vacia_casan_con_todo():
    assert decidir("COLLECT", None, [("-", '"a"'), ("", '"b"')]).valor == ["a", "b"]


def test_la_decision_se_pide_por_nombre_o_por_id():
    modelo = tabla('hitPolicy="FIRST"', TRAMOS)
    assert modelo.decisiones == ("Nivel de aprobación",)
    assert modelo.ids == ("nivel",)
    assert modelo.decidir("Nivel de aprobación", {"monto": 7}).valor == "medio"
    with pytest.raises(NoEncontrado, match="no tiene la decisión «otra»; tiene: Nivel de aprob"):
        modelo.decidir("otra", {})


def test_varias_salidas_dan_un_contexto():
    fila = """<rule><inputEntry><text>-</text></inputEntry>
      <outputEntry><text>"a"</text></outputEntry>
      <outputEntry><text>monto * 2</text></outputEntry></rule>"""
    xml = MODELO.format(atributos="", entrada="", salida="", tipo="string", filas=fila)
    xml = xml.replace("</output>", '</output><output id="o2" name="doble" typeRef="number"/>')
    resultado = leer_dmn(xml.encode()).decidir("nivel", {"monto": 4})
    assert resultado == ResultadoDecision({"quien": "a", "doble": Decimal(8)}, (1,))


@pytest.mark.parametrize(
    ("cambio", "frase"),
    [
        (('"alto"', "monto >"), r"decisión «Nivel de aprobación»: Regla 1: .*termina antes"),
        (("FIRST", "INVENTADA"), "política desconocida «INVENTADA»"),
        (("<text>monto</text>", "<text>monto (</text>"), "se esperaba un valor"),
    ],
)
def test_lo_mal_escrito_se_rechaza_al_leer_y_se_dice_donde(cambio, frase):
    filas = "".join(FILA.format(*fila) for fila in TRAMOS)
    xml = MODELO.format(atributos='hitPolicy="FIRST"', entrada="", salida="", tipo="", filas=filas)
    with pytest.raises(ErrorFeel, match=frase):
        leer_dmn(xml.replace(*cambio).encode())
