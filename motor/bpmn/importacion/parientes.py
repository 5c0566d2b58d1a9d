"""Lo de Flowable y Activiti, que nombran lo mismo que Camunda 7, escrito en `camunda:`.

El atributo o la extensión original se queda donde estaba. Solo se trae lo que el motor lee; lo
demás (código, escuchas) se queda y la lectura lo dice.
"""

from copy import deepcopy

from lxml import etree

from motor.bpmn.importacion.cuaderno import Cuaderno, bloque_de_extensiones
from motor.bpmn.importacion.juel_traducido import feel_de_atributo
from motor.bpmn.importacion.palabras import ATRIBUTOS, PREFIJOS
from motor.bpmn.lectura.nombres import (
    ACTIVITI,
    CAMUNDA,
    CAUCE,
    FLOWABLE,
    TRAIDAS,
    TRAIDOS,
    Elemento,
    espacio,
    hijos,
    local,
)

_EXTERNAS = {"external", "external-worker"}


def traer_de_parientes(cuaderno: Cuaderno, elemento: Elemento) -> None:
    """Copia en `camunda:` lo que el elemento dice en `flowable:` o `activiti:`."""
    for dialecto in (FLOWABLE, ACTIVITI):
        inicio = f"{{{dialecto}}}"
        for crudo, valor in list(elemento.attrib.items()):
            nombre = str(crudo)
            if nombre.startswith(inicio):
                _traer(cuaderno, elemento, dialecto, nombre.removeprefix(inicio), str(valor))
        for bloque in hijos(elemento, "extensionElements"):
            for extension in list(bloque.iterchildren(etree.Element)):
                if espacio(extension) == dialecto and local(extension) in TRAIDAS:
                    bloque.append(_en_camunda(extension, dialecto))
                    _anotar_extension(cuaderno, extension)
    _traer_plazo(cuaderno, elemento)


def _traer(cuaderno: Cuaderno, elemento: Elemento, dialecto: str, nombre: str, valor: str) -> None:
    destino = "asyncBefore" if nombre == "async" else nombre
    if nombre == "type":
        if valor.strip() not in _EXTERNAS:
            return
        valor = "external"
    elif nombre == "inheritVariables":
        _heredar(cuaderno, elemento, dialecto, valor)
        return
    elif nombre not in TRAIDOS or nombre == "dueDate":
        return
    if elemento.get(f"{{{CAMUNDA}}}{destino}") is None:
        antes, valor = valor, feel_de_atributo(destino, valor) or valor
        elemento.set(f"{{{CAMUNDA}}}{destino}", valor)
        que = f"{ATRIBUTOS[nombre]} ({PREFIJOS[dialecto]}:{nombre})"
        cuaderno.traducir(elemento, que, antes, valor)


def _heredar(cuaderno: Cuaderno, llamada: Elemento, dialecto: str, valor: str) -> None:
    """`inheritVariables` es, en Camunda, un paso de todas las variables."""
    if valor.strip() == "true":
        todas = etree.Element(f"{{{CAMUNDA}}}in", variables="all")
        bloque_de_extensiones(llamada).insert(0, todas)
        que = f"Recibe todas las variables ({PREFIJOS[dialecto]}:inheritVariables)"
        cuaderno.traducir(llamada, que, valor, "sí")


def _traer_plazo(cuaderno: Cuaderno, elemento: Elemento) -> None:
    """`dueDate`, de cualquiera de los tres, es el plazo de la casa."""
    for dialecto in (CAMUNDA, FLOWABLE, ACTIVITI):
        vence = (elemento.get(f"{{{dialecto}}}dueDate") or "").strip()
        if vence and elemento.get(f"{{{CAUCE}}}plazo") is None:
            plazo = feel_de_atributo("dueDate", vence) or vence
            elemento.set(f"{{{CAUCE}}}plazo", plazo)
            cuaderno.traducir(elemento, f"Plazo ({PREFIJOS[dialecto]}:dueDate)", vence, plazo)


def _en_camunda(extension: Elemento, dialecto: str) -> Elemento:
    copia = deepcopy(extension)
    copia.tail = None
    for parte in copia.iter(etree.Element):
        if espacio(parte) == dialecto:
            parte.tag = f"{{{CAMUNDA}}}{local(parte)}"
    return copia


def _anotar_extension(cuaderno: Cuaderno, extension: Elemento) -> None:
    nombre = local(extension)
    prefijo = PREFIJOS[espacio(extension)]
    atributos = {etree.QName(str(c)).localname: str(v) for c, v in extension.attrib.items()}
    dicho = " ".join(f"{atributo}={valor}" for atributo, valor in atributos.items())
    cuaderno.traducir(
        extension, f"Datos ({prefijo}:{nombre})", dicho or nombre, f"camunda:{nombre}, igual"
    )
