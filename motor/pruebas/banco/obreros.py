"""Procesos aparte que trabajan a la vez sobre una base: clientes que completan, y trabajadores.

Cada uno es un programa nuevo (`spawn`): no hereda conexiones ni candados de quien mide.
"""

import multiprocessing
import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.pruebas.laboratorio import soltar
from motor.trabajador import Trabajador

CONTEXTO = multiprocessing.get_context("spawn")
TECNICO = Actor("tecnico1.sdos", medio="banco")
SEGUNDOS_DE_SONDA = 0.02


@dataclass(frozen=True)
class Tanda:
    """Lo que un proceso de clientes hace: qué completa cada uno de sus hilos."""

    url: str
    carpeta: Path
    por_hilo: tuple[tuple[int, ...], ...]


@contextmanager
def entorno_de(url: str, carpeta: Path) -> Iterator[Entorno]:
    """Un entorno propio sobre esa base."""
    entorno = armar_entorno(Ajustes(carpeta=carpeta, url=url))
    try:
        yield entorno
    finally:
        soltar(entorno)


def completar_por_turnos(tanda: Tanda, salida: Any, barrera: Any) -> None:
    """Completa lo de la tanda con un hilo por lista y deja en `salida` cuántas ganó."""
    with entorno_de(tanda.url, tanda.carpeta) as entorno:
        iniciar_expediente(entorno, IniciarExpediente(TECNICO, "banco_aprobacion", "Calentar"))
        barrera.wait()
        with ThreadPoolExecutor(len(tanda.por_hilo)) as hilos:
            salida.put(sum(hilos.map(lambda suyas: _completar(entorno, suyas), tanda.por_hilo)))


def _completar(entorno: Entorno, tareas: Sequence[int]) -> int:
    ganadas = 0
    for tarea in tareas:
        try:
            completar_tarea(entorno, CompletarTarea(TECNICO, tarea, {"procede": True}))
        except OrdenRechazada:  # otro la completó antes: justo lo que se prueba
            continue
        ganadas += 1
    return ganadas


def repartir(tareas: Sequence[int], clientes: int, disputadas: int) -> list[tuple[int, ...]]:
    """Lo de cada cliente: lo suyo y, de lo del siguiente, una de cada `disputadas`, mezclado."""
    partes = [list(tareas[n::clientes]) for n in range(clientes)]
    azar = random.Random(clientes)  # noqa: S311 solo mezcla el orden
    turnos = []
    for n in range(clientes):
        suyas = partes[n] + partes[(n + 1) % clientes][::disputadas]
        azar.shuffle(suyas)
        turnos.append(tuple(suyas))
    return turnos


def trabajar(url: str, carpeta: Path, parar: Any) -> None:
    """Un trabajador, hasta que se pida parar."""
    with entorno_de(url, carpeta) as entorno, ThreadPoolExecutor(1) as vigia:
        obrero = Trabajador(entorno)
        vigia.submit(parar.wait).add_done_callback(lambda _: obrero.parar())
        obrero.correr()


def sondear(entorno: Entorno, tareas: Sequence[int], hasta: Callable[[], bool]) -> float:
    """Mediana, en ms, de lo que tarda una persona en completar mientras dure lo demás."""
    tiempos = []
    for tarea in tareas:
        desde = time.perf_counter()
        completar_tarea(entorno, CompletarTarea(TECNICO, tarea, {"procede": False}))
        tiempos.append((time.perf_counter() - desde) * 1000)
        if hasta():
            break
        time.sleep(SEGUNDOS_DE_SONDA)
    return statistics.median(tiempos)
