"""El modelo DMN que ve quien llama: sus decisiones y `decidir`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

from motor.feel.dmn.piezas import (
    Conocimiento,
    Decision,
    Plano,
    ResultadoDecision,
    Servicio,
)
from motor.feel.dmn.sesion import Sesion
from motor.feel.entorno import Evaluacion
from motor.feel.expresion import Funciones, medir_valor
from motor.nucleo.errores import ErrorFeel, NoEncontrado
from motor.nucleo.valores import Valor

_P = TypeVar("_P", Decision, Servicio, Conocimiento)


@dataclass(frozen=True)
class ModeloDmn:
    """Un modelo leído y compilado. `decisiones` son los nombres, en el orden del archivo."""

    nombre: str
    espacio: str
    plano: Plano

    @property
    def decisiones(self) -> tuple[str, ...]:
        """Nombres de las decisiones propias."""
        propias = (p for p in self.plano.piezas.values() if p.ref[0] == self.espacio)
        return tuple(p.nombre for p in propias if isinstance(p, Decision))

    @property
    def ids(self) -> tuple[str, ...]:
        """Identificadores de las decisiones propias, en el orden del archivo."""
        propias = (p for p in self.plano.piezas.values() if p.ref[0] == self.espacio)
        return tuple(p.ref[1] for p in propias if isinstance(p, Decision))

    def decidir(
        self,
        decision: str,
        entradas: Mapping[str, Valor],
        *,
        ahora: datetime | None = None,
        funciones: Funciones | None = None,
    ) -> ResultadoDecision:
        """Decide `decision` (nombre o id) con esas entradas.

        Los nombres que la decisión no declara como requisito se leen también de `entradas`.

        Raises:
            NoEncontrado: el modelo no tiene esa decisión.
            ErrorFeel: una tabla no admite lo que recibió, o se agotó el presupuesto.
        """
        pieza = self.buscar(decision, Decision)
        sesion = Sesion(self.plano, entradas, Evaluacion(entradas, ahora, funciones))
        try:
            resultado = sesion.decidir(pieza)
        except RecursionError:
            raise ErrorFeel(
                f"La decisión «{pieza.nombre}» requiere una cadena demasiado larga de decisiones."
            ) from None
        if isinstance(resultado.valor, list | dict):
            medir_valor(resultado.valor)
        return resultado

    def buscar(self, nombre: str, clase: type[_P]) -> _P:
        """Devuelve la pieza propia de esa clase con ese id o ese nombre.

        Raises:
            NoEncontrado: no hay ninguna.
        """
        for pieza in self.plano.piezas.values():
            propia = pieza.ref[0] == self.espacio and isinstance(pieza, clase)
            if propia and nombre in (pieza.ref[1], pieza.nombre):
                return cast(_P, pieza)
        raise NoEncontrado(
            f"El modelo «{self.nombre}» no tiene la decisión «{nombre}»; tiene: "
            f"{', '.join(self.decisiones) or 'ninguna'}."
        )
