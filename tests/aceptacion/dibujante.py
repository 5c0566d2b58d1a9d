"""Dibujar un proceso entero en el modelador: carriles, figuras y flujos, cada cosa en su lugar.

Se dibuja por la interfaz de programación del modelador, que es la que usan su paleta y su teclado:
cada paso pasa por las mismas reglas y se puede deshacer. Lo que un dueño escribe va por el panel.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.aceptacion.lienzo import Lienzo
from tests.aceptacion.panel import PanelAbierto

_MEDIR = """
const pool = s('elementRegistry').get(dato.piscina);
const marco = {x: pool.x, y: pool.y, width: dato.ancho, height: dato.alto};
s('modeling').resizeLane(pool, marco, false);
"""
_CARRILES = """
return s('elementRegistry').filter(e => e.type === 'bpmn:Lane' && e.parent.id === dato)
  .sort((a, b) => a.y - b.y).map(e => e.id);
"""
_ALTO = """
const e = s('elementRegistry').get(dato.id);
s('modeling').resizeLane(e, {x: e.x, y: e.y, width: e.width, height: dato.alto}, false);
"""
_EN_PANTALLA = """
const v = s('canvas').viewbox(), caja = s('canvas').getContainer().getBoundingClientRect();
return [caja.left + (dato[0] - v.x) * v.scale, caja.top + (dato[1] - v.y) * v.scale];
"""
_ELEGIDO = "return s('selection').get()[0].id"
_PISCINA = """
const f = s('elementFactory'), raiz = s('canvas').getRootElement();
const forma = f.createParticipantShape({isExpanded: dato.abierta});
const centro = {x: dato.x + dato.ancho / 2, y: dato.y + dato.alto / 2};
const nueva = s('modeling').createShape(forma, centro, raiz);
const marco = {x: dato.x, y: dato.y, width: dato.ancho, height: dato.alto};
s('modeling').resizeShape(nueva, marco);
return nueva.id;
"""
_FIGURA = """
const f = s('elementFactory'), r = s('elementRegistry'), modeling = s('modeling');
const dueno = r.get(dato.en);
const atributos = {type: dato.tipo};
if (dato.definicion) atributos.eventDefinitionType = dato.definicion;
const forma = f.createShape(atributos);
const centro = {x: dato.x, y: dato.y};
const nueva = dato.borde
  ? modeling.createShape(forma, centro, dueno, {attach: true})
  : modeling.createShape(forma, centro, dueno);
return nueva.id;
"""
_MOVER = """
const e = s('elementRegistry').get(dato.id);
const x = dato.x - (e.x + e.width / 2), y = dato.y - (e.y + e.height / 2);
s('modeling').moveElements([e], {x, y});
"""
_UNIR = """
const r = s('elementRegistry'), modeling = s('modeling');
const a = r.get(dato.de), b = r.get(dato.a);
const flujo = a.outgoing.find(f => f.target === b)
  || modeling.connect(a, b, dato.tipo ? {type: dato.tipo} : undefined);
if (dato.puntos.length) modeling.updateWaypoints(flujo, dato.puntos.map(([x, y]) => ({x, y})));
return flujo.id;
"""
_ROTULO = """
const e = s('elementRegistry').get(dato.id).label;
s('modeling').moveShape(e, {x: dato.x - e.x, y: dato.y - e.y});
"""


@dataclass(frozen=True)
class Figura:
    """Una figura con el centro en (x, y); `en` es la piscina, o la tarea si va en su borde."""

    tipo: str
    nombre: str
    x: int
    y: int
    definicion: str = ""
    borde: str = ""


Punto = tuple[int, int]


class Dibujante:
    """Quien dibuja en un lienzo abierto y recuerda qué es cada cosa por su nombre."""

    def __init__(self, lienzo: Lienzo, piscina: str = "piscina") -> None:
        self.lienzo = lienzo
        self.piscina = piscina
        self.ids: dict[str, str] = {"piscina": piscina}

    def carriles(self, ancho: int, altos: Sequence[int]) -> list[str]:
        """Deja la piscina con esos carriles, de arriba abajo, y devuelve sus ids.

        El primero ya está; los demás se agregan como lo haría una persona, con «carril debajo».
        """
        self.lienzo.hacer(_MEDIR, {"piscina": self.piscina, "ancho": ancho, "alto": altos[0]})
        debajo = self.lienzo.page.locator('.djs-context-pad [data-action="lane-insert-below"]')
        for alto in altos[1:]:
            self.lienzo.elegir(self._carriles()[-1])
            debajo.click()
            self.lienzo.hacer(_ALTO, {"id": self._carriles()[-1], "alto": alto})
        return self._carriles()

    def _carriles(self) -> list[str]:
        hechos = self.lienzo.hacer(_CARRILES, self.piscina)
        assert isinstance(hechos, list)
        return [str(carril) for carril in hechos]

    def agregar(self, despues_de: str, cual: str, figura: Figura) -> str:
        """Agrega con la tecla «A» lo que sigue, ya unido, y lo lleva a su lugar."""
        page = self.lienzo.page
        self.lienzo.elegir(self.de(despues_de))
        page.keyboard.press("a")
        page.wait_for_selector(".djs-popup-search input")
        page.keyboard.type(cual)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")  # una tarea nueva espera su nombre
        return self._llevar_lo_elegido(figura)

    def de_paleta(self, accion: str, figura: Figura) -> str:
        """Toma eso de la paleta, lo suelta con el ratón y lo lleva a su lugar exacto."""
        page = self.lienzo.page
        self.lienzo.pulsar("ajustar")
        lugar = self.lienzo.hacer(_EN_PANTALLA, [figura.x, figura.y])
        assert isinstance(lugar, list)
        page.locator(f'.djs-palette [data-action="{accion}"]').click()
        page.mouse.move(lugar[0] - 9, lugar[1] - 9)
        page.mouse.move(*lugar)
        page.mouse.click(*lugar)
        return self._llevar_lo_elegido(figura)

    def _llevar_lo_elegido(self, figura: Figura) -> str:
        nuevo = str(self.lienzo.hacer(_ELEGIDO))
        return self.llevar(nuevo, figura.nombre, figura.x, figura.y)

    def otra_piscina(self, nombre: str, marco: tuple[int, int, int, int], *, abierta: bool) -> str:
        """Dibuja otra piscina en (x, y, ancho, alto); cerrada si no se ve lo que hace."""
        x, y, ancho, alto = marco
        dato = {"x": x, "y": y, "ancho": ancho, "alto": alto, "abierta": abierta}
        return self.nombrar(str(self.lienzo.hacer(_PISCINA, dato)), nombre)

    def poner(self, figura: Figura, en: str = "") -> str:
        """Dibuja la figura y devuelve su id."""
        dueno = self.de(figura.borde) if figura.borde else en or self.piscina
        dato = {
            "tipo": figura.tipo,
            "definicion": figura.definicion,
            "en": dueno,
            "borde": bool(figura.borde),
            "x": figura.x,
            "y": figura.y,
        }
        return self.nombrar(str(self.lienzo.hacer(_FIGURA, dato)), figura.nombre)

    def llevar(self, id_: str, nombre: str, x: int, y: int) -> str:
        """Mueve lo que ya estaba dibujado y le pone ese nombre."""
        self.lienzo.hacer(_MOVER, {"id": id_, "x": x, "y": y})
        return self.nombrar(id_, nombre)

    def soltar(self, id_: str) -> None:
        """Quita eso del dibujo."""
        quitar = "s('modeling').removeElements([s('elementRegistry').get(dato)])"
        self.lienzo.hacer(quitar, id_)

    def unir(self, de: str, a: str, *puntos: Punto, nombre: str = "", tipo: str = "") -> str:
        """Une dos figuras por sus nombres; los puntos, si el camino de siempre no queda bien."""
        dato = {"de": self.de(de), "a": self.de(a), "tipo": tipo, "puntos": list(puntos)}
        flujo = str(self.lienzo.hacer(_UNIR, dato))
        self.ids[f"{de} → {a}"] = flujo
        if nombre:
            self.lienzo.nombrar(flujo, nombre)
        return flujo

    def rotulo(self, nombre: str, x: int, y: int) -> None:
        """Lleva el rótulo de esa figura a otro lugar."""
        self.lienzo.hacer(_ROTULO, {"id": self.de(nombre), "x": x, "y": y})

    def de(self, nombre: str) -> str:
        """El id de lo que se dibujó con ese nombre."""
        return self.ids[nombre]

    def nombrar(self, id_: str, nombre: str) -> str:
        """Le pone ese nombre a lo que ya está, y lo recuerda por él."""
        if nombre:
            self.lienzo.nombrar(id_, nombre)
        self.ids[nombre] = id_
        return id_


_SE_ELIGEN = frozenset({"acto", "tiempo-clase"})
_SON_FEEL = frozenset({"condicion", "correlacion", "contenido", "desde"})
_SE_MARCAN = frozenset({"predeterminado", "interrumpe", "distintoDe", "proceso-ejecutable"})


def llenar(dibujante: Dibujante, panel: PanelAbierto, nombre: str, **campos: str) -> None:
    """Elige lo dibujado con ese nombre y llena sus campos del panel, cada uno como es.

    Un valor que empieza con `=` se escribe con «Calcular»; `tiempo` es el plazo de un temporizador.
    """
    dibujante.lienzo.elegir(dibujante.de(nombre))
    for campo, valor in campos.items():
        _llenar(panel, "tiempo-cauce:plazo" if campo == "tiempo" else campo, valor)
    dibujante.ids[nombre] = campos.get("clave", dibujante.de(nombre))


def decir(dibujante: Dibujante, *dichos: tuple[str, dict[str, str]]) -> None:
    """Dice en el panel, de cada cosa por su nombre, quién, qué y hasta cuándo."""
    panel = PanelAbierto(dibujante.lienzo)
    for nombre, campos in dichos:
        llenar(dibujante, panel, nombre, **campos)


def _llenar(panel: PanelAbierto, campo: str, valor: str) -> None:
    if campo in _SE_MARCAN:
        panel.marcar(campo, valor)
    elif campo in _SE_ELIGEN:
        panel.elegir(campo, valor)
    elif campo in _SON_FEEL:
        panel.feel(campo, valor)
    elif valor.startswith("="):
        panel.calcular(campo, valor[1:])
    else:
        panel.escribir(campo, valor)
