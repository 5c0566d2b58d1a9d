"""Expresiones compiladas: el único camino de texto FEEL a valor."""

import decimal
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from motor.feel.compilador import Alcance, Arbol, Hallados, compilar_nodo
from motor.feel.entorno import Cierre, Evaluacion, Marco
from motor.feel.lector import leer_arbol
from motor.feel.limites import LARGO_LISTA
from motor.feel.tipos import Tipo
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

Funciones = Mapping[str, Callable[..., Valor]]
_SIN_TIPOS: Mapping[str, Tipo] = {}


class Expresion:
    """Una expresión FEEL lista para evaluarse cuantas veces haga falta.

    Attributes:
        texto: como se escribió.
        nombres: variables que lee con seguridad de fuera.
        dudosos: nombres dentro de un filtro, que serán del elemento o de fuera.
        llamadas: funciones que llama y no son incorporadas ni locales.
    """

    __slots__ = ("_cierre", "dudosos", "llamadas", "nombres", "texto")

    def __init__(self, texto: str, cierre: Cierre, hallados: Hallados) -> None:
        self.texto = texto
        self._cierre = cierre
        self.nombres = frozenset(hallados.libres)
        self.dudosos = frozenset(hallados.dudosos)
        self.llamadas = frozenset(hallados.llamadas)

    def evaluar(
        self,
        ambito: Mapping[str, Valor],
        *,
        ahora: datetime | None = None,
        funciones: Funciones | None = None,
    ) -> Valor:
        """Devuelve el valor de la expresión.

        Args:
            ambito: variables; lo que falta vale `null`.
            ahora: instante de `now()` y `today()`; sin él dan `null`.
            funciones: las del anfitrión, que se llaman con argumentos por lugar.

        Raises:
            ErrorFeel: agotó su presupuesto o recibió un valor que FEEL no conoce.
            ErrorMotor: la que levante una función del anfitrión.
        """
        return self.en(Evaluacion(ambito, ahora, funciones))

    def en(self, ev: Evaluacion, locales: Mapping[str, Valor] | None = None) -> Valor:
        """Devuelve el valor dentro de una evaluación en curso (la de una tabla o un modelo)."""
        try:
            valor = self._cierre(Marco(locales or {}, None, ev))
        except RecursionError:
            raise ErrorFeel("La expresión se llama a sí misma sin terminar.", self.texto) from None
        except decimal.InvalidOperation:
            raise ErrorFeel("Una variable es un número que no es finito.", self.texto) from None
        except ErrorFeel as error:
            if not error.texto:
                error.texto = self.texto
            raise
        if type(valor) is list or type(valor) is dict:
            medir_valor(valor)
        return valor


def medir_valor(valor: Valor) -> None:
    """Comprueba que el valor, recorrido entero, no pasa de lo que se puede guardar.

    Raises:
        ErrorFeel: tiene más de cuatro veces `LARGO_LISTA` partes.
    """
    pendientes, cuenta = [valor], 0
    while pendientes:
        actual = pendientes.pop()
        if type(actual) is dict:
            actual = list(actual.values())
        if type(actual) is list:
            cuenta += len(actual)
            if cuenta > 4 * LARGO_LISTA:
                raise ErrorFeel(f"El resultado tiene más de {4 * LARGO_LISTA} partes.")
            pendientes += [x for x in actual if type(x) is list or type(x) is dict]


def cerrar(
    arbol: Arbol, tipos: Mapping[str, Tipo], locales: Iterable[str] = (), *, laxa: bool = False
) -> tuple[Cierre, Hallados]:
    """Compila `arbol`; `locales` son nombres que el marco raíz tendrá."""
    hallados = Hallados(laxa=laxa)
    alcance = Alcance(hallados, tipos, None, set(locales))
    try:
        return compilar_nodo(arbol, alcance), hallados
    except RecursionError:
        raise ErrorFeel("La expresión anida demasiados niveles; divídala.") from None


def compilar_con(
    texto: str, nombres: Iterable[str], tipos: Mapping[str, Tipo], *, laxa: bool = False
) -> Expresion:
    """Compila con los nombres compuestos y los tipos de un modelo DMN."""
    cierre, hallados = cerrar(leer_arbol(texto, nombres), tipos, laxa=laxa)
    return Expresion(texto, cierre, hallados)


@lru_cache(maxsize=2048)
def _compilar(texto: str, nombres: frozenset[str]) -> Expresion:
    return compilar_con(texto, nombres, _SIN_TIPOS)


def compilar(texto: str, nombres: Iterable[str] = ()) -> Expresion:
    """Devuelve la expresión compilada de `texto`; la misma si ya se compiló.

    Args:
        texto: expresión FEEL 1.5.
        nombres: variables cuyo nombre lleva espacios o signos («monto total»).

    Raises:
        ErrorFeel: no es FEEL; el mensaje dice la posición y qué se esperaba.
    """
    return _compilar(texto, frozenset(nombres))
