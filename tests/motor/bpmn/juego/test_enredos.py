"""Diagramas enredados a propósito: lo que rara vez se dibuja también tiene que salir bien."""

from motor.bpmn.modelo import TipoNodo as T
from tests.motor.bpmn.juego.taller import (
    TERMINAR,
    error,
    escalada,
    fin,
    inicio,
    lanza,
    limite,
    mensaje,
    nodo,
    o_,
    proceso,
    reloj,
    senal,
    sub,
    sub_evento,
    usuario,
    varias,
    xor,
    y_,
)


def test_instancia_multiple_dentro_de_un_subproceso_de_evento(mesa):
    p = proceso(
        "inicio > a > fin; se",
        dentro={"se": "ini > rep > fin_se"},
        a=usuario(),
        se=sub_evento(),
        ini=inicio(mensaje("M"), interrumpe=False),
        rep=usuario(repeticion=varias("lista", "x")),
    )
    m = mesa(p).iniciar(lista=["p", "q"])
    m.recibir("ini").recibir("ini")
    assert m.tareas == ["a", "rep", "rep", "rep", "rep"]
    m.completar("a")
    for _ in range(4):
        assert m.fin is None
        m.completar("rep")
    assert sorted(m.finales) == ["fin", "fin_se", "fin_se"]


def test_el_error_de_una_llamada_multiple_cancela_a_todas(mesa):
    p = proceso(
        "inicio > ll > fin; e > b > fin_b",
        ll=nodo(T.LLAMADA, llamado="q", repeticion=varias("lista", "x")),
        e=limite("ll", error("E1")),
        b=usuario(),
    )
    m = mesa(p).iniciar(lista=["p", "q", "r"])
    m.completar("ll", indice=2).fallar("ll", "E1")
    assert m.esperas == ["b"]
    m.completar("b")
    assert m.finales == ("fin_b",)


def test_el_subproceso_de_evento_que_atrapa_un_error_reemplaza_a_su_ambito(mesa):
    p = proceso(
        "inicio > s > fin",
        dentro={"s": "i_s > serv > fin_s; se", "se": "ini > x > fin_x"},
        s=sub(),
        i_s=inicio(),
        serv=nodo(T.SERVICIO),
        se=sub_evento(),
        ini=inicio(error("E1")),
        x=usuario(),
    )
    m = mesa(p).iniciar().fallar("serv", "E1")
    assert m.esperas == ["x"]
    assert m.completar("x").finales == ("fin",)


def test_el_mismo_error_relanzado_no_lo_atrapa_el_subproceso_que_ya_lo_atrapo(mesa):
    p = proceso(
        "inicio > s > fin; e > b > fin_b",
        dentro={"s": "i_s > serv > fin_s; se", "se": "ini > x > roto"},
        s=sub(),
        i_s=inicio(),
        serv=nodo(T.SERVICIO),
        se=sub_evento(),
        ini=inicio(error("E1")),
        x=usuario(),
        roto=fin(error("E1")),
        e=limite("s", error("E1")),
        b=usuario(),
    )
    m = mesa(p).iniciar().fallar("serv", "E1").completar("x")
    assert m.esperas == ["b"]
    assert m.completar("b").finales == ("fin_b",)


def test_terminar_dentro_de_un_elemento_acaba_solo_ese_elemento(mesa):
    p = proceso(
        "inicio > s > fin",
        dentro={"s": "i_s > k; k > a > para; k > b > fin_s"},
        s=sub(repeticion=varias("lista", "x")),
        i_s=inicio(),
        k=y_(),
        a=usuario(),
        b=usuario(),
        para=fin(TERMINAR),
    )
    m = mesa(p).iniciar(lista=["p", "q"]).completar("a")
    assert m.tareas == ["a", "b"]
    assert m.completar("a").finales == ("fin",)


def test_la_union_inclusiva_con_vuelta_no_se_espera_a_si_misma(mesa):
    p = proceso(
        "inicio > j > k; k > a > u; k > b > u; u > c > x; x > j [otra]; x > fin [*]",
        j=xor(),
        k=y_(),
        a=usuario(),
        b=usuario(),
        u=o_(),
        c=usuario(),
        x=xor(),
    )
    m = mesa(p).iniciar()
    for otra in (True, True, False):
        m.completar("a")
        assert m.tareas == ["b"]
        m.completar("b")
        assert m.tareas == ["c"]
        m.completar("c", otra=otra)
    assert m.finales == ("fin",)


def test_la_union_inclusiva_espera_a_la_rama_que_da_una_vuelta(mesa):
    p = proceso(
        "inicio > k; k > a > u; k > m > b > x; x > m [otra]; x > u [*]; u > fin",
        k=y_(),
        a=usuario(),
        b=usuario(),
        m=xor(),
        x=xor(),
        u=o_(),
    )
    m = mesa(p).iniciar().completar("a").completar("b", otra=True)
    assert m.tareas == ["b"]
    assert m.completar("b", otra=False).finales == ("fin",)
    assert m.flujos().count("u-fin") == 1


def test_la_union_paralela_guarda_la_segunda_ficha_del_mismo_flujo(mesa):
    p = proceso(
        "inicio > k; k > a > m; k > b > m; m > u; k > c > u; k > d > n; d2 > n; n > u2; u > fin; "
        "u2 > fin2",
        **{n: usuario() for n in ("a", "b", "c", "d")},
        k=y_(),
        m=xor(),
        n=xor(),
        u=y_(),
        d2=limite("d", reloj(), interrumpe=False),
        u2=nodo(T.TAREA),
    )
    m = mesa(p).iniciar().completar("a").completar("b").vencer("d2").completar("d")
    assert m.tareas == ["c"]
    assert m.fin is None
    m.completar("c")
    assert m.flujos().count("u-fin") == 1
    assert m.incidentes, "una ficha quedó en la unión, y eso se dice"


def test_la_senal_que_interrumpe_a_quien_la_lanza_no_sigue(mesa):
    p = proceso(
        "inicio > s > fin; l > b > fin_b",
        dentro={"s": "i_s > k; k > t > c > fin_s; k > a > fin_a"},
        s=sub(),
        i_s=inicio(),
        k=y_(),
        t=lanza(senal("S")),
        a=usuario(),
        c=usuario(),
        l=limite("s", senal("S")),
        b=usuario(),
    )
    m = mesa(p).iniciar()
    assert m.esperas == ["b"]
    assert m.completar("b").finales == ("fin_b",)


def test_la_escalada_que_no_interrumpe_corre_junto_a_cada_elemento(mesa):
    p = proceso(
        "inicio > s > fin; l > b > fin_b",
        dentro={"s": "i_s > t > a > fin_s"},
        s=sub(repeticion=varias("lista", "x", secuencial=True)),
        i_s=inicio(),
        t=lanza(escalada("X")),
        a=usuario(),
        l=limite("s", escalada("X"), interrumpe=False),
        b=usuario(),
    )
    m = mesa(p).iniciar(lista=["p", "q"])
    assert m.tareas == ["a", "b"]
    m.completar("a")
    assert m.tareas == ["a", "b", "b"]
    m.completar("a").completar("b").completar("b")
    assert m.finales == ("fin", "fin_b", "fin_b")


def test_el_temporizador_que_no_interrumpe_se_va_con_su_anfitrion_y_lo_disparado_sigue(mesa):
    p = proceso(
        "inicio > s > fin; l > b > fin_b; e > c > fin_c",
        dentro={"s": "i_s > serv > fin_s"},
        s=sub(),
        i_s=inicio(),
        serv=nodo(T.SERVICIO),
        l=limite("s", reloj(), interrumpe=False),
        b=usuario(),
        e=limite("s", error("E")),
        c=usuario(),
    )
    m = mesa(p).iniciar().vencer("l", ultimo=False).fallar("serv", "E")
    assert m.esperas == ["b", "c"]
    m.completar("b").completar("c")
    assert m.finales == ("fin_b", "fin_c")
