"""El resultado de prever, agrupado: cuántos pueden, cuántos no y por qué."""

from collections.abc import Sequence
from dataclasses import dataclass

from motor.nucleo.textos import contar
from motor.operaciones.prever_migracion import Previsto


@dataclass(frozen=True)
class Prevision:
    """`frase` resume; `impedidos` y `posibles` son los casos; `faltan`, los que no se miraron."""

    frase: str
    impedidos: tuple[Previsto, ...]
    posibles: tuple[Previsto, ...]
    faltan: int = 0
    varios_procesos: bool = False  # hay que decir en cuál corre cada uno


def resumir(previstos: Sequence[Previsto], total: int) -> Prevision:
    """Devuelve la previsión: «37 casos; 4 no pueden pasar». `total` son los que hay en curso."""
    impedidos = tuple(p for p in previstos if p.motivos)
    posibles = tuple(p for p in previstos if not p.motivos)
    frase = contar(len(previstos), "caso", "casos")
    if not impedidos:
        frase += "; todos pueden pasar." if previstos else "."
    else:
        frase += f"; {contar(len(impedidos), 'no puede pasar', 'no pueden pasar')}."
    varios = len({p.proceso for p in previstos}) > 1
    return Prevision(frase, impedidos, posibles, max(0, total - len(previstos)), varios)
