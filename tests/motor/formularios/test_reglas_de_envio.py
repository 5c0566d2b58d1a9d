"""Obligatorios, límites, condiciones, tablas, cálculos y reglas entre campos."""

from datetime import date
from decimal import Decimal

import pytest

from motor.reglas.formularios import Serie, asignar_series, leer_esquema, referencias
from tests.motor.formularios.ayudas import campo, esquema, faltas, revisar

TOPE = {"tope": lambda v: v["tope"]}
ASIGNACIONES = {
    "type": "dynamiclist",
    "path": "asignaciones",
    "label": "Asignaciones",
    "components": [
        campo("select", "unidad", properties={"cauce:tipo": "unidad"}, validate={"required": True}),
        campo("number", "dias", decimalDigits=0, validate={"min": 1, "max": 10}),
    ],
}


def test_lo_obligatorio_se_pide_por_su_nombre_y_todo_de_una_vez():
    campos = [
        campo("textfield", "titulo", label="Título", validate={"required": True}),
        campo("filepicker", "acta", validate={"required": True}),
        campo("checkbox", "acepta", validate={"required": True}),
    ]
    encontradas = faltas(campos, {"titulo": "   "})
    assert encontradas["titulo"] == "falta llenar «Título»."
    assert set(encontradas) == {"titulo", "acta", "acepta"}


@pytest.mark.parametrize(
    ("validar", "malo", "frase"),
    [
        ({"minLength": 5}, "abc", "5 caracteres o más"),
        ({"maxLength": 2}, "abc", "2 caracteres o menos"),
        ({"pattern": "^PL-[0-9]{3}$"}, "PL-12", "no tiene la forma"),
    ],
)
def test_los_limites_de_texto(validar, malo, frase):
    assert (
        frase
        in faltas([campo("textfield", "codigo", validate=validar)], {"codigo": malo})["codigo"]
    )


def test_los_limites_de_numero_pueden_ser_expresiones():
    votos = campo("number", "favor", validate={"min": 0, "max": "=presentes"})
    reglas = {"presentes": lambda v: v["presentes"]}
    assert revisar([votos], {"favor": 30}, {"presentes": Decimal(30)}, reglas)["favor"] == 30
    assert (
        "30 o menos" in faltas([votos], {"favor": 31}, {"presentes": Decimal(30)}, reglas)["favor"]
    )


def test_lo_oculto_no_se_toma_ni_se_exige():
    campos = [
        campo(
            "textfield",
            "motivo",
            validate={"required": True},
            conditional={"hide": '=decision = "aprobar"'},
        ),
        campo("radio", "decision", values=[{"value": "aprobar"}, {"value": "devolver"}]),
    ]
    reglas = {'decision = "aprobar"': lambda v: v.get("decision") == "aprobar"}
    enviado = {"decision": "aprobar", "motivo": "colado"}
    assert revisar(campos, enviado, reglas=reglas) == {"decision": "aprobar"}
    assert set(faltas(campos, {"decision": "devolver"}, reglas=reglas)) == {"motivo"}


def test_ocultar_un_grupo_oculta_lo_de_dentro():
    grupo = {
        "type": "group",
        "conditional": {"hide": "=no"},
        "components": [campo("textfield", "norma", validate={"required": True})],
    }
    assert revisar([grupo], {"norma": "x"}, reglas={"no": lambda _: True}) == {}
    assert revisar([grupo], {"norma": "x"}, reglas={"no": lambda _: False}) == {"norma": "x"}


def test_un_grupo_con_path_es_un_contexto():
    grupo = {"type": "group", "path": "sede", "components": [campo("textfield", "municipio")]}
    assert revisar([grupo], {"sede": {"municipio": "Punata"}}) == {"sede": {"municipio": "Punata"}}
    assert list(faltas([grupo], {"sede": {"x": 1}})) == ["sede.x"]


def test_las_tablas_dan_contextos_y_senalan_la_fila():
    enviado = {"asignaciones": [{"unidad": "SDOS", "dias": "3"}, {"unidad": "", "dias": ""}]}
    esperado = {"asignaciones": [{"unidad": "SDOS", "dias": Decimal(3)}]}
    assert revisar([ASIGNACIONES], enviado) == esperado
    enviado["asignaciones"][1] = {"unidad": "", "dias": "11", "extra": 1}
    assert set(faltas([ASIGNACIONES], enviado)) == {
        "asignaciones[2].unidad",
        "asignaciones[2].dias",
        "asignaciones[2].extra",
    }


def test_una_tabla_obligatoria_pide_al_menos_una_fila():
    tabla = {**ASIGNACIONES, "validate": {"required": True}}
    assert "falta llenar" in faltas([tabla], {"asignaciones": []})["asignaciones"]


def test_lo_calculado_sigue_el_orden_de_dependencia_y_no_se_toma_de_lo_enviado():
    campos = [
        campo("expression", "total", expression="=subtotal + 1"),
        campo("expression", "subtotal", expression="=monto * 2"),
        campo("number", "monto"),
    ]
    reglas = {
        "subtotal + 1": lambda v: v["subtotal"] + 1,
        "monto * 2": lambda v: v["monto"] * 2,
    }
    valores = revisar(campos, {"monto": 10, "total": 999}, reglas=reglas)
    assert valores == {"total": 21, "subtotal": 20, "monto": 10}


def test_lo_automatico_nunca_se_toma_de_lo_enviado():
    campos = [
        campo("datetime", "recibida", properties={"cauce:auto": "ahora"}),
        campo("textfield", "codigo", properties={"cauce:auto": "serie:PL-{numero:03d}/{anio}"}),
        campo("textfield", "quien", properties={"cauce:auto": "=iniciador"}),
    ]
    enviado = {"recibida": "01/01/1900", "codigo": "PL-666/1900", "quien": "otro"}
    valores = revisar(
        campos, enviado, {"iniciador": "ana"}, {"iniciador": lambda v: v["iniciador"]}
    )
    assert valores["recibida"] == date(2027, 1, 20)
    assert valores["codigo"] == Serie("PL-{numero:03d}/{anio}")
    assert valores["quien"] == "ana"
    numerado = asignar_series(valores, lambda p: p.format(numero=1, anio=2027))
    assert numerado["codigo"] == "PL-001/2027"


def test_las_reglas_entre_campos_dicen_su_mensaje():
    propiedades = {"cauce:exigir": "favor + contra <= presentes", "cauce:mensaje": "Sobran votos."}
    campos = [
        campo("number", "presentes"),
        campo("number", "favor", properties=propiedades),
        campo("number", "contra"),
    ]
    reglas = {propiedades["cauce:exigir"]: lambda v: v["favor"] + v["contra"] <= v["presentes"]}
    datos = {"presentes": 30, "favor": 24, "contra": 4}
    assert revisar(campos, datos, reglas=reglas)["favor"] == 24
    assert faltas(campos, {**datos, "favor": 27}, reglas=reglas) == {"favor": "Sobran votos."}
    assert set(faltas(campos, {**datos, "contra": "x"}, reglas=reglas)) == {"contra"}


def test_una_regla_ve_los_campos_que_vienen_despues_y_su_propio_valor():
    propiedades = {"cauce:exigir": "valor < tope", "cauce:mensaje": "Pasa del tope."}
    campos = [campo("number", "dias", properties=propiedades), campo("number", "tope")]
    reglas = {"valor < tope": lambda v: v["valor"] < v["tope"]}
    assert faltas(campos, {"dias": 9, "tope": 5}, reglas=reglas) == {"dias": "Pasa del tope."}
    assert revisar(campos, {"dias": None, "tope": 5}, reglas=reglas)["dias"] is None


def test_lo_requerido_segun_una_condicion():
    norma = campo("textfield", "norma", properties={"cauce:requerido": "reservada"})
    campos = [campo("checkbox", "reservada"), norma]
    reglas = {"reservada": lambda v: v["reservada"]}
    assert revisar(campos, {"reservada": False}, reglas=reglas)["norma"] is None
    assert set(faltas(campos, {"reservada": True}, reglas=reglas)) == {"norma"}


def test_un_limite_que_no_da_un_numero_es_una_falta_del_campo():
    dias = campo("number", "dias", validate={"max": "=tope"})
    dicho = faltas([dias, campo("textfield", "tope")], {"dias": 3, "tope": "x"}, reglas=TOPE)
    assert dicho == {"dias": "no se pudo comprobar «Dias»: el límite «tope» no da un número"}


def test_lo_que_se_nombra_de_fuera_se_puede_comprobar():
    formulario = leer_esquema(esquema(ASIGNACIONES))
    valores = {"asignaciones": [{"unidad": "SDOS", "dias": None}]}
    [referencia] = referencias(formulario, valores)
    assert (referencia.campo, referencia.tipo) == ("asignaciones[1].unidad", "unidad")
    assert referencia.valor == "SDOS"
