"""Lo que otros motores ejecutan y este no: se niega o se advierte, con su línea."""

from collections.abc import Iterator

from lxml import etree

from motor.bpmn.lectura.expresiones import es_juel
from motor.bpmn.lectura.mesa import Mesa
from motor.bpmn.lectura.nombres import (
    PARIENTES,
    Elemento,
    de_parientes,
    de_zeebe,
    es_bpmn,
    espacio,
    extensiones,
    hijos,
    local,
    texto,
)

_A_UN_SERVICIO = "Elija en el panel uno de los servicios de la casa."
_CODIGO = (
    "class",
    "delegateExpression",
    "expression",
    "variableMappingClass",
    "variableMappingDelegateExpression",
    "caseRef",
)
_EXTERNAS = {"external", "external-worker"}
_TIPOS_AJENOS = {"mail", "shell", "http", "mule", "camel", "dmn", "send-event", "case"}
_EXTENSIONES_AJENAS = {
    "executionListener": "un escucha de ejecución",
    "taskListener": "un escucha de tarea",
    "eventListener": "un escucha de eventos",
    "executionListeners": "escuchas de ejecución",
    "taskListeners": "escuchas de tarea",
    "connector": "un conector",
    "errorEventDefinition": "un error decidido por expresión",
    "validation": "una validación de formulario",
}
_FORMULARIOS_INCRUSTADOS = {"formData", "formProperty"}
_NO_SE_CUMPLEN = {
    "errorCodeVariable": "el código del error no se guarda en una variable",
    "errorMessageVariable": "el mensaje del error no se guarda en una variable",
    "escalationCodeVariable": "el código de la escalada no se guarda en una variable",
    "skipExpression": "ninguna tarea se salta por una expresión",
    "followUpDate": "no hay fecha de seguimiento",
}


def anotar_ajenos(mesa: Mesa, elemento: Elemento) -> None:
    """Anota lo que el elemento pide a otro motor y aquí no se ejecutaría."""
    for parte in (elemento, *_interiores(elemento)):
        _codigo(mesa, parte)
        _no_se_cumple(mesa, parte)
    _extensiones(mesa, elemento)
    _evento_con_servicio(mesa, elemento)
    _forma_del_resultado(mesa, elemento)
    _datos_del_estandar(mesa, elemento)
    _nombre(mesa, elemento)


def _nombre(mesa: Mesa, elemento: Elemento) -> None:
    """Camunda 7 y Flowable calculan el nombre de la tarea; aquí se muestra como está escrito."""
    if local(elemento) == "userTask" and es_juel(elemento.get("name", "")):
        mesa.anotar(
            "nombre_con_expresion",
            elemento,
            "La expresión del nombre no se calcula: se mostraría tal como está escrita.",
            "Escriba un nombre fijo; el índice de cada elemento ya se muestra.",
            grave=False,
        )


def _interiores(elemento: Elemento) -> Iterator[Elemento]:
    for parte in hijos(elemento):
        if local(parte).endswith(("EventDefinition", "LoopCharacteristics")):
            yield parte


def _codigo(mesa: Mesa, elemento: Elemento) -> None:
    for atributo in _CODIGO:
        if codigo := de_parientes(elemento, atributo):
            mesa.anotar(
                "codigo_ajeno",
                elemento,
                f"Ejecuta código de otro motor ({atributo} «{codigo}»).",
                _A_UN_SERVICIO,
            )
    tipo = de_parientes(elemento, "type")
    if tipo in _TIPOS_AJENOS:
        mesa.anotar(
            "codigo_ajeno",
            elemento,
            f"El tipo «{tipo}» es un servicio incorporado de otro motor.",
            _A_UN_SERVICIO,
        )


def _evento_con_servicio(mesa: Mesa, elemento: Elemento) -> None:
    """Camunda y Zeebe dejan que un servicio haga lo que un evento lanza."""
    externo = any(de_parientes(parte, "type") in _EXTERNAS for parte in _interiores(elemento))
    de_trabajo = local(elemento).endswith("Event") and de_zeebe(elemento, "taskDefinition", "type")
    if externo or de_trabajo:
        mesa.anotar(
            "evento_con_servicio",
            elemento,
            "Un servicio haría lo que el evento lanza, y aquí un evento solo lanza.",
            "Ponga antes una tarea de servicio y deje el evento con su mensaje.",
        )


def _forma_del_resultado(mesa: Mesa, elemento: Elemento) -> None:
    forma = de_parientes(elemento, "mapDecisionResult")
    if forma and forma != "singleEntry":
        mesa.anotar(
            "forma_del_resultado",
            elemento,
            f"La forma «{forma}» del resultado no se aplica: es el valor FEEL de la tabla.",
            "Quite el atributo y revise quién lee el resultado.",
            grave=False,
        )


def _no_se_cumple(mesa: Mesa, elemento: Elemento) -> None:
    for atributo, razon in _NO_SE_CUMPLEN.items():
        if de_parientes(elemento, atributo):
            mesa.anotar(
                "atributo_ajeno",
                elemento,
                f"El atributo «{atributo}» no se cumple: {razon}.",
                "Quítelo.",
            )


def _extensiones(mesa: Mesa, elemento: Elemento) -> None:
    for extension in extensiones(elemento):
        nombre = local(extension)
        if nombre in _EXTENSIONES_AJENAS:
            mesa.anotar(
                "codigo_ajeno",
                extension,
                f"Lleva {_EXTENSIONES_AJENAS[nombre]} ({nombre}) de otro motor.",
                f"Quítelo. {_A_UN_SERVICIO}",
            )
        elif nombre == "field" and espacio(extension) in PARIENTES:
            mesa.anotar("codigo_ajeno", extension, "Inyecta un campo a una clase.", _A_UN_SERVICIO)
        elif nombre in _FORMULARIOS_INCRUSTADOS:
            _formulario(mesa, extension)


def _formulario(mesa: Mesa, datos: Elemento) -> None:
    """Con campos no se puede cumplir: nadie los llenaría. Vacío, está de más."""
    campos = [
        parte.get("id") or parte.get("name") or "sin nombre"
        for parte in datos.iter(etree.Element)
        if local(parte) in {"formField", "formProperty"}
    ]
    nombres = ", ".join(f"«{campo}»" for campo in campos)
    mesa.anotar(
        "formulario_incrustado",
        datos,
        f"Lleva un formulario de otro motor ({local(datos)}): "
        + (f"nadie llenaría sus campos {nombres}." if campos else "no tiene campos y se ignora."),
        "Dibuje esos campos en un formulario aparte (.form) y elíjalo en el panel."
        if campos
        else "Quítelo.",
        grave=bool(campos),
    )
    for restriccion in datos.iterdescendants(etree.Element):
        if local(restriccion) == "constraint" and restriccion.get("name") == "validator":
            mesa.anotar(
                "codigo_ajeno",
                restriccion,
                f"Un campo se valida con código («{restriccion.get('config')}»).",
                "Escriba la regla en el formulario, en «Además debe cumplirse».",
            )


def _datos_del_estandar(mesa: Mesa, elemento: Elemento) -> None:
    for asociacion in hijos(elemento):
        if local(asociacion) not in {"dataInputAssociation", "dataOutputAssociation"}:
            continue
        for parte in asociacion.iterchildren(etree.Element):
            if es_bpmn(parte) and local(parte) in {"assignment", "transformation"} and texto(parte):
                mesa.anotar(
                    "dato_estandar",
                    parte,
                    f"Una asociación de datos calcula con «{local(parte)}», que no se ejecuta.",
                    "Dígalo en «Datos que entran y salen», con una expresión FEEL.",
                )
