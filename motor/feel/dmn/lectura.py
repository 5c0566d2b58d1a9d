"""Lectura segura del XML de un modelo DMN (1.1 a 1.5): sin DTD, sin red y con tamaño acotado."""

from typing import Any

from lxml import etree

from motor.nucleo.errores import ErrorFeel

TAMANIO = 4_000_000  # bytes
HONDURA = 60  # cajas dentro de cajas
ESPACIOS = frozenset(
    {
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    }
)
Elemento = etree._Element


def leer_raiz(xml: bytes) -> Elemento:
    """Devuelve el elemento `definitions`.

    Raises:
        ErrorFeel: no es XML, trae DOCTYPE, es demasiado grande o no es DMN.
    """
    if len(xml) > TAMANIO:
        raise ErrorFeel(f"El modelo DMN pasa de {TAMANIO} bytes; divídalo.")
    analizador = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        raiz = etree.fromstring(xml, analizador)
    except (etree.XMLSyntaxError, ValueError) as error:
        linea = getattr(error, "lineno", None) or 1
        raise ErrorFeel(
            f"El modelo DMN no es XML bien formado cerca de la línea {linea}. "
            "Corríjalo o vuelva a exportarlo desde su modelador."
        ) from None
    documento: Any = raiz.getroottree().docinfo
    if documento.doctype:
        raise ErrorFeel("El modelo DMN trae un DOCTYPE, que no se admite; quítelo.")
    _exigir_dmn(raiz)
    return raiz


def _exigir_dmn(raiz: Elemento) -> None:
    nombre = etree.QName(raiz)
    if nombre.localname != "definitions" or nombre.namespace not in ESPACIOS:
        raise ErrorFeel(
            f"Se esperaba <definitions> de DMN 1.1 a 1.5 y el archivo empieza por "
            f"<{nombre.localname}> de «{nombre.namespace or 'ningún espacio de nombres'}»."
        )


def etiqueta(elemento: Elemento) -> str:
    """Devuelve el nombre local de un elemento DMN; vacío si es de otro espacio de nombres."""
    nombre = etree.QName(elemento)
    return nombre.localname if nombre.namespace in ESPACIOS else ""


def exigir_feel(elemento: Elemento | None, donde: str) -> None:
    """Comprueba que una expresión no declara otro lenguaje que FEEL.

    Raises:
        ErrorFeel: lo declara; dice cuál y dónde.
    """
    idioma = atributo(elemento, "expressionLanguage")
    if idioma and "feel" not in idioma.lower():
        raise ErrorFeel(f"«{donde}» está escrito en «{idioma}»; solo se ejecuta FEEL.")


def hijos(elemento: Elemento, *nombres: str) -> list[Elemento]:
    """Devuelve los hijos DMN con alguno de esos nombres; todos, si no se da ninguno."""
    return [h for h in elemento if (t := etiqueta(h)) and (not nombres or t in nombres)]


def hijo(elemento: Elemento, *nombres: str) -> Elemento | None:
    """Devuelve el primer hijo DMN con alguno de esos nombres, o None."""
    return next(iter(hijos(elemento, *nombres)), None)


def texto(elemento: Elemento | None) -> str:
    """Devuelve el contenido de su `<text>`, sin blancos alrededor; vacío si no hay."""
    interior = None if elemento is None else hijo(elemento, "text")
    return "" if interior is None else (interior.text or "").strip()


def atributo(elemento: Elemento | None, nombre: str) -> str:
    """Devuelve un atributo, o vacío."""
    return "" if elemento is None else elemento.get(nombre, "").strip()


def nombre_de(elemento: Elemento) -> str:
    """Devuelve el nombre con que se le lee: el de su `variable` o el suyo."""
    return " ".join(
        (atributo(hijo(elemento, "variable"), "name") or atributo(elemento, "name")).split()
    )
