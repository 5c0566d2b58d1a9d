"""El cuaderno de una importación: el árbol que se va a escribir y lo que se anota de cada elemento.

El árbol conserva comentarios, instrucciones de proceso y todo lo ajeno; solo se le agrega. Cada
nota va al elemento más cercano que una persona ve dibujado.
"""

from dataclasses import dataclass, field, replace

from lxml import etree

from motor.bpmn.importacion.informe import Decision, Traduccion
from motor.bpmn.lectura.nombres import (
    BPMN,
    CAMUNDA,
    CAUCE,
    IMPORTADO,
    Elemento,
    es_bpmn,
    espacio,
    hijo,
    local,
)
from motor.bpmn.lectura.xml_seguro import abrir
from motor.bpmn.modelo import TipoNodo

_DE_LA_CASA = {"cauce": CAUCE, "camunda": CAMUNDA}
NODOS = frozenset({tipo.value for tipo in TipoNodo})
SE_NOMBRAN = NODOS | {
    "sequenceFlow",
    "messageFlow",
    "participant",
    "process",
    "lane",
    "message",
    "signal",
    "error",
    "escalation",
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "textAnnotation",
    "association",
    "group",
    "choreographyTask",
    "subChoreography",
    "callChoreography",
}


@dataclass
class Notas:
    """Lo anotado de un elemento."""

    entendido: list[str] = field(default_factory=list)
    traducido: list[Traduccion] = field(default_factory=list)
    decidir: list[Decision] = field(default_factory=list)
    conservado: list[str] = field(default_factory=list)


class Cuaderno:
    """Vive lo que dura una importación.

    Raises:
        DiagramaInvalido: al crearse, si el archivo no se puede leer.
    """

    def __init__(self, xml: bytes) -> None:
        lineas = list(abrir(xml).lineas.values())
        self._alrededor, self.declarados, self.raiz = _rearmar(xml)
        elementos = list(self.raiz.iter(etree.Element))
        self._lineas = dict(zip(elementos, lineas, strict=True))
        self._notas: dict[Elemento, Notas] = {}
        self.originales = tuple(elementos)

    def linea(self, elemento: Elemento) -> int:
        """La línea en que empezaba en el original; 0 si lo agregó la importación."""
        return self._lineas.get(elemento, 0)

    def notas(self, elemento: Elemento) -> Notas:
        """Las del elemento dibujado más cercano."""
        return self._notas.setdefault(self.duenio(elemento), Notas())

    def duenio(self, elemento: Elemento) -> Elemento:
        """El elemento más cercano, él incluido, que una persona ve dibujado; o la raíz."""
        actual: Elemento | None = elemento
        while actual is not None:
            if es_bpmn(actual) and local(actual) in SE_NOMBRAN:
                return actual
            actual = actual.getparent()
        return self.raiz

    def traducir(self, elemento: Elemento, que: str, antes: str, despues: str) -> None:
        """Anota que algo del elemento se escribió de otra forma."""
        self.notas(elemento).traducido.append(Traduccion(que, antes, despues))

    def entender(self, elemento: Elemento, frase: str) -> None:
        """Anota algo que se lee como está."""
        self.notas(elemento).entendido.append(frase)

    def decidir(self, elemento: Elemento, decision: Decision) -> None:
        """Anota lo que falta decidir; lo mismo, una vez."""
        notas = self.notas(elemento)
        if decision not in notas.decidir:
            notas.decidir.append(decision)

    def conservar(self, elemento: Elemento, frase: str) -> None:
        """Anota lo que se guarda sin usarse."""
        self.notas(elemento).conservado.append(frase)

    def escribir(self) -> bytes:
        """El XML con todo lo agregado, en UTF-8."""
        antes, despues = self._alrededor
        cuerpo = etree.tostring(self.raiz, encoding="unicode", with_tail=False)
        partes = ['<?xml version="1.0" encoding="UTF-8"?>', *antes, cuerpo, *despues]
        return ("\n".join(partes) + "\n").encode("utf-8")

    def marcar(self, herramienta: str) -> None:
        """Deja dicho en el archivo que pasó por la importación, y de dónde vino."""
        self.raiz.set(IMPORTADO, herramienta)


def _rearmar(xml: bytes) -> tuple[tuple[list[str], list[str]], frozenset[str], Elemento]:
    """Lo de fuera de la raíz, los espacios que declaraba y el árbol, con los de la casa."""
    raiz = etree.fromstring(xml, _lector())
    antes = [_texto(s) for s in raiz.itersiblings(preceding=True)][::-1]
    despues = [_texto(s) for s in raiz.itersiblings()]
    escrita = etree.tostring(raiz, encoding="unicode", with_tail=False)
    etiqueta = f"<{raiz.prefix}:{local(raiz)}" if raiz.prefix else f"<{local(raiz)}"
    de_la_casa = "".join(
        f' xmlns:{_prefijo_libre(escrita, prefijo)}="{uri}"'
        for prefijo, uri in _DE_LA_CASA.items()
        if uri not in [u for p, u in raiz.nsmap.items() if p]
    )
    texto = etiqueta + de_la_casa + escrita.removeprefix(etiqueta)
    declarados = frozenset(raiz.nsmap.values())
    return (antes, despues), declarados, etree.fromstring(texto.encode("utf-8"), _lector())


def _prefijo_libre(escrita: str, prefijo: str) -> str:
    """El prefijo, o con un número si el archivo lo usa para otra cosa."""
    candidato, numero = prefijo, 1
    while f"xmlns:{candidato}=" in escrita:
        numero += 1
        candidato = f"{prefijo}{numero}"
    return candidato


def _texto(nodo: Elemento) -> str:
    return etree.tostring(nodo, encoding="unicode", with_tail=False)


def _lector() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False
    )


def bloque_de_extensiones(elemento: Elemento) -> Elemento:
    """El `extensionElements` del elemento; lo agrega donde va si no lo tiene."""
    bloque = hijo(elemento, "extensionElements")
    if bloque is not None:
        return bloque
    bloque = etree.Element(f"{{{BPMN}}}extensionElements")
    hermanos = [h for h in elemento if isinstance(h.tag, str)]
    documentos = [h for h in hermanos if local(h) == "documentation" and espacio(h) == BPMN]
    lugar = elemento.index(documentos[-1]) + 1 if documentos else 0
    elemento.insert(lugar, bloque)
    return bloque


def guardar_original(elemento: Elemento, atributo: str, valor: str) -> None:
    """Deja al lado lo que un atributo decía antes de traducirse."""
    etree.SubElement(
        bloque_de_extensiones(elemento), f"{{{CAUCE}}}original", atributo=atributo, valor=valor
    )


def sin_repetir(notas: Notas) -> Notas:
    """Las mismas notas, cada frase una vez."""
    return replace(
        notas,
        entendido=list(dict.fromkeys(notas.entendido)),
        conservado=list(dict.fromkeys(notas.conservado)),
    )
