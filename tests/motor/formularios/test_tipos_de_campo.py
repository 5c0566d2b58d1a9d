"""Cada tipo de campo da su tipo de valor, y lo que no sirve se rechaza con una frase."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from motor.nucleo.reloj import LA_PAZ
from tests.motor.formularios.ayudas import campo, faltas, revisar

MONTO = campo("number", "monto", decimalDigits=2, increment="0.01")
OPCIONES = [{"value": "aprobar", "label": "Aprobar"}, {"value": "devolver", "label": "Devolver"}]


@pytest.mark.parametrize(
    ("escrito", "leido"),
    [
        ("19.99", "19.99"),
        (19.99, "19.99"),
        (Decimal("19.99"), "19.99"),
        ("19,99", "19.99"),
        ("1.200.000,50", "1200000.50"),
        ("1.200.000", "1200000"),
        (1200000, "1200000"),
        ("-0,5", "-0.5"),
    ],
)
def test_los_montos_se_leen_como_decimal_exacto(escrito, leido):
    assert revisar([MONTO], {"monto": escrito}) == {"monto": Decimal(leido)}


@pytest.mark.parametrize(
    ("escrito", "frase"),
    [
        ("19.999", "se puede leer de dos maneras"),
        ("1.200", "escriba 1200"),
        ("0.999", "hasta 2 decimales"),
        ("mucho", "debe ser un número"),
        ("NaN", "debe ser un número"),
        ("1e999999", "debe ser un número"),
        (float("inf"), "debe ser un número"),
        (True, "debe ser un número"),
        ([], None),
        ({"typename": "x"}, "debe ser un número"),
        ("9" * 400, "más de 30 cifras"),
        (Decimal("1E+400"), "más de 30 cifras"),
    ],
)
def test_lo_que_no_es_un_monto_se_rechaza(escrito, frase):
    if frase is None:
        assert revisar([MONTO], {"monto": escrito}) == {"monto": None}
    else:
        assert frase in faltas([MONTO], {"monto": escrito})["monto"]


def test_un_entero_no_admite_decimales():
    fojas = campo("number", "fojas", decimalDigits=0)
    assert revisar([fojas], {"fojas": "12"}) == {"fojas": Decimal(12)}
    assert "entero" in faltas([fojas], {"fojas": "12,5"})["fojas"]


@pytest.mark.parametrize("escrito", ["04/02/2027", "4/2/2027", "2027-02-04", date(2027, 2, 4)])
def test_las_fechas_se_aceptan_a_la_boliviana_y_en_iso(escrito):
    fecha = campo("datetime", "fecha", subtype="date")
    assert revisar([fecha], {"fecha": escrito}) == {"fecha": date(2027, 2, 4)}


@pytest.mark.parametrize(
    ("escrito", "frase"),
    [
        ("30/02/2027", "la fecha 30/02/2027 no existe: febrero de 2027 tiene 28 días"),
        ("2027-13-01", "el mes va de 1 a 12"),
        ("29/02/2100", "febrero de 2100 tiene 28 días"),
        ("0000-01-01", "no existe"),
        ("mañana", "debe ser una fecha, como 20/01/2027"),
        ("02/04/27", "debe ser una fecha"),
        (datetime(2027, 2, 4, tzinfo=LA_PAZ), "debe ser una fecha"),
        (20270204, "debe ser una fecha"),
    ],
)
def test_las_fechas_que_no_existen_se_rechazan_con_su_razon(escrito, frase):
    assert frase in faltas([campo("datetime", "fecha")], {"fecha": escrito})["fecha"]


@pytest.mark.parametrize(
    "escrito",
    ["20/01/2027 18:30", "2027-01-20T18:30", "2027-01-20T22:30:00Z", "2027-01-20T18:30-04:00"],
)
def test_los_instantes_quedan_en_hora_de_la_paz(escrito):
    sello = campo("datetime", "sello", subtype="datetime")
    valor = revisar([sello], {"sello": escrito})["sello"]
    assert valor == datetime(2027, 1, 20, 18, 30, tzinfo=LA_PAZ)
    assert valor.date() == date(2027, 1, 20)


def test_la_hora_del_dia():
    hora = campo("datetime", "hora", subtype="time")
    assert revisar([hora], {"hora": "18:30"}) == {"hora": time(18, 30)}
    assert "no existe" in faltas([hora], {"hora": "24:01"})["hora"]


def test_el_texto_se_recorta_y_se_normaliza():
    valores = revisar(
        [campo("textfield", "titulo"), campo("textarea", "motivo")],
        {"titulo": "  Ley del cafe\u0301 ", "motivo": "uno\r\ndos"},
    )
    assert valores == {"titulo": "Ley del café", "motivo": "uno\ndos"}


@pytest.mark.parametrize("malo", ["a\x00b", "a\ud800", "x" * 2001, "dos\nlíneas", 5, ["a"]])
def test_el_texto_que_no_se_puede_guardar_se_rechaza(malo):
    assert list(faltas([campo("textfield", "titulo")], {"titulo": malo})) == ["titulo"]


@pytest.mark.parametrize(("escrito", "leido"), [("on", True), ("sí", True), (None, False)])
def test_la_casilla(escrito, leido):
    assert revisar([campo("checkbox", "urgente")], {"urgente": escrito}) == {"urgente": leido}


def test_un_si_no_exige_respuesta_y_admite_el_no():
    costo = campo("checkbox", "costo", properties={"cauce:tipo": "si_no"})
    assert revisar([costo], {"costo": "false"}) == {"costo": False}
    assert "falta llenar" in faltas([costo], {})["costo"]
    assert "sí o no" in faltas([costo], {"costo": "quizás"})["costo"]


def test_las_listas_solo_admiten_sus_opciones():
    decision = campo("select", "decision", values=OPCIONES)
    assert revisar([decision], {"decision": "aprobar"}) == {"decision": "aprobar"}
    frase = faltas([decision], {"decision": "archivar"})["decision"]
    assert "«archivar» no es una de sus opciones (aprobar, devolver)" in frase


def test_las_opciones_pueden_salir_de_una_expresion():
    campos = [campo("radio", "sector", valuesExpression="=sectores")]
    vista = {"sectores": [{"value": "otb", "label": "OTB"}, "campesinos"]}
    reglas = {"sectores": lambda v: v["sectores"]}
    assert revisar(campos, {"sector": "otb"}, vista, reglas) == {"sector": "otb"}
    assert "opciones" in faltas(campos, {"sector": "gremios"}, vista, reglas)["sector"]


def test_las_listas_multiples_no_repiten():
    varias = campo("checklist", "observados", values=OPCIONES)
    elegidas = {"observados": ["aprobar", "devolver"]}
    assert revisar([varias], elegidas) == elegidas
    assert revisar([varias], {}) == {"observados": []}
    assert "repite" in faltas([varias], {"observados": ["aprobar", "aprobar"]})["observados"]


def test_los_adjuntos_son_referencias_completas():
    acta = campo("filepicker", "acta")
    documento = {"documento": 7, "version": 1, "nombre": "acta.pdf", "sha256": "a" * 64}
    valor = revisar([acta], {"acta": documento})["acta"]
    assert valor == [{**documento, "documento": Decimal(7), "version": Decimal(1)}]
    assert "un solo documento" in faltas([acta], {"acta": [documento, documento]})["acta"]
    assert "documento, version" in faltas([acta], {"acta": [{"documento": 7}]})["acta"]
    con_fojas = revisar([acta], {"acta": {**documento, "fojas": 3, "anexos": 0}})["acta"]
    assert con_fojas[0]["fojas"] == Decimal(3)
    huella_mala = {**documento, "sha256": "../../etc/passwd"}
    assert "huella" in faltas([acta], {"acta": huella_mala})["acta"]
