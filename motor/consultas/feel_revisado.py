"""Revisar una expresión FEEL mientras se escribe: qué está mal y en qué letras."""

import re
from dataclasses import dataclass

from motor.feel import compilar, compilar_pruebas
from motor.nucleo.errores import DatosInvalidos, ErrorFeel
from motor.reglas.formularios.plantilla import tiene_bloques

LARGO = 20_000
_HUECO = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_PALABRA = re.compile(r"\w+|\S")
_DONDE = re.compile(r" \(posición \d+\)")


@dataclass(frozen=True)
class Defecto:
    """Lo que está mal entre `desde` y `hasta` (letras desde 0; nunca vacío si hay texto)."""

    desde: int
    hasta: int
    mensaje: str


def revisar_feel(texto: str, clase: str) -> tuple[Defecto, ...]:
    """Devuelve los defectos del texto; vacío si está bien o no dice nada.

    Args:
        texto: sin el `=` inicial, salvo en una plantilla.
        clase: expresion, unaria (celda de una tabla) o plantilla (`texto {{ FEEL }} texto`).

    Raises:
        DatosInvalidos: la clase no existe o el texto pasa de `LARGO` letras.
    """
    if len(texto) > LARGO:
        raise DatosInvalidos(f"La expresión tiene más de {LARGO} letras: divídala.")
    if not texto.strip():
        return ()
    if clase == "plantilla":
        return _plantilla(texto)
    if clase not in ("expresion", "unaria"):
        raise DatosInvalidos("La clase es «expresion», «unaria» o «plantilla».")
    return _una(texto, 0, texto, unaria=clase == "unaria")


def _plantilla(texto: str) -> tuple[Defecto, ...]:
    if texto.startswith("="):
        return _una(texto[1:], 1, texto)
    if tiene_bloques(texto):
        desde = texto.index("{{")
        mensaje = "Aquí no van bloques {{#…}}: escriba la condición dentro de {{ }} con if."
        return (Defecto(desde, desde + 3, mensaje),)
    return tuple(d for h in _HUECO.finditer(texto) for d in _una(h[1], h.start(1), texto))


def _una(expresion: str, corrida: int, entero: str, *, unaria: bool = False) -> tuple[Defecto, ...]:
    try:
        (compilar_pruebas if unaria else compilar)(expresion)
    except ErrorFeel as error:
        desde, hasta = _tramo(entero, corrida + (error.posicion or 0), corrida + len(expresion))
        return (Defecto(desde, hasta, _DONDE.sub("", error.mensaje)),)
    return ()


def _tramo(texto: str, desde: int, fin: int) -> tuple[int, int]:
    """La palabra o el signo que empieza ahí; al final, la última letra escrita."""
    if desde >= fin:
        return max(0, fin - 1), max(1, fin)
    palabra = _PALABRA.match(texto, desde)
    return desde, min(palabra.end(), fin) if palabra else desde + 1
