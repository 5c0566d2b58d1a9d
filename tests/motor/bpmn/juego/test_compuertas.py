"""Compuertas, también en ciclos y con varias fichas en un mismo flujo."""

import pytest

from motor.bpmn.modelo import TipoNodo as T
from tests.motor.bpmn.juego.taller import (
    captura,
    de_eventos,
    limite,
    mensaje,
    nodo,
    o_,
    proceso,
    reloj,
    script,
    senal,
    usuario,
    xor,
    y_,
)


@pytest.mark.parametrize(("monto", "tarea"), [(5, "c"), (50, "b"), (500, "a")])
def test_la_exclusiva_toma_el_primero_que_se_cumple_o_el_predeterminado(mesa, monto, tarea):
    p = proceso(
        "inicio > x; x > a [monto > 100]; x > b [monto > 10]; x > c [*]",
        x=xor(),
        a=usuario(),
        b=usuario(),
        c=usuario(),
    )
    assert mesa(p).iniciar(monto=monto).tareas == [tarea]


def test_la_paralela_espera_una_ficha_de_cada_flujo(mesa):
    p = proceso("inicio > f > a > j; f > b > j; j > fin", f=y_(), j=y_(), a=usuario(), b=usuario())
    m = mesa(p).iniciar()
    assert m.tareas == ["a", "b"]
    assert m.completar("b").tareas == ["a"]
    assert m.completar("a").finales == ("fin",)
    assert m.flujos().count("j-fin") == 1


def test_la_paralela_junta_bien_en_cada_vuelta_de_un_ciclo(mesa):
    p = proceso(
        "inicio > r > f; f > a > j; f > b > j; j > x; x > r [otra]; x > fin [*]",
        r=xor(),
        f=y_(),
        j=y_(),
        x=xor(),
        a=usuario(),
        b=usuario(),
    )
    m = mesa(p).iniciar(otra=True)
    for vuelta in range(4):
        assert m.tareas == ["a", "b"]
        m.completar("a", otra=vuelta < 3)
        m.completar("b")
    assert m.finales == ("fin",)
    assert m.flujos().count("j-x") == 4


def test_dos_fichas_en_un_mismo_flujo_no_bastan_a_la_paralela(mesa):
    """Dos fichas llegan por a; la unión usa una con la de b y la otra sigue esperando."""
    p = proceso(
        "inicio > f; f > e1 > e > a; f > e2 > e; a > j; f > b > j; j > fin",
        f=y_(),
        e=xor(),
        j=y_(),
        a=usuario(),
        b=usuario(),
    )
    m = mesa(p).iniciar()
    assert m.tareas == ["a", "a", "b"]
    m.completar("a")
    m.completar("a")
    assert m.finales is None
    m.completar("b")
    assert m.flujos().count("j-fin") == 1
    assert m.finales is None  # la ficha que sobra sigue esperando su pareja
    assert ["La instancia quedó detenida en «j»" in x for x in m.incidentes.values()] == [True]


def test_sin_compuerta_cada_ficha_pasa_por_separado(mesa):
    p = proceso("inicio > f; f > a > c; f > b > c; c > fin", f=y_(), a=usuario(), b=usuario())
    m = mesa(p).iniciar()
    assert m.completar("a").finales is None
    assert m.completar("b").finales == ("fin", "fin")


def test_una_actividad_con_varias_salidas_reparte_y_respeta_las_condiciones(mesa):
    p = proceso(
        "inicio > a; a > b; a > c [monto > 10]; a > d [*]",
        a=usuario(),
        b=usuario(),
        c=usuario(),
        d=usuario(),
    )
    assert mesa(p).iniciar(monto=20).completar("a").tareas == ["b", "c"]
    assert mesa(p).iniciar(monto=5).completar("a").tareas == ["b", "d"]


INCLUSIVA = proceso(
    "inicio > o; o > a [x]; o > b [y]; o > c [*]; a > j; b > j; c > j; j > d > fin",
    o=o_(),
    j=o_(),
    a=usuario(),
    b=usuario(),
    c=usuario(),
    d=usuario(),
)


@pytest.mark.parametrize(
    ("x", "y", "abiertas"),
    [(True, True, ["a", "b"]), (True, False, ["a"]), (False, False, ["c"])],
)
def test_la_inclusiva_espera_solo_las_ramas_que_se_activaron(mesa, x, y, abiertas):
    m = mesa(INCLUSIVA).iniciar(x=x, y=y)
    assert m.tareas == abiertas
    for tarea in abiertas:
        assert "d" not in m.tareas
        m.completar(tarea)
    assert m.tareas == ["d"]
    assert m.completar("d").finales == ("fin",)


def test_la_inclusiva_sigue_cuando_la_otra_rama_se_desvia_y_ya_no_puede_llegar(mesa):
    p = proceso(
        "inicio > f; f > a > j; f > b > x; x > j [sigue]; x > fin_b [*]; j > d > fin",
        f=y_(),
        j=o_(),
        x=xor(),
        a=usuario(),
        b=usuario(),
        d=usuario(),
    )
    m = mesa(p).iniciar(sigue=False).completar("a")
    assert m.tareas == ["b"]
    assert m.completar("b").tareas == ["d"]
    assert mesa(p).iniciar(sigue=True).completar("a").completar("b").tareas == ["d"]


def test_la_inclusiva_no_espera_a_quien_puede_llegar_por_donde_ya_hay_ficha(mesa):
    """BPMN 2.0.2, 13.4.3: b puede llegar por x-j y por m-j; en m-j ya hay una ficha."""
    p = proceso(
        "inicio > f; f > a > m; f > b > x; x > m [por_m]; x > j [*]; m > j; j > d > fin",
        f=y_(),
        m=xor(),
        j=o_(),
        x=xor(),
        a=usuario(),
        b=usuario(),
        d=usuario(),
    )
    assert mesa(p).iniciar(por_m=False).completar("a").tareas == ["b", "d"]


def test_la_inclusiva_espera_a_quien_puede_llegar_por_un_evento_de_limite(mesa):
    p = proceso(
        "inicio > f; f > a > j; f > b > fin_b; t > j; j > d > fin",
        f=y_(),
        j=o_(),
        a=usuario(),
        b=usuario(),
        d=usuario(),
        t=limite("b", reloj()),
    )
    m = mesa(p).iniciar().completar("a")
    assert m.esperas == ["b", "t"]
    assert m.vencer("t").esperas == ["d"]
    assert m.completar("d").finales == ("fin",)
    assert mesa(p).iniciar().completar("a").completar("b").esperas == ["d"]


def test_la_inclusiva_funciona_dentro_de_un_ciclo(mesa):
    p = proceso(
        "inicio > r > n > o; o > a [true]; o > b [n > 1]; a > j; b > j; "
        "j > x; x > r [n < 3]; x > fin [*]",
        r=xor(),
        n=script("if vueltas = null then 1 else vueltas + 1", "vueltas"),
        o=script("vueltas", "n"),
        a=usuario(),
        b=usuario(),
        j=o_(),
        x=xor(),
    )
    m = mesa(p).iniciar(vueltas=None)
    assert m.tareas == ["a"]
    assert m.completar("a").tareas == ["a", "b"]
    assert m.completar("b").completar("a").tareas == ["a", "b"]
    assert m.completar("a").completar("b").finales == ("fin",)


def de_tres_eventos():
    return proceso(
        "inicio > g; g > t > a; g > m > b; g > r > c; a > fin; b > fin; c > fin",
        g=de_eventos(),
        t=captura(reloj()),
        m=captura(mensaje("M")),
        r=nodo(T.RECEPCION, evento=mensaje("R")),
        a=usuario(),
        b=usuario(),
        c=usuario(),
    )


def test_tras_la_compuerta_de_eventos_gana_lo_primero_que_pasa(mesa):
    m = mesa(de_tres_eventos()).iniciar()
    assert m.esperas == ["m", "r", "t"]
    m.recibir("m", folio=3)
    assert m.esperas == ["b"]
    assert m.variable("folio") == 3
    assert m.flujos() == ["inicio-g", "g-m", "m-b"]
    assert mesa(de_tres_eventos()).iniciar().vencer("t").esperas == ["a"]
    assert mesa(de_tres_eventos()).iniciar().recibir("r").esperas == ["c"]


def test_la_compuerta_de_eventos_funciona_en_un_ciclo(mesa):
    p = proceso(
        "inicio > r > g; g > t > r; g > s > fin",
        r=xor(),
        g=de_eventos(),
        t=captura(reloj()),
        s=captura(senal("S")),
    )
    m = mesa(p).iniciar()
    for _ in range(5):
        assert m.vencer("t").esperas == ["s", "t"]
    assert m.senalar("S").finales == ("fin",)
