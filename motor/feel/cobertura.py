"""Si de varias condiciones siempre se cumple alguna, probando los casos que las distinguen.

Una comparación con literales no cambia de respuesta entre dos literales seguidos: basta un valor de
cada tramo, y todas las combinaciones. Lo que no se compara con literales (una llamada, una cuenta,
dos datos entre sí) vale como un dato más, con nombre propio, igual en todas las condiciones.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise, product
from math import prod

from lark import Token, Tree

from motor.feel.compilador import Arbol
from motor.feel.compilador.base import ramas
from motor.feel.entorno import Cierre, Evaluacion, Marco
from motor.feel.expresion import cerrar
from motor.feel.lector import leer_arbol, medir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

COMBINACIONES = 4_000
_DE_TRAMOS = (bool, str, Decimal, date)


@dataclass(frozen=True)
class Hueco:
    """Un caso que ninguna condición contempla, dato por dato: «monto = 5»; vacío: no se dice."""

    caso: tuple[str, ...] = ()


def buscar_hueco(condiciones: Sequence[str]) -> Hueco | None:
    """Devuelve un caso en que ninguna condición es `true`; None si alguna lo es siempre.

    No cuenta el dato que falta, salvo que una condición pregunte por él (`x = null`). Donde no
    puede afirmar (hay demasiadas combinaciones, o una condición no es FEEL), un hueco sin caso.
    """
    campos = _Campos()
    try:
        cierres = [campos.cerrar(condicion) for condicion in condiciones]
    except ErrorFeel:
        return Hueco()
    dominios = {nombre: _tramos(suyos) for nombre, suyos in campos.literales.items()}
    if prod(len(d) for d in dominios.values()) > COMBINACIONES:
        return Hueco()
    for valores in product(*dominios.values()):
        caso = dict(zip(dominios, valores, strict=True))
        if not any(_se_cumple(cierre, caso) for cierre in cierres):
            return Hueco(campos.decir(caso))
    return None


def _se_cumple(cierre: Cierre, caso: Mapping[str, Valor]) -> bool:
    return cierre(Marco({}, None, Evaluacion(caso))) is True


class _Campos:
    """Los datos que las condiciones miran, con los literales a que cada uno se compara."""

    def __init__(self) -> None:
        self.literales: dict[str, set[Valor]] = {}
        self._rutas: dict[str, str] = {}
        self._nombres: dict[str, str] = {}

    def cerrar(self, condicion: str) -> Cierre:
        """Compila la condición con cada dato cambiado por su nombre propio."""
        arbol = self._simple(leer_arbol(condicion))
        medir(arbol, condicion)
        return cerrar(arbol, {})[0]

    def decir(self, caso: Mapping[str, Valor]) -> tuple[str, ...]:
        """El caso con los nombres que se escribieron; vacío si mira algo que no es un dato."""
        if caso.keys() - self._rutas.keys():
            return ()
        return tuple(self._decir_dato(nombre, valor) for nombre, valor in caso.items())

    def _decir_dato(self, nombre: str, valor: Valor) -> str:
        ruta, literales = self._rutas[nombre], self.literales[nombre]
        if type(valor) is bool:
            return f"{ruta} = {'sí' if valor else 'no'}"
        if type(valor) is not str:
            return f"{ruta} sin dato" if valor is None else f"{ruta} = {valor}"
        if valor in literales:
            return f'{ruta} = "{valor}"'
        return f"{ruta} que no es " + " ni ".join(f'"{v}"' for v in sorted(_textos(literales)))

    def _simple(self, arbol: Arbol) -> Arbol:
        hijos = ramas(arbol)
        if arbol.data in ("y", "o"):
            return Tree(arbol.data, [self._simple(hijo) for hijo in hijos])
        if arbol.data == "llamada" and hijos[0].children == ["not"]:
            return Tree("llamada", [hijos[0], *(self._simple(hijo) for hijo in hijos[1:])])
        if arbol.data == "logico":
            return arbol
        if arbol.data == "compara":
            return self._comparada(arbol, *hijos)
        pruebas = _literales(hijos[1:]) if arbol.data in ("en", "entre") else None
        if pruebas is None:
            return self._dato(arbol, {True, False})
        return Tree(arbol.data, [self._dato(hijos[0], pruebas), *hijos[1:]])

    def _comparada(self, arbol: Arbol, uno: Arbol, otro: Arbol) -> Arbol:
        """La comparación de un dato con un literal; la de dos datos, según cuál sea mayor."""
        signo = arbol.children[1]
        if (derechos := _literales([otro])) is not None:
            return Tree("compara", [self._dato(uno, derechos), signo, otro])
        if (izquierdos := _literales([uno])) is not None:
            return Tree("compara", [uno, signo, self._dato(otro, izquierdos)])
        menor, mayor = sorted((uno, otro), key=repr)
        diferencia = self._dato(Tree("diferencia", [menor, mayor]), {Decimal(0)})
        cero = Tree("numero", [Token("NUMERO", "0")])
        partes = [diferencia, signo, cero] if menor is uno else [cero, signo, diferencia]
        return Tree("compara", partes)

    def _dato(self, arbol: Arbol, literales: Iterable[Valor]) -> Arbol:
        nombre = self._nombres.setdefault(repr(arbol), f"dato {len(self._nombres)}")
        if ruta := _ruta(arbol):
            self._rutas[nombre] = ruta
        self.literales.setdefault(nombre, set()).update(literales)
        return Tree("nombre", [Token("NOMBRE", nombre)])


def _ruta(arbol: Arbol) -> str:
    """«a.b» si el árbol es un dato con su ruta; '' si es otra cosa."""
    if arbol.data == "nombre":
        return str(arbol.children[0])
    if arbol.data != "ruta":
        return ""
    base = _ruta(ramas(arbol)[0])
    return base and f"{base}.{arbol.children[-1]}"


def _literales(pruebas: Iterable[Arbol]) -> set[Valor] | None:
    """Los valores con que se compara un dato; None si alguno no se sabe sin correr el caso."""
    hallados: set[Valor] = set()
    for prueba in pruebas:
        if prueba.data in ("alguna_de", "prueba_op", "rango_op", "rango"):
            suyos = _literales(ramas(prueba))
        else:
            suyos = _constante(prueba)
        if suyos is None:
            return None
        hallados |= suyos
    return hallados


def _constante(arbol: Arbol) -> set[Valor] | None:
    cierre, nombres = cerrar(arbol, {})
    if nombres.libres or nombres.dudosos or nombres.llamadas:
        return None
    valor = cierre(Marco({}, None, Evaluacion({})))
    if valor is None:
        return {None} if arbol.data == "nulo" else None
    return {valor} if type(valor) in _DE_TRAMOS else None


def _tramos(literales: set[Valor]) -> list[Valor]:
    """Un valor de cada tramo en que los literales parten lo posible."""
    valores: list[Valor] = [None] if None in literales else []
    if any(type(v) is bool for v in literales):
        valores += [True, False]
    if textos := sorted(_textos(literales)):
        valores += [*textos, "".join(textos) + "otro"]
    valores += _entre([v for v in literales if type(v) is Decimal], Decimal(1))
    valores += _entre([v for v in literales if type(v) is date], timedelta(days=1))
    return valores


def _textos(literales: Iterable[Valor]) -> list[str]:
    return [valor for valor in literales if type(valor) is str]


def _entre(literales: list[Valor], paso: Valor) -> list[Valor]:
    """Los literales, uno entre cada dos seguidos, uno antes y uno después."""
    if not literales:
        return []
    suyos = sorted(literales)
    medios = [uno + (otro - uno) / 2 for uno, otro in pairwise(suyos)]
    return [*suyos, *medios, suyos[0] - paso, suyos[-1] + paso]
