"""Una función de Java o PMML se niega al leer el archivo, con una frase; no da `null`."""

import pytest

from motor.bpmn import leer, revisar
from motor.feel import leer_dmn
from motor.nucleo.errores import ErrorFeel

CABEZA = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="x">'
CONOCIMIENTO = '<businessKnowledgeModel id="b" name="raíz"><encapsulatedLogic kind="{}">{}'
CIERRE = "</encapsulatedLogic></businessKnowledgeModel></definitions>"
TEXTO = 'function(x) external {{java: {{class: "java.lang.Math"}}}}'
DIAGRAMA = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
 targetNamespace="x"><process id="p" name="P" isExecutable="true"><startEvent id="i"/>
<sequenceFlow id="f1" sourceRef="i" targetRef="s"/>
<scriptTask id="s" name="Calcular" scriptFormat="feel"><script>{{f: TEXTO}}</script></scriptTask>
<sequenceFlow id="f2" sourceRef="s" targetRef="z"/><endEvent id="z"/></process></definitions>"""


@pytest.mark.parametrize("clase", ["Java", "PMML"])
def test_un_conocimiento_externo_se_niega_al_leer_el_dmn(clase):
    cuerpo = "<literalExpression><text>1</text></literalExpression>"
    with pytest.raises(ErrorFeel, match=r"raíz.*función externa.*no se ejecuta"):
        leer_dmn((CABEZA + CONOCIMIENTO.format(clase, cuerpo) + CIERRE).encode())


def test_una_decision_con_external_se_niega_al_leer_el_dmn():
    decision = '<decision id="a" name="Alta"><literalExpression><text>{}</text>'
    texto = decision.format(TEXTO.format()) + "</literalExpression></decision></definitions>"
    with pytest.raises(ErrorFeel, match=r"Alta.*función externa"):
        leer_dmn((CABEZA + texto).encode())


def test_un_script_con_external_se_niega_al_publicar():
    xml = DIAGRAMA.format().replace("TEXTO", TEXTO.format())
    hallazgos = [h for h in revisar(leer(xml.encode())) if h.grave]
    assert [h.elemento for h in hallazgos] == ["s"]
    assert "función externa" in str(hallazgos[0])
