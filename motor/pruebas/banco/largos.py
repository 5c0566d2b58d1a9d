"""Medir lo que crece: la vuelta cinco mil de un bucle y una tarea entre miles iguales."""

import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.pruebas.banco.medir import montada

META_VUELTA = 1.1
META_MULTIPLE = 2.0
POCAS, MUCHAS = 10, 1000  # tareas de la instancia múltiple que se comparan
VENTANA = 20  # actos que se promedian al principio y al final
BUCLES = {"bucle": ("banco_bucle", 1), "bucle con ramas": ("banco_ramas", 2)}
_TECNICO = Actor("tecnico1.sdos", medio="banco")


@dataclass(frozen=True)
class Largos:
    """Milisegundos por acto en una base.

    `bucles` va de nombre a los de la vuelta 10 y la última; `multiples`, de cuántas tareas abiertas
    hay a lo que cuesta completar una; `abrirlas_ms` y `cerrarlas`, lo que tardó abrirlas todas y
    cuántas se completaron hasta que el expediente terminó, con la mayor cantidad.
    """

    base: str
    bucles: Mapping[str, tuple[float, float]]
    multiples: Mapping[int, float]
    abrirlas_ms: float
    cerradas: int

    def cocientes(self) -> dict[str, float]:
        """De cada bucle, la última vuelta entre la décima; de la múltiple, mil entre diez."""
        de_bucles = {nombre: ultima / primera for nombre, (primera, ultima) in self.bucles.items()}
        return {**de_bucles, "múltiple": self.multiples[MUCHAS] / self.multiples[POCAS]}

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        return [
            f"{self.base}, {que}: {cociente:.2f} > {tope}"
            for que, cociente in self.cocientes().items()
            if cociente > (tope := META_MULTIPLE if que == "múltiple" else META_VUELTA)
        ]


def medir_largos(
    urls: Mapping[str, str], vueltas: int, tareas: int, avanzar: Callable[[], object]
) -> tuple[Largos, ...]:
    """Da las vueltas de cada bucle y completa las tareas de cada instancia múltiple, en cada base.

    Args:
        urls: de nombre de base a su dirección; vacía = un archivo SQLite propio.
        vueltas: hasta cuál llega cada bucle.
        tareas: cuántas tiene la instancia múltiple mayor, que se completa entera.
        avanzar: se llama al terminar cada parte.
    """
    medidas = []
    with tempfile.TemporaryDirectory(prefix="cauce-banco-") as temporal:
        for nombre, url in urls.items():
            carpeta = Path(temporal) / nombre
            carpeta.mkdir()
            with montada(url or f"sqlite:///{carpeta / 'banco.db'}", carpeta) as entorno:
                medidas.append(_medir(nombre, entorno, (vueltas, tareas), avanzar))
    return tuple(medidas)


def _medir(
    nombre: str, entorno: Entorno, cuanto: tuple[int, int], avanzar: Callable[[], object]
) -> Largos:
    vueltas, tareas = cuanto
    bucles = {}
    for bucle, (proceso, ramas) in BUCLES.items():
        bucles[bucle] = _dar_vueltas(entorno, proceso, ramas, vueltas)
        avanzar()
    multiples = {}
    for cuantas in sorted({POCAS, MUCHAS, tareas}):
        abiertas, abrirlas_ms = _abrir(entorno, cuantas)
        tiempos = [_completar(entorno, tarea)[1] for tarea in abiertas[:VENTANA]]
        multiples[cuantas] = statistics.quantiles(tiempos)[0]
        avanzar()
    cerradas = VENTANA + sum(1 for tarea in abiertas[VENTANA:] if _completar(entorno, tarea))
    return Largos(nombre, bucles, multiples, abrirlas_ms, cerradas)


def _dar_vueltas(entorno: Entorno, proceso: str, ramas: int, hasta: int) -> tuple[float, float]:
    """Milisegundos por acto (primer cuartil) junto a la vuelta 10 y junto a la última."""
    abiertas = _iniciar(entorno, proceso)
    tiempos = []
    for _ in range(hasta):
        siguientes: tuple[int, ...] = ()
        for tarea in abiertas:
            siguientes, tardo = _completar(entorno, tarea, otra=True)
            tiempos.append(tardo)
        abiertas = siguientes
    cuantos = VENTANA * ramas
    primeras, ultimas = tiempos[:cuantos], tiempos[-cuantos:]
    return statistics.quantiles(primeras)[0], statistics.quantiles(ultimas)[0]


def _abrir(entorno: Entorno, cuantas: int) -> tuple[tuple[int, ...], float]:
    (primera,) = _iniciar(entorno, "banco_multiple")
    return _completar(entorno, primera, cuantas=Decimal(cuantas))


def _iniciar(entorno: Entorno, proceso: str) -> tuple[int, ...]:
    return iniciar_expediente(entorno, IniciarExpediente(_TECNICO, proceso, "Medición")).abiertas


def _completar(
    entorno: Entorno, tarea: int, **datos: bool | Decimal
) -> tuple[tuple[int, ...], float]:
    """Las tareas que abrió y los milisegundos que tardó."""
    orden = CompletarTarea(_TECNICO, tarea, datos)
    desde = time.perf_counter()
    abiertas = completar_tarea(entorno, orden).abiertas
    return abiertas, (time.perf_counter() - desde) * 1000
