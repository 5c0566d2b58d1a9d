"""Cómo se llegó a una decisión: cada decisión requerida, sus entradas y las reglas que casaron."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from motor.feel.dmn.modelo import ModeloDmn
from motor.feel.dmn.piezas import Decision
from motor.feel.dmn.sesion import Sesion
from motor.feel.dmn.tabla import Regla, Tabla
from motor.feel.entorno import Evaluacion
from motor.feel.expresion import Funciones
from motor.feel.tipos import convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


@dataclass(frozen=True)
class ReglaUsada:
    """Una regla que dio el valor: su número desde 1 y sus celdas, por columna, como se leen."""

    numero: int
    pruebas: Mapping[str, str]
    salidas: Mapping[str, str]


@dataclass(frozen=True)
class Paso:
    """Una decisión tomada. `entradas` y `reglas` están vacías si no es una tabla."""

    decision: str
    valor: Valor
    politica: str = ""
    entradas: Mapping[str, Valor] | None = None
    reglas: tuple[ReglaUsada, ...] = ()


def explicar(
    modelo: ModeloDmn,
    decision: str,
    entradas: Mapping[str, Valor],
    *,
    ahora: datetime | None = None,
    funciones: Funciones | None = None,
) -> tuple[Paso, ...]:
    """Devuelve las decisiones tomadas para llegar a `decision`, que es la última.

    Raises:
        NoEncontrado: el modelo no tiene esa decisión.
        ErrorFeel: una tabla no admite lo que recibió, o se agotó el presupuesto.
    """
    sesion = Sesion(modelo.plano, entradas, Evaluacion(entradas, ahora, funciones))
    try:
        sesion.decidir(modelo.buscar(decision, Decision))
    except RecursionError:
        raise ErrorFeel(
            f"«{decision}» requiere una cadena demasiado larga de decisiones."
        ) from None
    return tuple(_paso(sesion, ref) for ref in tuple(sesion.hechas))


def _paso(sesion: Sesion, ref: tuple[str, str]) -> Paso:
    pieza, hecho = sesion.plano.piezas[ref], sesion.hechas[ref]
    if not isinstance(pieza, Decision) or not isinstance(pieza.logica, Tabla):
        return Paso(pieza.nombre, hecho.valor)
    tabla, ev = pieza.logica, sesion.evaluacion(pieza)
    vistas = {e.expresion.texto: convertir(e.expresion.en(ev), e.tipo) for e in tabla.entradas}
    usadas = tuple(_usada(tabla, n, tabla.reglas[n - 1]) for n in hecho.reglas)
    return Paso(pieza.nombre, hecho.valor, tabla.politica, vistas, usadas)


def _usada(tabla: Tabla, numero: int, regla: Regla) -> ReglaUsada:
    pruebas = zip(tabla.entradas, regla.pruebas, strict=True)
    salidas = zip(tabla.salidas, regla.salidas, strict=True)
    return ReglaUsada(
        numero,
        {e.expresion.texto: "-" if p is None else p.texto for e, p in pruebas},
        {s.nombre or tabla.nombre: x.texto for s, x in salidas},
    )
