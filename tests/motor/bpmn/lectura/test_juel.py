"""De `${…}` a FEEL solo cuando dicen lo mismo."""

from decimal import Decimal

import pytest

from motor.bpmn.lectura.expresiones import a_feel, a_feel_o_texto, a_valor, partir_lista
from motor.bpmn.lectura.juel import SinTraduccion
from motor.feel import compilar


@pytest.mark.parametrize(
    ("juel", "feel"),
    [
        ("${input == 1}", "(input = 1)"),
        ("#{list}", "list"),
        ("${5}", "5"),
        ("${a.b.c}", "a.b.c"),
        ("${a['b']}", "a.b"),
        ("${lista[0]}", "lista[1]"),
        ("${ok}", "ok"),
        ("kermit_${loopCounter}", '"kermit_" + string((loopCounter - 1))'),
        ("${cond ? 'sí' : 'no'}", '(if cond then "sí" else "no")'),
        ("= monto > 1000", "monto > 1000"),
        ("monto > 1000", "monto > 1000"),
        ("", ""),
    ],
)
def test_una_expresion_se_escribe_en_feel(juel, feel):
    assert a_feel(juel) == feel


VISTA = {
    "a": Decimal(7),
    "b": Decimal(2),
    "si": True,
    "no": False,
    "vacia": "",
    "lista": [Decimal(10), Decimal(20)],
    "nada": None,
    "dato": {"clave": {"valor": "x"}},
    "loopCounter": Decimal(1),
    "nrOfInstances": Decimal(3),
    "nrOfCompletedInstances": Decimal(2),
}


@pytest.mark.parametrize(
    ("juel", "valor"),
    [
        ("${a - b - 1}", Decimal(4)),
        ("${a - (b - 1)}", Decimal(6)),
        ("${a + b * 2}", Decimal(11)),
        ("${(a + b) * 2}", Decimal(18)),
        ("${-a + b}", Decimal(-5)),
        ("${nrOfCompletedInstances/nrOfInstances >= 0.6 }", True),
        ("${a gt b and b le 2}", True),
        ("${a == 7 && !(b != 2)}", True),
        ("${no || a lt 3 || si}", True),
        ("${not no}", True),
        ("${!si == no}", True),
        ("${a == 7 == si}", True),
        ("${empty vacia && empty nada}", True),
        ("${empty lista || empty a}", False),
        ("${dato.clave.valor == 'x'}", True),
        ("${lista[1]}", Decimal(20)),
        ("${loopCounter}", Decimal(0)),
        ("${nada == null ? 'sin' : 'con'}", "sin"),
        ("${'dijo \"hola\"'}", 'dijo "hola"'),
        ("tarea ${a} de ${b}", "tarea 7 de 2"),
    ],
)
def test_lo_traducido_da_lo_mismo_que_en_su_motor(juel, valor):
    assert compilar(a_feel(juel)).evaluar(VISTA) == valor


@pytest.mark.parametrize(
    "juel",
    [
        "${bean.metodo()}",
        "${execution.getVariable('x')}",
        "${execution}",
        "${fn(1)}",
        "${a[b]}",
        "${a % 2}",
        "${'a' + 'b'}",
        "${a +}",
        "${a b}",
        "${a ? 1}",
        "${}",
        "${a",
        "${a == 'sin cerrar}",
        "${x -> x + 1}",
        "${a = 1}",
        "${for}",
        "${" + "(" * 200 + "a" + ")" * 200 + "}",
        "${" + "!" * 5000 + "a}",
    ],
)
def test_lo_que_no_es_seguro_traducir_se_niega(juel):
    with pytest.raises(SinTraduccion):
        a_feel(juel)


def test_un_literal_queda_literal_y_una_expresion_con_igual():
    assert a_valor(" kermit ") == "kermit"
    assert a_valor("${assignee}") == "=assignee"
    assert a_valor("= x + 1") == "=x + 1"
    assert a_feel_o_texto('di "sí"') == '"di \\"sí\\""'


def test_una_lista_no_se_parte_dentro_de_una_expresion():
    assert partir_lista("a, ${f ? b : c} ,d,,") == ("a", "${f ? b : c}", "d")
    assert partir_lista('=["a", "b"]') == ('=["a", "b"]',)
