"""Probar una decisión sin guardarla: qué pide, qué da y qué se advierte, siempre comprobado."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from motor.consultas.probar_decision import Prueba, probar_decision, revisar_decision
from motor.nucleo.errores import DatosInvalidos
from tests.tablas import CLAVE, tabla

AHORA = datetime(2027, 1, 4, 13, tzinfo=UTC)
ARCHIVOS = sorted((Path(__file__).parents[3] / "diagramas").glob("*/decisiones/*.dmn"))
MONTO = {"monto": "number"}


def probar(xml: str, **datos: str) -> Prueba:
    return probar_decision(xml.encode(), CLAVE, datos, AHORA)


def advertencias(xml: str) -> list[str]:
    return [a.mensaje for a in revisar_decision(xml.encode(), AHORA).decisiones[0].advertencias]


def test_los_campos_llevan_su_tipo_aunque_una_celda_este_mal():
    xml = tabla(
        "UNIQUE", {"a": "number", "b": "boolean", "c": "date", "d": "string"}, "( | | | | 1"
    )
    revision = revisar_decision(xml.encode(), AHORA)

    assert [c.clase for c in revision.decisiones[0].campos] == ["numero", "si_no", "fecha", "texto"]
    [defecto] = revision.defectos
    assert (defecto.elemento, defecto.fila, defecto.columna) == ("c_1_1", 1, "«a»")


def test_los_valores_permitidos_son_las_opciones_del_campo():
    permitidos = '<inputValues><text>"ley", "resolución"</text></inputValues></input>'
    xml = tabla("UNIQUE", {"tipo": "string"}, '"ley" | 1').replace("</input>", permitidos)
    revision = revisar_decision(xml.encode(), AHORA)

    assert revision.decisiones[0].campos[0].opciones == ("ley", "resolución")
    assert advertencias(xml) == ["Ninguna regla se cumple con tipo = resolución."]


@pytest.mark.parametrize(
    ("politica", "da", "frase"),
    [
        ("FIRST", "10", "Se cumplen las reglas 1 y 2. Cuenta la 1, por ser la primera."),
        ("COLLECT", "[10; 20]", "Se cumplen las reglas 1 y 2. La decisión junta lo que dan."),
        ("RULE ORDER", "[10; 20]", "en el orden de las reglas."),
        ("UNIQUE", "", "nunca debe cumplirse más de una a la vez."),
        ("ANY", "", "dan cosas distintas, y no lo admite la política cualquiera (A)."),
    ],
)
def test_cada_politica_dice_que_hizo_con_las_que_se_cumplen(politica, da, frase):
    prueba = probar(tabla(politica, MONTO, "< 1000 | 10", "> 500 | 20"), monto="700")

    assert prueba.resultado == da
    assert bool(prueba.error) == (da == "")
    assert frase in prueba.pasos[-1].frase
    assert prueba.pasos[-1].casan == (1, 2)


def test_un_numero_que_se_lee_de_dos_maneras_se_pregunta():
    xml = tabla("UNIQUE", MONTO, "> 500 | 20")
    with pytest.raises(DatosInvalidos) as rechazo:
        probar(xml, monto="1.200")

    assert "escriba 1200 o 1,200" in rechazo.value.faltas[0].mensaje
    assert probar(xml, monto="1.200,00").resultado == "20"


def test_ninguna_regla_no_da_nada_y_se_dice():
    prueba = probar(tabla("UNIQUE", MONTO, "> 500 | 20"), monto="")

    assert prueba.resultado == "nada (null)"
    assert "no se cumple ninguna regla: la decisión no da nada" in prueba.pasos[-1].frase


def test_el_hueco_y_el_choque_llevan_el_caso_en_que_ocurren():
    assert advertencias(tabla("UNIQUE", MONTO, "< 10 | 1", "> 10 | 2")) == [
        "Ninguna regla se cumple con monto = 10."
    ]
    assert advertencias(tabla("UNIQUE", MONTO, "<= 10 | 1", ">= 10 | 2")) == [
        "Las reglas 1 y 2 se cumplen a la vez con monto = 10."
    ]
    assert advertencias(tabla("UNIQUE", MONTO, "<= 10 | 1", "> 10 | 2")) == []


@pytest.mark.parametrize(
    "xml",
    [
        tabla("COLLECT", MONTO, "< 10 | 1"),  # juntar ninguna es un resultado
        tabla("UNIQUE", MONTO, "< tope | 1"),  # depende de un dato que no es columna
        tabla("UNIQUE", {"monto": "number", "monto * 2": "number"}, "< 10 | > 90 | 1"),
        tabla("UNIQUE", {"dia": "date"}, "< today() | 1"),  # mañana sería otra cosa
        tabla("UNIQUE", {"x": "Any"}, "1 | 1"),
    ],
)
def test_de_lo_que_no_se_puede_asegurar_no_se_advierte(xml):
    assert advertencias(xml) == []


def test_toda_advertencia_de_las_decisiones_de_la_casa_ocurre_de_verdad():
    for archivo in ARCHIVOS:
        xml = archivo.read_bytes()
        revision = revisar_decision(xml, AHORA)
        assert revision.defectos == (), archivo.name
        for decision in revision.decisiones:
            for aviso in decision.advertencias:
                prueba = probar_decision(xml, decision.id, dict(aviso.datos), AHORA)
                paso = prueba.pasos[-1]
                ocurre = paso.casan == () if aviso.clase == "hueco" else bool(prueba.error)
                assert ocurre, (archivo.name, aviso)
