"""Eventos de varias definiciones: con la primera que ocurra, o cuando han ocurrido todas."""

import pytest

from motor.bpmn.modelo import DefinicionEvento, TipoEvento
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.juego.taller import (
    captura,
    condicional,
    de_eventos,
    error,
    inicio,
    lanza,
    limite,
    mensaje,
    proceso,
    reloj,
    senal,
    servicio,
    sub_evento,
    usuario,
)

MULTIPLE = DefinicionEvento(TipoEvento.MULTIPLE)


def varias(*definiciones, paralelo=False, **campos):
    extensiones = {"parallelMultiple": "true"} if paralelo else {}
    return {"eventos": definiciones, "extensiones": extensiones, **campos}


def esperando(*definiciones, **campos):
    e = captura(MULTIPLE, **varias(*definiciones, **campos))
    return proceso("inicio > e > a > fin", e=e, a=usuario())


def test_en_paralelo_sigue_cuando_llego_lo_ultimo_con_lo_que_trajo_cada_una(mesa):
    m = mesa(esperando(mensaje("M"), senal("S"), reloj(), paralelo=True)).iniciar()
    assert m.esperas == ["e", "e", "e"]
    assert m.senalar("S", folio=1).esperas == ["e", "e"]
    assert m.senalar("S", folio=9).esperas == ["e", "e"]
    assert m.variable("folio") is None
    assert m.vencer_definicion("e", 2).esperas == ["e"]
    assert m.recibir("e", nota="b").tareas == ["a"]
    assert (m.variable("folio"), m.variable("nota")) == (1, "b")


def test_una_condicion_puede_ser_una_de_las_definiciones(mesa):
    m = mesa(esperando(senal("S"), condicional("listo"), paralelo=True)).iniciar(listo=True)
    assert m.esperas == ["e"]
    assert m.senalar("S").tareas == ["a"]
    otra = mesa(esperando(senal("S"), condicional("listo"))).iniciar(listo=True)
    assert otra.tareas == ["a"]


@pytest.mark.parametrize("primera", ["S", "R"])
def test_un_limite_en_paralelo_interrumpe_con_la_ultima(mesa, primera):
    dibujo = proceso(
        "inicio > a > fin; l > b > fin_l",
        a=usuario(),
        b=usuario(),
        l=limite("a", MULTIPLE, **varias(senal("S"), senal("R"), paralelo=True)),
    )
    m = mesa(dibujo).iniciar().senalar(primera).senalar(primera)
    assert m.tareas == ["a"]
    assert m.senalar("R" if primera == "S" else "S").tareas == ["b"]


def test_un_limite_en_paralelo_sin_interrumpir_empieza_a_esperar_otra_vez(mesa):
    dibujo = proceso(
        "inicio > a > fin; l > b > fin_l",
        a=usuario(),
        b=usuario(),
        l=limite("a", MULTIPLE, **varias(senal("S"), senal("R"), paralelo=True, interrumpe=False)),
    )
    m = mesa(dibujo).iniciar()
    assert m.senalar("S").senalar("R").tareas == ["a", "b"]
    assert m.senalar("R").tareas == ["a", "b"]
    assert m.senalar("S").tareas == ["a", "b", "b"]


def test_un_limite_multiple_atrapa_el_error_o_el_tiempo(mesa):
    dibujo = proceso(
        "inicio > a > fin; l > b > fin_l",
        a=servicio(),
        b=usuario(),
        l=limite("a", MULTIPLE, **varias(error("E"), reloj())),
    )
    assert mesa(dibujo).iniciar().fallar("a", "E").tareas == ["b"]
    assert mesa(dibujo).iniciar().vencer("l").tareas == ["b"]


def test_un_subproceso_de_evento_en_paralelo_empieza_con_la_ultima(mesa):
    dibujo = proceso(
        "inicio > a > fin; se",
        {"se": "cuando > b > fin_se"},
        a=usuario(),
        b=usuario(),
        se=sub_evento(),
        cuando=inicio(MULTIPLE, **varias(senal("S"), senal("R"), paralelo=True)),
    )
    m = mesa(dibujo).iniciar().senalar("R", x=1)
    assert m.tareas == ["a"]
    assert m.senalar("S", y=2).tareas == ["b"]
    assert (m.variable("x"), m.variable("y")) == (1, 2)


def test_un_lanzamiento_multiple_lanza_todo(mesa):
    dibujo = proceso("inicio > e > fin", e=lanza(MULTIPLE, **varias(senal("S"), mensaje("M"))))
    m = mesa(dibujo).iniciar()
    assert [s.nombre for s in m.senales] == ["S"]
    assert [x.nombre for x in m.mensajes] == ["M"]
    assert m.finales == ("fin",)


@pytest.mark.parametrize(
    "dibujo",
    [
        proceso("inicio_m > fin", inicio_m=inicio(MULTIPLE, **varias(senal("S"), senal("R")))),
        proceso(
            "inicio > a > fin; l > fin_l",
            a=usuario(),
            l=limite("a", MULTIPLE, **varias(senal("S"), error("E"), paralelo=True)),
        ),
        proceso(
            "inicio > a > fin; l > fin_l",
            a=usuario(),
            l=limite("a", MULTIPLE, **varias(senal("S"), reloj(), paralelo=True, interrumpe=False)),
        ),
        proceso(
            "inicio > g > e > fin; g > t > fin",
            g=de_eventos(),
            e=captura(MULTIPLE, **varias(senal("S"), senal("R"), paralelo=True)),
            t=captura(reloj()),
        ),
    ],
    ids=["inicio", "con_error", "con_tiempo", "tras_compuerta"],
)
def test_lo_que_no_se_puede_esperar_asi_no_se_compila(mesa, dibujo):
    with pytest.raises(DiagramaInvalido):
        mesa(dibujo)
