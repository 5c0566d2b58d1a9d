"""Compensar deshace lo completado, de lo último a lo primero y una sola vez."""

import pytest

from motor.bpmn.modelo import DefinicionEvento, TipoEvento
from tests.motor.bpmn.juego.taller import (
    asigna,
    bucle,
    error,
    fin,
    inicio,
    lanza,
    limite,
    numeros,
    proceso,
    reloj,
    sub,
    sub_evento,
    usuario,
    varias,
    y_,
)

MANEJA = {"isForCompensation": "true"}


def compensar(actividad=""):
    return DefinicionEvento(TipoEvento.COMPENSACION, nombre=actividad)


def compensada(actividad, **campos):
    """Una tarea de personas con su límite y su manejador, también de personas."""
    return {
        actividad: usuario(**campos),
        f"l_{actividad}": limite(
            actividad, compensar(), extensiones={"compensa": f"des_{actividad}"}
        ),
        f"des_{actividad}": usuario(extensiones=MANEJA),
    }


def sueltos(*actividades):
    return "".join(f"; l_{a}; des_{a}" for a in actividades)


def dos(evento=None):
    return proceso(
        "inicio > a > b > c > fin" + sueltos("a", "b"),
        **compensada("a"),
        **compensada("b"),
        c=lanza(evento or compensar()),
    )


def test_se_compensa_de_lo_ultimo_a_lo_primero_y_despues_se_sigue(mesa):
    m = mesa(dos()).iniciar().completar("a").completar("b")
    assert m.tareas == ["des_b"]
    assert m.completar("des_b").tareas == ["des_a"]
    assert m.completar("des_a").finales == ("fin",)


def test_con_actividad_se_compensa_solo_esa(mesa):
    m = mesa(dos(compensar("a"))).iniciar().completar("a").completar("b")
    assert m.tareas == ["des_a"]
    assert m.completar("des_a").finales == ("fin",)


def test_lo_no_completado_no_se_compensa(mesa):
    dibujo = proceso(
        "inicio > y; y > a > fin; y > b > c > fin2" + sueltos("a", "b"),
        y=y_(),
        **compensada("a"),
        **compensada("b"),
        c=lanza(compensar()),
    )
    m = mesa(dibujo).iniciar().completar("b")
    assert m.tareas == ["a", "des_b"]
    assert m.completar("des_b").tareas == ["a"]
    assert m.completar("a").finales == ("fin2", "fin")


def test_lo_compensado_no_se_compensa_otra_vez(mesa):
    dibujo = proceso(
        "inicio > a > c > d > fin" + sueltos("a"),
        **compensada("a"),
        c=lanza(compensar()),
        d=lanza(compensar()),
    )
    m = mesa(dibujo).iniciar().completar("a").completar("des_a")
    assert m.finales == ("fin",)


def test_sin_nada_que_compensar_se_sigue(mesa):
    dibujo = proceso("inicio > c > a > fin" + sueltos("a"), **compensada("a"), c=lanza(compensar()))
    assert mesa(dibujo).iniciar().tareas == ["a"]


def test_un_fin_que_compensa_espera_y_despues_termina(mesa):
    dibujo = proceso("inicio > a > z" + sueltos("a"), **compensada("a"), z=fin(compensar()))
    m = mesa(dibujo).iniciar().completar("a")
    assert m.finales is None
    assert m.completar("des_a").finales == ("z",)


def con_subproceso(**mas):
    return proceso(
        "inicio > s > c > fin",
        {"s": "inicio_s > a > b > fin_s" + sueltos("a", "b"), **mas.pop("dentro", {})},
        s=sub(locales=("nota",)),
        **compensada("a"),
        **compensada("b", salidas=asigna(nota="nota")),
        c=lanza(compensar()),
        **mas,
    )


def test_un_subproceso_sin_manejador_compensa_lo_de_dentro_al_reves(mesa):
    m = mesa(con_subproceso()).iniciar().completar("a").completar("b", nota="x")
    assert m.tareas == ["des_b"]
    assert m.completar("des_b").completar("des_a").finales == ("fin",)


def test_dentro_se_ven_los_datos_del_subproceso_al_completarse(mesa):
    m = mesa(con_subproceso()).iniciar().completar("a").completar("b", nota="x")
    assert m.memoria.vista(m.abiertas[m.ficha("des_b")].ambito)["nota"] == "x"


def test_el_manejador_de_un_subproceso_reemplaza_a_los_de_dentro(mesa):
    dibujo = proceso(
        "inicio > s > c > fin" + sueltos("s"),
        {"s": "inicio_s > a > fin_s" + sueltos("a")},
        **{**compensada("s"), "s": sub()},
        **compensada("a"),
        c=lanza(compensar()),
    )
    m = mesa(dibujo).iniciar().completar("a")
    assert m.tareas == ["des_s"]
    assert m.completar("des_s").finales == ("fin",)


def test_el_subproceso_de_evento_decide_que_de_lo_de_dentro_compensa(mesa):
    dibujo = proceso(
        "inicio > s > c > fin",
        {
            "s": "inicio_s > a > b > fin_s; e" + sueltos("a", "b"),
            "e": "i_e > r > t > fin_e",
        },
        s=sub(),
        **compensada("a"),
        **compensada("b"),
        e=sub_evento(),
        i_e=inicio(compensar()),
        r=usuario(),
        t=lanza(compensar("a")),
        c=lanza(compensar()),
    )
    m = mesa(dibujo).iniciar().completar("a").completar("b")
    assert m.tareas == ["r"]
    assert m.completar("r").tareas == ["des_a"]
    assert m.completar("des_a").finales == ("fin",)


def test_lo_interrumpido_no_se_compensa(mesa):
    dibujo = proceso(
        "inicio > s > fin; l > c > fin_l",
        {"s": "inicio_s > a > b > fin_s" + sueltos("a")},
        s=sub(),
        **compensada("a"),
        b=usuario(),
        l=limite("s", reloj()),
        c=lanza(compensar()),
    )
    assert mesa(dibujo).iniciar().completar("a").vencer("l").finales == ("fin_l",)


@pytest.mark.parametrize("secuencial", [True, False])
def test_cada_elemento_se_compensa_con_sus_propios_datos(mesa, secuencial):
    dibujo = proceso(
        "inicio > a > c > fin" + sueltos("a"),
        **compensada("a", repeticion=varias("l", "x", secuencial)),
        c=lanza(compensar()),
    )
    m = mesa(dibujo).iniciar(l=numeros(7, 8)).completar("a", 1)
    assert m.tareas == ["a"]
    vistos = []
    m.completar("a", 2)
    while m.tareas:
        vistos.append(int(m.memoria.vista(m.abiertas[m.ficha("des_a")].ambito)["x"]))
        m.completar("des_a")
    assert (vistos, m.finales) == ([8, 7], ("fin",))


def test_cada_vuelta_de_un_bucle_se_compensa(mesa):
    dibujo = proceso(
        "inicio > a > c > fin" + sueltos("a"),
        **compensada("a", repeticion=bucle(maximo=2)),
        c=lanza(compensar()),
    )
    m = mesa(dibujo).iniciar().completar("a").completar("a")
    assert m.completar("des_a").completar("des_a").finales == ("fin",)


def test_un_error_del_manejador_lo_atrapa_quien_contiene_al_que_compensa(mesa):
    dibujo = proceso(
        "inicio > s > fin; l > fin_l",
        {"s": "inicio_s > a > c > fin_s" + sueltos("a"), "des_a": "inicio_d > mal"},
        s=sub(),
        **{**compensada("a"), "des_a": sub(extensiones=MANEJA)},
        mal=fin(error("E")),
        c=lanza(compensar()),
        l=limite("s", error("E")),
    )
    assert mesa(dibujo).iniciar().completar("a").finales == ("fin_l",)


def test_interrumpir_a_quien_compensa_cierra_la_tarea_de_compensacion(mesa):
    dibujo = proceso(
        "inicio > s > fin; l > fin_l",
        {"s": "inicio_s > a > c > fin_s" + sueltos("a")},
        s=sub(),
        **compensada("a"),
        c=lanza(compensar()),
        l=limite("s", reloj()),
    )
    m = mesa(dibujo).iniciar().completar("a")
    assert m.tareas == ["des_a"]
    assert m.vencer("l").finales == ("fin_l",)
