"""Con qué programa se hizo un archivo BPMN, por lo que él dice y por los espacios que usa."""

from lxml import etree

from motor.bpmn.lectura.nombres import ACTIVITI, CAMUNDA, CAUCE, FLOWABLE, ZEEBE, Elemento

_MODELER = "http://camunda.org/schema/modeler/1.0"
_BPMN_IO = "http://bpmn.io/schema/bpmn"

# Trozos de `exporter` o de un espacio de nombres, en minúsculas, y a quién delatan.
_SENIAS = (
    ("bonita", "Bonita"),
    ("flowable", "Flowable"),
    ("bpmn-js", "bpmn.io"),
    ("bpmn.io", "bpmn.io"),
    ("blueworks", "IBM Blueworks Live"),
    ("trisotech", "Trisotech"),
    ("visual paradigm", "Visual Paradigm"),
    ("visual-paradigm", "Visual Paradigm"),
    ("enterprise architect", "Enterprise Architect"),
    ("yaoqiang", "Yaoqiang BPMN Editor"),
    ("boc-group", "ADONIS"),
    ("igrafx", "iGrafx"),
    ("gbtec", "BIC"),
    ("open-bpmn", "Open-BPMN"),
    ("omninet", "OMNITRACKER"),
    ("caseagile", "CaseAgile"),
    ("itp-commerce", "itp-commerce Process Modeler"),
    ("signavio", "Signavio"),
    ("activiti", "Activiti"),
    ("w4.eu", "W4 BPMN+ Composer"),
)
"""Los que otros dejan en sus archivos al pasar van al final."""
_DESCONOCIDA = "un programa que no dice cuál es"


def reconocer(raiz: Elemento, declarados: frozenset[str]) -> tuple[str, str]:
    """El nombre del programa y su versión ('' si no la dice).

    Args:
        raiz: el `definitions` del archivo.
        declarados: los espacios de nombres que su raíz declara, los use o no.
    """
    exportador = " ".join((raiz.get("exporter") or "").split())
    version = (raiz.get("exporterVersion") or "").strip()
    espacios = _espacios(raiz)
    if CAUCE in espacios:
        return "Cauce", version
    return _por_senias(raiz, exportador, espacios, declarados), version


def _por_senias(
    raiz: Elemento, exportador: str, espacios: frozenset[str], declarados: frozenset[str]
) -> str:
    if _es_de_camunda(exportador, espacios):
        return "Camunda 8" if _es_zeebe(raiz, espacios) else "Camunda 7"
    if exportador:
        return _delatado(exportador) or exportador
    hallada = _delatado(*_propios(espacios))
    if hallada or ZEEBE in espacios:
        return hallada or "Camunda 8"
    if raiz.get("targetNamespace") == _BPMN_IO:
        return "bpmn.io"
    return _delatado(*_propios(declarados)) or _de_camunda(declarados) or _DESCONOCIDA


def _delatado(*pistas: str) -> str:
    dichas = [pista.lower() for pista in pistas]
    return next((n for senia, n in _SENIAS if any(senia in pista for pista in dichas)), "")


def _de_camunda(espacios: frozenset[str]) -> str:
    return "Camunda 7" if CAMUNDA in espacios else ""


def _es_de_camunda(exportador: str, espacios: frozenset[str]) -> bool:
    if exportador:
        return "camunda" in exportador.lower()
    return CAMUNDA in espacios and FLOWABLE not in espacios and ACTIVITI not in espacios


def _es_zeebe(raiz: Elemento, espacios: frozenset[str]) -> bool:
    plataforma = raiz.get(f"{{{_MODELER}}}executionPlatform") or ""
    return "cloud" in plataforma.lower() or (not plataforma and ZEEBE in espacios)


def _propios(espacios: frozenset[str]) -> frozenset[str]:
    """Los que delatan a un programa: no los de BPMN ni los de uso común."""
    comunes = ("omg.org", "w3.org", "camunda.org")
    return frozenset(e for e in espacios if not any(comun in e for comun in comunes))


def _espacios(raiz: Elemento) -> frozenset[str]:
    """Los que de verdad usa algún elemento o atributo; declararlos no basta."""
    usados = set()
    for elemento in raiz.iter(etree.Element):
        for nombre in (elemento.tag, *elemento.attrib):
            usados.add(etree.QName(str(nombre)).namespace or "")
    return frozenset(usados - {""})
