"""Los modelos de intercambio de MIWG: se leen, se guardan sin perder nada, corren o se niegan.

Cada archivo es un caso. Pasa si se lee, si lo guardado es el mismo grafo (con sus figuras), si el
modelo leído tiene cada nodo y cada flujo, y si todos sus procesos empiezan; si alguno no es
ejecutable o `revisar` lo niega, queda negado con sus razones. Un archivo mal formado pasa si se
rechaza diciendo en qué línea.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from lxml import etree

from motor.bpmn import compilar, iniciar, leer, revisar
from motor.bpmn.modelo import Documento, Proceso, TipoNodo
from motor.nucleo.errores import DiagramaInvalido, Hallazgo
from tests.conformidad.resultado import Resultado, juzgar, negado
from tests.motor.bpmn.juego.mesa import Feel, Memoria

NODOS = {tipo.value for tipo in TipoNodo}
FIGURAS = {"BPMNShape", "BPMNEdge", "BPMNLabel", "Bounds", "waypoint"}


def correr(carpeta: Path) -> list[Resultado]:
    """Lee y prueba todos los archivos del índice."""
    indice = yaml.safe_load((carpeta / "indice.yaml").read_text(encoding="utf-8"))
    return [_archivo(carpeta, dicho) for dicho in indice["archivos"]]


def _archivo(carpeta: Path, dicho: Mapping[str, Any]) -> Resultado:
    xml = (carpeta / dicho["archivo"]).read_bytes()
    try:
        documento = leer(xml)
    except DiagramaInvalido as error:
        lineas = [h.linea for h in error.hallazgos]
        mal = [] if not dicho["bien_formado"] and all(lineas) else [str(error)]
        return juzgar(dicho["archivo"], 1, mal)
    diferencias = [*_conserva(xml, documento), *_esta_todo(dicho, documento)]
    if diferencias:
        return juzgar(dicho["archivo"], 1, diferencias)
    razones = [razon for p in documento.procesos.values() for razon in _empieza(documento, p)]
    return negado(dicho["archivo"], 1, razones) if razones else juzgar(dicho["archivo"], 1, [])


# --- que no se pierda nada --------------------------------------------------------------------


def _conserva(xml: bytes, documento: Documento) -> Iterator[str]:
    """Lo guardado, vuelto a leer, es el mismo grafo con las mismas figuras."""
    antes, despues = _todo(xml), _todo(documento.xml)
    if antes != despues:
        yield f"al guardar cambiaron {len(antes ^ despues)} elementos"
    if leer(documento.xml) != documento:
        yield "lo guardado no se lee igual"


def _todo(xml: bytes) -> set[tuple[str, ...]]:
    """Cada elemento con su ruta, sus atributos y su texto: nodos, flujos, extensiones y figuras."""
    arbol = etree.ElementTree(etree.fromstring(xml, _analizador()))
    return {
        (arbol.getpath(e), str(e.tag), repr(sorted(e.attrib.items())), (e.text or "").strip())
        for e in arbol.iter(etree.Element)
    }


def _esta_todo(dicho: Mapping[str, Any], documento: Documento) -> Iterator[str]:
    """El modelo leído tiene los nodos, nombres y flujos que el índice y el XML cuentan."""
    raiz = etree.fromstring(documento.xml, _analizador())
    nodos = {n.id: n for p in documento.procesos.values() for n in p.nodos.values()}
    flujos = {f.id: f for p in documento.procesos.values() for f in p.flujos.values()}
    if len(nodos) != dicho["nodos"]:
        yield f"el índice cuenta {dicho['nodos']} nodos y se leyeron {len(nodos)}"
    for elemento in raiz.iter(etree.Element):
        nombre, id_ = etree.QName(elemento).localname, elemento.get("id")
        if nombre in NODOS and id_ is not None:
            etiqueta = " ".join((elemento.get("name") or "").split())
            if id_ not in nodos or nodos[id_].nombre != etiqueta:
                yield f"el nodo «{id_}» no está o perdió su nombre"
        if nombre == "sequenceFlow":
            yield from _flujo(elemento, nodos.keys(), flujos)


def _flujo(elemento: Any, nodos: Any, flujos: Mapping[str, Any]) -> Iterator[str]:
    puntas = [(elemento.get(a) or "").split(":")[-1] for a in ("sourceRef", "targetRef")]
    if not set(puntas) <= nodos:
        return  # roto en el archivo: la lectura lo anota
    leido = flujos.get(elemento.get("id"))
    if leido is None or [leido.origen, leido.destino] != puntas:
        yield f"el flujo «{elemento.get('id')}» no está o cambió de puntas"


def _analizador() -> Any:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


# --- que corra o diga por qué no --------------------------------------------------------------


def _empieza(documento: Documento, proceso: Proceso) -> list[Hallazgo]:
    """Las razones por las que el proceso no corre; sin ninguna, se inicia."""
    ejecutable = replace(proceso, ejecutable=True)
    solo = replace(documento, procesos={proceso.id: ejecutable})
    ids = {proceso.id, *proceso.nodos, *proceso.flujos, *proceso.carriles}
    razones = [h for h in revisar(solo) if h.grave and h.elemento in ids]
    if not proceso.ejecutable:
        razones.append(
            Hallazgo(
                "no_marcado_ejecutable",
                proceso.id,
                proceso.nombre,
                proceso.linea,
                "El proceso no está marcado como ejecutable.",
                'Ponga isExecutable="true".',
            )
        )
    graves = [h for h in revisar(solo) if h.grave]
    if not graves:
        inicios = [n for n in proceso.por_padre[None] if n.tipo is TipoNodo.INICIO]
        sin_evento = [n for n in inicios if n.evento.tipo.value == "none"]
        inicio = (sin_evento or inicios)[0].id
        iniciar(compilar(ejecutable), Memoria(), Feel(), inicio=inicio)
    return razones or graves
