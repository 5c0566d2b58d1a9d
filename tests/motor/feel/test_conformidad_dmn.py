"""El conjunto de pruebas DMN TCK, niveles 2 y 3, con el piso que de verdad se alcanza."""

import pytest

from tests.motor.feel import tck

PISOS = {"compliance-level-2": 1.0, "compliance-level-3": 0.97}


@pytest.mark.parametrize("nivel", tck.NIVELES)
def test_se_aprueba_el_piso_del_tck(nivel):
    if not tck.RAIZ.is_dir():
        pytest.skip("No están los datos de conformidad DMN TCK junto al repositorio.")
    hechas = tck.correr(nivel)
    aprobadas = sum(c.bien for c in hechas)
    assert aprobadas >= PISOS[nivel] * len(hechas), f"{nivel}: {aprobadas}/{len(hechas)}"
