"""El modelador conoce los mismos atributos `cauce:` que el motor lee, y en los mismos lugares."""

import json
import re
from pathlib import Path

from motor.bpmn.lectura.nodos import _CONSUMIDOS
from motor.bpmn.lectura.nombres import CAUCE
from motor.bpmn.revision.nombres import _CON_CAMPO, _DE_LA_CASA

RAIZ = Path(__file__).resolve().parents[3]
DESCRIPTOR = json.loads((RAIZ / "web/frontend/modelador/cauce.json").read_text(encoding="utf-8"))
EN_EL_XML = re.compile(r"<bpmn:(\w+)([^>]*?)/?>")
ATRIBUTO = re.compile(r"\bcauce:(\w+)=")
# lo que cada clase hereda en BPMN 2.0, hasta donde el descriptor se engancha
NODOS = "startEvent endEvent boundaryEvent intermediateCatchEvent intermediateThrowEvent"
TAREAS = "task userTask sendTask receiveTask scriptTask serviceTask businessRuleTask manualTask"
OTROS = "subProcess transaction adHocSubProcess callActivity"


def de_clase(clase: str) -> set[str]:
    """Los atributos que el descriptor da a esa clase de BPMN, sin contar la herencia."""
    return {
        propiedad["name"]
        for tipo in DESCRIPTOR["types"]
        if f"bpmn:{clase}" in tipo["extends"]
        for propiedad in tipo["properties"]
    }


def de_etiqueta(etiqueta: str) -> set[str]:
    flujo = etiqueta in f"{NODOS} {TAREAS} {OTROS}".split() or etiqueta.endswith("Gateway")
    propia = etiqueta[0].upper() + etiqueta[1:]
    return de_clase(propia) | (de_clase("FlowNode") if flujo else set())


def test_el_espacio_de_nombres_es_el_del_motor():
    assert (DESCRIPTOR["uri"], DESCRIPTOR["prefix"]) == (CAUCE, "cauce")


def test_los_atributos_de_un_nodo_son_los_que_el_motor_conoce():
    assert de_clase("FlowNode") == _CON_CAMPO | _DE_LA_CASA
    assert de_clase("FlowNode") >= _CONSUMIDOS


def test_los_demas_lugares_tienen_lo_que_el_motor_lee_en_ellos():
    assert de_clase("Lane") == {"unidad", "cargo", "distintoDe"}
    assert de_clase("TimerEventDefinition") == {"plazo", "desde"}
    assert de_clase("MessageEventDefinition") == {"correlacion", "contenido"}
    assert de_clase("SignalEventDefinition") == {"contenido"}
    assert de_clase("Message") == {"correlacion"}
    assert de_clase("MultiInstanceLoopCharacteristics") == {"salida", "salidaElemento"}
    assert (de_clase("Participant"), de_clase("Process")) == ({"institucion"}, {"principal"})


def test_todo_atributo_de_nuestros_diagramas_esta_en_el_descriptor():
    sobran = set()
    for ruta in sorted((RAIZ / "diagramas").glob("*/*.bpmn")):
        for etiqueta, resto in EN_EL_XML.findall(ruta.read_text(encoding="utf-8")):
            sobran |= {
                (etiqueta, nombre)
                for nombre in ATRIBUTO.findall(resto)
                if nombre not in de_etiqueta(etiqueta)
            }
    assert sobran == set()
