"""`python -m tests.conformidad CARPETA [--json]`: juega los modelos de una carpeta y dice cuántos.

CARPETA tiene un `esperado.yaml` (o `indice.yaml`) que dice su `suite`. Sale con 1 si alguno falla.
"""

import argparse
import sys
from pathlib import Path

import yaml

from tests.conformidad import betsy, camunda, dmn, miwg
from tests.conformidad.resultado import FALLA, contar, informar

SUITES = {
    "betsy": betsy.correr,
    "camunda": camunda.correr,
    "bpmn-miwg": miwg.correr,
    "dmn-tck": dmn.correr,
}


def main() -> int:
    """Corre, imprime el informe y devuelve el código de salida."""
    opciones = argparse.ArgumentParser(prog="python -m tests.conformidad", description=__doc__)
    opciones.add_argument("carpeta", type=Path)
    opciones.add_argument("--json", action="store_true", dest="en_json")
    pedido = opciones.parse_args()
    indices = [pedido.carpeta / nombre for nombre in ("esperado.yaml", "indice.yaml")]
    indice = next((ruta for ruta in indices if ruta.is_file()), None)
    if indice is None:
        opciones.error(
            f"En «{pedido.carpeta}» no hay esperado.yaml ni indice.yaml. "
            "Dé la carpeta de una suite de conformidad."
        )
    suite = yaml.safe_load(indice.read_text(encoding="utf-8")).get("suite")
    if suite not in SUITES:
        opciones.error(f"No se conoce la suite «{suite}». Se conocen: {', '.join(SUITES)}.")
    resultados = SUITES[suite](pedido.carpeta)
    sys.stdout.write(informar(resultados, en_json=pedido.en_json) + "\n")
    return 1 if contar(resultados)[FALLA] else 0


if __name__ == "__main__":
    sys.exit(main())
