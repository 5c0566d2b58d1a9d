"""Todas las expresiones FEEL de un documento, con dónde están."""

from collections.abc import Iterator
from dataclasses import dataclass

from motor.bpmn.lenguaje import compilar
from motor.bpmn.modelo import (
    TODAS,
    Asigna,
    Asignacion,
    DefinicionEvento,
    Documento,
    Nodo,
    Proceso,
    Repeticion,
    Temporizador,
    TipoNodo,
    Trato,
)
from motor.nucleo.errores import ErrorFeel


@dataclass(frozen=True)
class Expresion:
    """Una expresión escrita en un diagrama.

    `papel` dice qué decide («la condición»…); `id`, en qué nodo, flujo o carril está.
    """

    texto: str
    papel: str
    id: str
    nombre: str
    linea: int


def expresiones(documento: Documento) -> Iterator[Expresion]:
    """Las de todos los procesos del documento, en orden del archivo."""
    for proceso in documento.procesos.values():
        yield from de_proceso(proceso)


def de_proceso(proceso: Proceso) -> Iterator[Expresion]:
    """Las de un proceso: nodos, flujos y carriles."""
    for nodo in proceso.nodos.values():
        for papel, texto in _de_nodo(nodo):
            yield Expresion(texto, papel, nodo.id, nodo.nombre, nodo.linea)
    for flujo in proceso.flujos.values():
        if flujo.condicion:
            yield Expresion(flujo.condicion, "la condición", flujo.id, flujo.nombre, flujo.linea)
    for carril in proceso.carriles.values():
        for papel, texto in _de_asignacion(carril.asignacion):
            yield Expresion(texto, papel, carril.id, carril.nombre, carril.linea)


def nombres(documento: Documento) -> frozenset[str]:
    """Las variables que leen las expresiones del documento; las mal escritas no cuentan."""
    hallados: set[str] = set()
    for expresion in expresiones(documento):
        try:
            hallados |= compilar(expresion.texto).nombres
        except ErrorFeel:
            continue
    return frozenset(hallados)


_Pares = Iterator[tuple[str, str]]


def _de_nodo(nodo: Nodo) -> _Pares:
    for definicion in nodo.eventos or (nodo.evento,):
        yield from _de_evento(definicion)
    if nodo.repeticion is not None:
        yield from _de_repeticion(nodo.repeticion)
    if nodo.activacion:
        yield "la condición de activación", nodo.activacion
    yield from _de_trato(nodo.trato)
    yield from _de_pasos("la entrada", nodo.entradas)
    yield from _de_pasos("la salida", nodo.salidas)
    if nodo.tipo is TipoNodo.SCRIPT and nodo.script:
        yield "el script", nodo.script


def _de_pasos(papel: str, pasos: tuple[Asigna, ...]) -> _Pares:
    for paso in pasos:
        if paso.expresion != TODAS:
            yield f"{papel} «{paso.destino}»", paso.expresion


def _de_evento(definicion: DefinicionEvento) -> _Pares:
    if definicion.temporizador is not None:
        yield from _de_temporizador(definicion.temporizador)
    if definicion.correlacion:
        yield "la correlación", definicion.correlacion
    if definicion.contenido:
        yield "el contenido", definicion.contenido
    if definicion.condicion:
        yield "la condición", definicion.condicion
    yield from _si_es_feel("el código", definicion.codigo or "")


def _de_temporizador(temporizador: Temporizador) -> _Pares:
    if temporizador.es_expresion:
        yield "el tiempo", temporizador.texto
    if temporizador.desde:
        yield "el inicio del plazo", temporizador.desde


def _de_repeticion(repeticion: Repeticion) -> _Pares:
    partes = (
        ("la colección", repeticion.coleccion),
        ("la cantidad de repeticiones", repeticion.cardinalidad),
        ("la condición de término", repeticion.termino),
        ("la condición del bucle", repeticion.condicion),
        ("el elemento de salida", repeticion.salida_elemento),
    )
    for papel, texto in partes:
        if texto:
            yield papel, texto
    for lanza in repeticion.lanza:
        yield from _de_evento(lanza.definicion)
        if lanza.condicion:
            yield "la condición de lo que lanza", lanza.condicion


def _de_trato(trato: Trato) -> _Pares:
    yield from _de_asignacion(trato.asignacion)
    yield from _si_es_feel("el formulario", trato.formulario)
    yield from _si_es_feel("el plazo", trato.plazo)
    yield from _si_es_feel("la prioridad", trato.prioridad)
    if trato.plazo_desde:
        yield "el inicio del plazo", trato.plazo_desde


def _de_asignacion(asignacion: Asignacion) -> _Pares:
    yield from _si_es_feel("la unidad", asignacion.unidad)
    yield from _si_es_feel("el cargo", asignacion.cargo)
    yield from _si_es_feel("la persona", asignacion.persona)
    for texto in asignacion.personas:
        yield from _si_es_feel("las personas", texto)
    for texto in asignacion.grupos:
        yield from _si_es_feel("los grupos", texto)


def _si_es_feel(papel: str, texto: str) -> _Pares:
    if texto.startswith("="):
        yield papel, texto[1:]
