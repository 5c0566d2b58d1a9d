"""Listas, contextos, filtros, rutas, rangos, `for`, `some` y `every`."""

from decimal import Decimal

import pytest

from motor.feel import Rango, compilar

ASIGNACIONES = [
    {"unidad": "DAF", "estado": "pendiente", "dias": Decimal(3)},
    {"unidad": "UJ", "estado": "cerrada", "dias": Decimal(5)},
    {"unidad": "SG", "estado": "pendiente"},
]


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


def numeros(*enteros: int) -> list[Decimal]:
    return [Decimal(n) for n in enteros]


def test_el_filtro_ve_los_campos_del_elemento_y_las_variables_de_fuera():
    texto = "asignaciones[estado = buscado].unidad"
    assert valor(texto, asignaciones=ASIGNACIONES, buscado="pendiente") == ["DAF", "SG"]


def test_contar_pendientes_como_en_una_compuerta():
    texto = 'count(asignaciones[estado = "pendiente"]) = 2'
    assert valor(texto, asignaciones=ASIGNACIONES) is True


def test_un_campo_que_falta_no_cumple_el_filtro():
    assert valor("asignaciones[dias > 1].unidad", asignaciones=ASIGNACIONES) == ["DAF", "UJ"]


def test_item_es_el_elemento_que_se_filtra():
    assert valor("[1, 2, 3, 4][item > 2]") == numeros(3, 4)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("[10, 20, 30][1]", 10),
        ("[10, 20, 30][-1]", 30),
        ("[10, 20, 30][count([1, 1])]", 20),
        ("100[1]", 100),
    ],
)
def test_un_numero_entre_corchetes_es_un_lugar_desde_uno(texto, esperado):
    assert valor(texto) == Decimal(esperado)


@pytest.mark.parametrize("lugar", ["0", "4", "-4", "1.5"])
def test_un_lugar_que_no_existe_da_nulo(lugar):
    assert valor(f"[10, 20, 30][{lugar}]") is None


def test_la_ruta_sobre_una_lista_da_la_lista_de_valores():
    assert valor("xs.dias", xs=ASIGNACIONES) == [Decimal(3), Decimal(5), None]


def test_un_contexto_ve_sus_entradas_anteriores():
    esperado = {"a": Decimal(1), "b": Decimal(2), "c d": Decimal(3)}
    assert valor('{a: 1, b: a + 1, "c d": b + 1}') == esperado


def test_los_nombres_con_espacios_valen_si_se_declaran():
    assert valor("{monto total: 5, doble: monto total * 2}.doble") == Decimal(10)
    expresion = compilar("monto total > 3", ["monto total"])
    assert expresion.evaluar({"monto total": 4}) is True
    assert expresion.nombres == {"monto total"}


def test_los_nombres_llevan_acentos():
    assert valor("año + días", año=2026, días=1) == Decimal(2027)


def test_un_nombre_con_acento_descompuesto_es_el_mismo():
    assert valor("an\u0303o + 1", año=2026) == Decimal(2027)


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("for i in 1..3 return i * i", numeros(1, 4, 9)),
        ("for i in 3..1 return i", numeros(3, 2, 1)),
        ("for i in [1, 2], j in [10, 20] return i * j", numeros(10, 20, 20, 40)),
        ("for i in 1..3, j in 1..i return j", numeros(1, 1, 2, 1, 2, 3)),
        ("for i in 1..4 return if i < 3 then 1 else sum(partial)", numeros(1, 1, 2, 4)),
        ("for i in [1..3) return i", numeros(1, 2)),
        ("for i in [] return i", []),
    ],
)
def test_for_recorre_listas_y_rangos(texto, esperado):
    assert valor(texto) == esperado


@pytest.mark.parametrize(
    ("texto", "esperado"),
    [
        ("some x in [1, 2] satisfies x > 1", True),
        ("some x in [] satisfies x > 1", False),
        ("every x in [1, 2] satisfies x > 1", False),
        ("every x in [] satisfies x > 1", True),
        ("some x in [1, null] satisfies x > 1", None),
        ("every x in [2, null] satisfies x > 1", None),
        ("some x in [1, 2], y in [3] satisfies x + y = 5", True),
    ],
)
def test_some_y_every_con_tres_valores(texto, esperado):
    assert valor(texto) is esperado


def test_un_rango_tiene_extremos_que_se_leen():
    assert valor("[1..5)") == Rango(Decimal(1), Decimal(5), True, False)
    assert valor("[1..5).end") == Decimal(5)
    assert valor("[1..5).end included") is False


def test_nombres_separa_los_libres_de_los_del_filtro():
    expresion = compilar("count(xs[estado = buscado and n > 1]) > tope and f(tope)")
    assert expresion.nombres == {"xs", "tope"}
    assert expresion.dudosos == {"estado", "buscado", "n"}
    assert expresion.llamadas == {"f"}


def test_las_variables_locales_no_son_nombres_libres():
    texto = "for i in xs return {a: i, b: a, f: function(z) z + fuera}"
    assert compilar(texto).nombres == {"xs", "fuera"}
