"""La revisión del modelador vista por quien dibuja: las marcas, la lista y sus botones."""

from playwright.sync_api import Locator, Page, expect

from tests.aceptacion.lienzo import CAJA, PLAZO, Lienzo

_INTERCALAR = """
const r = s('elementRegistry'), antes = r.get(dato[1]);
const flujo = antes.outgoing[0], destino = flujo.target;
const lugar = {x: (antes.x + antes.width + destino.x) / 2, y: antes.y + antes.height / 2};
const nueva = s('modeling').createShape({type: dato[0]}, lugar, antes.parent);
s('modeling').reconnectEnd(flujo, nueva, lugar);
s('modeling').connect(nueva, destino);
return nueva.id;
"""
# inicio → compuerta → dos tareas → compuerta → fin, en lugar de lo que había
_REPARTIR = """
const m2 = s('modeling'), r = s('elementRegistry');
const [inicio, fin] = ['Start', 'End'].map(c => r.find(e => e.type === `bpmn:${c}Event`));
m2.removeElements(r.filter(e => e.type === 'bpmn:UserTask'));
inicio.outgoing.slice().forEach(f => m2.removeConnection(f));
const {x, y} = {x: inicio.x + 18, y: inicio.y + 18}, pool = inicio.parent;
const poner = (type, dx, dy) => m2.createShape({type}, {x: x + dx, y: y + dy}, pool);
const reparte = poner(dato[0], 80, 0), une = poner(dato[1], 320, 0);
const tareas = [-60, 60].map(dy => poner('bpmn:UserTask', 200, dy));
m2.moveElements([fin], {x: x + 420 - fin.x - 18, y: 0});
m2.connect(inicio, reparte);
const flujos = tareas.map(t => m2.connect(reparte, t).id);
tareas.forEach(t => m2.connect(t, une));
m2.connect(une, fin);
return {inicio: inicio.id, reparte: reparte.id, une: une.id, flujos};
"""


class Revisor:
    """Un diagrama abierto y su revisión."""

    def __init__(self, lienzo: Lienzo) -> None:
        self.lienzo = lienzo
        self.page: Page = lienzo.page

    def intercalar(self, tipo: str, antes: str) -> str:
        """Pone un elemento de ese tipo entre `antes` y lo que le sigue; devuelve su id."""
        return str(self.lienzo.hacer(_INTERCALAR, [tipo, antes]))

    def repartir(self, con: str, y_unir_con: str) -> dict:
        """Dibuja dos ramas; da los ids de `inicio`, `reparte`, `une` y sus dos `flujos`."""
        hecho = self.lienzo.hacer(_REPARTIR, [con, y_unir_con])
        assert isinstance(hecho, dict)
        return hecho

    def guardar(self) -> None:
        """Espera a que lo dibujado esté guardado."""
        self.lienzo.hacer(f"await {CAJA}.guardado.ya()")

    def deshacer(self) -> None:
        self.lienzo.pulsar("deshacer")

    def marca(self, elemento: str) -> Locator:
        return self.page.locator(f'[data-revision-marca="{elemento}"]')

    def abrir_lista(self) -> None:
        self.page.locator("[data-revision-boton]").click()
        expect(self.page.locator("[data-revision-lista]")).to_be_visible()

    def renglon(self, elemento: str, codigo: str) -> Locator:
        lista = self.page.locator("[data-revision-lista]")
        return lista.locator(f'[data-elemento="{elemento}"][data-codigo="{codigo}"]')

    def dice(self, elemento: str, codigo: str, frase: str) -> Locator:
        """Espera el renglón de ese hallazgo y comprueba qué dice."""
        renglon = self.renglon(elemento, codigo)
        expect(renglon).to_contain_text(frase, timeout=PLAZO)
        return renglon

    def arreglar(self, renglon: Locator) -> None:
        """Pulsa «Arreglar» y espera a que ese hallazgo se vaya."""
        renglon.locator("[data-arreglar]").click()
        expect(renglon).to_have_count(0)
