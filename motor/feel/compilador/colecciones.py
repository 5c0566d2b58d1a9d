"""Listas, contextos, rangos, filtros y rutas."""

from decimal import Decimal

from lark import Token

from motor.feel.comparacion import comparar
from motor.feel.compilador.base import Alcance, Arbol, compilar_nodo, peso, ramas, regla
from motor.feel.compilador.operadores import texto_de
from motor.feel.entorno import Cierre, Marco, Rango
from motor.feel.temporales import PROPIEDADES
from motor.nucleo.errores import ErrorFeel
from motor.nucleo.valores import Valor

_VACIO: dict[str, Valor] = {}
_DE_RANGO = {
    "start": "inicio",
    "end": "fin",
    "start included": "incluye_inicio",
    "end included": "incluye_fin",
}


@regla("lista")
def _lista(arbol: Arbol, alcance: Alcance) -> Cierre:
    elementos = tuple(compilar_nodo(r, alcance) for r in ramas(arbol))
    return lambda m: [e(m) for e in elementos]


@regla("contexto")
def _contexto(arbol: Arbol, alcance: Alcance) -> Cierre:
    interior = alcance.hijo()
    entradas: list[tuple[str, Cierre]] = []
    for rama in ramas(arbol):
        simbolo, (expresion,) = rama.children[0], ramas(rama)
        clave = (
            texto_de(simbolo)
            if isinstance(simbolo, Token) and simbolo.type == "TEXTO"
            else str(simbolo)
        )
        if any(clave == otra for otra, _ in entradas):
            raise ErrorFeel(f"El contexto repite la clave «{clave}».", clave)
        if expresion.data == "funcion":  # una función puede llamarse a sí misma
            interior.nombres.add(clave)
        entradas.append((clave, compilar_nodo(expresion, interior)))
        interior.nombres.add(clave)

    def contexto(m: Marco) -> Valor:
        valores: dict[str, Valor] = {}
        marco = Marco(valores, m, m.ev)
        for clave, valor in entradas:
            valores[clave] = valor(marco)
        return dict(valores)

    return contexto


@regla("rango")
def _rango(arbol: Arbol, alcance: Alcance) -> Cierre:
    abre, cierra = str(arbol.children[0]), str(arbol.children[-1])
    inicio, fin = (compilar_nodo(r, alcance) for r in ramas(arbol))
    con_inicio, con_fin = abre == "[", cierra == "]"
    return lambda m: crear_rango(inicio(m), fin(m), con_inicio, con_fin)


def crear_rango(inicio: Valor, fin: Valor, con_inicio: bool, con_fin: bool) -> Rango | None:
    """Devuelve el rango, o `null` si los extremos no son del mismo tipo ordenable."""
    if inicio is None and fin is None:
        return None
    if inicio is not None and fin is not None and comparar(inicio, fin, "<=") is None:
        return None
    return Rango(inicio, fin, con_inicio and inicio is not None, con_fin and fin is not None)


@regla("rango_op")
def _rango_op(arbol: Arbol, alcance: Alcance) -> Cierre:
    signo = str(arbol.children[0])
    extremo = compilar_nodo(ramas(arbol)[0], alcance)
    return lambda m: rango_de_signo(signo, extremo(m))


def rango_de_signo(signo: str, extremo: Valor) -> Rango | None:
    """Devuelve `(< 5)` como rango sin inicio, y así los demás; `(= 5)` es `[5..5]`."""
    if extremo is None or comparar(extremo, extremo, "<=") is None:
        return None
    if signo == "=":
        return Rango(extremo, extremo, signo="=")
    if signo in ("<", "<="):
        return Rango(None, extremo, False, signo == "<=", signo)
    return Rango(extremo, None, signo == ">=", False, signo) if signo in (">", ">=") else None


@regla("ruta")
def _ruta(arbol: Arbol, alcance: Alcance) -> Cierre:
    base, nombre = compilar_nodo(ramas(arbol)[0], alcance), str(arbol.children[1])

    def ruta(m: Marco) -> Valor:
        valor = base(m)
        if type(valor) is dict:
            return valor.get(nombre)
        return miembro(valor, nombre, m)

    return ruta


def miembro(valor: Valor, nombre: str, m: Marco) -> Valor:
    """Devuelve `valor.nombre`: entrada de contexto, propiedad, o la lista de ellas."""
    clase = type(valor)
    if clase is list:
        m.ev.gastar(len(valor))
        return [miembro(x, nombre, m) for x in valor]
    if clase is dict:
        return valor.get(nombre)
    if clase is Rango:
        return getattr(valor, _DE_RANGO[nombre]) if nombre in _DE_RANGO else None
    propiedad = PROPIEDADES.get(clase, {}).get(nombre)
    return propiedad(valor) if propiedad else None


@regla("filtro")
def _filtro(arbol: Arbol, alcance: Alcance) -> Cierre:
    rama_lista, rama_condicion = ramas(arbol)
    lista = compilar_nodo(rama_lista, alcance)
    if _es_indice(rama_condicion):
        indice = compilar_nodo(rama_condicion, alcance)
        return lambda m: elegir(_como_lista(lista(m)), indice(m))
    condicion = compilar_nodo(rama_condicion, alcance.hijo(dinamico=True))
    costo = peso(rama_condicion)

    def filtrar(m: Marco) -> Valor:
        return filtrar_lista(_como_lista(lista(m)), condicion, m, costo)

    return filtrar


def filtrar_lista(elementos: list[Valor], condicion: Cierre, m: Marco, costo: int) -> Valor:
    """Devuelve los elementos que cumplen; si la condición da un número, el de ese lugar."""
    ev = m.ev
    elegidos = []
    for lugar, x in enumerate(elementos):
        ev.gastar(costo)
        valor = condicion(Marco(x if type(x) is dict else _VACIO, m, ev, x))
        if valor is True:
            elegidos.append(x)
        elif lugar == 0 and type(valor) is Decimal:
            return elegir(elementos, valor)
    return elegidos


def _es_indice(rama: Arbol) -> bool:
    if rama.data == "menos":
        rama = ramas(rama)[0]
    return bool(rama.data == "numero")


def _como_lista(valor: Valor) -> list[Valor]:
    if type(valor) is list:
        return valor
    return [] if valor is None else [valor]


def elegir(elementos: list[Valor], indice: Valor) -> Valor:
    """Devuelve el elemento número `indice` (desde 1; negativo, desde el final) o `null`."""
    if type(indice) is not Decimal or not abs(indice) <= len(elementos):
        return None
    lugar = int(indice)
    if lugar == 0 or lugar != indice:
        return None
    return elementos[lugar - 1 if lugar > 0 else lugar]
