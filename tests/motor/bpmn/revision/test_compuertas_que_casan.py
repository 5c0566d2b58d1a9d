"""Uniones que esperan lo que no llega o dejan pasar dos veces; y las que están bien, calladas."""

import pytest

from motor.bpmn import leer, revisar
from motor.bpmn.revision.recorridos import recorrer
from tests.motor.bpmn.dibujos import (
    diagrama,
    duracion,
    evento,
    exclusiva,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    paralela,
    proceso,
)

DICEN = {"union_bloqueada", "union_multiplica"}
TIPOS = {"x": exclusiva, "p": paralela, "o": lambda id_: nodo("inclusiveGateway", id_)}


def hallados(*caminos: str, otros: str = "") -> set[tuple[str, str]]:
    """Lo que se dice de las uniones; la primera letra da el tipo: x, p, o; las demás, tareas."""
    ids = {paso.strip() for c in caminos for paso in c.partition("?")[0].split(">")}
    ids -= {"inicio", "fin", "fin2", "fin3", "limite"}
    nodos = [TIPOS[i[0]](i) if i[0] in TIPOS else nodo("task", i) for i in sorted(ids)]
    partes = (inicio(), fin(), fin("fin2"), *nodos, otros, flujos(*caminos))
    return {
        (h.elemento, h.regla) for h in revisar(leer(diagrama(proceso(*partes)))) if h.regla in DICEN
    }


def test_una_rama_que_vuelve_atras_deja_esperando_a_la_union():
    vuelve = ("inicio > p1 > a > x1 > p2 > fin", "p1 > b > p2", "x1 > fin2 ? no")
    assert hallados(*vuelve) == {("p2", "union_bloqueada")}


def test_ramas_paralelas_con_pasos_de_por_medio_se_repiten_al_unirlas_con_una_exclusiva():
    assert hallados("inicio > p1 > a > x2 > c > fin", "p1 > x1 > b > x2", "x1 > d > x2 ? no") == {
        ("x2", "union_multiplica")
    }


def test_dos_flujos_paralelos_a_una_misma_tarea_la_hacen_dos_veces():
    assert hallados("inicio > p1 > a > c > fin", "p1 > b > c") == {("c", "union_multiplica")}


def test_una_inclusiva_unida_con_exclusiva_puede_repetir_y_con_inclusiva_no():
    ramas = ("o1 > a ? v", "o1 > b ? w")
    assert hallados("inicio > o1", *ramas, "a > x2 > c > fin", "b > x2") == {
        ("x2", "union_multiplica")
    }
    assert hallados("inicio > o1", *ramas, "a > o2 > c > fin", "b > o2") == set()


def test_un_limite_que_interrumpe_deja_esperando_a_la_otra_rama():
    caminos = ("inicio > p1 > a > p2 > fin", "p1 > b > p2", "limite > fin2")
    reloj = limite("limite", "a", duracion("P1D"))
    assert hallados(*caminos, otros=reloj) == {("p2", "union_bloqueada")}
    vuelve = (*caminos[:2], "limite > c > p2")
    assert hallados(*vuelve, otros=reloj) == {("p2", "union_bloqueada")}


@pytest.mark.parametrize(
    "caminos",
    [
        ("inicio > p1 > a > p2 > fin", "p1 > b > p2"),
        ("inicio > x1 > a > x2 > fin", "x1 > b > x2 ? v"),
        # una vuelta atrás antes de unir
        ("inicio > p1 > x0 > a > x1 > p2 > fin", "p1 > b > p2", "x1 > x0 ? otra"),
        # dos paralelas, una por cada salida, que se juntan de a pares: sano y sin bloques
        (
            *("inicio > x1 > p1 > a > x2 > p3 > fin", "x1 > p2 > b > x2 ? v"),
            *("p1 > c > x3 > p3", "p2 > d > x3"),
        ),
        # repetir un final no se nota
        ("inicio > p1 > a > x1 > fin", "p1 > b > x1"),
    ],
)
def test_lo_que_casa_no_se_dice(caminos):
    assert hallados(*caminos) == set()


def test_un_final_que_termina_todo_no_deja_a_nadie_esperando():
    caminos = ("inicio > p1 > a > x1 > p2 > fin", "p1 > b > p2", "x1 > fin3 ? no")
    assert hallados(*caminos, otros=fin("fin3", evento("terminate"))) == set()


def test_quinientos_nodos_con_ramas_y_elecciones_se_recorren_en_pocos_pasos():
    nodos, caminos, antes = [], [], "inicio"
    for i in range(50):
        for j in "ab":
            nodos += [exclusiva(f"x{i}{j}"), exclusiva(f"y{i}{j}")]
            nodos += [nodo("task", f"t{i}{j}{k}") for k in "cd"]
            caminos += [f"p{i} > x{i}{j} > t{i}{j}c > y{i}{j} > q{i}"]
            caminos += [f"x{i}{j} > t{i}{j}d > y{i}{j} ? v"]
        nodos += [paralela(f"p{i}"), paralela(f"q{i}")]
        caminos.append(f"{antes} > p{i}")
        antes = f"q{i}"
    partes = (inicio(), *nodos, fin(), flujos(*caminos, f"{antes} > fin"))
    leido = leer(diagrama(proceso(*partes))).procesos["p"]
    recorrido = recorrer(leido, None)
    assert recorrido.estados < 3 * len(leido.nodos)
    assert (recorrido.entero, recorrido.bloqueadas, recorrido.repetidas) == (True, set(), {})
