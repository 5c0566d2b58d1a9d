"""Medir: expedientes por segundo, vueltas de un bucle, sentencias por acto y cuánto ocupa."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from motor.arranque import armar_entorno
from motor.bpmn.comparador import SpiffPuro, preparar_spiff_puro
from motor.entorno import Ajustes, Entorno
from motor.nucleo.actor import Actor
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.pruebas.banco.conteo import contar_sentencias
from motor.pruebas.banco.piezas import medir_feel, medir_proceso_grande
from motor.pruebas.banco.resultados import EnBase, Medicion
from motor.pruebas.banco.tamanio import medir_crecimiento
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar

TANDAS = 3
PASOS_POR_BASE = 4  # montar y calentar, recorrer, dar vueltas, el proceso grande
VENTANA = 20  # actos alrededor de la vuelta que se mide
DIAGRAMAS = Path(__file__).parent / "diagramas"
_TECNICO = Actor("tecnico1.sdos", medio="banco")
_SECRETARIO = Actor("secretario.sdos", medio="banco")


def medir(
    urls: dict[str, str], expedientes: int, vueltas: int, avanzar: Callable[[], object]
) -> Medicion:
    """Mide SpiffWorkflow solo, FEEL solo y Cauce sobre cada base.

    Args:
        urls: de nombre de base a su dirección; vacía = un archivo SQLite propio.
        expedientes: cuántos recorre cada tanda.
        vueltas: hasta cuál llega el bucle.
        avanzar: se llama al terminar cada parte, para mostrar el avance.
    """
    spiff = _medir_spiff(expedientes)
    piezas = medir_feel()
    avanzar()
    bases = []
    with tempfile.TemporaryDirectory(prefix="cauce-banco-") as temporal:
        for nombre, url in urls.items():
            carpeta = Path(temporal) / nombre
            carpeta.mkdir()
            with montada(url or f"sqlite:///{carpeta / 'banco.db'}", carpeta) as entorno:
                bases.append(_medir_base(nombre, entorno, (expedientes, vueltas, spiff), avanzar))
    return Medicion(expedientes, spiff, tuple(bases), piezas)


def _mejor(cuantos: int, recorrer: Callable[[], object]) -> float:
    """Cuántos por segundo, en la mejor de las tandas."""
    ritmos = []
    for _ in range(TANDAS):
        desde = time.perf_counter()
        for _ in range(cuantos):
            recorrer()
        ritmos.append(cuantos / (time.perf_counter() - desde))
    return max(ritmos)


def _medir_spiff(expedientes: int) -> float:
    xml = (DIAGRAMAS / "banco_aprobacion" / "banco_aprobacion.bpmn").read_bytes()
    puro = preparar_spiff_puro(xml, "banco_aprobacion")
    for _ in range(5):
        _recorrer_spiff(puro)
    return _mejor(expedientes, lambda: _recorrer_spiff(puro))


def _recorrer_spiff(puro: SpiffPuro) -> str:
    estado = puro.completar(puro.iniciar(), {"procede": True})
    return puro.completar(estado, {})


@contextmanager
def montada(url: str, carpeta: Path) -> Iterator[Entorno]:
    """Una base nueva con la organización y los procesos del banco publicados."""
    crear_base(url)
    entorno = armar_entorno(Ajustes(carpeta=carpeta, url=url))
    try:
        sembrar(entorno, carpeta_de_diagramas())
        publicar_todas(entorno, DIAGRAMAS)
        yield entorno
    finally:
        soltar(entorno)


def _medir_base(
    nombre: str,
    entorno: Entorno,
    cuanto: tuple[int, int, float],
    avanzar: Callable[[], object],
) -> EnBase:
    expedientes, vueltas, spiff = cuanto
    for _ in range(5):
        _recorrer(entorno)
    sentencias = _sentencias(entorno)
    avanzar()
    with medir_crecimiento(_motor(entorno), expedientes * TANDAS) as crecido:
        ritmo = _mejor(expedientes, lambda: _recorrer(entorno))
    avanzar()
    por_vuelta = _dar_vueltas(entorno, vueltas)
    avanzar()
    publicar, iniciar = medir_proceso_grande(entorno)
    avanzar()
    return EnBase(
        base=nombre,
        expedientes_por_segundo=ritmo,
        veces_spiff=spiff / ritmo,
        sentencias_por_acto=sentencias,
        vueltas=por_vuelta,
        kb_por_expediente=crecido() / 1000,
        publicar_grande_segundos=publicar,
        iniciar_grande_ms=iniciar,
    )


def _iniciar(entorno: Entorno, proceso: str) -> int:
    """Inicia un expediente y devuelve su primera tarea."""
    orden = IniciarExpediente(_TECNICO, proceso, "Medición")
    (tarea,) = iniciar_expediente(entorno, orden).abiertas
    return tarea


def _completar(entorno: Entorno, actor: Actor, tarea: int, **datos: bool) -> tuple[int, ...]:
    return completar_tarea(entorno, CompletarTarea(actor, tarea, datos)).abiertas


def _recorrer(entorno: Entorno) -> None:
    (tarea,) = _completar(entorno, _TECNICO, _iniciar(entorno, "banco_aprobacion"), procede=True)
    if _completar(entorno, _SECRETARIO, tarea):
        raise RuntimeError("El expediente del banco no terminó.")


def _motor(entorno: Entorno) -> Engine:
    motor = entorno.sesiones.kw["bind"]
    if not isinstance(motor, Engine):
        raise TypeError("El entorno no lleva su Engine.")
    return motor


def _sentencias(entorno: Entorno) -> int:
    """Las de completar la primera tarea, que pasa por la compuerta y abre la segunda."""
    tarea = _iniciar(entorno, "banco_aprobacion")
    with contar_sentencias(_motor(entorno)) as sentencias:
        _completar(entorno, _TECNICO, tarea, procede=True)
    return len(sentencias)


def _dar_vueltas(entorno: Entorno, hasta: int) -> dict[int, float]:
    """Milisegundos por acto (primer cuartil: sin el ruido) junto a la vuelta 10 y a la última."""
    tarea = _iniciar(entorno, "banco_bucle")
    tiempos = []
    for _ in range(hasta):
        desde = time.perf_counter()
        (tarea,) = _completar(entorno, _TECNICO, tarea, otra=True)
        tiempos.append((time.perf_counter() - desde) * 1000)
    primeras, ultimas = tiempos[:VENTANA], tiempos[-VENTANA:]
    return {10: statistics.quantiles(primeras)[0], hasta: statistics.quantiles(ultimas)[0]}
