"""Errores, escaladas y terminación: quién los atrapa y qué se cancela."""

import pytest

from tests.motor.bpmn.juego.taller import (
    TERMINAR,
    error,
    escalada,
    fin,
    inicio,
    lanza,
    limite,
    mensaje,
    proceso,
    reloj,
    servicio,
    sub,
    sub_evento,
    usuario,
    varias,
    y_,
)


def anidado(codigo, **limites):
    """s contiene ss, que lanza el error; al lado de cada uno hay una tarea abierta."""
    tramos = "; ".join(f"{nombre} > t_{nombre} > fin_{nombre}" for nombre in limites)
    fuera = "; ".join(t for n, t in zip(limites, tramos.split("; "), strict=True) if n[0] == "e")
    dentro = "; ".join(t for n, t in zip(limites, tramos.split("; "), strict=True) if n[0] == "d")
    return proceso(
        "inicio > s > fin; " + fuera,
        {
            "s": "inicio2 > f; f > ss > fin2; f > lado > fin2; " + dentro,
            "ss": "inicio3 > a > mal",
        },
        s=sub(),
        ss=sub(),
        f=y_(),
        a=usuario(),
        lado=usuario(),
        mal=fin(error(codigo)),
        **limites,
        **{f"t_{nombre}": usuario() for nombre in limites},
    )


@pytest.mark.parametrize(
    ("limites", "esperas"),
    [
        ({"d1": limite("ss", error("E1")), "e1": limite("s", error("E1"))}, ["lado", "t_d1"]),
        ({"d1": limite("ss", error("OTRO")), "e1": limite("s", error("E1"))}, ["t_e1"]),
        ({"d1": limite("ss", error()), "d2": limite("ss", error("E1"))}, ["lado", "t_d2"]),
        ({"d1": limite("ss", error("OTRO")), "e1": limite("s", error())}, ["t_e1"]),
    ],
)
def test_el_error_lo_atrapa_el_mas_interno_que_nombra_el_codigo_o_cualquiera(
    mesa, limites, esperas
):
    m = mesa(anidado("E1", **limites)).iniciar().completar("a")
    assert m.esperas == esperas


def test_un_error_sin_quien_lo_atrape_termina_la_instancia_con_su_codigo(mesa):
    m = mesa(anidado("E9", d1=limite("ss", error("OTRO")))).iniciar().completar("a")
    assert m.fin.error == "E9"
    assert m.esperas == []


def test_un_servicio_con_error_que_nadie_atrapa_termina_igual(mesa):
    m = mesa(proceso("inicio > a > fin", a=servicio())).iniciar().fallar("a", "X")
    assert (m.fin.error, m.fin.finales) == ("X", ())


def test_un_subproceso_de_evento_atrapa_el_error_antes_que_el_limite(mesa):
    p = proceso(
        "inicio > s > fin; lim > fin_lim",
        {"s": "inicio2 > a > mal; ev", "ev": "ini_e > b > fin3"},
        s=sub(),
        a=usuario(),
        b=usuario(),
        mal=fin(error("E1")),
        ev=sub_evento(),
        ini_e=inicio(error()),
        lim=limite("s", error("E1")),
    )
    m = mesa(p).iniciar().completar("a")
    assert m.esperas == ["b"]
    assert m.completar("b").finales == ("fin",)


def test_un_error_dentro_del_que_atrapa_sale_al_limite_y_no_vuelve_a_entrar(mesa):
    p = proceso(
        "inicio > s > fin; lim > c > fin_lim",
        {"s": "inicio2 > mal; ev", "ev": "ini_e > b > mal2"},
        s=sub(),
        b=usuario(),
        c=usuario(),
        mal=fin(error("E1")),
        mal2=fin(error("E1")),
        ev=sub_evento(),
        ini_e=inicio(error()),
        lim=limite("s", error("E1")),
    )
    m = mesa(p).iniciar()
    assert m.esperas == ["b"]
    assert m.completar("b").esperas == ["c"]


def test_un_ambito_interrumpido_no_atrapa_con_otro_subproceso_de_evento(mesa):
    p = proceso(
        "inicio > s > fin; lim > c > fin_lim",
        {
            "s": "inicio2 > a > fin2; ev; otro",
            "ev": "ini_m > b > mal",
            "otro": "ini_e > d > fin3",
        },
        s=sub(),
        a=usuario(),
        b=usuario(),
        c=usuario(),
        d=usuario(),
        mal=fin(error("E1")),
        ev=sub_evento(),
        otro=sub_evento(),
        ini_m=inicio(mensaje("M")),
        ini_e=inicio(error("E1")),
        lim=limite("s", error("E1")),
    )
    m = mesa(p).iniciar().recibir("ini_m")
    assert m.esperas == ["b"]
    assert m.completar("b").esperas == ["c"]


def test_un_subproceso_de_evento_no_se_dispara_a_si_mismo(mesa):
    p = proceso(
        "inicio > e > a > fin; ev",
        {"ev": "ini_e > b > e2 > c > fin_e"},
        e=lanza(escalada("X")),
        e2=lanza(escalada("X")),
        a=usuario(),
        b=usuario(),
        c=usuario(),
        ev=sub_evento(),
        ini_e=inicio(escalada("X"), interrumpe=False),
    )
    m = mesa(p).iniciar()
    assert m.esperas == ["a", "b"]
    assert m.completar("b").esperas == ["a", "c"]


def test_un_error_en_un_elemento_interrumpe_toda_la_actividad_multiple(mesa):
    p = proceso(
        "inicio > s > fin; lim > c > fin_lim",
        {"s": "inicio2 > a > mal"},
        s=sub(repeticion=varias("lista")),
        a=usuario(),
        c=usuario(),
        mal=fin(error("E1")),
        lim=limite("s", error("E1")),
    )
    m = mesa(p).iniciar(lista=["x", "y", "z"])
    assert m.tareas == ["a", "a", "a"]
    assert m.completar("a").esperas == ["c"]


def con_escalada(interrumpe, como_fin=False):
    aviso = fin(escalada("AVISO")) if como_fin else lanza(escalada("AVISO"))
    return proceso(
        "inicio > s > fin; lim > b > fin_lim",
        {"s": "inicio2 > f; f > a > fin2; f > aviso" + ("" if como_fin else " > c > fin3")},
        s=sub(),
        f=y_(),
        a=usuario(),
        b=usuario(),
        aviso=aviso,
        lim=limite("s", escalada("AVISO"), interrumpe=interrumpe),
        **({} if como_fin else {"c": usuario()}),
    )


def test_una_escalada_que_no_interrumpe_deja_seguir_a_quien_la_lanza(mesa):
    m = mesa(con_escalada(False)).iniciar()
    assert m.esperas == ["a", "b", "c"]
    m.completar("a").completar("c")
    assert m.completar("b").finales is not None


def test_una_escalada_que_interrumpe_cancela_el_subproceso(mesa):
    assert mesa(con_escalada(True)).iniciar().esperas == ["b"]
    assert mesa(con_escalada(True, como_fin=True)).iniciar().esperas == ["b"]


def test_un_fin_de_escalada_que_no_interrumpe_solo_acaba_su_rama(mesa):
    assert mesa(con_escalada(False, como_fin=True)).iniciar().esperas == ["a", "b"]


def test_una_escalada_sin_quien_la_atrape_no_hace_nada(mesa):
    p = proceso("inicio > e > a > fin", e=lanza(escalada("X")), a=usuario())
    assert mesa(p).iniciar().tareas == ["a"]


def test_una_escalada_la_atrapa_el_subproceso_de_evento_sin_interrumpir(mesa):
    p = proceso(
        "inicio > e > a > fin; ev",
        {"ev": "ini_e > b > fin_e"},
        e=lanza(escalada("X")),
        a=usuario(),
        b=usuario(),
        ev=sub_evento(),
        ini_e=inicio(escalada(), interrumpe=False),
    )
    assert mesa(p).iniciar().tareas == ["a", "b"]


def test_terminar_acaba_su_subproceso_y_nada_mas(mesa):
    p = proceso(
        "inicio > g; g > s > d > fin; g > z > fin_z; lim > fin_lim",
        {"s": "inicio2 > f; f > a > fin2; f > b > corta"},
        g=y_(),
        s=sub(),
        f=y_(),
        a=usuario(),
        b=usuario(),
        d=usuario(),
        z=usuario(),
        corta=fin(TERMINAR),
        lim=limite("s", reloj()),
    )
    m = mesa(p).iniciar().completar("b")
    assert m.esperas == ["d", "z"]


def test_terminar_en_el_nivel_superior_acaba_la_instancia(mesa):
    p = proceso(
        "inicio > f; f > a > fin; f > s > fin; f > b > corta; ev",
        {"s": "inicio2 > c > fin2", "ev": "ini_e > fin_e"},
        f=y_(),
        s=sub(),
        a=usuario(),
        b=usuario(),
        c=usuario(),
        corta=fin(TERMINAR),
        ev=sub_evento(),
        ini_e=inicio(reloj()),
    )
    assert mesa(p).iniciar().completar("b").finales == ("corta",)


def test_terminar_en_un_elemento_acaba_solo_ese_elemento(mesa):
    p = proceso(
        "inicio > s > fin",
        {"s": "inicio2 > f; f > a > corta; f > b > fin2"},
        s=sub(repeticion=varias("lista")),
        f=y_(),
        a=usuario(),
        b=usuario(),
        corta=fin(TERMINAR),
    )
    m = mesa(p).iniciar(lista=["x", "y"]).completar("a")
    assert m.tareas == ["a", "b"]
    assert m.completar("a").finales == ("fin",)
