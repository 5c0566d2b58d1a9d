"""Eventos intermedios, de límite y subprocesos de evento, interruptores y no."""

from dataclasses import replace

from motor.bpmn.avance import Cierre, ClaseEspera
from motor.bpmn.modelo import SIN_EVENTO, DefinicionEvento, TipoEvento
from motor.bpmn.modelo import TipoNodo as T
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import (
    asigna,
    captura,
    fin,
    inicio,
    lanza,
    limite,
    mensaje,
    nodo,
    proceso,
    reloj,
    senal,
    sub,
    sub_evento,
    usuario,
    varias,
    y_,
)


def test_una_captura_espera_y_sigue(mesa):
    m = mesa(proceso("inicio > t > a > fin", t=captura(reloj()), a=usuario())).iniciar()
    assert m.de_clase(ClaseEspera.TEMPORIZADOR) == ["t"]
    assert m.vencer("t").tareas == ["a"]


def test_un_evento_multiple_sigue_con_lo_primero_y_cancela_lo_demas(mesa):
    multiple = DefinicionEvento(TipoEvento.MULTIPLE)
    evento = replace(captura(multiple), eventos=(mensaje("M"), reloj(), senal("S")))
    p = proceso("inicio > e > a > fin", e=evento, a=usuario())
    m = mesa(p).iniciar()
    assert [(a.clase.value, a.definicion) for a in m.abiertas.values()] == [
        ("mensaje", 0),
        ("temporizador", 1),
        ("senal", 2),
    ]
    m.senalar("S", dato=1)
    assert m.esperas == ["a"]
    assert m.variable("dato") == 1


def test_un_limite_que_interrumpe_cancela_la_tarea(mesa):
    p = proceso("inicio > a > fin; t > b > fin_t", a=usuario(), b=usuario(), t=limite("a", reloj()))
    m = mesa(p).iniciar()
    assert m.esperas == ["a", "t"]
    m.vencer("t")
    assert m.esperas == ["b"]
    assert m.completar("b").finales == ("fin_t",)


def test_completar_la_tarea_desarma_sus_limites(mesa):
    p = proceso("inicio > a > b > fin; t > fin_t", a=usuario(), b=usuario(), t=limite("a", reloj()))
    m = mesa(p).iniciar()
    reloj_armado = m.ficha("t")
    m.completar("a")
    assert m.esperas == ["b"]
    assert reloj_armado not in m.abiertas
    assert m.completar("b").finales == ("fin",)


def test_un_limite_que_no_interrumpe_corre_al_lado_tantas_veces_como_venza(mesa):
    p = proceso(
        "inicio > a > fin; t > b > fin_t",
        a=usuario(),
        b=usuario(),
        t=limite("a", reloj(), interrumpe=False),
    )
    m = mesa(p).iniciar()
    assert m.vencer("t", ultimo=False).esperas == ["a", "b", "t"]
    assert m.vencer("t", ultimo=True).esperas == ["a", "b", "b"]
    m.completar("b")
    m.completar("b")
    assert m.finales is None
    assert m.completar("a").finales == ("fin_t", "fin_t", "fin")


def test_un_mensaje_que_no_interrumpe_se_sigue_oyendo(mesa):
    p = proceso(
        "inicio > a > fin; m > b > fin_m",
        a=usuario(),
        b=usuario(),
        m=limite("a", mensaje("M"), interrumpe=False, salidas=asigna(ultimo="folio")),
    )
    m = mesa(p).iniciar()
    m.recibir("m", folio=1).recibir("m", folio=2)
    assert m.esperas == ["a", "b", "b", "m"]
    assert m.memoria.ambitos[0] == {"ultimo": 2}


def con_limite_en_subproceso(**campos):
    return proceso(
        "inicio > s > fin; t > d > fin_t",
        {"s": "inicio2 > f; f > a > fin2; f > ss > fin2", "ss": "inicio3 > b > fin3"},
        s=sub(),
        ss=sub(),
        f=y_(),
        a=usuario(),
        b=usuario(),
        d=usuario(),
        t=limite("s", reloj(), **campos),
    )


def test_interrumpir_un_subproceso_cancela_todo_lo_de_dentro(mesa):
    m = mesa(con_limite_en_subproceso()).iniciar()
    assert m.esperas == ["a", "b", "t"]
    m.vencer("t")
    assert m.esperas == ["d"]
    assert set(m.memoria.ambitos) == {0}


def test_sin_interrumpir_el_subproceso_sigue_y_su_fin_desarma_el_limite(mesa):
    m = mesa(con_limite_en_subproceso(interrumpe=False)).iniciar()
    m.vencer("t", ultimo=False)
    assert m.esperas == ["a", "b", "d", "t"]
    m.completar("a").completar("b")
    assert m.esperas == ["d"]


def test_una_senal_lanzada_dentro_la_oyen_los_de_dentro_y_sale_para_los_demas(mesa):
    p = proceso(
        "inicio > f; f > c > b > fin; f > a > l > fin_l",
        f=y_(),
        c=captura(senal("S")),
        b=usuario(),
        a=usuario(),
        l=lanza(senal("S", contenido="{nota: 4}")),
    )
    m = mesa(p).iniciar().completar("a")
    assert m.tareas == ["b"]
    assert m.variable("nota") == 4
    assert [(s.nombre, s.contenido) for s in m.senales] == [("S", {"nota": 4})]


def test_la_senal_la_oye_quien_iba_a_esperarla_en_el_mismo_suceso():
    p = proceso(
        "inicio > f; f > l > fin_l; f > x > c > fin_c",
        f=y_(),
        l=lanza(senal("S")),
        c=captura(senal("S")),
    )
    assert Mesa(p).iniciar().finales == ("fin_l", "fin_c")


def test_la_senal_que_interrumpe_a_quien_la_lanza_lo_cancela(mesa):
    p = proceso(
        "inicio > s > fin; b > a > fin_b",
        {"s": "inicio2 > l > c > fin2"},
        s=sub(),
        l=lanza(senal("S")),
        c=usuario(),
        a=usuario(),
        b=limite("s", senal("S")),
    )
    assert mesa(p).iniciar().esperas == ["a"]


def con_subproceso_de_evento(interrumpe=True, evento=None):
    return proceso(
        "inicio > a > fin; ev",
        {"ev": "retiro > b > fin_ev"},
        a=usuario(),
        b=usuario(),
        ev=sub_evento(),
        retiro=inicio(evento or mensaje("RETIRO"), interrumpe=interrumpe),
    )


def test_un_subproceso_de_evento_que_interrumpe_cancela_lo_demas_de_su_ambito(mesa):
    m = mesa(con_subproceso_de_evento()).iniciar()
    assert m.esperas == ["a", "retiro"]
    m.recibir("retiro", motivo="x")
    assert m.esperas == ["b"]
    assert m.variable("motivo") == "x"
    assert m.completar("b").finales == ("fin_ev",)


def test_un_subproceso_de_evento_que_no_interrumpe_corre_al_lado_y_se_repite(mesa):
    m = mesa(con_subproceso_de_evento(interrumpe=False)).iniciar()
    m.recibir("retiro").recibir("retiro")
    assert m.esperas == ["a", "b", "b", "retiro"]
    m.completar("a")
    assert m.esperas == ["b", "b", "retiro"]
    m.completar("b").completar("b")
    assert m.finales == ("fin", "fin_ev", "fin_ev")


def test_un_ciclo_de_temporizador_en_subproceso_de_evento_se_agota(mesa):
    m = mesa(con_subproceso_de_evento(interrumpe=False, evento=reloj())).iniciar()
    m.vencer("retiro", ultimo=False).vencer("retiro", ultimo=True)
    assert m.esperas == ["a", "b", "b"]


def test_la_interrupcion_de_un_subproceso_de_evento_no_sale_de_su_subproceso(mesa):
    p = proceso(
        "inicio > f; f > s > d > fin; f > z > fin; lim > fin_lim",
        {"s": "inicio2 > a > fin2; ev", "ev": "salta > b > fin3"},
        f=y_(),
        s=sub(),
        ev=sub_evento(),
        salta=inicio(senal("S")),
        lim=limite("s", reloj()),
        a=usuario(),
        b=usuario(),
        d=usuario(),
        z=usuario(),
    )
    m = mesa(p).iniciar().senalar("S")
    assert m.esperas == ["b", "lim", "z"]
    assert m.completar("b").esperas == ["d", "z"]


def test_un_temporizador_dentro_de_un_elemento_interrumpe_solo_ese_elemento(mesa):
    p = proceso(
        "inicio > s > fin",
        {"s": "inicio2 > a > fin2; t > b > fin3"},
        s=sub(repeticion=varias("lista")),
        a=usuario(),
        b=usuario(),
        t=limite("a", reloj()),
    )
    m = mesa(p).iniciar(lista=["p", "q", "r"]).vencer("t")
    assert m.esperas == ["a", "a", "b", "t", "t"]
    for _ in range(2):
        m.completar("a")
    assert m.completar("b").finales == ("fin",)


def test_un_evento_de_enlace_ya_normalizado_solo_se_pasa(mesa):
    p = proceso("inicio > l > c > fin", l=lanza(SIN_EVENTO), c=lanza(SIN_EVENTO))
    assert mesa(p).iniciar().finales == ("fin",)


def test_un_fin_de_mensaje_lo_envia(mesa):
    m = mesa(proceso("inicio > listo", listo=fin(mensaje("M9")))).iniciar()
    assert [x.nombre for x in m.mensajes] == ["M9"]
    assert m.finales == ("listo",)


def test_los_pasos_dicen_que_se_entro_se_dejo_y_se_cancelo():
    p = proceso(
        "inicio > s > fin; t > fin_t", {"s": "i2 > a"}, s=sub(), a=usuario(), t=limite("s", reloj())
    )
    m = Mesa(p).iniciar().vencer("t")
    assert [f"{p.clase.value} {p.elemento}" for p in m.pasos] == [
        "entra inicio",
        "sale inicio",
        "flujo inicio-s",
        "entra s",
        "entra i2",
        "sale i2",
        "flujo i2-a",
        "entra a",
        "cancela a",
        "cancela s",
        "entra t",
        "sale t",
        "flujo t-fin_t",
        "entra fin_t",
        "sale fin_t",
    ]


def test_anular_cierra_todo_y_termina_sin_final(mesa):
    m = mesa(con_limite_en_subproceso()).iniciar().anular()
    assert m.finales == ()
    assert {c.cierre for c in m.avance.cerradas} == {Cierre.CANCELADA}


def test_lo_que_nace_y_termina_en_el_mismo_suceso_no_se_anuncia():
    p = proceso(
        "inicio > a > fin; t > fin_t", a=nodo(T.SCRIPT, script="{x: 1}"), t=limite("a", reloj())
    )
    m = Mesa(p).iniciar()
    assert (m.avance.abiertas, m.avance.cerradas) == ([], [])
