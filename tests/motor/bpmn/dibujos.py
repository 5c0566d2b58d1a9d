"""Diagramas BPMN escritos en pocas líneas, para las pruebas.

    diagrama(proceso(
        inicio(), usuario("revisar", **{"cauce:cargo": "jefe"}), fin(),
        flujos("inicio > revisar > fin"),
    ))

Cada función devuelve texto XML; `diagrama` lo junta y devuelve los bytes de un archivo.
Los atributos van como argumentos; los que llevan prefijo, con `**{"cauce:unidad": "SDOS"}`.
"""

from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

ESPACIOS = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:cauce": "https://cauce.bo/bpmn/1.0",
    "xmlns:camunda": "http://camunda.org/schema/1.0/bpmn",
    "xmlns:flowable": "http://flowable.org/bpmn",
    "xmlns:activiti": "http://activiti.org/bpmn",
    "xmlns:zeebe": "http://camunda.org/schema/zeebe/1.0",
    "targetNamespace": "https://cauce.bo/pruebas",
}


def etiqueta(nombre: str, *dentro: str, **atributos: str) -> str:
    """Un elemento XML; los atributos se escapan y lo de dentro ya es XML."""
    escritos = "".join(f" {clave}={quoteattr(valor)}" for clave, valor in atributos.items())
    return f"<{nombre}{escritos}>{''.join(dentro)}</{nombre}>"


def diagrama(*partes: str) -> bytes:
    """El archivo completo: procesos, colaboración, mensajes, señales y errores."""
    return etiqueta("definitions", *(f"\n{parte}" for parte in partes), **ESPACIOS).encode()


def proceso(*partes: str, id: str = "p", ejecutable: bool = True, **atributos: str) -> str:
    """Un proceso; cada parte queda en su línea."""
    dentro = (f"\n{parte}" for parte in partes)
    return etiqueta("process", *dentro, id=id, isExecutable=str(ejecutable).lower(), **atributos)


def nodo(tipo: str, id: str, *dentro: str, **atributos: str) -> str:
    """Cualquier nodo de flujo por su nombre BPMN."""
    return etiqueta(tipo, *dentro, id=id, **atributos)


def inicio(id: str = "inicio", *dentro: str, **atributos: str) -> str:
    """Un evento de inicio."""
    return nodo("startEvent", id, *dentro, **atributos)


def fin(id: str = "fin", *dentro: str, **atributos: str) -> str:
    """Un evento de fin."""
    return nodo("endEvent", id, *dentro, **atributos)


def usuario(id: str, *dentro: str, **atributos: str) -> str:
    """Una tarea de usuario."""
    return nodo("userTask", id, *dentro, **atributos)


def script(id: str, feel: str, **atributos: str) -> str:
    """Una tarea de script en FEEL."""
    texto = etiqueta("script", escape(feel))
    return nodo("scriptTask", id, texto, **{"scriptFormat": "feel", **atributos})


def exclusiva(id: str, **atributos: str) -> str:
    """Una compuerta exclusiva."""
    return nodo("exclusiveGateway", id, **atributos)


def paralela(id: str, **atributos: str) -> str:
    """Una compuerta paralela."""
    return nodo("parallelGateway", id, **atributos)


def limite(id: str, en: str, *dentro: str, interrumpe: bool = True, **atributos: str) -> str:
    """Un evento de límite adjunto a la actividad `en`."""
    atributos |= {"attachedToRef": en, "cancelActivity": str(interrumpe).lower()}
    return nodo("boundaryEvent", id, *dentro, **atributos)


def captura(id: str, *dentro: str) -> str:
    """Un evento intermedio de captura."""
    return nodo("intermediateCatchEvent", id, *dentro)


def lanza(id: str, *dentro: str) -> str:
    """Un evento intermedio de lanzamiento."""
    return nodo("intermediateThrowEvent", id, *dentro)


def subproceso(id: str, *dentro: str, **atributos: str) -> str:
    """Un subproceso; con `triggeredByEvent="true"`, de evento."""
    return nodo("subProcess", id, *(f"\n{parte}" for parte in dentro), **atributos)


def duracion(texto: str, **atributos: str) -> str:
    """La definición de un temporizador que dura."""
    return etiqueta("timerEventDefinition", etiqueta("timeDuration", escape(texto)), **atributos)


def evento(clase: str, *dentro: str, **atributos: str) -> str:
    """Una definición de evento: `evento("message", messageRef="M1")`."""
    return etiqueta(f"{clase}EventDefinition", *dentro, **atributos)


def ref(clase: str, id: str) -> str:
    """Una definición de evento que refiere a un mensaje, señal, error o escalada."""
    return evento(clase, **{f"{clase}Ref": id})


def multiple(*dentro: str, secuencial: bool = False, **atributos: str) -> str:
    """Las características de instancia múltiple de una actividad."""
    atributos = {"isSequential": str(secuencial).lower(), **atributos}
    return etiqueta("multiInstanceLoopCharacteristics", *dentro, **atributos)


def extension(*dentro: str) -> str:
    """Un bloque `extensionElements`."""
    return etiqueta("extensionElements", *dentro)


def flujos(*caminos: str) -> str:
    """Flujos de secuencia: cada camino es «a > b > c» o «a > b ? condición» (id `f_a_b`)."""
    escritos = []
    for camino in caminos:
        pasos, _, condicion = camino.partition("?")
        nodos = [paso.strip() for paso in pasos.split(">")]
        for origen, destino in pairwise(nodos):
            escritos.append(flujo(origen, destino, condicion.strip()))
    return "\n".join(escritos)


def flujo(origen: str, destino: str, condicion: str = "", id: str = "") -> str:
    """Un flujo de secuencia suelto."""
    dentro = etiqueta("conditionExpression", escape(condicion)) if condicion else ""
    atributos = {"sourceRef": origen, "targetRef": destino}
    return etiqueta("sequenceFlow", dentro, id=id or f"f_{origen}_{destino}", **atributos)
