"""El dibujo de un diagrama: qué le falta, y agregarle las figuras que el navegador dispuso.

El navegador solo dice dónde va cada figura; el XML lo escribe esto. Así nada del archivo pasa por
otra biblioteca y nada se pierde.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from motor.bpmn.importacion.cuaderno import NODOS, Cuaderno
from motor.bpmn.lectura.nombres import Elemento, es_bpmn, local, sin_prefijo
from motor.nucleo.errores import DatosInvalidos

DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_LEJOS = 1_000_000.0
PLANOS_MAXIMOS = 500
FORMAS = NODOS | {
    "participant",
    "lane",
    "textAnnotation",
    "group",
    "dataObjectReference",
    "dataStoreReference",
}
LINEAS = frozenset({"sequenceFlow", "messageFlow", "association"})
_CON_PLANO = frozenset({"process", "collaboration", "subProcess", "transaction", "adHocSubProcess"})


@dataclass(frozen=True)
class Figura:
    """Dónde va un elemento: `caja` es x, y, ancho y alto."""

    elemento: str
    caja: tuple[float, float, float, float]
    abierta: bool | None = None  # isExpanded
    horizontal: bool | None = None


@dataclass(frozen=True)
class Linea:
    """Por dónde pasa una flecha: dos puntos o más."""

    elemento: str
    puntos: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Plano:
    """Lo que se agrega a un plano: el de un proceso, una colaboración o un subproceso cerrado."""

    elemento: str
    figuras: tuple[Figura, ...] = ()
    lineas: tuple[Linea, ...] = ()


def sin_dibujo(raiz: Elemento) -> tuple[str, ...]:
    """Los ids de lo que se dibuja y no tiene figura."""
    dibujados = set(_dibujados(raiz))
    return tuple(
        id_
        for elemento in raiz.iter(etree.Element)
        if es_bpmn(elemento) and local(elemento) in FORMAS | LINEAS
        if (id_ := elemento.get("id")) and id_ not in dibujados and _se_puede(elemento)
    )


def _se_puede(elemento: Elemento) -> bool:
    """Una flecha sin sus dos puntas no tiene por dónde pasar."""
    return local(elemento) not in LINEAS or bool(
        elemento.get("sourceRef") and elemento.get("targetRef")
    )


def _dibujados(raiz: Elemento) -> Iterator[str]:
    for nombre in ("BPMNShape", "BPMNEdge"):
        for figura in raiz.iter(f"{{{DI}}}{nombre}"):
            yield sin_prefijo(figura.get("bpmnElement"))


def leer_planos(datos: object) -> tuple[Plano, ...]:
    """Lo que el navegador dispuso.

    Args:
        datos: `[{elemento, figuras: [{elemento, caja, abierta?, horizontal?}],
            lineas: [{elemento, puntos}]}]`.

    Raises:
        DatosInvalidos: no tiene esa forma, o alguna medida no es un número razonable.
    """
    try:
        planos = tuple(_plano(p) for p in _lista(datos))
    except (KeyError, TypeError, ValueError) as error:
        frase = "El dibujo llegó mal escrito. Actualice la página y repita."
        raise DatosInvalidos(frase) from error
    if len(planos) > PLANOS_MAXIMOS:
        raise DatosInvalidos(f"El dibujo trae más de {PLANOS_MAXIMOS} planos.")
    return planos


def _lista(datos: object) -> Sequence[object]:
    if not isinstance(datos, list):
        raise TypeError("no es una lista")
    return datos


def _mapa(datos: object) -> Mapping[str, object]:
    if not isinstance(datos, dict):
        raise TypeError("no es un objeto")
    return datos


def _plano(datos: object) -> Plano:
    dicho = _mapa(datos)
    return Plano(
        str(dicho["elemento"]),
        tuple(_figura(_mapa(f)) for f in _lista(dicho.get("figuras", []))),
        tuple(_linea(_mapa(f)) for f in _lista(dicho.get("lineas", []))),
    )


def _figura(dicho: Mapping[str, object]) -> Figura:
    x, y, ancho, alto = (_medida(m) for m in _lista(dicho["caja"]))
    if ancho <= 0 or alto <= 0:
        raise ValueError("una figura sin tamaño")
    return Figura(
        str(dicho["elemento"]),
        (x, y, ancho, alto),
        _si_o_no(dicho.get("abierta")),
        _si_o_no(dicho.get("horizontal")),
    )


def _linea(dicho: Mapping[str, object]) -> Linea:
    puntos = tuple(_punto(_lista(p)) for p in _lista(dicho["puntos"]))
    if len(puntos) < 2:
        raise ValueError("una flecha sin dos puntos")
    return Linea(str(dicho["elemento"]), puntos)


def _punto(par: Sequence[object]) -> tuple[float, float]:
    x, y = (_medida(m) for m in par)
    return x, y


def _medida(valor: object) -> float:
    if isinstance(valor, bool) or not isinstance(valor, int | float):
        raise TypeError("una medida que no es un número")
    if not math.isfinite(valor) or abs(valor) > _LEJOS:
        raise ValueError("una medida fuera de lugar")
    return float(valor)


def _si_o_no(valor: object) -> bool | None:
    return valor if isinstance(valor, bool) else None


def dibujar(xml: bytes, planos: Sequence[Plano]) -> bytes:
    """El XML con esas figuras agregadas; lo que ya estaba dibujado no se toca.

    Lo que no existe en el diagrama, o ya tiene figura, se deja de lado.

    Raises:
        DiagramaInvalido: el XML no se puede leer.
    """
    if not planos:
        return xml
    cuaderno = Cuaderno(xml)
    pluma = _Pluma(cuaderno.raiz)
    for plano in planos:
        pluma.plano(plano)
    return cuaderno.escribir()


class _Pluma:
    def __init__(self, raiz: Elemento) -> None:
        self.raiz = raiz
        self.por_id = {
            id_: e for e in raiz.iter(etree.Element) if es_bpmn(e) and (id_ := e.get("id"))
        }
        self.ids = {id_ for e in raiz.iter(etree.Element) if (id_ := e.get("id"))}
        self.dibujados = set(_dibujados(raiz))

    def plano(self, dicho: Plano) -> None:
        duenio = self.por_id.get(dicho.elemento)
        if duenio is None or local(duenio) not in _CON_PLANO:
            return
        lienzo = self._lienzo(dicho.elemento)
        for figura in dicho.figuras:
            if self._falta(figura.elemento, FORMAS):
                self._figura(lienzo, figura)
        for linea in dicho.lineas:
            if self._falta(linea.elemento, LINEAS):
                self._linea(lienzo, linea)

    def _falta(self, id_: str, clases: frozenset[str]) -> bool:
        elemento = self.por_id.get(id_)
        if elemento is None or local(elemento) not in clases or id_ in self.dibujados:
            return False
        self.dibujados.add(id_)
        return True

    def _lienzo(self, elemento: str) -> Elemento:
        for plano in self.raiz.iter(f"{{{DI}}}BPMNPlane"):
            if sin_prefijo(plano.get("bpmnElement")) == elemento:
                return plano
        nsmap = {"bpmndi": DI, "dc": _DC, "di": _DD}
        diagrama = etree.SubElement(self.raiz, f"{{{DI}}}BPMNDiagram", nsmap=nsmap)
        diagrama.set("id", self._id(f"dibujo_{elemento}"))
        plano = etree.SubElement(diagrama, f"{{{DI}}}BPMNPlane")
        plano.set("id", self._id(f"plano_{elemento}"))
        plano.set("bpmnElement", elemento)
        return plano

    def _figura(self, lienzo: Elemento, figura: Figura) -> None:
        forma = etree.SubElement(lienzo, f"{{{DI}}}BPMNShape")
        forma.set("id", self._id(f"{figura.elemento}_di"))
        forma.set("bpmnElement", figura.elemento)
        for atributo, valor in (
            ("isExpanded", figura.abierta),
            ("isHorizontal", figura.horizontal),
        ):
            if valor is not None:
                forma.set(atributo, str(valor).lower())
        caja = etree.SubElement(forma, f"{{{_DC}}}Bounds")
        for nombre, medida in zip(("x", "y", "width", "height"), figura.caja, strict=True):
            caja.set(nombre, _numero(medida))

    def _linea(self, lienzo: Elemento, linea: Linea) -> None:
        flecha = etree.SubElement(lienzo, f"{{{DI}}}BPMNEdge")
        flecha.set("id", self._id(f"{linea.elemento}_di"))
        flecha.set("bpmnElement", linea.elemento)
        for x, y in linea.puntos:
            etree.SubElement(flecha, f"{{{_DD}}}waypoint", x=_numero(x), y=_numero(y))

    def _id(self, candidato: str) -> str:
        propuesto, numero = candidato, 1
        while propuesto in self.ids:
            numero += 1
            propuesto = f"{candidato}_{numero}"
        self.ids.add(propuesto)
        return propuesto


def _numero(valor: float) -> str:
    return f"{valor:.2f}".rstrip("0").rstrip(".")
