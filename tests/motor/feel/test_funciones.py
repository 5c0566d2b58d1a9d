"""Funciones definidas en FEEL y funciones del anfitrión."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motor.feel import compilar
from motor.nucleo.errores import ErrorFeel, ErrorMotor, OrdenRechazada


def valor(texto: str, **variables: object) -> object:
    return compilar(texto).evaluar(variables)


def test_una_funcion_se_llama_por_lugar_y_por_nombre():
    assert valor("{f: function(a, b) a - b, r: f(5, 3)}.r") == Decimal(2)
    assert valor("{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r") == Decimal(-2)


def test_una_funcion_recuerda_donde_se_definio():
    assert valor("{n: 10, f: function(x) x + n, g: function(n) f(n), r: g(1)}.r") == Decimal(11)


def test_una_funcion_puede_llamarse_a_si_misma():
    assert valor("{f: function(n) if n < 2 then 1 else n * f(n - 1), r: f(10)}.r") == 3628800


@pytest.mark.parametrize("llamada", ["f(1, 2)", "f()", "f(z: 1)", 'f("a")'])
def test_argumentos_que_no_casan_dan_nulo(llamada):
    assert valor(f"{{f: function(a: number) a, r: {llamada}}}.r") is None


def test_lo_que_no_es_funcion_no_se_llama():
    assert valor("x(1)", x=5) is None
    assert valor("[1](1)") is None


def test_el_anfitrion_recibe_decimales_y_devuelve_valores():
    recibidos = []

    def sumar_dias(fecha: date, dias: Decimal) -> date:
        recibidos.append((fecha, dias))
        return date(2026, 3, 5)

    expresion = compilar('sumar_dias(@"2026-03-02", 3)')
    assert expresion.evaluar({}, funciones={"sumar_dias": sumar_dias}) == date(2026, 3, 5)
    assert recibidos == [(date(2026, 3, 2), Decimal(3))]


def test_los_enteros_que_devuelve_el_anfitrion_se_vuelven_numeros():
    assert compilar("f() + 1").evaluar({}, funciones={"f": lambda: 1}) == Decimal(2)


def test_el_error_del_anfitrion_llega_a_quien_llama():
    def falla() -> None:
        raise OrdenRechazada("El plazo no existe.")

    with pytest.raises(OrdenRechazada, match="El plazo no existe"):
        compilar("1 + falla()").evaluar({}, funciones={"falla": falla})


def test_llamar_al_anfitrion_con_otra_cantidad_de_argumentos_se_dice():
    def plazo(clave: str, desde: date) -> date:
        return desde

    expresion = compilar('plazo("ley.admision")')
    frase = r"«plazo» se llamó con 1 argumento\(s\) y espera plazo\(clave, desde\)"
    with pytest.raises(ErrorFeel, match=frase):
        expresion.evaluar({}, funciones={"plazo": plazo})


def test_los_parametros_del_anfitrion_valen_por_nombre():
    restar = {"restar": lambda a, b: a - b}
    assert compilar("restar(b: 1, a: 3)").evaluar({}, funciones=restar) == Decimal(2)


def test_una_funcion_desconocida_da_nulo_y_se_anuncia_al_compilar():
    expresion = compilar("desconocida(1)")
    assert expresion.evaluar({}) is None
    assert expresion.llamadas == {"desconocida"}


def test_una_variable_no_funcion_no_tapa_a_la_incorporada():
    assert valor("count([1, 2])", count=7) == Decimal(2)


def test_el_reloj_lo_da_quien_llama():
    ahora = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)
    assert compilar("now()").evaluar({}, ahora=ahora) == ahora
    assert compilar("today()").evaluar({}, ahora=ahora) == date(2026, 3, 2)
    assert compilar("now()").evaluar({}) is None
    assert compilar("today()").evaluar({}) is None


class Objeto:
    secreto = "no"

    def __call__(self) -> str:
        return "tampoco"


def test_un_objeto_de_python_no_entra_en_una_expresion():
    with pytest.raises(ErrorFeel, match=r"«o» tiene un valor de tipo Objeto"):
        valor("o.secreto", o=Objeto())


@pytest.mark.parametrize(
    "texto", ['"a".__class__', "xs.__len__", "d.keys", "n.real", "d.__class__.__mro__", "f.llamar"]
)
def test_no_hay_atributos_de_python(texto):
    resultado = valor(texto, xs=[], d={"a": 1}, n=Decimal(1), f=None)
    assert resultado in (None, [])


def test_una_funcion_externa_se_niega_al_compilar():
    with pytest.raises(ErrorFeel, match="función externa"):
        compilar('{f: function(x) external {java: {class: "java.lang.Math"}}, r: f(1)}.r')


def test_una_excepcion_del_motor_es_de_su_arbol():
    assert issubclass(ErrorFeel, ErrorMotor)
