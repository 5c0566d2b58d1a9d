"""Qué casos dejan sin contemplar varias condiciones, y que lo dicho sea cierto."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motor.feel import Hueco, buscar_hueco, compilar

CUBREN = [
    ("true",),
    ("aprueba", "not(aprueba)"),
    ("aprueba = true", "aprueba = false"),
    ('fase = "a"', 'fase  !=  "a"'),
    ("monto > 10", "monto <= 10"),
    ("10 < monto", "monto <= 10"),
    ("n < 3", "n in [3..7]", "n > 7"),
    ("n between 1 and 5", "n < 1 or n > 5"),
    ("urge and caro", "not(urge)", "urge and not(caro)"),
    ("count(lista) > 2", "count(lista) <= 2"),
    ("a.b > c", "c >= a.b"),
    ('dia < date("2026-01-01")', 'dia >= @"2026-01-01"'),
    ("today() > dia", "not(today() > dia)"),
    ("n = null", "n > 3", "n <= 3"),
]
DEJAN = [
    (("monto > 10", "monto < 10"), ("monto = 10",)),
    (('fase = "a"', 'fase in ("b", "c")'), ('fase que no es "a" ni "b" ni "c"',)),
    (("n < 3", "n in [3..7)", "n > 7"), ("n = 7",)),
    (("aprueba", "caro"), ("aprueba = no", "caro = no")),
    (("monto > 10", "otro <= 10"), ("monto = 10", "otro = 11")),
    (("n != null",), ("n sin dato",)),
    (("count(lista) > 2", "count(lista) < 2"), ()),
    (("today() > dia", "today() < dia"), ()),
    (("n >", "true"), ()),
]


@pytest.mark.parametrize("condiciones", CUBREN)
def test_si_alguna_se_cumple_siempre_no_hay_hueco(condiciones):
    assert buscar_hueco(condiciones) is None


@pytest.mark.parametrize(("condiciones", "caso"), DEJAN)
def test_el_hueco_se_dice_con_los_nombres_escritos(condiciones, caso):
    assert buscar_hueco(condiciones) == Hueco(caso)


def test_demasiadas_combinaciones_no_se_afirman():
    assert buscar_hueco([" and ".join(f"d{n} > {n}" for n in range(12)), "true"]) == Hueco()


comparaciones = st.builds(
    "{} {} {}".format,
    st.sampled_from("ab"),
    st.sampled_from(("<", "<=", ">", ">=", "=", "!=")),
    st.integers(-3, 3),
)
unidas = st.lists(comparaciones, min_size=1, max_size=3).map(" and ".join)


@given(st.lists(unidas, min_size=1, max_size=4))
def test_dice_que_cubren_solo_si_ningun_par_de_numeros_queda_fuera(condiciones):
    medios = [n / 2 for n in range(-8, 9)]
    expresiones = [compilar(c) for c in condiciones]
    fuera = any(
        all(e.evaluar({"a": a, "b": b}) is not True for e in expresiones)
        for a in medios
        for b in medios
    )
    assert (buscar_hueco(condiciones) is not None) is fuera
