"""Lo que mide el banco, y las metas con que se compara."""

from collections.abc import Mapping
from dataclasses import dataclass

META_SQLITE = 80.0
META_POSTGRESQL = 50.0
META_VUELTA = 1.2
META_SENTENCIAS = 10


@dataclass(frozen=True)
class EnBase:
    """Lo medido sobre una base.

    `vueltas` va de número de vuelta a milisegundos por acto (primer cuartil junto a ella).
    """

    base: str
    expedientes_por_segundo: float
    veces_spiff: float  # cuántas veces más lento que SpiffWorkflow solo
    sentencias_por_acto: int
    vueltas: Mapping[int, float]

    @property
    def cociente_de_vueltas(self) -> float:
        """Cuánto cuesta la última vuelta medida frente a la primera."""
        numeros = sorted(self.vueltas)
        return self.vueltas[numeros[-1]] / self.vueltas[numeros[0]]


@dataclass(frozen=True)
class Medicion:
    """Una corrida entera del banco."""

    expedientes: int
    spiff_por_segundo: float
    bases: tuple[EnBase, ...]

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        frases = []
        for b in self.bases:
            meta = META_POSTGRESQL if b.base == "postgresql" else META_SQLITE
            if b.expedientes_por_segundo < meta:
                frases.append(
                    f"{b.base}: {b.expedientes_por_segundo:.0f} expedientes/s < {meta:.0f}"
                )
            if b.cociente_de_vueltas > META_VUELTA:
                frases.append(f"{b.base}: vueltas {b.cociente_de_vueltas:.2f} > {META_VUELTA}")
            if b.sentencias_por_acto > META_SENTENCIAS:
                frases.append(f"{b.base}: {b.sentencias_por_acto} sentencias > {META_SENTENCIAS}")
        return frases
