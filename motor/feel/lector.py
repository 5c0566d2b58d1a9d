"""Texto FEEL → árbol de lark, con los errores dichos en español y con su posición."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedInput
from lark.lexer import Lexer

from motor.feel.lexico import Lexico, patron_de
from motor.feel.limites import HONDURA
from motor.nucleo.errores import ErrorFeel

NOMBRES_DE_LA_NORMA = (
    "days and time duration",
    "years and months duration",
    "date and time",
    "start included",
    "end included",
    "time offset",
    "string length",
    "upper case",
    "lower case",
    "substring before",
    "substring after",
    "starts with",
    "ends with",
    "string join",
    "list contains",
    "list replace",
    "insert before",
    "index of",
    "distinct values",
    "round up",
    "round down",
    "round half up",
    "round half down",
    "met by",
    "overlaps before",
    "overlaps after",
    "finished by",
    "started by",
    "day of year",
    "day of week",
    "month of year",
    "week of year",
    "get value",
    "get entries",
    "context put",
    "context merge",
)
_OPERANDOS = {"NOMBRE", "NUMERO", "TEXTO", "_PA", "_CA", "_SI"}
_OPERADORES = {"MAS", "POR", "IGUAL", "_Y", "_O", "_EN"}
_DICHOS = {
    "_PC": "«)»",
    "_CC": "«]»",
    "_LC": "«}»",
    "_COMA": "«,»",
    "_DP": "«:»",
    "_PUNTOS": "«..»",
    "_ENTONCES": "«then»",
    "_SINO": "«else»",
    "_EN": "«in»",
    "_RETORNA": "«return»",
    "_CUMPLE": "«satisfies»",
    "CLAVE": "un nombre seguido de «:»",
    "_FLECHA": "«->»",
    "$END": "el final",
}


class _SinLexer(Lexer):
    """lark exige un analizador léxico; los símbolos se le dan ya hechos."""

    def __init__(self, _configuracion: object) -> None:
        pass

    def lex(self, *_estados: object) -> Iterator[Token]:
        """No se usa: `leer_arbol` alimenta el analizador símbolo a símbolo."""
        return iter(())


_GRAMATICA = Lark(
    Path(__file__).with_name("gramatica.lark").read_text(encoding="utf-8"),
    parser="lalr",
    lexer=_SinLexer,
    start=["sola", "pruebas"],
    maybe_placeholders=False,
)
_INCORPORADOS = patron_de(NOMBRES_DE_LA_NORMA)


def leer_arbol(texto: str, nombres: Iterable[str] = (), *, pruebas: bool = False) -> Tree[Token]:
    """Devuelve el árbol de `texto`.

    Args:
        texto: expresión FEEL o, con `pruebas`, pruebas unarias.
        nombres: nombres compuestos que se conocen («monto total», «a-b»).
        pruebas: lee pruebas unarias (DMN 1.5, 10.3.1.2, regla 17).

    Raises:
        ErrorFeel: no es FEEL; dice la posición y qué se esperaba.
    """
    simbolos = Lexico(texto, _INCORPORADOS, nombres).simbolos(pruebas=pruebas)
    analizador: Any = _GRAMATICA.parse_interactive(start="pruebas" if pruebas else "sola")
    actual = Token("$END", "", start_pos=len(texto))
    try:
        for actual in simbolos:
            analizador.feed_token(actual)
        actual = Token("$END", "", start_pos=len(texto))
        arbol = analizador.feed_eof()
    except UnexpectedInput:
        raise _explicar(texto, actual, set(analizador.accepts())) from None
    if not isinstance(arbol, Tree):
        arbol = Tree("nulo", [arbol])
    medir(arbol, texto)
    return arbol


def _explicar(texto: str, simbolo: Token, esperados: set[str]) -> ErrorFeel:
    posicion = simbolo.start_pos or 0
    if simbolo.type == "$END":
        hallado = "La expresión está vacía" if not texto.strip() else "La expresión termina antes"
    else:
        hallado = f"No se esperaba «{simbolo}»"
    return ErrorFeel(
        f"{hallado} (posición {posicion + 1}); se esperaba {_decir(esperados)}.", texto, posicion
    )


def _decir(esperados: set[str]) -> str:
    frases = []
    if esperados >= _OPERANDOS:
        frases.append("un valor (número, texto entre comillas, nombre, lista o «(»)")
    elif "NOMBRE" in esperados:
        frases.append("un nombre")
    if esperados >= _OPERADORES:
        frases.append("un operador (and, or, =, <, >, in, +, -, *, /)")
    if not esperados >= _OPERANDOS:
        frases += [dicho for tipo, dicho in _DICHOS.items() if tipo in esperados]
    return " o ".join(frases) or "otra cosa"


def medir(arbol: Tree[Token], texto: str) -> None:
    """Anota en `arbol.meta.peso` los nodos de cada rama y rechaza las demasiado hondas.

    Raises:
        ErrorFeel: hay más de `HONDURA` niveles.
    """
    honduras: dict[int, int] = {}
    pesos: dict[int, int] = {}
    for rama in arbol.iter_subtrees():
        hijos = [h for h in rama.children if isinstance(h, Tree)]
        honduras[id(rama)] = 1 + max((honduras[id(h)] for h in hijos), default=0)
        meta: Any = rama.meta
        meta.peso = 1 + sum(pesos[id(h)] for h in hijos)
        pesos[id(rama)] = meta.peso
        if honduras[id(rama)] > HONDURA:
            raise ErrorFeel(
                f"La expresión anida más de {HONDURA} niveles; divídala en varias decisiones.",
                texto,
                None,
            )
