"""Las expresiones de un archivo DMN una por una: dónde está cada una y qué tiene mal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from motor.feel.dmn.lectura import (
    Elemento,
    atributo,
    exigir_feel,
    hijo,
    hijos,
    leer_raiz,
    nombre_de,
    texto,
)
from motor.feel.dmn.leer_modelo import nombres_en
from motor.feel.dmn.taller import Taller
from motor.feel.dmn.tipos_item import Tipos
from motor.feel.expresion import Expresion
from motor.feel.pruebas_unarias import Pruebas
from motor.nucleo.errores import ErrorFeel


@dataclass(frozen=True)
class Celda:
    """Una expresión del archivo.

    `decision` y `elemento` son ids; `fila` es la regla, desde 1 (0: es del encabezado o no hay
    tabla) y `columna` se dice como la lee la persona. `tipo` y `permitidos` son
    los de la columna de entrada que la expresión encabeza. `compilada` es None si `error`.
    """

    decision: str
    elemento: str
    fila: int
    columna: str
    texto: str
    tipo: str = ""
    permitidos: str = ""
    compilada: Expresion | Pruebas | None = None
    error: str = ""
    posicion: int | None = None


def celdas_de(xml: bytes) -> tuple[Celda, ...]:
    """Devuelve las expresiones escritas en las decisiones: tablas y expresiones literales.

    Raises:
        ErrorFeel: no es DMN, no es seguro leerlo, o sus tipos no se pueden leer.
    """
    raiz = leer_raiz(xml)
    nombres = frozenset(nombres_en(raiz))
    taller = Taller("", nombres, Tipos(raiz, nombres))
    return tuple(c for d in hijos(raiz, "decision") for c in _de_decision(d, taller))


@dataclass(frozen=True)
class _Lugar:
    taller: Taller
    decision: str
    fila: int = 0


def _de_decision(decision: Elemento, taller: Taller) -> Iterator[Celda]:
    lugar = _Lugar(taller, atributo(decision, "id") or nombre_de(decision))
    tabla = hijo(decision, "decisionTable")
    literal = hijo(decision, "literalExpression")
    if literal is not None:
        yield _una(lugar, literal, "la expresión")
    if tabla is not None:
        yield from _encabezado(tabla, lugar)
        yield from _reglas(tabla, lugar)


def _encabezado(tabla: Elemento, lugar: _Lugar) -> Iterator[Celda]:
    for entrada, rotulo in zip(hijos(tabla, "input"), _rotulos(tabla, "input"), strict=True):
        de = atributo(entrada, "id")
        escrita, valores = hijo(entrada, "inputExpression"), hijo(entrada, "inputValues")
        tipo = lugar.taller.tipos.buscar(atributo(escrita, "typeRef")).clase
        columna = _una(lugar, escrita, rotulo, de, "columna")
        yield replace(columna, tipo=tipo, permitidos=texto(valores))
        if texto(valores):
            yield _una(lugar, valores, f"valores permitidos de {rotulo}", de, "unaria")
    for salida, rotulo in zip(hijos(tabla, "output"), _rotulos(tabla, "output"), strict=True):
        for parte in hijos(salida, "defaultOutputEntry"):
            yield _una(lugar, parte, f"valor por omisión de {rotulo}", atributo(salida, "id"))


def _reglas(tabla: Elemento, lugar: _Lugar) -> Iterator[Celda]:
    entradas, salidas = _rotulos(tabla, "input"), _rotulos(tabla, "output")
    for fila, regla in enumerate(hijos(tabla, "rule"), 1):
        aqui = replace(lugar, fila=fila)
        for celda, rotulo in zip(hijos(regla, "inputEntry"), entradas, strict=False):
            yield _una(aqui, celda, rotulo, clase="unaria")
        for celda, rotulo in zip(hijos(regla, "outputEntry"), salidas, strict=False):
            yield _una(aqui, celda, rotulo)


def _rotulos(tabla: Elemento, clase: str) -> list[str]:
    columnas = enumerate(hijos(tabla, clase), 1)
    return [f"«{_rotulo(c)}»" if _rotulo(c) else f"n.º {n}" for n, c in columnas]


def _rotulo(columna: Elemento) -> str:
    dicho = atributo(columna, "label") or atributo(columna, "name")
    return dicho or texto(hijo(columna, "inputExpression"))


def _una(
    lugar: _Lugar, elemento: Elemento | None, columna: str, de: str = "", clase: str = "expresion"
) -> Celda:
    """`clase`: expresion, unaria (prueba de una entrada) o columna (lo que una entrada mira)."""
    escrito = texto(elemento)
    datos: dict[str, Any] = {}
    try:
        exigir_feel(elemento, columna)
        if clase == "columna" and not escrito:
            raise ErrorFeel("Falta decir qué dato se mira en esta columna.")
        if escrito not in ("", "-"):
            taller = lugar.taller
            compilar = taller.pruebas if clase == "unaria" else taller.expresion
            datos = {"compilada": compilar(escrito)}
    except ErrorFeel as error:
        datos = {"error": error.mensaje, "posicion": error.posicion}
    cual = de or atributo(elemento, "id")
    return Celda(lugar.decision, cual, lugar.fila, columna, escrito, **datos)
