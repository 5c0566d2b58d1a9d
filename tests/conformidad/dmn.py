"""La suite DMN TCK: cada comprobación es un caso, y el total de cada nivel va al final."""

from collections import defaultdict
from pathlib import Path

import yaml

from motor.nucleo.errores import ErrorMotor
from tests.conformidad.resultado import FALLA, NEGADO, PASA, Resultado
from tests.motor.feel.tck import Comprobacion, comprobar


def correr(raiz: Path) -> list[Resultado]:
    """Corre las carpetas que nombra `indice.yaml`; un valor que se negó a dar no es uno malo."""
    indice = yaml.safe_load((raiz / "indice.yaml").read_text(encoding="utf-8"))
    resultados = []
    for ficha in indice["carpetas"]:
        numeros: dict[str, int] = defaultdict(int)
        for hecha in comprobar(raiz / ficha["carpeta"]):
            numeros[hecha.carpeta] += 1
            modelo = f"{hecha.nivel}/{hecha.carpeta}"
            resultados.append(_resultado(modelo, numeros[hecha.carpeta], hecha))
    return resultados


def _resultado(modelo: str, caso: int, hecha: Comprobacion) -> Resultado:
    if hecha.bien:
        return Resultado(modelo, caso, PASA)
    donde = f"{hecha.caso}, «{hecha.nodo}»"
    if isinstance(hecha.obtenido, ErrorMotor):
        return Resultado(modelo, caso, NEGADO, f"{donde}: {hecha.obtenido.mensaje}")
    dicho = f"se esperaba {hecha.esperado!r} y dio {hecha.obtenido!r}"
    return Resultado(modelo, caso, FALLA, f"{donde}: {dicho}")
