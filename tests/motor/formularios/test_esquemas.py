"""Leer un esquema y revisarlo antes de publicar."""

import json

import pytest

from motor.nucleo.errores import ErrorFeel
from motor.reglas.formularios import FormularioInvalido, leer_esquema, revisar_esquema
from tests.motor.formularios.ayudas import campo, esquema


def compilar(expresion):
    if "??" in expresion:
        raise ErrorFeel("se esperaba un valor en la posición 1")
    return expresion


def defectos(*componentes):
    return {
        (h.regla, h.elemento): h.mensaje for h in revisar_esquema(esquema(*componentes), compilar)
    }


@pytest.mark.parametrize(
    ("componente", "frase"),
    [
        ({"type": "iframe", "key": "x"}, "trae páginas de otros sitios"),
        ({"type": "textfield", "label": "Sin clave"}, "le falta «key»"),
        (campo("textfield", "con guion"), "no sirve de nombre"),
        (campo("textfield", "__proto__.x"), "no sirve de nombre"),
        (campo("select", "d"), "no tiene opciones"),
        (campo("select", "d", values=[{"value": "a"}, {"value": "a"}]), "está repetida"),
        (campo("textfield", "p", validate={"pattern": "(a+)+"}), "repite un grupo"),
        (campo("number", "n", decimalDigits=-1), "«decimalDigits»"),
        (campo("number", "n", validate={"min": "tres"}), "«min» debe ser un número"),
        (campo("textfield", "t", validate={"required": "sí"}), "«required» debe ser true"),
        (campo("textfield", "t", conditional={"hide": "x = 1"}), "empezar por «=»"),
        (campo("datetime", "f", subtype="dia"), "«subtype»"),
        (campo("expression", "e"), "le falta «expression»"),
        (campo("textfield", "t", properties={"cauce:auto": "hoy"}), "«cauce:auto»"),
        (campo("textfield", "t", properties={"cauce:requiere": "x"}), "no se conoce"),
        (campo("textfield", "t", properties={"cauce:exigir": "x"}), "«cauce:mensaje»"),
        ({"type": "group", "components": "x"}, "falta la lista «components»"),
        ("texto", "no es un objeto"),
    ],
)
def test_cada_defecto_del_esquema_se_dice(componente, frase):
    [mensaje] = defectos(componente).values()
    assert frase in mensaje


def test_las_claves_repetidas_se_hallan_tambien_entre_grupos():
    grupo = {"type": "group", "components": [campo("textfield", "a")]}
    assert "repetida" in defectos(campo("textfield", "a"), grupo)["formulario_esquema", "a"]
    con_path = {**grupo, "path": "g"}
    assert defectos(campo("textfield", "a"), con_path) == {}


def test_las_expresiones_mal_escritas_y_los_circulos_impiden_publicar():
    hallados = defectos(
        campo("textfield", "a", conditional={"hide": "=b ??"}),
        campo("expression", "x", expression="=y + 1"),
        campo("expression", "y", expression="=x + 1"),
    )
    assert "posición 1" in hallados["formulario_feel", "a"]
    assert "x, y" in hallados["formulario_circulo", "x"]


def test_un_correlativo_dentro_de_una_tabla_no_se_admite():
    serie = campo("textfield", "n", properties={"cauce:auto": "serie:N-{numero}"})
    hallados = defectos({"type": "dynamiclist", "path": "f", "components": [serie]})
    assert ("formulario_serie", "n") in hallados


@pytest.mark.parametrize(
    ("fuente", "frase"),
    [
        (b"{", "no es JSON válido"),
        (b"[]", "debe ser un objeto"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"components": [], "components": []}', "repite «components»"),
        (b"[" * 200_000, "anida demasiado"),
        (b" " * 1_000_001, "pasa de"),
    ],
)
def test_un_archivo_que_no_se_puede_leer_se_explica(fuente, frase):
    with pytest.raises(FormularioInvalido, match=frase):
        leer_esquema(fuente)


def test_el_hallazgo_lleva_la_linea_del_archivo():
    texto = json.dumps(esquema(campo("textfield", "a", conditional={"hide": "=??"})), indent=1)
    [hallazgo] = revisar_esquema(texto.encode(), compilar)
    assert '"key": "a"' in texto.splitlines()[hallazgo.linea - 1]
