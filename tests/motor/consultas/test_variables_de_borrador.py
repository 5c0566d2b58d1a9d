"""Lo que el panel ofrece al escribir y lo que la revisión da por conocido son lo mismo."""

import pytest

from motor.bpmn import leer
from motor.bpmn.revision.expresiones import VARIABLES_DE_LA_CASA
from motor.bpmn.revision.variables import escritas
from motor.consultas.variables_de_borrador import ver_decisiones, ver_formularios, ver_variables
from motor.pruebas.carpetas import carpeta_de_diagramas, leer_carpeta, listar_carpetas

CARPETAS = listar_carpetas(carpeta_de_diagramas())


@pytest.mark.parametrize("ruta", CARPETAS, ids=lambda ruta: ruta.name)
def test_se_ofrece_todo_lo_que_la_revision_conoce(ruta):
    carpeta = leer_carpeta(ruta)
    formularios, decisiones = (
        ver_formularios(carpeta.formularios),
        ver_decisiones(carpeta.decisiones),
    )
    ofrecidas = {v["nombre"] for v in ver_variables(carpeta.xml, formularios, decisiones)}
    conocidas = {n for n in escritas(leer(carpeta.xml)) if n.isidentifier()}
    assert conocidas | VARIABLES_DE_LA_CASA <= ofrecidas
