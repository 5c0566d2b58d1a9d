"""Los espacios de nombres que se entienden y cómo se pide algo en ellos."""

from collections.abc import Iterator

from lxml import etree

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
CAUCE = "https://cauce.bo/bpmn/1.0"
CAMUNDA = "http://camunda.org/schema/1.0/bpmn"
FLOWABLE = "http://flowable.org/bpmn"
ACTIVITI = "http://activiti.org/bpmn"
ZEEBE = "http://camunda.org/schema/zeebe/1.0"

# Los de Camunda 7 y sus parientes: mismos nombres locales con el mismo sentido.
PARIENTES = (CAMUNDA, FLOWABLE, ACTIVITI)
DIALECTOS = (CAUCE, *PARIENTES, ZEEBE)

# En un archivo importado (`motor.bpmn.importacion`) lo de estos nombres ya está copiado en `cauce:`
# o `camunda:`: el original se guarda como constancia y no se lee.
IMPORTADO = f"{{{CAUCE}}}importado"
TRAIDOS = frozenset(
    {"assignee", "candidateUsers", "candidateGroups", "formKey", "formRef", "dueDate", "priority"}
    | {"topic", "collection", "elementVariable", "resultVariable", "decisionRef", "initiator"}
    | {"asyncBefore", "async", "inheritVariables", "versionTag"}
)
TRAIDAS = frozenset({"in", "out", "inputOutput", "failedJobRetryTimeCycle"})
TRAIDAS_DE_ZEEBE = frozenset(
    {"assignmentDefinition", "taskSchedule", "priorityDefinition", "formDefinition", "script"}
    | {"taskDefinition", "ioMapping", "loopCharacteristics", "calledElement", "calledDecision"}
    | {"subscription"}
)

Elemento = etree._Element


def espacio(elemento: Elemento) -> str:
    """El espacio de nombres del elemento, vacío si no tiene."""
    return etree.QName(elemento).namespace or ""


def local(elemento: Elemento) -> str:
    """El nombre del elemento sin espacio de nombres."""
    return etree.QName(elemento).localname


def es_bpmn(elemento: Elemento) -> bool:
    """Dice si el elemento es del estándar BPMN 2.0."""
    return espacio(elemento) == BPMN


def hijos(elemento: Elemento, nombre: str | None = None) -> Iterator[Elemento]:
    """Los hijos BPMN directos, en orden; con `nombre`, solo los de ese nombre."""
    for hijo in elemento.iterchildren(etree.Element):
        if es_bpmn(hijo) and (nombre is None or local(hijo) == nombre):
            yield hijo


def hijo(elemento: Elemento, nombre: str) -> Elemento | None:
    """El primer hijo BPMN de ese nombre."""
    return next(hijos(elemento, nombre), None)


def texto(elemento: Elemento | None) -> str:
    """Todo el texto del elemento, recortado; vacío si no hay elemento."""
    if elemento is None:
        return ""
    return "".join(str(parte) for parte in elemento.itertext()).strip()


def texto_hijo(elemento: Elemento, nombre: str) -> str:
    """El texto del primer hijo BPMN de ese nombre, recortado."""
    return texto(hijo(elemento, nombre))


def sin_prefijo(referencia: str | None) -> str:
    """El id nombrado por una referencia, que puede venir como nombre calificado `tns:id`."""
    return (referencia or "").strip().rpartition(":")[2]


def es_cierto(valor: str | None, por_omision: bool = False) -> bool:
    """Lee un booleano de XML Schema («true», «1»)."""
    if valor is None or not valor.strip():
        return por_omision
    return valor.strip().lower() in {"true", "1"}


def de_cauce(elemento: Elemento, nombre: str) -> str:
    """El atributo `cauce:nombre`, recortado; vacío si no está."""
    return (elemento.get(f"{{{CAUCE}}}{nombre}") or "").strip()


def de_parientes(elemento: Elemento, nombre: str) -> str:
    """El atributo de ese nombre en `camunda:`, `flowable:` o `activiti:`, el primero que haya."""
    for dialecto in PARIENTES:
        valor = elemento.get(f"{{{dialecto}}}{nombre}")
        if valor is not None and not _atributo_traido(elemento, dialecto, nombre):
            return valor.strip()
    return ""


def es_importado(elemento: Elemento) -> bool:
    """Dice si el archivo del elemento pasó por la importación."""
    return elemento.getroottree().getroot().get(IMPORTADO) is not None


def _atributo_traido(elemento: Elemento, dialecto: str, nombre: str) -> bool:
    otro = dialecto != CAMUNDA or nombre == "dueDate"  # este se trae como cauce:plazo
    return otro and nombre in TRAIDOS and es_importado(elemento)


def _extension_traida(extension: Elemento) -> bool:
    de, nombre = espacio(extension), local(extension)
    copiadas = TRAIDAS_DE_ZEEBE if de == ZEEBE else TRAIDAS
    return de not in (CAUCE, CAMUNDA) and nombre in copiadas and es_importado(extension)


def extensiones(elemento: Elemento, *nombres: str) -> Iterator[Elemento]:
    """Los hijos de `extensionElements` de un dialecto conocido; con `nombres`, solo esos."""
    for bloque in hijos(elemento, "extensionElements"):
        for extension in bloque.iterchildren(etree.Element):
            pedida = not nombres or local(extension) in nombres
            if espacio(extension) in DIALECTOS and pedida and not _extension_traida(extension):
                yield extension


def de_zeebe(elemento: Elemento, nombre: str, atributo: str) -> str:
    """El atributo de la extensión `zeebe:nombre` del elemento; vacío si falta."""
    for extension in extensiones(elemento, nombre):
        if espacio(extension) == ZEEBE:
            return (extension.get(atributo) or "").strip()
    return ""
