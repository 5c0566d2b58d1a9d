"""Importar el BPMN de otro programa: escribirlo como lo lee este motor y decir qué pasó con todo.

Al original solo se le agrega: ids, nombres, flujos, extensiones, comentarios y figuras quedan. Es
puro: recibe bytes y lo que existe en la organización, y devuelve bytes y un informe.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from motor.bpmn.importacion.conservado import anotar_conservado
from motor.bpmn.importacion.cuaderno import NODOS, SE_NOMBRAN, Cuaderno, Notas, sin_repetir
from motor.bpmn.importacion.decisiones import anotar_decisiones
from motor.bpmn.importacion.dibujo import sin_dibujo
from motor.bpmn.importacion.herramientas import reconocer
from motor.bpmn.importacion.identidades import dar_identidades, piscinas_de, procesos
from motor.bpmn.importacion.informe import Estado, Informe, ProcesoHallado, Renglon
from motor.bpmn.importacion.juel_traducido import traducir_juel
from motor.bpmn.importacion.palabras import tipo_en_espanol
from motor.bpmn.importacion.parientes import traer_de_parientes
from motor.bpmn.importacion.referencias import ordenar_referencias
from motor.bpmn.importacion.zeebe import traer_de_zeebe
from motor.bpmn.lectura import leer
from motor.bpmn.lectura.nombres import (
    CAUCE,
    Elemento,
    es_bpmn,
    es_cierto,
    es_importado,
    local,
    sin_prefijo,
)
from motor.bpmn.revision.registro import ContextoRevision

_CUENTAS = {
    "flujos": ("sequenceFlow",),
    "mensajes": ("messageFlow",),
    "piscinas": ("participant",),
    "carriles": ("lane",),
    "notas": ("textAnnotation",),
    "datos": ("dataObject", "dataObjectReference", "dataStoreReference"),
}


@dataclass(frozen=True)
class Importado:
    """El XML que se guarda, en UTF-8, y el informe. `sin_dibujo` son los ids sin figura."""

    xml: bytes = field(repr=False)
    informe: Informe
    sin_dibujo: tuple[str, ...]


def importar(xml: bytes, proceso: str = "", contexto: ContextoRevision | None = None) -> Importado:
    """Traduce el archivo y cuenta qué pasó con cada elemento.

    Args:
        xml: los bytes del archivo.
        proceso: el id del que se ejecuta como principal; '' = el que mejor cabe.
        contexto: lo que existe en la organización; None = no se comprueba.

    Raises:
        DiagramaInvalido: no es XML bien formado, no es BPMN, trae DOCTYPE o pasa los límites.
    """
    cuaderno = Cuaderno(xml)
    herramienta, version = reconocer(cuaderno.raiz, cuaderno.declarados)
    cuentas = _contar(cuaderno.raiz)
    _traducir(cuaderno)
    hallados = tuple(_procesos(cuaderno.raiz))
    elegido = _elegir(hallados, proceso)
    _marcar_principal(cuaderno, elegido)
    if not es_importado(cuaderno.raiz):
        cuaderno.marcar(herramienta)
    escrito = cuaderno.escribir()
    documento = leer(escrito)
    anotar_decisiones(cuaderno, documento, contexto or ContextoRevision())
    informe = Informe(herramienta, version, elegido, hallados, tuple(_renglones(cuaderno)), cuentas)
    return Importado(escrito, informe, sin_dibujo(cuaderno.raiz))


def informe_de_importacion(xml: bytes) -> Informe:
    """Solo el informe, sin comprobar qué existe en la organización.

    Raises:
        DiagramaInvalido: como `importar`.
    """
    return importar(xml).informe


def _traducir(cuaderno: Cuaderno) -> None:
    for elemento in cuaderno.originales:
        if es_bpmn(elemento):
            anotar_conservado(cuaderno, elemento)
    dar_identidades(cuaderno)
    ordenar_referencias(cuaderno)
    ya_importado = es_importado(cuaderno.raiz)  # lo que su dueño quitó después no se vuelve a traer
    for elemento in () if ya_importado else cuaderno.originales:
        if es_bpmn(elemento):
            traer_de_parientes(cuaderno, elemento)
            traer_de_zeebe(cuaderno, elemento)
    for elemento in list(cuaderno.raiz.iter(etree.Element)):
        traducir_juel(cuaderno, elemento)


def _contar(raiz: Elemento) -> dict[str, int]:
    """Cuántos elementos hay de cada cosa en el original."""
    de_bpmn: dict[str, int] = {}
    figuras = {"BPMNShape": 0, "BPMNEdge": 0}
    for elemento in raiz.iter(etree.Element):
        nombre = local(elemento)
        if es_bpmn(elemento):
            de_bpmn[nombre] = de_bpmn.get(nombre, 0) + 1
        elif nombre in figuras:
            figuras[nombre] += 1
    cuentas = {
        clave: sum(de_bpmn.get(n, 0) for n in nombres) for clave, nombres in _CUENTAS.items()
    }
    nodos = sum(de_bpmn.get(nombre, 0) for nombre in NODOS)
    return {
        "nodos": nodos,
        **cuentas,
        "figuras": figuras["BPMNShape"],
        "flechas": figuras["BPMNEdge"],
    }


def _procesos(raiz: Elemento) -> Iterator[ProcesoHallado]:
    piscinas = piscinas_de(raiz)
    for proceso in procesos(raiz):
        id_ = proceso.get("id") or ""
        yield ProcesoHallado(
            id=id_,
            nombre=_nombre(proceso),
            piscina=piscinas.get(id_, ""),
            ejecutable=es_cierto(proceso.get("isExecutable")),
            pasos=sum(1 for e in proceso.iter(etree.Element) if es_bpmn(e) and local(e) in NODOS),
        )


def _elegir(hallados: tuple[ProcesoHallado, ...], pedido: str) -> str:
    """El pedido; si no, el ejecutable de más pasos, o el de más pasos."""
    if any(p.id == pedido for p in hallados):
        return pedido
    con_pasos = sorted(hallados, key=lambda p: (not p.ejecutable, -p.pasos))
    return con_pasos[0].id if con_pasos else ""


def _marcar_principal(cuaderno: Cuaderno, elegido: str) -> None:
    principal = f"{{{CAUCE}}}principal"
    for proceso in procesos(cuaderno.raiz):
        if proceso.get("id") != elegido:
            continue
        if not es_cierto(proceso.get("isExecutable")):
            antes = proceso.get("isExecutable") or "no lo decía"
            proceso.set("isExecutable", "true")
            cuaderno.traducir(proceso, "Se ejecuta (isExecutable)", antes, "true")
        if len(procesos(cuaderno.raiz)) > 1 and proceso.get(principal) is None:
            proceso.set(principal, "true")
            cuaderno.traducir(proceso, "Da nombre al expediente (cauce:principal)", "", "true")


def _renglones(cuaderno: Cuaderno) -> Iterator[Renglon]:
    nombres = {
        id_: _nombre(e) or id_ for e in cuaderno.originales if es_bpmn(e) and (id_ := e.get("id"))
    }
    for elemento in cuaderno.originales:
        nombrable = es_bpmn(elemento) and local(elemento) in SE_NOMBRAN
        if nombrable or elemento is cuaderno.raiz:
            notas = sin_repetir(cuaderno.notas(elemento))
            if nombrable or notas != Notas():
                yield _renglon(cuaderno, elemento, notas, nombres)


def _nombre(elemento: Elemento) -> str:
    return " ".join((elemento.get("name") or "").split())


def _tipo(elemento: Elemento, nombres: dict[str, str]) -> str:
    """Su clase en español; una flecha, además, de dónde a dónde va."""
    tipo = tipo_en_espanol(local(elemento))
    puntas = [nombres.get(sin_prefijo(elemento.get(p))) for p in ("sourceRef", "targetRef")]
    return f"{tipo} de «{puntas[0]}» a «{puntas[1]}»" if all(puntas) else tipo


def _renglon(
    cuaderno: Cuaderno, elemento: Elemento, notas: Notas, nombres: dict[str, str]
) -> Renglon:
    return Renglon(
        id=elemento.get("id") or "",
        nombre=_nombre(elemento),
        clase=local(elemento),
        tipo=_tipo(elemento, nombres),
        linea=cuaderno.linea(elemento),
        estado=_estado(notas),
        entendido=tuple(notas.entendido),
        traducido=tuple(notas.traducido),
        decidir=tuple(notas.decidir),
        conservado=tuple(notas.conservado),
    )


def _estado(notas: Notas) -> Estado:
    if notas.decidir:
        return Estado.DECIDIR
    return Estado.TRADUCIDO if notas.traducido else Estado.ENTENDIDO
