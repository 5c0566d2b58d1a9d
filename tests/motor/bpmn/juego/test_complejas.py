"""Compuerta compleja: cuándo se activa, qué espera para reponerse y por dónde sale cada vez."""

import pytest

from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.juego.taller import compleja, proceso, usuario, xor, y_


def de_tres(activacion, salida="g > d > fin"):
    """Tres tareas a la vez que se juntan en una compuerta compleja."""
    return proceso(
        f"inicio > y > a > g; y > b > g; y > c > g; {salida}",
        y=y_(),
        a=usuario(),
        b=usuario(),
        c=usuario(),
        d=usuario(),
        g=compleja(activacion),
    )


def test_dos_de_tres_bastan_y_la_tercera_no_repite_lo_que_sigue(mesa):
    m = mesa(de_tres("activationCount >= 2")).iniciar()
    assert m.completar("b").tareas == ["a", "c"]
    assert m.completar("a").tareas == ["c", "d"]
    assert m.completar("c").tareas == ["d"]
    assert m.completar("d").finales == ("fin",)


def test_la_que_falta_puede_llegar_despues_de_todo_lo_demas(mesa):
    m = mesa(de_tres("activationCount >= 1")).iniciar().completar("c").completar("d")
    assert m.tareas == ["a", "b"]
    assert m.fin is None
    assert m.completar("a").completar("b").tareas == []
    assert m.finales == ("fin",)


def test_al_reponerse_sale_por_las_condiciones_de_entonces(mesa):
    salida = "g > d [waitingForStart]; g > e [not(waitingForStart)]; d > fin; e > fin"
    m = mesa(de_tres("activationCount = 1", salida)).iniciar().completar("a")
    assert m.tareas == ["b", "c", "d"]
    assert m.completar("b").tareas == ["c", "d"]
    assert "g-e" not in m.flujos()
    assert m.completar("c").tareas == ["d"]
    assert m.flujos().count("g-e") == 1  # las dos que faltaban se consumen juntas


def test_si_nada_mas_puede_llegar_queda_repuesta_para_otra_vuelta(mesa):
    dibujo = proceso(
        "inicio > x > a [por_a] > g > d > otra; x > b [*] > g; otra > x [seguir]; otra > fin [*]",
        x=xor(),
        a=usuario(),
        b=usuario(),
        d=usuario(),
        otra=xor(),
        g=compleja("activationCount >= 1"),
    )
    m = mesa(dibujo).iniciar(por_a=True)
    for por_a in (True, False, True):
        m.completar("a" if "a" in m.tareas else "b")
        assert m.tareas == ["d"]
        m.completar("d", seguir=True, por_a=por_a)
    m.completar(m.tareas[0])
    assert m.completar("d", seguir=False).finales == ("fin",)


def test_reparte_como_una_inclusiva(mesa):
    dibujo = proceso(
        "inicio > g; g > a [x > 1] > fin; g > b [x > 2] > fin; g > c [*] > fin",
        g=compleja(),
        a=usuario(),
        b=usuario(),
        c=usuario(),
    )
    assert mesa(dibujo).iniciar(x=3).tareas == ["a", "b"]
    assert mesa(dibujo).iniciar(x=2).tareas == ["a"]
    assert mesa(dibujo).iniciar(x=1).tareas == ["c"]


def test_una_activacion_que_falla_es_un_incidente_que_se_reintenta(mesa):
    m = mesa(de_tres("activationCount >= minimo")).iniciar()
    m.completar("a")
    assert "dio null" in next(iter(m.incidentes.values()))
    m.memoria.escribir(0, "minimo", 1)
    assert m.reintentar().tareas == ["b", "c", "d"]


def test_si_nunca_se_activa_la_instancia_queda_detenida_y_se_dice(mesa):
    m = mesa(de_tres("activationCount > 3")).iniciar()
    m.completar("a").completar("b").completar("c")
    assert any("quedó detenida" in frase for frase in m.incidentes.values())


def test_unir_sin_condicion_de_activacion_no_se_compila(mesa):
    with pytest.raises(DiagramaInvalido):
        mesa(de_tres(None))


def test_una_actividad_espera_las_fichas_que_toma_y_deja_las_que_dice(mesa):
    dibujo = proceso(
        "inicio > a > b > c > fin",
        a=usuario(deja=4),
        b=usuario(),
        c=usuario(toma=2),
    )
    m = mesa(dibujo).iniciar().completar("a")
    assert m.tareas == ["b", "b", "b", "b"]
    assert m.completar("b").tareas == ["b", "b", "b"]
    assert m.completar("b").tareas == ["b", "b", "c"]
    assert m.completar("b").completar("b").tareas == ["c", "c"]
    assert m.completar("c").completar("c").finales == ("fin", "fin")


def test_si_faltan_fichas_que_tomar_la_instancia_queda_detenida_y_se_dice(mesa):
    dibujo = proceso("inicio > a > c > fin", a=usuario(), c=usuario(toma=2))
    m = mesa(dibujo).iniciar().completar("a")
    assert "quedó detenida" in next(iter(m.incidentes.values()))
