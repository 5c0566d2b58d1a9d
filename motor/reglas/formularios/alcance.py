"""Lo que ven las expresiones de un formulario: la fila, lo que la rodea y las variables."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from motor.nucleo.valores import Valor

Evaluar: TypeAlias = Callable[[str, Mapping[str, Valor]], Valor]


class Alcance(Mapping[str, Valor]):
    """Capas de nombres, de la más cercana a la más lejana; no copia: ve los cambios."""

    def __init__(self, *capas: Mapping[str, Valor]) -> None:
        self._capas = capas

    def __getitem__(self, nombre: str) -> Valor:
        for capa in self._capas:
            if nombre in capa:
                return capa[nombre]
        raise KeyError(nombre)

    def __contains__(self, nombre: object) -> bool:
        return any(nombre in capa for capa in self._capas)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(nombre for capa in self._capas for nombre in capa))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def dentro(self, *capas: Mapping[str, Valor]) -> "Alcance":
        """Devuelve este alcance con otras capas por delante."""
        return Alcance(*capas, *self._capas)
