"""Lo de Camunda 8 (`zeebe:`) escrito donde el motor y el panel lo leen; el original se queda.

Las expresiones de Camunda 8 ya son FEEL: cambia dónde se escriben, no lo que dicen.
"""

from collections.abc import Callable

from lxml import etree

from motor.bpmn.importacion.cuaderno import Cuaderno, bloque_de_extensiones
from motor.bpmn.lectura.expresiones import a_feel, a_feel_o_texto
from motor.bpmn.lectura.nombres import (
    BPMN,
    CAMUNDA,
    CAUCE,
    ZEEBE,
    Elemento,
    es_bpmn,
    espacio,
    hijo,
    hijos,
    local,
)


def traer_de_zeebe(cuaderno: Cuaderno, elemento: Elemento) -> None:
    """Copia en `camunda:`, `cauce:` o en el estándar lo que el elemento dice en `zeebe:`."""
    for bloque in list(hijos(elemento, "extensionElements")):
        for extension in list(bloque.iterchildren(etree.Element)):
            lector = _LECTORES.get(local(extension)) if espacio(extension) == ZEEBE else None
            if lector is not None:
                lector(cuaderno, elemento, extension)


def _poner(cuaderno: Cuaderno, a: Elemento, nombre: str, valor: str, que: tuple[str, str]) -> None:
    """Escribe el atributo si tiene algo que decir y nadie lo dijo antes; lo anota."""
    rotulo, antes = que
    if valor and a.get(nombre) is None:
        a.set(nombre, valor)
        cuaderno.traducir(a, rotulo, antes, valor)


def _de_atributos(
    *pares: tuple[str, str, str],
) -> Callable[[Cuaderno, Elemento, Elemento], None]:
    """Un lector que copia atributos de la extensión al elemento: (de, a, rótulo)."""

    def leer(cuaderno: Cuaderno, elemento: Elemento, extension: Elemento) -> None:
        for de, a, rotulo in pares:
            crudo = (extension.get(de) or "").strip()
            que = f"{rotulo} (zeebe:{local(extension)} {de})"
            _poner(cuaderno, elemento, a, crudo, (que, crudo))

    return leer


def _c(nombre: str) -> str:
    return f"{{{CAMUNDA}}}{nombre}"


def _formulario(cuaderno: Cuaderno, elemento: Elemento, extension: Elemento) -> None:
    for de, a in (("formId", "formRef"), ("formKey", "formKey")):
        crudo = (extension.get(de) or "").strip()
        if crudo:
            que = f"Formulario (zeebe:formDefinition {de})"
            return _poner(cuaderno, elemento, _c(a), crudo, (que, crudo))
    return None


def _trabajo(cuaderno: Cuaderno, elemento: Elemento, extension: Elemento) -> None:
    tipo = (extension.get("type") or "").strip()
    definicion = next((h for h in hijos(elemento) if local(h).endswith("EventDefinition")), None)
    destino = elemento if definicion is None else definicion
    if tipo and destino.get(_c("type")) is None:
        destino.set(_c("type"), "external")
        _poner(cuaderno, destino, _c("topic"), tipo, ("Servicio (zeebe:taskDefinition)", tipo))
    intentos = (extension.get("retries") or "").strip()
    if intentos.isdigit():
        ciclo = etree.SubElement(bloque_de_extensiones(elemento), _c("failedJobRetryTimeCycle"))
        ciclo.text = f"R{intentos}/PT0S"
        cuaderno.traducir(elemento, "Reintentos (zeebe:taskDefinition)", intentos, ciclo.text)


def _datos(cuaderno: Cuaderno, elemento: Elemento, extension: Elemento) -> None:
    bloque = etree.SubElement(bloque_de_extensiones(elemento), _c("inputOutput"))
    for paso in extension.iterchildren(etree.Element):
        nombre = {"input": "inputParameter", "output": "outputParameter"}.get(local(paso))
        if espacio(paso) == ZEEBE and nombre:
            parametro = etree.SubElement(bloque, _c(nombre))
            parametro.set("name", (paso.get("target") or "").strip())
            parametro.text = (paso.get("source") or "").strip()
            rumbo = "que entra" if nombre == "inputParameter" else "que sale"
            que = f"Dato {rumbo} (zeebe:ioMapping)"
            antes = f"{paso.get('target')} ← {paso.get('source')}"
            cuaderno.traducir(elemento, que, antes, f"{parametro.get('name')}: {parametro.text}")


def _repeticion(cuaderno: Cuaderno, multiple: Elemento, extension: Elemento) -> None:
    for de, a, rotulo in (
        ("inputCollection", _c("collection"), "Una por cada elemento de"),
        ("inputElement", _c("elementVariable"), "Nombre de cada elemento"),
        ("outputCollection", f"{{{CAUCE}}}salida", "Lista de resultados"),
        ("outputElement", f"{{{CAUCE}}}salidaElemento", "Lo que se recoge de cada una"),
    ):
        crudo = (extension.get(de) or "").strip()
        valor = a_feel(crudo) if crudo.startswith("=") else crudo
        que = f"{rotulo} (zeebe:loopCharacteristics {de})"
        _poner(cuaderno, multiple, a, valor, (que, crudo))


def _llamada(cuaderno: Cuaderno, elemento: Elemento, extension: Elemento) -> None:
    proceso = (extension.get("processId") or "").strip()
    que = ("Proceso que llama (zeebe:calledElement)", proceso)
    _poner(cuaderno, elemento, "calledElement", proceso, que)
    mayor = extension.getparent()
    sale = f"{{{ZEEBE}}}ioMapping/{{{ZEEBE}}}output"
    mapeado = mayor is not None and mayor.find(sale) is not None
    for atributo, nombre, rotulo in (
        ("propagateAllParentVariables", "in", "Le pasa todas las variables"),
        ("propagateAllChildVariables", "out", "Devuelve todas las variables"),
    ):
        dicho = extension.get(atributo) or "true"
        if dicho != "false" and not (nombre == "out" and mapeado):
            todas = etree.Element(_c(nombre), variables="all")
            bloque_de_extensiones(elemento).insert(0, todas)
            cuaderno.traducir(elemento, f"{rotulo} (zeebe:calledElement)", dicho, "sí")


def _calculo(cuaderno: Cuaderno, elemento: Elemento, extension: Elemento) -> None:
    crudo = (extension.get("expression") or "").strip()
    if crudo and hijo(elemento, "script") is None:
        script = etree.SubElement(elemento, f"{{{BPMN}}}script")
        script.text = a_feel(crudo) if crudo.startswith("=") else crudo
        elemento.set("scriptFormat", "feel")
        cuaderno.traducir(elemento, "Cálculo (zeebe:script)", crudo, script.text)
    resultado = (extension.get("resultVariable") or "").strip()
    que = ("Variable del resultado (zeebe:script)", resultado)
    _poner(cuaderno, elemento, _c("resultVariable"), resultado, que)


def _correlacion(cuaderno: Cuaderno, mensaje: Elemento, extension: Elemento) -> None:
    crudo = (extension.get("correlationKey") or "").strip()
    if crudo and es_bpmn(mensaje):
        que = ("Con qué se reconoce el expediente (zeebe:subscription)", crudo)
        _poner(cuaderno, mensaje, f"{{{CAUCE}}}correlacion", a_feel_o_texto(crudo), que)


_LECTORES: dict[str, Callable[[Cuaderno, Elemento, Elemento], None]] = {
    "assignmentDefinition": _de_atributos(
        ("assignee", _c("assignee"), "Persona asignada"),
        ("candidateUsers", _c("candidateUsers"), "Personas candidatas"),
        ("candidateGroups", _c("candidateGroups"), "Grupos candidatos"),
    ),
    "taskSchedule": _de_atributos(("dueDate", f"{{{CAUCE}}}plazo", "Plazo")),
    "priorityDefinition": _de_atributos(("priority", _c("priority"), "Prioridad")),
    "formDefinition": _formulario,
    "taskDefinition": _trabajo,
    "ioMapping": _datos,
    "loopCharacteristics": _repeticion,
    "calledElement": _llamada,
    "calledDecision": _de_atributos(
        ("decisionId", _c("decisionRef"), "Tabla de decisión"),
        ("resultVariable", _c("resultVariable"), "Variable del resultado"),
    ),
    "script": _calculo,
    "subscription": _correlacion,
}
