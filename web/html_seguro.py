"""El HTML que escribe quien diseña un formulario, reducido a lo que no puede hacer daño.

Se vuelve a escribir desde cero: solo salen las etiquetas de la lista, sin atributos, y los enlaces
con su dirección; todo texto sale escapado. Guiones, estilos y marcos desaparecen con lo de adentro.
"""

from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

_ETIQUETAS = frozenset(
    {"a", "b", "blockquote", "br", "caption", "code", "dd", "div", "dl", "dt", "em", "h3", "h4"}
    | {"hr", "i", "li", "ol", "p", "pre", "s", "small", "span", "strong", "sub", "sup", "table"}
    | {"tbody", "td", "th", "thead", "tr", "u", "ul"}
)
_SIN_CIERRE = frozenset({"br", "hr"})
_CON_TODO = frozenset(
    {"script", "style", "iframe", "object", "embed", "svg", "math", "template", "noscript"}
)
_TITULOS = {"h1": "h3", "h2": "h3"}  # el título de la página es otro
_DIRECCIONES = ("https://", "http://", "mailto:", "/", "#")


def html_seguro(texto: str) -> Markup:
    """Devuelve el HTML reducido; lo mal cerrado sale cerrado."""
    escritor = _Escritor()
    escritor.feed(texto)
    escritor.close()
    return Markup(escritor.terminar())  # noqa: S704 cada trozo sale de la lista o escapado


class _Escritor(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.trozos: list[str] = []
        self.abiertas: list[str] = []
        self.callado = ""
        self.hondo = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.callado:
            self.hondo += tag == self.callado
            return
        if tag in _CON_TODO:
            self.callado, self.hondo = tag, 1
            return
        etiqueta = _TITULOS.get(tag, tag)
        if etiqueta not in _ETIQUETAS:
            return
        self.trozos.append(f"<{etiqueta}{_direccion(etiqueta, dict(attrs))}>")
        if etiqueta not in _SIN_CIERRE:
            self.abiertas.append(etiqueta)

    def handle_endtag(self, tag: str) -> None:
        if self.callado:
            self.hondo -= tag == self.callado
            self.callado = self.callado if self.hondo else ""
            return
        etiqueta = _TITULOS.get(tag, tag)
        if etiqueta not in self.abiertas:
            return
        while (cerrada := self.abiertas.pop()) != etiqueta:
            self.trozos.append(f"</{cerrada}>")
        self.trozos.append(f"</{etiqueta}>")

    def handle_data(self, data: str) -> None:
        if not self.callado:
            self.trozos.append(escape(data))

    def terminar(self) -> str:
        """Cierra lo abierto y devuelve lo escrito."""
        cierres = [f"</{etiqueta}>" for etiqueta in reversed(self.abiertas)]
        return "".join([*self.trozos, *cierres])


def _direccion(etiqueta: str, atributos: dict[str, str | None]) -> str:
    a = (atributos.get("href") or "").strip()
    propia = a.startswith(_DIRECCIONES) and not a.startswith(("//", "/\\"))
    if etiqueta != "a" or not propia or any(c in a for c in "\t\r\n"):
        return ""
    return f' href="{escape(a)}" rel="noopener noreferrer"'
