"""Literales, comparaciones, lógica de tres valores, aritmética, `if` e `instance of`."""

import json
import re
from collections.abc import Callable
from decimal import Decimal

from lark import Token

from motor.feel import aritmetica, temporales
from motor.feel.comparacion import ORDENABLES, comparar, igual
from motor.feel.compilador.base import Alcance, Arbol, compilar_nodo, ramas, regla
from motor.feel.compilador.tipos import leer_tipo
from motor.feel.entorno import Cierre, Marco
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

_ESCAPE = re.compile(
    r"\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}"
    r"|\\U[0-9A-Fa-f]{6}|\\[\"'\\ntr]"
)
_SENCILLOS = {'\\"': '"', "\\'": "'", "\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r"}


def texto_de(literal: str) -> str:
    """Devuelve el texto de un literal con comillas, con sus escapes resueltos."""
    return _ESCAPE.sub(_resolver_escape, literal[1:-1])


def _resolver_escape(hallado: re.Match[str]) -> str:
    escape = hallado.group()
    if escape in _SENCILLOS:
        return _SENCILLOS[escape]
    if escape.startswith("\\U"):
        codigo = int(escape[2:], 16)
        return chr(codigo) if codigo <= 0x10FFFF else escape
    return str(json.loads(f'"{escape}"'))


def constante(valor: Valor) -> Cierre:
    """Devuelve el cierre que siempre da `valor`."""
    return lambda _m: valor


@regla("numero")
def _numero(arbol: Arbol, _alcance: Alcance) -> Cierre:
    literal = str(arbol.children[0])
    try:
        return constante(aritmetica.CONTEXTO.create_decimal(literal))
    except ArithmeticError:
        raise ErrorFeel(f"El número {literal[:40]} está fuera de alcance.", literal) from None


@regla("texto")
def _texto(arbol: Arbol, _alcance: Alcance) -> Cierre:
    return constante(texto_de(str(arbol.children[0])))


@regla("logico")
def _logico(arbol: Arbol, _alcance: Alcance) -> Cierre:
    return constante(str(arbol.children[0]) == "true")


@regla("nulo")
def _nulo(_arbol: Arbol, _alcance: Alcance) -> Cierre:
    return constante(None)


@regla("temporal")
def _temporal(arbol: Arbol, _alcance: Alcance) -> Cierre:
    literal = str(arbol.children[0])
    return constante(temporales.leer_temporal(texto_de(literal[1:].strip())))


@regla("compara")
def _compara(arbol: Arbol, alcance: Alcance) -> Cierre:
    izquierdo, derecho = ramas(arbol)
    signo = arbol.children[1]
    a, b = compilar_nodo(izquierdo, alcance), compilar_nodo(derecho, alcance)
    return comparacion(a, str(signo), b)


def comparacion(a: Cierre, signo: str, b: Cierre) -> Cierre:
    """Devuelve el cierre de `a signo b`."""
    if signo == "=":
        return _iguales(a, b)
    if signo == "!=":
        iguales = _iguales(a, b)

        def distintos(m: Marco) -> Valor:
            resultado = iguales(m)
            return None if resultado is None else not resultado

        return distintos
    return _orden(a, signo, b)


def _iguales(a: Cierre, b: Cierre) -> Cierre:
    def iguales(m: Marco) -> Valor:
        x, y = a(m), b(m)
        clase = type(x)
        if clase is type(y) and (clase is str or clase is Decimal):
            return x == y
        return igual(x, y, m.ev)

    return iguales


def _orden(a: Cierre, signo: str, b: Cierre) -> Cierre:
    if signo == "<":
        a, b, signo = b, a, ">"
    elif signo == "<=":
        a, b, signo = b, a, ">="
    if signo == ">":

        def mayor(m: Marco) -> Valor:
            x, y = a(m), b(m)
            if type(x) is Decimal and type(y) is Decimal:
                return x > y
            return comparar(x, y, ">")

        return mayor
    return lambda m: comparar(a(m), b(m), ">=")


@regla("y")
def _y(arbol: Arbol, alcance: Alcance) -> Cierre:
    return _corto([compilar_nodo(r, alcance) for r in ramas(arbol)], False)


@regla("o")
def _o(arbol: Arbol, alcance: Alcance) -> Cierre:
    return _corto([compilar_nodo(r, alcance) for r in ramas(arbol)], True)


def _corto(partes: list[Cierre], decisivo: bool) -> Cierre:
    """«and» y «or» son lo mismo con los papeles cambiados: un valor decide, el otro es neutro."""
    neutro = not decisivo
    primero, resto = partes[0], tuple(partes[1:])

    def cadena(m: Marco) -> Valor:
        valor = primero(m)
        if valor is decisivo:
            return decisivo
        resultado = neutro if valor is neutro else None
        for parte in resto:
            valor = parte(m)
            if valor is decisivo:
                return decisivo
            if valor is not neutro:
                resultado = None
        return resultado

    return cadena


@regla("entre")
def _entre(arbol: Arbol, alcance: Alcance) -> Cierre:
    valor, desde, hasta = (compilar_nodo(r, alcance) for r in ramas(arbol))

    def entre(m: Marco) -> Valor:
        v, x, y = valor(m), desde(m), hasta(m)
        if type(v) not in ORDENABLES:
            return None
        abajo, arriba = comparar(v, x, ">="), comparar(v, y, "<=")
        return None if abajo is None or arriba is None else abajo and arriba

    return entre


_OPERACIONES: dict[str, Callable[[Valor, Valor], Valor]] = {
    "MAS": aritmetica.sumar,
    "MENOS": aritmetica.restar,
    "POR": aritmetica.multiplicar,
    "DIVIDE": aritmetica.dividir,
}


@regla("cadena_suma", "cadena_producto")
def _cadena(arbol: Arbol, alcance: Alcance) -> Cierre:
    operandos = [compilar_nodo(r, alcance) for r in ramas(arbol)]
    signos = [h.type for h in arbol.children if isinstance(h, Token)]
    primero = operandos[0]
    pasos = tuple(zip((_OPERACIONES[s] for s in signos), operandos[1:], strict=True))

    def cadena(m: Marco) -> Valor:
        valor = primero(m)
        for operacion, operando in pasos:
            valor = operacion(valor, operando(m))
        return valor

    return cadena


@regla("potencia")
def _potencia(arbol: Arbol, alcance: Alcance) -> Cierre:
    primero, *resto = (compilar_nodo(r, alcance) for r in ramas(arbol))

    def potencia(m: Marco) -> Valor:
        valor = primero(m)
        for exponente in resto:
            m.ev.gastar(20)
            valor = aritmetica.elevar(valor, exponente(m))
        return valor

    return potencia


@regla("menos")
def _menos(arbol: Arbol, alcance: Alcance) -> Cierre:
    operando = compilar_nodo(ramas(arbol)[0], alcance)
    return lambda m: aritmetica.negar(operando(m))


@regla("si")
def _si(arbol: Arbol, alcance: Alcance) -> Cierre:
    condicion, entonces, sino = (compilar_nodo(r, alcance) for r in ramas(arbol))
    return lambda m: entonces(m) if condicion(m) is True else sino(m)


@regla("instancia_de")
def _instancia_de(arbol: Arbol, alcance: Alcance) -> Cierre:
    expresion, arbol_tipo = ramas(arbol)
    valor, tipo = compilar_nodo(expresion, alcance), leer_tipo(arbol_tipo, alcance.tipos)
    if tipo is None:
        return constante(None)
    if tipo.clase == "Any":
        return lambda m: valor(m) is not None
    return lambda m: tipo.acepta(valor(m))
