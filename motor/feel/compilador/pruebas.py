"""`in` y las pruebas unarias: `< 5`, `[1..3]`, `"a", "b"`, `not(…)`, `-`, y expresiones con `?`."""

from motor.feel.comparacion import comparar, igual, o_de, pertenece
from motor.feel.compilador.base import Alcance, Arbol, compilar_nodo, ramas, regla
from motor.feel.compilador.nombres import resolver
from motor.feel.compilador.operadores import constante
from motor.feel.entorno import Cierre, Marco
from motor.nucleo.valores import Valor

ENTRADA = "?"


@regla("en")
def _en(arbol: Arbol, alcance: Alcance) -> Cierre:
    izquierdo, derecho = ramas(arbol)
    return prueba_de(derecho, compilar_nodo(izquierdo, alcance), alcance)


def prueba_de(arbol: Arbol, valor: Cierre, alcance: Alcance) -> Cierre:
    """Devuelve el cierre que dice si `valor` cumple la prueba `arbol`."""
    if arbol.data == "alguna_de":
        partes = [prueba_de(r, valor, alcance) for r in ramas(arbol)]
        return lambda m: _alguna(partes, m)
    if arbol.data in ("prueba_op", "rango_op"):
        signo, limite = str(arbol.children[0]), compilar_nodo(ramas(arbol)[0], alcance)
        return lambda m: con_signo(valor(m), signo, limite(m), m)
    prueba = compilar_nodo(arbol, alcance)
    return lambda m: pertenece(valor(m), prueba(m), m.ev)


def _alguna(partes: list[Cierre], m: Marco) -> Valor:
    valores = []
    for parte in partes:
        valor = parte(m)
        if valor is True:
            return True
        valores.append(valor)
    return o_de(valores)


def con_signo(valor: Valor, signo: str, limite: Valor, m: Marco) -> bool | None:
    """Devuelve si `valor signo limite`, con cualquiera de los seis signos."""
    if signo == "=":
        return igual(valor, limite, m.ev)
    if signo == "!=":
        resultado = igual(valor, limite, m.ev)
        return None if resultado is None else not resultado
    return comparar(valor, limite, signo)


@regla("cualquiera")
def _cualquiera(_arbol: Arbol, _alcance: Alcance) -> Cierre:
    return constante(True)


@regla("alguna_de")
def _alguna_de(arbol: Arbol, alcance: Alcance) -> Cierre:
    partes = [_prueba_unaria(r, alcance) for r in ramas(arbol)]
    return partes[0] if len(partes) == 1 else lambda m: _alguna(partes, m)


@regla("ninguna_de")
def _ninguna_de(arbol: Arbol, alcance: Alcance) -> Cierre:
    partes = [_prueba_unaria(r, alcance) for r in ramas(arbol)]

    def ninguna(m: Marco) -> Valor:
        resultado = _alguna(partes, m)
        return None if resultado is None else not resultado

    return ninguna


def _prueba_unaria(arbol: Arbol, alcance: Alcance) -> Cierre:
    entrada = resolver(ENTRADA, alcance)
    if arbol.data in ("prueba_op", "rango_op"):  # su límite puede nombrar la entrada: «> tope / ?»
        return prueba_de(arbol, entrada, alcance)
    if usa_entrada(arbol):
        condicion = compilar_nodo(arbol, alcance)
        return lambda m: _verdad(condicion(m))
    prueba = compilar_nodo(arbol, alcance)

    def unaria(m: Marco) -> Valor:
        valor, esperado = entrada(m), prueba(m)
        if type(esperado) is bool and type(valor) is not bool:
            return esperado  # una condición entera, que no nombra la entrada
        return pertenece(valor, esperado, m.ev)

    return unaria


def _verdad(valor: Valor) -> bool | None:
    return valor if type(valor) is bool else None


def usa_entrada(arbol: Arbol) -> bool:
    """Dice si la prueba nombra la entrada (`?`), y entonces es una condición y no un valor."""
    return any(r.data == "nombre" and r.children[0] == ENTRADA for r in arbol.iter_subtrees())
