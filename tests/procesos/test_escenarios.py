"""Los escenarios de cada proceso de `diagramas/`, en las dos bases, y lo que recorren."""

import pytest

from motor.pruebas.carpetas import carpeta_de_diagramas, listar_carpetas
from motor.pruebas.laboratorio import Laboratorio
from motor.pruebas.seleccion import elegir
from tests import bases

RAIZ = carpeta_de_diagramas()
SERVIDORES = {"sqlite": lambda: None, "postgresql": lambda: bases.servidor_postgresql().get_uri()}


@pytest.mark.lento
@pytest.mark.parametrize("base", SERVIDORES)
@pytest.mark.parametrize("proceso", sorted(ruta.name for ruta in listar_carpetas(RAIZ)))
def test_los_escenarios_pasan_y_recorren_cada_flujo(proceso, base, tmp_path):
    seleccion = elegir(RAIZ, proceso)
    cuando = seleccion.primer_instante
    with Laboratorio(tmp_path, RAIZ, cuando, SERVIDORES[base]()) as laboratorio:
        laboratorio.preparar()
        resultados = [laboratorio.correr(escenario) for escenario in seleccion.escenarios]
        [cobertura] = laboratorio.coberturas(seleccion.procesos)
    fallos = [f"{r.escenario.archivo}: {r.fallo}" for r in resultados if not r.paso_bien]
    assert not fallos, "\n".join(fallos)
    assert cobertura.sin_razon == {}
    assert cobertura.razones_de_mas == ()
