"""Las expresiones `${…}` escritas en FEEL donde el sentido es cierto; lo que decían queda al lado.

Lo intraducible no se toca: la lectura lo anota y el dueño decide.
"""

from collections.abc import Callable

from motor.bpmn.importacion.cuaderno import Cuaderno, guardar_original
from motor.bpmn.importacion.palabras import ATRIBUTOS, EXPRESIONES
from motor.bpmn.lectura.expresiones import a_feel, a_valor, es_juel, partir_lista
from motor.bpmn.lectura.juel import SinTraduccion
from motor.bpmn.lectura.nombres import CAMUNDA, CAUCE, Elemento, es_bpmn, espacio, local, texto

ORIGINAL = f"{{{CAUCE}}}original"
_DE_TIEMPO = frozenset({"timeDuration", "timeDate", "timeCycle"})
_DE_VALOR = frozenset({"assignee", "formKey", "formRef", "priority", "dueDate"})
_DE_LISTA = frozenset({"candidateUsers", "candidateGroups"})
_PARAMETROS = frozenset({"inputParameter", "outputParameter", "value", "entry"})


def traducir_juel(cuaderno: Cuaderno, elemento: Elemento) -> None:
    """Traduce lo que el elemento diga en JUEL, en sus atributos o en su texto."""
    if es_bpmn(elemento):
        if local(elemento) in EXPRESIONES:
            _cuerpo(cuaderno, elemento)
        _atributos(cuaderno, elemento)
    elif espacio(elemento) == CAMUNDA:
        _de_datos(cuaderno, elemento)


def feel_de_atributo(nombre: str, escrito: str) -> str | None:
    """El valor en FEEL de un atributo `camunda:`; None si no hay qué traducir o no es cierto."""
    if nombre in _DE_VALOR:
        return _intentar(a_valor, escrito)
    if nombre == "collection":
        return _intentar(a_feel, escrito)
    if nombre in _DE_LISTA and len(partir_lista(escrito)) == 1:
        return _intentar(a_valor, escrito)
    return None  # una lista con varias se lee parte por parte, como está


def _intentar(funcion: Callable[[str], str], crudo: str) -> str | None:
    """La traducción; None si no hay nada que traducir o no es cierta."""
    if not es_juel(crudo):
        return None
    try:
        return funcion(crudo)
    except SinTraduccion:
        return None


def _cuerpo(cuaderno: Cuaderno, elemento: Elemento) -> None:
    crudo = texto(elemento)
    feel = _intentar(a_valor if local(elemento) in _DE_TIEMPO else a_feel, crudo)
    if feel is None:
        if crudo.startswith("="):
            cuaderno.entender(elemento, f"{EXPRESIONES[local(elemento)]} en FEEL: {crudo}")
        return
    elemento.text = feel
    for sobra in list(elemento):
        elemento.remove(sobra)
    elemento.set(ORIGINAL, crudo)
    cuaderno.traducir(elemento, EXPRESIONES[local(elemento)], crudo, feel)


def _atributos(cuaderno: Cuaderno, elemento: Elemento) -> None:
    inicio = f"{{{CAMUNDA}}}"
    for crudo, valor in list(elemento.attrib.items()):
        nombre, escrito = str(crudo).removeprefix(inicio), str(valor)
        propio = str(crudo).startswith(inicio) and nombre != "dueDate"  # ese es el plazo
        feel = feel_de_atributo(nombre, escrito) if propio else None
        if feel is not None:
            elemento.set(str(crudo), feel)
            guardar_original(elemento, f"camunda:{nombre}", escrito)
            cuaderno.traducir(elemento, ATRIBUTOS[nombre], escrito, feel)


def _de_datos(cuaderno: Cuaderno, extension: Elemento) -> None:
    nombre = local(extension)
    if nombre in ("in", "out"):
        crudo = extension.get("sourceExpression") or extension.get("source") or ""
        atributo = "sourceExpression" if extension.get("sourceExpression") else "source"
        feel = _intentar(a_feel, crudo)
        if feel is not None:
            extension.set(atributo, feel)
            guardar_original(
                _duenio(extension), f"camunda:{nombre} {extension.get('target')}", crudo
            )
            cuaderno.traducir(extension, f"Dato «{extension.get('target')}»", crudo, feel)
    elif nombre in _PARAMETROS and not len(extension):
        crudo = texto(extension)
        feel = _intentar(a_valor, crudo)
        if feel is not None:
            extension.text = feel
            dato = extension.get("name") or extension.get("key") or nombre
            guardar_original(_duenio(extension), f"camunda:{nombre} {dato}", crudo)
            cuaderno.traducir(extension, f"Dato «{dato}»", crudo, feel)


def _duenio(extension: Elemento) -> Elemento:
    """El elemento BPMN que lleva la extensión."""
    actual = extension
    while not es_bpmn(actual) or local(actual) == "extensionElements":
        mayor = actual.getparent()
        if mayor is None:
            break
        actual = mayor
    return actual
