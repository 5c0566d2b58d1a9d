"""La página de importar, usada como una persona, y cuentas hechas aparte, con lxml."""

import json
import re
from collections import Counter
from pathlib import Path

from lxml import etree
from playwright.sync_api import Page
from sqlalchemy import select

from motor.almacen.borradores import BorradorArchivo, ClaseArchivo
from motor.entorno import Entorno

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
CAUCE = "{https://cauce.bo/bpmn/1.0}"
NODOS = [
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "scriptTask",
    "sendTask",
    "receiveTask",
    "businessRuleTask",
    "callActivity",
    "subProcess",
    "transaction",
    "adHocSubProcess",
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
]
CUENTAS = {
    "flujos": ["sequenceFlow"],
    "mensajes": ["messageFlow"],
    "piscinas": ["participant"],
    "carriles": ["lane"],
    "notas": ["textAnnotation"],
    "datos": ["dataObject", "dataObjectReference", "dataStoreReference"],
    "nodos": NODOS,
}
SE_DIBUJA = [*NODOS, "sequenceFlow", "messageFlow", "participant", "lane"]
PLAZO = 20_000
LEGAL = re.compile(r"[A-Za-z_][\w.-]*", re.ASCII)
CALIFICADO = re.compile(r"^[\w.-]+:(?=[\w.-]+$)")


def raiz(xml: bytes):
    """El árbol sin comentarios, como lo cuenta cualquiera."""
    return etree.fromstring(xml, etree.XMLParser(remove_comments=True, resolve_entities=False))


def contar(xml: bytes) -> dict[str, int]:
    """Lo que el informe debe decir que trae el archivo."""
    arbol = raiz(xml)
    cuantos = Counter(e.tag for e in arbol.iter(etree.Element))
    cuentas = {que: sum(cuantos[f"{BPMN}{n}"] for n in ns) for que, ns in CUENTAS.items()}
    figuras = {"figuras": cuantos[f"{DI}BPMNShape"], "flechas": cuantos[f"{DI}BPMNEdge"]}
    return cuentas | figuras


def perdido(antes: bytes, despues: bytes) -> list[str]:
    """Lo que estaba en el archivo y no en el borrador: elementos, atributos y textos.

    Un atributo o un texto traducido no se pierde si el original está al lado, en `cauce:original`.
    """
    viejo, nuevo = raiz(antes), raiz(despues)
    originales = {e.get("valor") for e in nuevo.iter(f"{CAUCE}original")}
    originales |= {e.get(f"{CAUCE}original") for e in nuevo.iter(etree.Element)} - {None}
    quedo = Counter(_rasgos(nuevo)) + Counter(("", *rasgo[1:]) for rasgo in _rasgos(nuevo))
    return [
        " ".join(rasgo)
        for rasgo in (Counter(_rasgos(viejo)) - quedo).elements()
        if rasgo[-1] not in originales and not _cambia_por_regla(viejo, rasgo)
    ]


def _rasgos(arbol):
    """De cada elemento, con su id si es legal: que está, su texto y cada atributo."""
    for e in arbol.iter(etree.Element):
        id_, tag = e.get("id") or "", str(e.tag)
        id_ = id_ if LEGAL.fullmatch(id_) else ""
        yield id_, tag
        yield id_, tag, "texto", _sin_prefijo((e.text or "").strip())
        for nombre, valor in e.attrib.items():
            yield id_, tag, str(nombre), _sin_prefijo(str(valor))


def _sin_prefijo(valor: str) -> str:
    """`tns:tarea` y `tarea` nombran lo mismo."""
    return CALIFICADO.sub("", valor)


def _cambia_por_regla(arbol, rasgo: tuple[str, ...]) -> bool:
    """El proceso elegido pasa a ejecutarse, y un id repetido deja de repetirse."""
    repetido = rasgo[0] and sum(e.get("id") == rasgo[0] for e in arbol.iter(etree.Element)) > 1
    return rasgo[2:] == ("isExecutable", "false") or bool(repetido)


def ids(xml: bytes) -> set[str]:
    """Los ids del archivo; los que se cambiaron por no ser legales cuentan por el que tenían."""
    arbol = raiz(xml)
    antes = {e.get("valor") for e in arbol.iter(f"{CAUCE}original") if e.get("atributo") == "id"}
    return antes | {e.get("id") for e in arbol.iter(etree.Element)} - {None}


def sin_figura(xml: bytes) -> list[str]:
    """Los elementos que se dibujan, tienen sus puntas y no están dibujados."""
    arbol = raiz(xml)
    dibujados = {
        (e.get("bpmnElement") or "").rpartition(":")[2]
        for tipo in ("BPMNShape", "BPMNEdge")
        for e in arbol.iter(f"{DI}{tipo}")
    }
    todos = {e.get("id"): e for e in arbol.iter(*[f"{BPMN}{n}" for n in SE_DIBUJA])}
    return [i for i, e in todos.items() if i not in dibujados and _con_puntas(todos, e)]


def _con_puntas(todos, elemento) -> bool:
    puntas = [elemento.get(p) for p in ("sourceRef", "targetRef") if elemento.get(p)]
    return all(punta.rpartition(":")[2] in todos for punta in puntas)


class Importador:
    """Quien importa archivos, uno tras otro, con la misma página."""

    def __init__(self, page: Page, url: str, entorno: Entorno) -> None:
        self.page, self.url, self.entorno = page, url, entorno

    def mirar(self, archivo: Path) -> None:
        """Sube el archivo y espera a que esté listo para crearse, o a que se rechace."""
        self.page.goto(f"{self.url}/procesos/importar")
        self.page.locator("#archivo").set_input_files(archivo)
        self.page.get_by_role("button", name="Mirar qué traen").click()
        listo = "[data-importado][data-lista=si], [data-resumen-errores]"
        self.page.wait_for_selector(listo, timeout=PLAZO)

    @property
    def rechazo(self) -> str:
        """La frase con que no se admitió; '' si se admitió."""
        resumen = self.page.locator("[data-resumen-errores]")
        return resumen.inner_text() if resumen.count() else ""

    @property
    def cuentas(self) -> dict[str, int]:
        return json.loads(self.page.locator("[data-cuentas]").get_attribute("data-cuentas"))

    @property
    def dibujados(self) -> int:
        """Cuántos elementos muestra el lienzo."""
        return self.page.locator("[data-visor-importado] .djs-element").count()

    def informe(self, parte: str) -> str:
        """El texto de una parte: decidir, traducido, entendido o conservado."""
        return self.page.locator(f"details#{parte}").inner_text()

    def crear(self, clave: str) -> bytes:
        """Crea el borrador con esa clave y devuelve el diagrama que quedó guardado."""
        self.page.locator("#clave").fill(clave)
        self.page.get_by_role("button", name="Crear borrador").click()
        self.page.wait_for_url("**/procesos/borradores/*", timeout=PLAZO)
        with self.entorno.leer() as sesion:
            consulta = select(BorradorArchivo.contenido)
            de_clave = (
                BorradorArchivo.clase == ClaseArchivo.DIAGRAMA,
                BorradorArchivo.clave == clave,
            )
            return sesion.scalars(consulta.where(*de_clave)).one()
