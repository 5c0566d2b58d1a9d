"""Procesos en pocas líneas y una mesa donde jugarlos, para las pruebas del jugador.

    proceso("inicio > a > x; x > b [monto > 5]; x > c [*]; b > fin; c > fin", a=usuario(), x=xor())

Cada tramo `p > q > r` son flujos; `[condición]` va en el tramo que acaba ahí y `[*]` es el flujo
por defecto. El id de un flujo es `origen-destino` (con `-2`… si se repite). Los nodos que no se
describen y se llaman `inicio…` o `fin…` son eventos sin definición; los demás, tareas sin tipo.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from motor.bpmn.modelo import (
    Asigna,
    ClaseTemporizador,
    DefinicionEvento,
    Flujo,
    Nodo,
    Proceso,
    Repeticion,
    Temporizador,
    TipoEvento,
    TipoNodo,
)

T, E = TipoNodo, TipoEvento


def nodo(tipo: TipoNodo, **campos: Any) -> Nodo:
    return Nodo("", "", tipo, 1, **campos)


def usuario(**campos: Any) -> Nodo:
    return nodo(T.USUARIO, **campos)


def servicio(**campos: Any) -> Nodo:
    return nodo(T.SERVICIO, **campos)


def script(texto: str, resultado: str = "", **campos: Any) -> Nodo:
    return nodo(T.SCRIPT, script=texto, resultado=resultado, **campos)


def xor(**campos: Any) -> Nodo:
    return nodo(T.EXCLUSIVA, **campos)


def y_(**campos: Any) -> Nodo:
    return nodo(T.PARALELA, **campos)


def o_(**campos: Any) -> Nodo:
    return nodo(T.INCLUSIVA, **campos)


def compleja(activacion: str | None = None, **campos: Any) -> Nodo:
    return nodo(T.COMPLEJA, activacion=activacion, **campos)


def de_eventos() -> Nodo:
    return nodo(T.EVENTOS)


def sub(**campos: Any) -> Nodo:
    return nodo(T.SUBPROCESO, **campos)


def sub_evento(**campos: Any) -> Nodo:
    return nodo(T.SUBPROCESO_EVENTO, **campos)


def inicio(evento: DefinicionEvento | None = None, **campos: Any) -> Nodo:
    return nodo(T.INICIO, evento=evento or DefinicionEvento(E.NINGUNO), **campos)


def fin(evento: DefinicionEvento | None = None, **campos: Any) -> Nodo:
    return nodo(T.FIN, evento=evento or DefinicionEvento(E.NINGUNO), **campos)


def captura(evento: DefinicionEvento, **campos: Any) -> Nodo:
    return nodo(T.CAPTURA, evento=evento, **campos)


def lanza(evento: DefinicionEvento, **campos: Any) -> Nodo:
    return nodo(T.LANZAMIENTO, evento=evento, **campos)


def limite(anfitrion: str, evento: DefinicionEvento, **campos: Any) -> Nodo:
    return nodo(T.LIMITE, evento=evento, adjunto_a=anfitrion, **campos)


def reloj(texto: str = "PT1H") -> DefinicionEvento:
    tiempo = Temporizador(ClaseTemporizador.DURACION, texto)
    return DefinicionEvento(E.TEMPORIZADOR, temporizador=tiempo)


def mensaje(nombre: str, **campos: Any) -> DefinicionEvento:
    return DefinicionEvento(E.MENSAJE, nombre, **campos)


def senal(nombre: str, **campos: Any) -> DefinicionEvento:
    return DefinicionEvento(E.SENAL, nombre, **campos)


def error(codigo: str | None = None) -> DefinicionEvento:
    return DefinicionEvento(E.ERROR, codigo=codigo)


def escalada(codigo: str | None = None) -> DefinicionEvento:
    return DefinicionEvento(E.ESCALADA, codigo=codigo)


def condicional(condicion: str) -> DefinicionEvento:
    return DefinicionEvento(E.CONDICIONAL, condicion=condicion)


TERMINAR = DefinicionEvento(E.TERMINAR)


def varias(coleccion: str, elemento: str = "x", secuencial: bool = False, **campos: Any):
    return Repeticion(secuencial, coleccion=coleccion, elemento=elemento, **campos)


def bucle(condicion: str | None = None, **campos: Any) -> Repeticion:
    return Repeticion(True, bucle=True, condicion=condicion, **campos)


def asigna(**pares: str) -> tuple[Asigna, ...]:
    return tuple(Asigna(destino, expresion) for destino, expresion in pares.items())


def numeros(*valores: int) -> list[Decimal]:
    return [Decimal(v) for v in valores]


def proceso(texto: str, dentro: dict[str, str] | None = None, **nodos: Nodo) -> Proceso:
    """`dentro` da, por contenedor, los tramos de lo que contiene; el resto es nivel superior."""
    armado = _Armado(nodos)
    armado.agregar(texto, None)
    for contenedor, tramos in (dentro or {}).items():
        armado.agregar(tramos, contenedor)
    return armado.proceso()


class _Armado:
    def __init__(self, descritos: dict[str, Nodo]) -> None:
        self.descritos = descritos
        self.nodos: dict[str, Nodo] = {}
        self.flujos: dict[str, Flujo] = {}

    def agregar(self, texto: str, padre: str | None) -> None:
        for tramo in filter(None, (t.strip() for t in texto.split(";"))):
            trozos = re.findall(r"([\w.]+)\s*(?:\[(.*?)\])?\s*(?:>|$)", tramo)
            anterior = None
            for nombre, condicion in trozos:
                self._nodo(nombre, padre)
                if anterior is not None:
                    self._flujo(anterior, nombre, condicion)
                anterior = nombre

    def _nodo(self, nombre: str, padre: str | None) -> None:
        if nombre in self.nodos:
            return
        base = self.descritos.get(nombre) or (
            inicio() if nombre.startswith("inicio") else fin() if nombre.startswith("fin") else None
        )
        self.nodos[nombre] = replace(base or nodo(T.TAREA), id=nombre, padre=padre)

    def _flujo(self, origen: str, destino: str, condicion: str) -> None:
        base = id = f"{origen}-{destino}"
        numero = 2
        while id in self.flujos:
            id, numero = f"{base}-{numero}", numero + 1
        cond = condicion if condicion not in ("", "*") else None
        self.flujos[id] = Flujo(id, "", origen, destino, 1, cond)
        o, d = self.nodos[origen], self.nodos[destino]
        por_defecto = id if condicion == "*" else o.predeterminado
        self.nodos[origen] = replace(o, salen=(*o.salen, id), predeterminado=por_defecto)
        d = self.nodos[destino]
        self.nodos[destino] = replace(d, entran=(*d.entran, id))

    def proceso(self) -> Proceso:
        sueltos = set(self.descritos) - set(self.nodos)
        assert not sueltos, f"Sin lugar en el diagrama: {sueltos}"
        return Proceso("p", "Proceso", True, 1, self.nodos, self.flujos)
