"""Un subproceso ad hoc ofrece lo suyo sin orden dibujado y termina por su condición."""

from tests.motor.bpmn.juego.taller import T, limite, nodo, proceso, reloj, usuario


def ad_hoc(dentro="a; b", condicion=None, **extensiones):
    return proceso(
        "inicio > s > fin; l > fin_l",
        {"s": dentro},
        s=nodo(T.AD_HOC, activacion=condicion, extensiones=extensiones),
        l=limite("s", reloj()),
        **{n: usuario() for n in "abc" if n in dentro},
    )


def test_todo_se_ofrece_a_la_vez_y_en_cualquier_orden(mesa):
    m = mesa(ad_hoc()).iniciar()
    assert m.tareas == ["a", "b"]
    assert m.completar("b").tareas == ["a"]
    assert m.completar("a").finales == ("fin",)


def test_en_secuencia_nunca_hay_dos_a_la_vez(mesa):
    m = mesa(ad_hoc(ordering="Sequential")).iniciar()
    assert m.tareas == ["a"]
    assert m.completar("a").tareas == ["b"]
    assert m.completar("b").finales == ("fin",)


def test_lo_que_tiene_entrada_espera_a_lo_que_lo_precede(mesa):
    m = mesa(ad_hoc("a > c; b", ordering="Sequential")).iniciar()
    assert m.completar("a").tareas == ["c"]
    assert m.completar("c").tareas == ["b"]


def test_cumplida_la_condicion_lo_que_queda_se_cancela(mesa):
    m = mesa(ad_hoc(condicion="listo = true")).iniciar(listo=False)
    assert m.completar("a", listo=True).finales == ("fin",)


def test_mientras_no_se_cumpla_una_tarea_se_vuelve_a_ofrecer(mesa):
    m = mesa(ad_hoc(condicion="listo = true")).iniciar(listo=False)
    assert m.completar("a").tareas == ["a", "b"]
    assert m.completar("a").completar("b", listo=True).finales == ("fin",)


def test_sin_cancelar_lo_que_queda_se_deja_terminar_sin_ofrecer_mas(mesa):
    dibujo = ad_hoc(condicion="listo = true", cancelRemainingInstances="false")
    m = mesa(dibujo).iniciar(listo=False).completar("a", listo=True)
    assert m.tareas == ["b"]
    assert m.completar("b").finales == ("fin",)


def test_una_condicion_sin_valor_es_un_incidente_que_se_reintenta(mesa):
    m = mesa(ad_hoc(condicion="listo")).iniciar().completar("a")
    assert "dio null" in next(iter(m.incidentes.values()))
    m.memoria.escribir(0, "listo", True)
    assert m.reintentar().finales == ("fin",)


def test_su_limite_lo_interrumpe(mesa):
    assert mesa(ad_hoc()).iniciar().vencer("l").finales == ("fin_l",)
