"""El trabajador: toma lo debido, lo hace y espera; se detiene al terminar lo que tiene en mano."""

import logging
import os
import socket
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Engine

from motor.almacen.trabajos import TipoTrabajo
from motor.almacen.turnos import ceder_turno
from motor.entorno import Entorno
from motor.operaciones import _trabajos
from motor.reglas.trabajos import CANAL
from motor.trabajador.de_fondo import DeFondo
from motor.trabajador.despacho import ejecutar

REGISTRO = logging.getLogger("cauce.trabajador")
LOTE = 10
LOTE_MAXIMO = 40  # si todo lo del anterior fue breve: un servicio lento no debe acaparar tantos
_BREVES = {TipoTrabajo.VENCER_PLAZO, TipoTrabajo.AVISAR_PLAZO}
VUELTAS_MAXIMAS = 100_000
PAUSA_TRAS_FALLO_SEGUNDOS = 2.0


def nombre_unico() -> str:
    """Un nombre que ningún otro trabajador lleva: máquina, proceso y azar."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def drenar(entorno: Entorno, vigilar: Callable[[], object] = lambda: None) -> int:
    """Hace ahora, en orden de vencimiento, todo lo debido y lo que eso vaya causando.

    Devuelve cuántos trabajos se hicieron. Es para pruebas, escenarios y la demostración: un solo
    hilo, sin esperas; lo que falla queda para su reintento o en incidente. A `vigilar` se lo llama
    antes de cada trabajo: lo que lance detiene el drenaje.
    """
    trabajador, hechos, fondo = nombre_unico(), 0, DeFondo(entorno)
    for _ in range(VUELTAS_MAXIMAS):
        vigilar()
        tomados = _trabajos.tomar_trabajos(entorno, trabajador)
        if not tomados:
            if fondo.hacer():  # puede haber encargado correos
                continue
            return hechos
        hechos += ejecutar(entorno, tomados[0], trabajador)
    raise RuntimeError(f"Tras {VUELTAS_MAXIMAS} trabajos seguidos sigue habiendo más: un ciclo.")


class Trabajador:
    """Un trabajador; puede haber cualquier número, en cualquier número de máquinas."""

    def __init__(self, entorno: Entorno, nombre: str | None = None) -> None:
        self.entorno = entorno
        self.nombre = nombre or nombre_unico()
        self._fondo = DeFondo(entorno)
        self._lote = LOTE
        self._motor: Engine = entorno.sesiones.kw["bind"]
        self._parar = threading.Event()
        self._despertar = threading.Event()

    def parar(self) -> None:
        """Pide que se detenga; `correr` vuelve al terminar el trabajo que tiene en mano."""
        self._parar.set()
        self._despertar.set()

    def correr(self) -> None:
        """Trabaja hasta que `parar`; una caída de la base se espera, no lo mata."""
        escucha = threading.Thread(target=self._escuchar, name=f"{self.nombre}-oye", daemon=True)
        if self._url_postgresql() is not None:
            escucha.start()
        while not self._parar.is_set():
            try:
                hubo = self._una_vuelta()
                ceder_turno(self._motor)
                hubo = self._fondo.hacer() or hubo
            except Exception:
                REGISTRO.exception("El trabajador %s no pudo tomar trabajos", self.nombre)
                self._parar.wait(PAUSA_TRAS_FALLO_SEGUNDOS)
                continue
            if not hubo:
                self._despertar.wait(self.entorno.ajustes.sondeo_segundos)
                self._despertar.clear()

    def _una_vuelta(self) -> bool:
        tomados = _trabajos.tomar_trabajos(self.entorno, self.nombre, self._lote)
        breves = len(tomados) == self._lote and all(t.tipo in _BREVES for t in tomados)
        self._lote = LOTE_MAXIMO if breves else LOTE
        faltan = {tomado.id for tomado in tomados}
        with self._renovando(faltan):
            for tomado in tomados:
                if self._parar.is_set():
                    break
                ceder_turno(self._motor)
                ejecutar(self.entorno, tomado, self.nombre)
                faltan.discard(tomado.id)
        return bool(tomados)

    @contextmanager
    def _renovando(self, faltan: set[int]) -> Iterator[None]:
        """Mientras dura la tanda, alarga a tiempo la reserva de los trabajos que le faltan."""
        if not faltan:
            yield
            return
        terminado = threading.Event()
        cada = self.entorno.ajustes.reserva_segundos / 3

        def renovar() -> None:
            while not terminado.wait(cada):
                for trabajo_id in tuple(faltan):
                    _trabajos.renovar_reserva(self.entorno, trabajo_id, self.nombre)

        hilo = threading.Thread(target=renovar, name=f"{self.nombre}-renueva", daemon=True)
        hilo.start()
        try:
            yield
        finally:
            terminado.set()
            hilo.join()

    def _url_postgresql(self) -> str | None:
        url = self._motor.url
        if url.get_backend_name() != "postgresql":
            return None
        return str(url.set(drivername="postgresql").render_as_string(hide_password=False))

    def _escuchar(self) -> None:
        """Oye los avisos de PostgreSQL; si la conexión se cae, el sondeo sigue bastando."""
        url = self._url_postgresql() or ""
        while not self._parar.is_set():
            try:
                with psycopg.connect(url, autocommit=True) as conexion:
                    conexion.execute(f"LISTEN {CANAL}")
                    while not self._parar.is_set():
                        for _ in conexion.notifies(timeout=1.0, stop_after=1):
                            self._despertar.set()
            except psycopg.Error:
                self._parar.wait(PAUSA_TRAS_FALLO_SEGUNDOS)
