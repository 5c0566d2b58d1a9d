"""Eventos condicionales: cuándo se miran, cuándo disparan y cuándo vuelven a disparar."""

import pytest

from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.juego.taller import (
    captura,
    condicional,
    de_eventos,
    inicio,
    limite,
    mensaje,
    proceso,
    reloj,
    script,
    sub,
    sub_evento,
    usuario,
    y_,
)

CARO = condicional("monto > 100")


def con_limite(**campos):
    """Un subproceso con dos tareas seguidas y, en su borde, la condición."""
    return proceso(
        "inicio > s > fin; l > aviso > fin_l",
        {"s": "inicio_s > a > b > fin_s"},
        s=sub(),
        a=usuario(),
        b=usuario(),
        l=limite("s", CARO, **campos),
        aviso=usuario(),
    )


def test_un_limite_interrumpe_en_cuanto_el_dato_lo_cumple(mesa):
    m = mesa(con_limite()).iniciar(monto=5)
    assert m.tareas == ["a"]
    m.completar("a", monto=500)
    assert m.tareas == ["aviso"]
    assert m.completar("aviso").finales == ("fin_l",)


def test_si_ya_se_cumple_al_entrar_dispara_antes_de_lo_de_dentro(mesa):
    m = mesa(con_limite()).iniciar(monto=500)
    assert m.tareas == ["aviso"]
    assert "inicio_s-a" not in m.flujos()


def test_si_nunca_se_cumple_no_estorba_y_no_se_ve_desde_afuera(mesa):
    m = mesa(con_limite()).iniciar(monto=5)
    assert m.esperas == ["a"]
    assert m.completar("a").completar("b").finales == ("fin",)


def test_un_dato_que_aun_no_existe_no_la_cumple(mesa):
    m = mesa(con_limite()).iniciar()
    assert m.tareas == ["a"]
    assert not m.incidentes
    assert m.completar("a", monto=101).tareas == ["aviso"]


def test_sin_interrumpir_vuelve_a_disparar_solo_tras_dejar_de_cumplirse(mesa):
    dibujo = proceso(
        "inicio > s > fin; l > aviso > fin_l",
        {"s": "inicio_s > a > b > c > d > e > fin_s"},
        s=sub(),
        l=limite("s", CARO, interrumpe=False),
        **{nombre: usuario() for nombre in ("a", "b", "c", "d", "e", "aviso")},
    )
    m = mesa(dibujo).iniciar(monto=5)
    assert m.completar("a", monto=200).tareas == ["aviso", "b"]
    assert m.completar("b", monto=300).tareas == ["aviso", "c"]
    assert m.completar("c", monto=1).tareas == ["aviso", "d"]
    assert m.completar("d", monto=200).tareas == ["aviso", "aviso", "e"]


def test_una_captura_sigue_cuando_otra_rama_escribe_el_dato(mesa):
    dibujo = proceso(
        "inicio > y > k > b > fin; y > a > fin2",
        y=y_(),
        k=captura(CARO),
        a=usuario(),
        b=usuario(),
    )
    m = mesa(dibujo).iniciar(monto=0)
    assert m.esperas == ["a"]
    assert m.completar("a", monto=101).tareas == ["b"]
    assert m.completar("b").finales == ("fin2", "fin")


def test_sola_espera_sin_que_sea_un_bloqueo(mesa):
    m = mesa(proceso("inicio > k > fin", k=captura(CARO))).iniciar(monto=0)
    assert m.fin is None
    assert not m.incidentes


@pytest.mark.parametrize("interrumpe", [True, False])
def test_un_subproceso_de_evento_empieza_al_cumplirse(mesa, interrumpe):
    dibujo = proceso(
        "inicio > a > c > fin; se",
        {"se": "cuando > b > fin_se"},
        a=usuario(),
        b=usuario(),
        c=usuario(),
        se=sub_evento(),
        cuando=inicio(CARO, interrumpe=interrumpe),
    )
    m = mesa(dibujo).iniciar(monto=0)
    assert m.completar("a", monto=101).tareas == (["b"] if interrumpe else ["b", "c"])


def test_compite_con_las_demas_alternativas_de_una_compuerta_de_eventos(mesa):
    dibujo = proceso(
        "inicio > y > g > k > x > fin; g > t > fin_t; y > a > fin_a",
        y=y_(),
        g=de_eventos(),
        k=captura(CARO),
        t=captura(reloj()),
        a=usuario(),
        x=usuario(),
    )
    m = mesa(dibujo).iniciar(monto=0)
    assert m.esperas == ["a", "t"]
    assert m.completar("a", monto=101).esperas == ["x"]
    otra = mesa(dibujo).iniciar(monto=0).vencer("t")
    assert otra.completar("a", monto=101).finales == ("fin_t", "fin_a")


def test_lo_que_escribe_un_script_tambien_cuenta(mesa):
    dibujo = proceso(
        "inicio > s > fin; l > fin_l",
        {"s": "inicio_s > calcula > a > fin_s"},
        s=sub(),
        calcula=script("monto * 3", "monto"),
        a=usuario(),
        l=limite("s", CARO),
    )
    assert mesa(dibujo).iniciar(monto=50).finales == ("fin_l",)
    assert mesa(dibujo).iniciar(monto=30).tareas == ["a"]


def test_una_condicion_que_da_otra_cosa_es_un_incidente_que_se_reintenta(mesa):
    dibujo = proceso(
        "inicio > y > k > fin; y > m > fin_m",
        y=y_(),
        k=captura(condicional("monto")),
        m=captura(mensaje("M")),
    )
    m = mesa(dibujo).iniciar(monto=3)
    assert "dio 3" in next(iter(m.incidentes.values()))
    m.memoria.escribir(0, "monto", True)
    assert m.reintentar().esperas == ["m"]


def test_un_proceso_no_empieza_por_una_condicion_ni_sin_ella(mesa):
    with pytest.raises(DiagramaInvalido):
        mesa(proceso("inicio_k > fin", inicio_k=inicio(CARO)))
    with pytest.raises(DiagramaInvalido):
        mesa(proceso("inicio > k > fin", k=captura(condicional(""))))
