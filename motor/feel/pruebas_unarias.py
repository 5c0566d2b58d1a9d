"""Pruebas unarias: lo que se escribe en una celda de entrada de una tabla de decisión."""

import decimal
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from motor.feel.compilador import Hallados
from motor.feel.compilador.pruebas import ENTRADA
from motor.feel.entorno import Cierre, Evaluacion, Marco
from motor.feel.expresion import Funciones, cerrar
from motor.feel.lector import leer_arbol
from motor.feel.tipos import Tipo
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


class Pruebas:
    """Pruebas unarias compiladas. `nombres`: variables que leen, sin contar `?`."""

    __slots__ = ("_cierre", "nombres", "texto")

    def __init__(self, texto: str, cierre: Cierre, hallados: Hallados) -> None:
        self.texto = texto
        self._cierre = cierre
        self.nombres = frozenset(hallados.libres)

    def cumple(
        self,
        valor: Valor,
        ambito: Mapping[str, Valor],
        *,
        ahora: datetime | None = None,
        funciones: Funciones | None = None,
    ) -> bool | None:
        """Devuelve si `valor` cumple alguna de las pruebas; `null` si no se puede saber.

        Raises:
            ErrorFeel: agotó su presupuesto o recibió un valor que FEEL no conoce.
        """
        ev = Evaluacion(ambito, ahora, funciones)
        return self.en(ev, ev.normalizar(valor, ENTRADA))

    def en(self, ev: Evaluacion, valor: Valor) -> bool | None:
        """Lo mismo dentro de una evaluación en curso, con `valor` ya en forma FEEL."""
        try:
            resultado = self._cierre(Marco({ENTRADA: valor}, None, ev))
        except RecursionError:
            raise ErrorFeel("La prueba se llama a sí misma sin terminar.", self.texto) from None
        except decimal.InvalidOperation:
            raise ErrorFeel("La entrada es un número que no es finito.", self.texto) from None
        return resultado if isinstance(resultado, bool) else None


def pruebas_con(texto: str, nombres: Iterable[str], tipos: Mapping[str, Tipo]) -> Pruebas:
    """Compila pruebas unarias con los nombres y tipos de un modelo DMN."""
    arbol = leer_arbol(texto, nombres, pruebas=True)
    cierre, hallados = cerrar(arbol, tipos, [ENTRADA])
    return Pruebas(texto, cierre, hallados)


@lru_cache(maxsize=2048)
def _compilar(texto: str, nombres: frozenset[str]) -> Pruebas:
    return pruebas_con(texto, nombres, {})


def compilar_pruebas(texto: str, nombres: Iterable[str] = ()) -> Pruebas:
    """Devuelve las pruebas unarias compiladas de `texto`.

    Raises:
        ErrorFeel: no son pruebas unarias FEEL; dice la posición y qué se esperaba.
    """
    return _compilar(texto, frozenset(nombres))
