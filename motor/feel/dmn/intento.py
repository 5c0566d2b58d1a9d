"""Probar una decisión que puede fallar: hasta dónde se llegó y qué reglas se cumplían."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from motor.feel.dmn.modelo import ModeloDmn
from motor.feel.dmn.piezas import Decision, Plano, Ref
from motor.feel.dmn.sesion import Sesion
from motor.feel.dmn.tabla import Tabla
from motor.feel.entorno import Evaluacion
from motor.feel.tipos import convertir
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor


@dataclass(frozen=True)
class PasoIntentado:
    """Una decisión de la cadena. `hecha` es False si no llegó a dar valor.

    `entradas` es lo que valió cada columna, en orden; `casan`, las reglas que se cumplen, y
    `usadas`, las que dieron el valor (números desde 1). Vacías si no es una tabla.
    """

    id: str
    nombre: str
    hecha: bool
    valor: Valor = None
    politica: str = ""
    entradas: tuple[tuple[str, Valor], ...] = ()
    casan: tuple[int, ...] = ()
    usadas: tuple[int, ...] = ()


@dataclass(frozen=True)
class Intento:
    """Lo que dio la prueba: los pasos, lo requerido antes, y por qué falló ('' si no falló)."""

    pasos: tuple[PasoIntentado, ...]
    error: str = ""


def intentar(
    modelo: ModeloDmn,
    decision: str,
    entradas: Mapping[str, Valor],
    *,
    ahora: datetime | None = None,
) -> Intento:
    """Toma la decisión como lo haría el proceso y, si falla, cuenta hasta dónde llegó.

    Raises:
        NoEncontrado: el modelo no tiene esa decisión.
    """
    pieza = modelo.buscar(decision, Decision)
    sesion = Sesion(modelo.plano, entradas, Evaluacion(entradas, ahora))
    error = ""
    try:
        sesion.decidir(pieza)
    except ErrorFeel as fallo:
        error = fallo.mensaje
    except RecursionError:
        error = f"«{pieza.nombre}» requiere una cadena demasiado larga de decisiones."
    return Intento(tuple(_paso(sesion, d) for d in cadena(modelo.plano, pieza)), error)


def cadena(plano: Plano, decision: Decision) -> tuple[Decision, ...]:
    """Devuelve las decisiones que `decision` requiere, antes que ella, y ella al final."""
    vistas: set[Ref] = set()
    return tuple(_en_orden(plano, decision, vistas))


def _en_orden(plano: Plano, decision: Decision, vistas: set[Ref]) -> Iterator[Decision]:
    vistas.add(decision.ref)
    for ref in decision.requiere:
        otra = plano.piezas.get(ref)
        if isinstance(otra, Decision) and ref not in vistas:
            yield from _en_orden(plano, otra, vistas)
    yield decision


def _paso(sesion: Sesion, decision: Decision) -> PasoIntentado:
    hecho = sesion.hechas.get(decision.ref)
    base = PasoIntentado(
        decision.ref[1], decision.nombre, hecho is not None, hecho.valor if hecho else None
    )
    if not isinstance(decision.logica, Tabla):
        return base
    tabla = decision.logica
    try:
        ev = sesion.evaluacion(decision)
        vistas = [
            (e.expresion.texto, convertir(e.expresion.en(ev), e.tipo)) for e in tabla.entradas
        ]
        casan = tabla.que_casan([valor for _, valor in vistas], ev)
    except (ErrorFeel, RecursionError):
        return base
    usadas = hecho.reglas if hecho else ()
    return PasoIntentado(
        base.id, base.nombre, base.hecha, base.valor, tabla.politica, tuple(vistas), casan, usadas
    )
