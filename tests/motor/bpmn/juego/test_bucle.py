"""Bucle estándar: cuándo mira la condición, cuántas vueltas da y qué se ve en cada una."""

import pytest

from motor.bpmn.avance import ClaseEspera
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.juego.taller import (
    bucle,
    limite,
    proceso,
    reloj,
    script,
    sub,
    usuario,
)


def corregir(**campos):
    return proceso("inicio > a > fin", a=usuario(repeticion=bucle(**campos)))


def test_sin_mirar_antes_se_hace_al_menos_una_vez(mesa):
    m = mesa(corregir(condicion="falta")).iniciar(falta=False)
    assert m.tareas == ["a"]
    assert m.completar("a").finales == ("fin",)


def test_mirando_antes_puede_no_hacerse_ninguna(mesa):
    assert mesa(corregir(condicion="falta", antes=True)).iniciar(falta=False).finales == ("fin",)


def test_repite_mientras_la_condicion_da_true(mesa):
    m = mesa(corregir(condicion="falta")).iniciar()
    for _ in range(3):
        m.completar("a", falta=True)
        assert m.tareas == ["a"]
    assert m.completar("a", falta=False).finales == ("fin",)
    assert m.variable("falta") is False


def test_el_maximo_acaba_el_bucle_aunque_la_condicion_siga(mesa):
    m = mesa(corregir(condicion="true", maximo=2)).iniciar()
    assert m.completar("a").completar("a").finales == ("fin",)


def test_con_solo_el_maximo_da_esas_vueltas(mesa):
    m = mesa(corregir(maximo=3)).iniciar()
    assert m.completar("a").completar("a").completar("a").finales == ("fin",)


def test_cada_vuelta_ve_su_numero_y_la_condicion_las_completadas(mesa):
    dibujo = proceso(
        "inicio > s > fin",
        {"s": "inicio_s > anota > fin_s"},
        s=sub(repeticion=bucle("loopCounter < 3")),
        anota=script("append(vueltas, loopCounter)", "vueltas"),
    )
    assert mesa(dibujo).iniciar(vueltas=[]).variable("vueltas") == [1, 2, 3]


def test_un_limite_interrumpe_todas_las_vueltas_que_faltan(mesa):
    dibujo = proceso(
        "inicio > a > fin; t > fin_t",
        a=usuario(repeticion=bucle("true")),
        t=limite("a", reloj()),
    )
    m = mesa(dibujo).iniciar().completar("a")
    assert m.de_clase(ClaseEspera.TEMPORIZADOR) == ["t"]
    assert m.vencer("t").finales == ("fin_t",)


def test_una_condicion_que_no_da_true_ni_false_es_un_incidente_y_se_reintenta(mesa):
    m = mesa(corregir(condicion="falta")).iniciar().completar("a")
    assert "dio null" in next(iter(m.incidentes.values()))
    m.memoria.escribir(0, "falta", False)
    assert m.reintentar().finales == ("fin",)


def test_un_bucle_que_nadie_detiene_es_un_incidente(mesa):
    sin_fin = proceso("inicio > a > fin", a=script("{}", repeticion=bucle("true")))
    m = mesa(sin_fin)
    if m.azar is not None:
        return  # el tope es por suceso y aquí cada paso sería uno
    assert "2000 veces" in next(iter(m.iniciar().incidentes.values()))


def test_sin_condicion_ni_maximo_no_se_compila(mesa):
    with pytest.raises(DiagramaInvalido, match=r"no dice hasta cuándo|no se pueden ejecutar"):
        mesa(corregir())
