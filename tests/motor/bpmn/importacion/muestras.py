"""Diagramas como los que otros programas guardan, escritos a mano para las pruebas."""

_MODELO = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_ESPACIOS = {
    "camunda": "http://camunda.org/schema/1.0/bpmn",
    "zeebe": "http://camunda.org/schema/zeebe/1.0",
    "modeler": "http://camunda.org/schema/modeler/1.0",
    "flowable": "http://flowable.org/bpmn",
    "activiti": "http://activiti.org/bpmn",
    "signavio": "http://www.signavio.com",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def archivo(cuerpo: str, *prefijos: str, raiz: str = "", proceso: str = "") -> bytes:
    """Un BPMN con ese proceso dentro. `raiz` y `proceso` son atributos de más."""
    espacios = " ".join(f'xmlns:{p}="{_ESPACIOS[p]}"' for p in ("xsi", *prefijos))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- de otro programa -->
<bpmn:definitions xmlns:bpmn="{_MODELO}" {espacios} targetNamespace="ajeno" {raiz}>
<bpmn:process id="p" name="Compras" {proceso}>
{cuerpo}
</bpmn:process>
</bpmn:definitions>
""".encode()


def en_fila(medio: str, id_: str) -> str:
    """Un inicio, lo del medio y un fin, unidos."""
    return f"""<bpmn:startEvent id="ini"/>{medio}<bpmn:endEvent id="fin"/>
<bpmn:sequenceFlow id="f1" sourceRef="ini" targetRef="{id_}"/>
<bpmn:sequenceFlow id="f2" sourceRef="{id_}" targetRef="fin"/>"""


CAMUNDA = archivo(
    """<bpmn:startEvent id="ini" camunda:initiator="quien"/>
<bpmn:userTask id="revisar" name="Revisar" camunda:assignee="${quien}" camunda:candidateGroups="sales"
 camunda:dueDate="${vence}" camunda:formKey="embedded:app:forms/x.html"/>
<bpmn:exclusiveGateway id="decide" name="¿Alcanza?" default="no"/>
<bpmn:serviceTask id="calcular" name="Calcular" camunda:class="com.x.Calcular"/>
<bpmn:endEvent id="fin"/>
<bpmn:sequenceFlow id="a" sourceRef="ini" targetRef="revisar"/>
<bpmn:sequenceFlow id="b" sourceRef="revisar" targetRef="decide"/>
<bpmn:sequenceFlow id="si" name="Sí" sourceRef="decide" targetRef="calcular">
<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${monto &gt; 1000 &amp;&amp; urgente}</bpmn:conditionExpression>
</bpmn:sequenceFlow>
<bpmn:sequenceFlow id="raro" sourceRef="decide" targetRef="calcular">
<bpmn:conditionExpression>${servicio.calcular(monto)}</bpmn:conditionExpression>
</bpmn:sequenceFlow>
<bpmn:sequenceFlow id="no" sourceRef="decide" targetRef="fin"/>
<bpmn:sequenceFlow id="c" sourceRef="calcular" targetRef="fin"/>""",  # noqa: E501 como lo escribe el modelador ajeno
    "camunda",
    raiz='exporter="Camunda Modeler" exporterVersion="5.0.0"',
    proceso='isExecutable="true"',
)

ZEEBE = archivo(
    en_fila(
        """<bpmn:userTask id="t" name="Aprobar"><bpmn:documentation>Lea todo.</bpmn:documentation>
<bpmn:extensionElements><zeebe:assignmentDefinition assignee="=jefe" candidateGroups="compras"/>
<zeebe:formDefinition formId="aprobar"/><zeebe:taskSchedule dueDate="=vence"/>
<zeebe:priorityDefinition priority="70"/>
<zeebe:ioMapping><zeebe:input source="=pedido.monto" target="monto"/>
<zeebe:output source="=resultado" target="decision"/></zeebe:ioMapping>
<zeebe:properties><zeebe:property name="color" value="rojo"/></zeebe:properties>
</bpmn:extensionElements></bpmn:userTask>""",
        "t",
    )
    + """<bpmn:serviceTask id="s" name="Pagar"><bpmn:extensionElements>
<zeebe:taskDefinition type="pagar" retries="5"/></bpmn:extensionElements>
<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
<zeebe:loopCharacteristics inputCollection="=cuotas" inputElement="cuota" outputCollection="pagos"
 outputElement="=recibo"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>
</bpmn:serviceTask>
<bpmn:callActivity id="c" name="Avisar"><bpmn:extensionElements>
<zeebe:calledElement processId="avisos" propagateAllChildVariables="false"/>
</bpmn:extensionElements></bpmn:callActivity>
<bpmn:scriptTask id="k" name="Sumar"><bpmn:extensionElements>
<zeebe:script expression="=a + b" resultVariable="total"/></bpmn:extensionElements>
</bpmn:scriptTask>
<bpmn:businessRuleTask id="r" name="Clasificar"><bpmn:extensionElements>
<zeebe:calledDecision decisionId="riesgo" resultVariable="nivel"/></bpmn:extensionElements>
</bpmn:businessRuleTask>""",
    "zeebe",
    "modeler",
    raiz='exporter="Camunda Modeler" modeler:executionPlatform="Camunda Cloud"',
    proceso='isExecutable="true"',
)


def de_pariente(prefijo: str) -> bytes:
    """El mismo proceso como lo guardan Flowable y Activiti, que solo cambian de prefijo."""
    cuerpo = en_fila(
        f"""<bpmn:userTask id="t" name="Revisar" {prefijo}:assignee="${{quien}}"
 {prefijo}:candidateGroups="sales,legal" {prefijo}:dueDate="P3D" {prefijo}:formKey="revisar"
 {prefijo}:async="true" {prefijo}:skipExpression="${{saltar}}"/>
<bpmn:serviceTask id="s" name="Externo" {prefijo}:type="external-worker" {prefijo}:topic="pagar"/>
<bpmn:callActivity id="c" calledElement="otro" {prefijo}:inheritVariables="true">
<bpmn:extensionElements><{prefijo}:in source="a" target="b"/>
<{prefijo}:executionListener event="start" class="com.x.Y"/></bpmn:extensionElements>
</bpmn:callActivity>""",
        "t",
    )
    return archivo(cuerpo, prefijo, proceso='isExecutable="true"')


SIGNAVIO = archivo(
    en_fila(
        """<bpmn:task id="t" name="Hacer"><bpmn:extensionElements>
<signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffcc"/>
<signavio:signavioMetaData metaKey="risk" metaValue="alto"/></bpmn:extensionElements>
</bpmn:task>""",
        "t",
    ),
    "signavio",
    raiz='exporter="Signavio Process Editor, http://www.signavio.com" exporterVersion="19.9.0"',
)

SIN_IDS = archivo(
    """<bpmn:startEvent id="ini"/><bpmn:task id="t"/><bpmn:task id="t" name="Otra"/>
<bpmn:sequenceFlow sourceRef="ini" targetRef="t"/>"""
)
