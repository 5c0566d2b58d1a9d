"""Cómo se dice a un dueño lo que el archivo dice en el idioma de los programas."""

from motor.bpmn.lectura.nombres import ACTIVITI, CAMUNDA, CAUCE, FLOWABLE, ZEEBE
from motor.bpmn.palabras import TIPOS

ATRIBUTOS = {
    "assignee": "Persona asignada",
    "candidateUsers": "Personas candidatas",
    "candidateGroups": "Grupos candidatos",
    "formKey": "Formulario",
    "formRef": "Formulario",
    "dueDate": "Plazo",
    "priority": "Prioridad",
    "type": "Quién la hace",
    "topic": "Servicio",
    "collection": "Una por cada elemento de",
    "elementVariable": "Nombre de cada elemento",
    "resultVariable": "Variable del resultado",
    "decisionRef": "Tabla de decisión",
    "initiator": "Variable de quien inicia",
    "asyncBefore": "Se hace en segundo plano",
    "async": "Se hace en segundo plano",
    "inheritVariables": "Recibe todas las variables",
    "versionTag": "Etiqueta de versión",
}
EXPRESIONES = {
    "conditionExpression": "Condición",
    "condition": "Condición",
    "activationCondition": "Condición de activación",
    "completionCondition": "Condición de término",
    "loopCondition": "Condición del bucle",
    "loopCardinality": "Cuántas veces",
    "timeDuration": "Duración",
    "timeDate": "Fecha",
    "timeCycle": "Ciclo",
}
PREFIJOS = {
    CAUCE: "cauce",
    CAMUNDA: "camunda",
    FLOWABLE: "flowable",
    ACTIVITI: "activiti",
    ZEEBE: "zeebe",
}


def tipo_en_espanol(clase: str) -> str:
    """Cómo se llama esa clase de elemento; su nombre de BPMN si no tiene otro."""
    return TIPOS.get(clase, clase)
