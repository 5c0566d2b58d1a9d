"""Lo de otros programas que se guarda sin usarse, dicho por elemento; y lo que se lee como está."""

from collections import Counter

from lxml import etree

from motor.bpmn.importacion.cuaderno import Cuaderno
from motor.bpmn.importacion.palabras import ATRIBUTOS, PREFIJOS
from motor.bpmn.lectura.nombres import (
    BPMN,
    CAMUNDA,
    CAUCE,
    PARIENTES,
    TRAIDAS,
    TRAIDAS_DE_ZEEBE,
    TRAIDOS,
    ZEEBE,
    Elemento,
    espacio,
    hijos,
    local,
)

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_LEIDAS = TRAIDAS | {"field"}


def anotar_conservado(cuaderno: Cuaderno, elemento: Elemento) -> None:
    """Anota los atributos y extensiones ajenos del elemento que nadie va a usar."""
    _atributos(cuaderno, elemento)
    for bloque in hijos(elemento, "extensionElements"):
        cuenta = Counter(
            _nombre(extension)
            for extension in bloque.iterchildren(etree.Element)
            if not _se_usa(extension)
        )
        for nombre, veces in cuenta.items():
            cuaderno.conservar(elemento, f"{nombre} ({veces})" if veces > 1 else nombre)


def _atributos(cuaderno: Cuaderno, elemento: Elemento) -> None:
    for crudo, valor in elemento.attrib.items():
        calificado = etree.QName(str(crudo))
        uri, nombre = calificado.namespace or "", calificado.localname
        if not uri or uri in (CAUCE, BPMN, _XSI):
            continue
        if uri == CAMUNDA and nombre in ATRIBUTOS:
            cuaderno.entender(elemento, f"{ATRIBUTOS[nombre]}: {valor!s}")
        elif uri not in PARIENTES or nombre not in TRAIDOS | {"type"}:
            cuaderno.conservar(elemento, f"{_prefijo(elemento, uri)}:{nombre}")


def _se_usa(extension: Elemento) -> bool:
    de, nombre = espacio(extension), local(extension)
    if de == CAUCE:
        return True
    if de in PARIENTES:
        return nombre in _LEIDAS
    return de == ZEEBE and nombre in TRAIDAS_DE_ZEEBE


def _nombre(extension: Elemento) -> str:
    return f"{_prefijo(extension, espacio(extension))}:{local(extension)}"


def _prefijo(elemento: Elemento, uri: str) -> str:
    if uri in PREFIJOS:
        return PREFIJOS[uri]
    return next((p for p, u in elemento.nsmap.items() if u == uri and p), uri or "sin espacio")
