"""Del archivo que llega de fuera a un árbol XML, sin abrirle la puerta a nada.

Dos pasadas: expat comprueba (forma, DOCTYPE, tamaño, hondura) y anota dónde empieza cada
elemento; lxml arma el árbol sin entidades, sin red y sin DTD. Ninguna es recursiva.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from lxml import etree

from motor.bpmn.lectura.nombres import BPMN, Elemento, espacio, local
from motor.nucleo.errores import DiagramaInvalido, Hallazgo

OCTETOS_MAXIMOS = 5 * 1024 * 1024
HONDURA_MAXIMA = 250  # la de libxml2 sin huge_tree es 256
ELEMENTOS_MAXIMOS = 200_000


@dataclass(frozen=True)
class Arbol:
    """El árbol y la línea (desde 1) en que empieza cada elemento."""

    raiz: Elemento
    lineas: Mapping[Elemento, int]


def abrir(xml: bytes) -> Arbol:
    """Lee los bytes de un archivo BPMN.

    Raises:
        DiagramaInvalido: no es XML bien formado, no es BPMN 2.0, trae DOCTYPE o pasa los límites.
    """
    if len(xml) > OCTETOS_MAXIMOS:
        raise rechazo(
            f"El archivo pesa {len(xml)} octetos y el máximo es {OCTETOS_MAXIMOS}.",
            "Divida el diagrama en procesos que se llamen entre sí.",
        )
    if not xml.strip():
        raise rechazo("El archivo está vacío.", "Elija el archivo .bpmn que quiere publicar.")
    lineas = _comprobar(xml)
    raiz = _armar(xml)
    if espacio(raiz) != BPMN or local(raiz) != "definitions":
        raise rechazo(
            f"El archivo no es BPMN 2.0: su raíz es «{local(raiz)}», no «definitions» de BPMN.",
            "Expórtelo desde su modelador como BPMN 2.0 XML.",
            lineas[0],
        )
    return Arbol(raiz, dict(zip(raiz.iter(etree.Element), lineas, strict=True)))


def rechazo(mensaje: str, que_hacer: str, linea: int = 0, regla: str = "xml") -> DiagramaInvalido:
    """El error con que se devuelve un archivo que no se puede leer."""
    hallazgo = Hallazgo(regla, "archivo", "", linea, mensaje, que_hacer)
    return DiagramaInvalido("El diagrama no se puede leer.", [hallazgo])


class _Anotador:
    """Los avisos de expat: cuenta, mide y se niega."""

    def __init__(self) -> None:
        self.analizador = expat.ParserCreate()
        self.lineas: list[int] = []
        self.hondura = 0
        self.analizador.StartElementHandler = self._empieza
        self.analizador.EndElementHandler = self._termina
        self.analizador.StartDoctypeDeclHandler = self._doctype

    def _empieza(self, _nombre: str, _atributos: Mapping[str, str]) -> None:
        linea = self.analizador.CurrentLineNumber
        self.lineas.append(linea)
        self.hondura += 1
        if self.hondura > HONDURA_MAXIMA:
            raise rechazo(
                f"Los elementos se anidan más de {HONDURA_MAXIMA} niveles.",
                "Saque los subprocesos interiores a procesos llamados.",
                linea,
            )
        if len(self.lineas) > ELEMENTOS_MAXIMOS:
            raise rechazo(
                f"El archivo tiene más de {ELEMENTOS_MAXIMOS} elementos.",
                "Divida el diagrama en procesos que se llamen entre sí.",
                linea,
            )

    def _termina(self, _nombre: str) -> None:
        self.hondura -= 1

    def _doctype(self, *_partes: object) -> None:
        raise rechazo(
            "El archivo declara un DOCTYPE, que BPMN no usa y puede esconder entidades.",
            "Borre la línea <!DOCTYPE …> y vuelva a intentarlo.",
            self.analizador.CurrentLineNumber,
        )


def _comprobar(xml: bytes) -> list[int]:
    anotador = _Anotador()
    try:
        anotador.analizador.Parse(xml, True)
    except expat.ExpatError as error:
        raise rechazo(
            f"No es XML bien formado: {_en_espanol(error.code)} "
            f"(línea {error.lineno}, columna {error.offset + 1}).",
            "Corrija ese punto o vuelva a exportar el archivo desde su modelador.",
            error.lineno,
        ) from error
    except (ValueError, LookupError) as error:
        raise rechazo(
            "La codificación que el archivo declara no existe o no se puede leer.",
            'Guárdelo en UTF-8 y declare encoding="UTF-8".',
            1,
        ) from error
    return anotador.lineas


def _armar(xml: bytes) -> Elemento:
    lector = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(xml, lector)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        linea = getattr(error, "lineno", None) or 1
        raise rechazo(
            f"No se puede leer como XML cerca de la línea {linea}.",
            "Guárdelo en UTF-8, sin anidar de más ni textos de varios megaoctetos.",
            linea,
        ) from error


_ERRORES_XML = {
    expat.errors.XML_ERROR_NO_ELEMENTS: "el archivo termina antes de abrir un elemento",
    expat.errors.XML_ERROR_INVALID_TOKEN: "hay un carácter que ahí no puede ir, o que no "
    "corresponde a la codificación declarada",
    expat.errors.XML_ERROR_UNCLOSED_TOKEN: "una etiqueta quedó sin terminar",
    expat.errors.XML_ERROR_PARTIAL_CHAR: "el archivo se corta a mitad de un carácter",
    expat.errors.XML_ERROR_TAG_MISMATCH: "una etiqueta se cierra con otro nombre",
    expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "un atributo está repetido",
    expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "hay algo después del elemento raíz",
    expat.errors.XML_ERROR_UNDEFINED_ENTITY: "se usa una entidad que no está definida",
    expat.errors.XML_ERROR_UNKNOWN_ENCODING: "la codificación declarada no se conoce",
    expat.errors.XML_ERROR_INCORRECT_ENCODING: "la codificación declarada no es la del archivo",
    expat.errors.XML_ERROR_UNBOUND_PREFIX: "se usa un prefijo sin declarar su espacio de nombres",
    expat.errors.XML_ERROR_MISPLACED_XML_PI: "la declaración <?xml …?> no está al principio",
    expat.errors.XML_ERROR_XML_DECL: "la declaración <?xml …?> está mal escrita",
    expat.errors.XML_ERROR_BAD_CHAR_REF: "una referencia numérica nombra un carácter prohibido",
}


def _en_espanol(codigo: int) -> str:
    return _ERRORES_XML.get(expat.errors.messages[codigo], "la escritura no es de XML")
