"""Instancia múltiple: elementos, cuentas, condición de término y resultados."""

from decimal import Decimal

import pytest

from motor.bpmn.modelo import Repeticion
from tests.motor.bpmn.juego.taller import (
    asigna,
    limite,
    numeros,
    proceso,
    reloj,
    script,
    sub,
    usuario,
    varias,
)

AMBAS = pytest.mark.parametrize("secuencial", [False, True], ids=["paralela", "secuencial"])


def votacion(secuencial=False, **campos):
    repeticion = varias(
        "asambleistas", "quien", secuencial, salida="votos", salida_elemento="voto", **campos
    )
    return proceso(
        "inicio > v > c > fin",
        v=usuario(repeticion=repeticion, locales=("voto",)),
        c=script('count(votos[item = "si"])', "si"),
    )


def test_en_paralelo_se_abren_todas_y_los_resultados_van_en_su_lugar(mesa):
    m = mesa(votacion()).iniciar(asambleistas=["ana", "beto", "eva"])
    assert sorted(a.indice for a in m.abiertas.values()) == [1, 2, 3]
    assert m.memoria.vista(m.abiertas[m.ficha("v", 2)].ambito)["quien"] == "beto"
    m.completar("v", 3, voto="no")
    m.completar("v", 1, voto="si")
    m.completar("v", 2, voto="si")
    assert m.variable("votos") == ["si", "si", "no"]
    assert m.variable("si") == 2
    assert m.finales == ("fin",)


def test_en_secuencia_se_abre_una_cada_vez_y_en_orden(mesa):
    m = mesa(votacion(secuencial=True)).iniciar(asambleistas=["ana", "beto"])
    assert [a.indice for a in m.abiertas.values()] == [1]
    m.completar("v", voto="a")
    assert [a.indice for a in m.abiertas.values()] == [2]
    assert m.completar("v", voto="b").variable("votos") == ["a", "b"]


@AMBAS
def test_una_coleccion_vacia_termina_en_el_acto(mesa, secuencial):
    m = mesa(votacion(secuencial)).iniciar(asambleistas=[])
    assert m.finales == ("fin",)
    assert m.variable("votos") == []


def test_la_condicion_de_termino_ve_las_cuentas_y_cancela_las_que_faltan(mesa):
    termino = "nrOfCompletedInstances / nrOfInstances >= 0.5 and nrOfActiveInstances = 2"
    m = mesa(votacion(termino=termino)).iniciar(asambleistas=["a", "b", "c", "d"])
    m.completar("v", 2, voto="si")
    assert len(m.abiertas) == 3
    m.completar("v", 4, voto="no")
    assert m.finales == ("fin",)
    assert m.variable("votos") == [None, "si", None, "no"]


def test_en_secuencia_la_condicion_de_termino_deja_de_abrir(mesa):
    m = mesa(votacion(secuencial=True, termino="nrOfCompletedInstances = 2"))
    m.iniciar(asambleistas=["a", "b", "c"])
    m.completar("v", voto="x").completar("v", voto="y")
    assert m.variable("votos") == ["x", "y", None]


def test_el_cuerpo_lleva_las_cuentas_a_la_vista_de_cada_elemento(mesa):
    m = mesa(votacion()).iniciar(asambleistas=["a", "b", "c"]).completar("v", 1, voto="x")
    vista = m.memoria.vista(m.abiertas[m.ficha("v", 2)].ambito)
    nombres = ("nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances", "loopCounter")
    assert [vista[n] for n in (*nombres, "nrOfTerminatedInstances")] == numeros(3, 1, 2, 2, 0)


def test_por_cantidad_cada_elemento_sabe_su_numero(mesa):
    repeticion = Repeticion(True, cardinalidad="2 + 1")
    suma = script("total + loopCounter", "total", repeticion=repeticion)
    m = mesa(proceso("inicio > s > fin", s=suma)).iniciar(total=0)
    assert m.variable("total") == Decimal(6)


@AMBAS
def test_un_subproceso_multiple_tiene_variables_propias_en_cada_elemento(mesa, secuencial):
    repeticion = varias("lista", "x", secuencial, salida="dobles", salida_elemento="doble")
    p = proceso(
        "inicio > s > fin",
        {"s": "inicio2 > c > a > fin2"},
        s=sub(repeticion=repeticion, locales=("doble",)),
        c=script("x * 2", "doble"),
        a=usuario(),
    )
    m = mesa(p).iniciar(lista=[1, 2, 3])
    while m.fin is None:
        m.completar("a")
    assert m.memoria.ambitos[0] == {"lista": numeros(1, 2, 3), "dobles": numeros(2, 4, 6)}


def test_multiple_dentro_de_multiple(mesa):
    p = proceso(
        "inicio > s > fin",
        {"s": "inicio2 > a > fin2"},
        s=sub(repeticion=varias("filas", "fila")),
        a=usuario(repeticion=varias("fila", "celda")),
    )
    m = mesa(p).iniciar(filas=[[1, 2], [], [3]])
    assert len(m.tareas) == 3
    celdas = sorted(m.memoria.vista(a.ambito)["celda"] for a in m.abiertas.values())
    assert celdas == numeros(1, 2, 3)
    while m.tareas:
        m.completar("a")
    assert m.finales == ("fin",)


def test_un_limite_de_una_actividad_multiple_interrumpe_todos_sus_elementos(mesa):
    p = proceso(
        "inicio > a > fin; t > b > fin_t",
        a=usuario(repeticion=varias("lista")),
        b=usuario(),
        t=limite("a", reloj()),
    )
    m = mesa(p).iniciar(lista=[1, 2]).completar("a", 1)
    assert m.esperas == ["a", "t"]
    assert m.vencer("t").esperas == ["b"]


def test_las_salidas_y_entradas_se_evaluan_en_cada_elemento(mesa):
    tarea = usuario(
        repeticion=varias("lista"),
        entradas=asigna(limite="x * 10"),
        salidas=asigna(total="total + nota + limite"),
    )
    m = mesa(proceso("inicio > a > fin", a=tarea)).iniciar(lista=[1, 2], total=0)
    m.completar("a", 1, nota=5).completar("a", 2, nota=6)
    assert m.memoria.ambitos[0]["total"] == Decimal(41)


def test_en_segundo_plano_hay_una_sola_continuacion_para_todo_el_cuerpo(mesa):
    tarea = usuario(repeticion=varias("lista"), en_segundo_plano=True)
    m = mesa(proceso("inicio > a > fin", a=tarea)).iniciar(lista=[1, 2])
    assert len(m.abiertas) == 1
    assert len(m.completar("a").tareas) == 2
