"""A dónde se puede mover una ficha, a dónde no, y qué pasa con lo que deja."""

import pytest

from motor.bpmn.movimiento import NoSeMueve, fichas_en_pie
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import (
    captura,
    de_eventos,
    limite,
    mensaje,
    o_,
    proceso,
    reloj,
    script,
    sub,
    usuario,
    varias,
    xor,
    y_,
)
from tests.motor.bpmn.juego.traslado import en_pie, libres, mover_de, porque, trasladar

SERIE = "inicio > a > b > c > fin"
TRES = {letra: usuario() for letra in "abc"}
RAMAS = "inicio > p > y1 > a > a2 > y2 > z > fin; y1 > b > b2 > y2"
DE_RAMAS = {t: usuario() for t in ("p", "a", "a2", "b", "b2", "z")} | {"y1": y_(), "y2": y_()}


def test_la_ficha_va_a_otro_paso_y_lo_que_dejo_se_cancela():
    mesa = Mesa(proceso(SERIE, **TRES)).iniciar()
    mover_de(mesa, "a", "c")
    assert mesa.tareas == ["c"]
    mover_de(mesa, "c", "a")
    assert mesa.tareas == ["a"]
    mesa.completar("a").completar("b").completar("c")
    assert mesa.fin.finales == ("fin",)


def test_se_puede_mover_al_final_y_el_caso_termina_por_ahi():
    mesa = Mesa(proceso(SERIE, **TRES)).iniciar()
    mover_de(mesa, "a", "fin")
    assert (mesa.fin.finales, mesa.tareas) == (("fin",), [])


def test_los_datos_quedan_y_el_destino_se_entra_como_por_su_flujo():
    pasos = dict(TRES, b=script("n + 1", "n"))
    mesa = Mesa(proceso(SERIE, **pasos)).iniciar(n=4)
    mover_de(mesa, "a", "b")
    assert (mesa.tareas, mesa.memoria.ambitos[0]["n"]) == (["c"], 5)


def test_el_plazo_al_borde_se_cancela_con_su_tarea_y_corre_el_del_destino():
    partes = dict(TRES, la=limite("a", reloj()), lc=limite("c", reloj()))
    mesa = Mesa(proceso(SERIE + "; la > fin; lc > fin", **partes)).iniciar()
    mover_de(mesa, "a", "c")
    assert sorted(a.elemento for a in mesa.abiertas.values()) == ["c", "lc"]


@pytest.mark.parametrize(
    ("destino", "frase"),
    [
        ("a", "ya está ahí"),
        ("inicio", "Es un inicio"),
        ("la", "Ocurre solo mientras su actividad"),
    ],
)
def test_no_se_mueve_a_donde_no_se_llega_por_un_flujo(destino, frase):
    mesa = Mesa(proceso(SERIE + "; la > fin", la=limite("a", reloj()), **TRES)).iniciar()
    assert frase in porque(mesa, "a", destino)
    with pytest.raises(NoSeMueve, match=frase):
        mover_de(mesa, "a", destino)


def test_con_dos_ramas_cada_ficha_se_mueve_solo_en_la_suya():
    mesa = Mesa(proceso(RAMAS, **DE_RAMAS)).iniciar().completar("p")
    assert libres(mesa, "a") == ["a2"]
    assert "quedaría esperando" in porque(mesa, "a", "b2")
    assert "quedaría esperando" in porque(mesa, "a", "z")
    assert "Reúne varias ramas" in porque(mesa, "a", "y2")
    assert "dos veces" in porque(mesa, "a", "p")
    assert "dos veces" in porque(mesa, "a", "y1")


def test_la_ultima_rama_no_salta_la_union_donde_otra_ya_espera():
    mesa = Mesa(proceso(RAMAS, **DE_RAMAS)).iniciar().completar("p")
    mesa.completar("b").completar("b2").completar("a")
    assert libres(mesa, "a2") == ["a"]
    assert "dos veces" in porque(mesa, "a2", "p")


def test_antes_y_despues_de_las_ramas_se_va_y_se_vuelve_pero_no_al_medio():
    mesa = Mesa(proceso(RAMAS, **DE_RAMAS)).iniciar()
    assert libres(mesa, "p") == ["y1", "z", "fin"]
    assert "quedaría esperando" in porque(mesa, "p", "a")
    mover_de(mesa, "p", "z")
    mover_de(mesa, "z", "y1")
    assert sorted(mesa.tareas) == ["a", "b"]


def test_de_una_inclusiva_no_se_sale_mientras_otra_rama_sigue():
    partes = {t: usuario() for t in "abz"} | {"o1": o_(), "o2": o_()}
    texto = "inicio > o1; o1 > a [true]; o1 > b [true]; a > o2; b > o2; o2 > z > fin"
    mesa = Mesa(proceso(texto, **partes)).iniciar()
    assert "la espera en la unión" in porque(mesa, "a", "z")
    mesa.completar("b")
    assert "la espera en la unión" in porque(mesa, "a", "z")


def test_a_un_subproceso_se_entra_por_su_inicio_y_se_sale_entero():
    partes = {"a": usuario(), "s": sub(), "z": usuario(), "d1": usuario(), "d2": usuario()}
    dentro = {"s": "inicio_s > d1 > d2 > fin_s"}
    mesa = Mesa(proceso("inicio > a > s > z > fin", dentro, **partes)).iniciar()
    assert "elija «s»" in porque(mesa, "a", "d2")
    mover_de(mesa, "a", "s")
    assert mesa.tareas == ["d1"]
    assert "mueva «s» entero" in porque(mesa, "d1", "z")
    assert en_pie(mesa)["d1"].dentro_de == "s"
    mover_de(mesa, "d1", "d2")
    mover_de(mesa, "s", "z")
    assert (mesa.tareas, mesa.memoria.padres) == (["z"], {})


def test_una_repeticion_no_se_mueve_sola_y_el_paso_entero_si():
    partes = {"a": usuario(repeticion=varias("[1, 2, 3]")), "b": usuario()}
    mesa = Mesa(proceso("inicio > a > b > fin", **partes)).iniciar().completar("a", 1)
    cuerpo, *items = fichas_en_pie(mesa.compilado, mesa.estado, mesa.memoria, mesa.feel)
    assert all("Es una de las repeticiones de «a»" in i.porque for i in items)
    trasladar(mesa, cuerpo.ficha, "b")
    assert mesa.tareas == ["b"]


def test_de_una_compuerta_de_eventos_se_mueve_la_compuerta_y_se_dejan_sus_alternativas():
    partes = {"e": de_eventos(), "m": captura(mensaje("M")), "t": captura(reloj()), "z": usuario()}
    texto = "inicio > e; e > m; e > t; m > x; t > x; x > z > fin"
    mesa = Mesa(proceso(texto, x=xor(), **partes)).iniciar()
    assert "alternativa de la compuerta «e»" in porque(mesa, "e", "m")
    mover_de(mesa, "e", "z")
    assert [a.elemento for a in mesa.abiertas.values()] == ["z"]
    mover_de(mesa, "z", "e")
    assert sorted(a.elemento for a in mesa.abiertas.values()) == ["m", "t"]


def test_no_se_mueve_a_donde_el_caso_quedaria_detenido():
    texto = "inicio > a > x; x > b [n > 3]; x > c [n < 3]; b > fin; c > fin2"
    mesa = Mesa(proceso(texto, x=xor(), **TRES)).iniciar(n=3)
    with pytest.raises(NoSeMueve, match="quedaría detenido"):
        mover_de(mesa, "a", "x")


def test_una_ficha_en_incidente_se_saca_de_ahi():
    texto = "inicio > a > x; x > b [n > 3]; x > c [n < 3]; b > fin; c > fin2"
    mesa = Mesa(proceso(texto, x=xor(), **TRES)).iniciar(n=3).completar("a")
    assert mesa.incidentes
    mover_de(mesa, "x", "c")
    assert (mesa.tareas, mesa.incidentes) == (["c"], {})
