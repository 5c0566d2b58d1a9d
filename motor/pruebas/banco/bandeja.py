"""Medir la bandeja por HTTP: la página entera, con su HTML, sobre muchas tareas abiertas."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from motor.almacen.conexion import crear_motor
from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.nucleo.reloj import RelojSistema
from motor.pruebas.banco.relleno import COMUN, GESTION, RARA, Ocupado, rellenar
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar

META_MS = 150.0
META_COCIENTE = 1.5  # «lo mismo cuesta»: el ruido de una máquina compartida entra aquí
PISO_MS = 5.0  # lo que dura menos se mide mal: su cociente no se exige
REPETICIONES = 30
CALENTAR = 2
Pedir = Callable[[str], bytes]
Cliente = Callable[[Entorno, str], Pedir]

RUTAS: Mapping[str, str] = {
    "mis tareas": "/bandeja",
    "mis tareas, por prioridad": "/bandeja?orden=prioridad",
    "mis tareas, recientes": "/bandeja?orden=recientes",
    "mis tareas, agrupadas por proceso": "/bandeja?grupo=proceso",
    "mis tareas, agrupadas por vencimiento": "/bandeja?grupo=vence",
    "de mi unidad": "/bandeja?vista=unidad",
    "de mi unidad, vencidas": "/bandeja?vista=unidad&vence=vencidas",
    "de mi unidad, un proceso": "/bandeja?vista=unidad&proceso={proceso}",
    "de mi unidad, un paso": "/bandeja?vista=unidad&paso=firmar",
    "de mi unidad, un paso raro": "/bandeja?vista=unidad&paso=promulgar",
    "de mi unidad, un paso de nadie": "/bandeja?vista=unidad&paso=inexistente",
    "de mi unidad, de una persona": "/bandeja?vista=unidad&persona={usuario}",
    "de mi unidad, palabra común": f"/bandeja?vista=unidad&q={COMUN}",
    "de mi unidad, palabra rara": f"/bandeja?vista=unidad&q={RARA}",
    "de mi unidad, dos palabras": "/bandeja?vista=unidad&q=puente+tarata",
    "lo que espero": "/bandeja?vista=espero",
    "lo que sigo": "/bandeja?vista=sigo",
    "novedades": "/bandeja/novedades",
    "buscar una hoja de ruta": f"/expedientes?q=HR-{GESTION}-004321",
    "buscar palabra común": f"/expedientes?q={COMUN}",
    "buscar palabra rara": f"/expedientes?q={RARA}",
    "buscar dos palabras": "/expedientes?q=hospital+punata",
}


@dataclass(frozen=True)
class Tiempo:
    """Milisegundos de una página, del servidor entero: cuartil bajo, mediana y percentil 95."""

    pagina: str
    p25: float
    p50: float
    p95: float
    bytes: int


@dataclass(frozen=True)
class BandejaEnBase:
    """Lo medido en una base, por cantidad de tareas abiertas."""

    base: str
    por_cantidad: Mapping[int, tuple[Tiempo, ...]]

    def cocientes(self) -> dict[str, float]:
        """De cada página, cuánto cuesta con la mayor cantidad frente a la menor.

        Se comparan los cuartiles bajos: la máquina es de muchos y el ruido solo suma.
        """
        menor, mayor = min(self.por_cantidad), max(self.por_cantidad)
        pocos = {t.pagina: t.p25 for t in self.por_cantidad[menor]}
        return {t.pagina: t.p25 / pocos[t.pagina] for t in self.por_cantidad[mayor]}

    def _breves(self) -> set[str]:
        mayor = max(self.por_cantidad)
        return {t.pagina for t in self.por_cantidad[mayor] if t.p25 < PISO_MS}

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        frases = [
            f"{self.base}, {cantidad} tareas, {t.pagina}: p95 {t.p95:.0f} ms > {META_MS:.0f} ms"
            for cantidad, tiempos in self.por_cantidad.items()
            for t in tiempos
            if t.p95 > META_MS
        ]
        if len(self.por_cantidad) > 1:
            frases += [
                f"{self.base}, {pagina}: cuesta {cociente:.2f} veces más con la mayor cantidad"
                for pagina, cociente in self.cocientes().items()
                if cociente > META_COCIENTE and pagina not in self._breves()
            ]
        return frases


def medir_bandeja(
    urls: Mapping[str, str],
    cantidades: tuple[int, ...],
    cliente: Cliente,
    avanzar: Callable[[], object],
) -> tuple[BandejaEnBase, ...]:
    """Llena cada base hasta cada cantidad, de menor a mayor, y mide todas las páginas en cada una.

    Args:
        urls: de nombre de base a su dirección; vacía = un archivo SQLite propio.
        cantidades: de tareas abiertas.
        cliente: de un entorno y un usuario, quien pide páginas ya ingresado (web.medicion).
        avanzar: se llama al terminar cada cantidad de cada base.
    """
    medidas = []
    with tempfile.TemporaryDirectory(prefix="cauce-banco-") as temporal:
        for nombre, url in urls.items():
            carpeta = Path(temporal) / nombre
            carpeta.mkdir()
            with _montada(url or f"sqlite:///{carpeta / 'banco.db'}", carpeta) as entorno:
                por_cantidad = {}
                for cantidad in sorted(cantidades):
                    por_cantidad[cantidad] = _medir_cantidad(entorno, cantidad, cliente)
                    avanzar()
            medidas.append(BandejaEnBase(nombre, por_cantidad))
    return tuple(medidas)


@contextmanager
def _montada(url: str, carpeta: Path) -> Iterator[Entorno]:
    crear_base(url)
    ajustes = Ajustes(carpeta=carpeta, url=url, secreto="banco-" * 8, duradero=False)
    entorno = armar_entorno(ajustes)
    try:
        sembrar(entorno, carpeta_de_diagramas())
        publicar_todas(entorno, carpeta_de_diagramas())
        yield entorno
    finally:
        soltar(entorno)


def _medir_cantidad(entorno: Entorno, cantidad: int, cliente: Cliente) -> tuple[Tiempo, ...]:
    motor = crear_motor(entorno.ajustes.url, duradero=False)
    ocupados = rellenar(motor, cantidad, RelojSistema().ahora())
    motor.dispose()
    quien = ocupados[0]  # el más cargado
    pedir = cliente(entorno, quien.usuario)
    colega = next((o for o in ocupados[1:] if o.unidad_id == quien.unidad_id), ocupados[1])
    rutas = {pagina: _completar(ruta, colega) for pagina, ruta in RUTAS.items()}
    return tuple(_cronometrar(pagina, ruta, pedir) for pagina, ruta in rutas.items())


def _completar(ruta: str, colega: Ocupado) -> str:
    return ruta.format(usuario=colega.usuario, proceso="consulta_estatuto")


def _cronometrar(pagina: str, ruta: str, pedir: Pedir) -> Tiempo:
    milisegundos, largo = [], 0
    for n in range(CALENTAR + REPETICIONES):
        desde = time.perf_counter()
        largo = len(pedir(ruta))
        if n >= CALENTAR:
            milisegundos.append((time.perf_counter() - desde) * 1000)
    veintavos = statistics.quantiles(milisegundos, n=20)
    return Tiempo(pagina, veintavos[4], veintavos[9], veintavos[-1], largo)
