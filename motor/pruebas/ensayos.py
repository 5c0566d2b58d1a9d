"""Los ensayos abiertos en este programa: unos pocos, por un rato; lo que vale son sus pasos.

Cada ensayo se guarda en la base de verdad como la lista de sus pasos. Tenerlo abierto solo evita
rehacerlo: si el programa se reinicia, o atiende otro proceso, se rehace y queda igual.
"""

import atexit
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from motor.consultas.ensayo import EnsayoGuardado, buscar_ensayo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import ErrorMotor, OrdenRechazada
from motor.operaciones.guardar_ensayo import GuardarEnsayo, guardar_ensayo
from motor.pruebas.ensayo import Crudo, Ensayo
from motor.reglas.borradores import carpeta_de

ABIERTOS_MAXIMOS = 6
OCIO_SEGUNDOS = 20 * 60
Clave = tuple[str, int, int]  # de qué base, qué borrador, quién


class Ensayos:
    """Los ensayos abiertos, por quién y de qué borrador; cada uno lo usa un hilo por vez."""

    def __init__(self) -> None:
        self._abiertos: OrderedDict[Clave, tuple[Ensayo, float]] = OrderedDict()
        self._turnos: dict[Clave, threading.RLock] = {}
        self._candado = threading.Lock()  # de los dos de arriba; se suelta enseguida

    @contextmanager
    def usar(self, real: Entorno, borrador_id: int, persona_id: int) -> Iterator[Ensayo | None]:
        """Da el ensayo de la persona al día con lo guardado; None si no empezó ninguno.

        Raises:
            DiagramaInvalido: el borrador no se puede publicar como está.
            NoEncontrado: no existe el borrador.
        """
        clave = (str(real.ajustes.url), borrador_id, persona_id)
        with self._turno(clave):
            with real.leer() as lectura:
                guardado = buscar_ensayo(lectura, borrador_id, persona_id)
            yield None if guardado is None else self._al_dia(real, clave, guardado)

    def olvidar(self, clave: Clave | None = None) -> None:
        """Cierra ese ensayo, o todos los que nadie usa en este momento; lo guardado queda."""
        with self._candado:
            claves = [clave] if clave else list(self._abiertos)
        for cual in claves:
            turno = self._turno(cual)
            if not turno.acquire(blocking=clave is not None):
                continue
            try:
                with self._candado:
                    abierto = self._abiertos.pop(cual, None)
                if abierto is not None:
                    abierto[0].cerrar()
            finally:
                turno.release()

    def _turno(self, clave: Clave) -> threading.RLock:
        with self._candado:
            return self._turnos.setdefault(clave, threading.RLock())

    def _al_dia(self, real: Entorno, clave: Clave, guardado: EnsayoGuardado) -> Ensayo:
        with real.leer() as lectura:
            carpeta = carpeta_de(lectura, clave[1])
        ensayo, _ = self._abiertos.get(clave, (None, 0.0))
        if ensayo is None or not ensayo.sigue_a(carpeta, guardado.comienza_el, guardado.pasos):
            self.olvidar(clave)
            ensayo = Ensayo(real, carpeta, guardado.comienza_el)
        with self._candado:
            self._abiertos[clave] = (ensayo, time.monotonic())
            self._abiertos.move_to_end(clave)
        self._soltar_viejos()
        ensayo.rehacer(guardado.pasos)
        return ensayo

    def _soltar_viejos(self) -> None:
        """Cierra los que hace rato no se usan y, si sobran, los más viejos que nadie usa."""
        ahora = time.monotonic()
        with self._candado:
            sobran = len(self._abiertos) - ABIERTOS_MAXIMOS
            viejos = [
                clave
                for n, (clave, (_, usado)) in enumerate(self._abiertos.items())
                if n < sobran or ahora - usado > OCIO_SEGUNDOS
            ]
        for clave in viejos:
            turno = self._turno(clave)
            if turno.acquire(blocking=False):
                try:
                    self.olvidar(clave)
                finally:
                    turno.release()


ENSAYOS = Ensayos()
atexit.register(ENSAYOS.olvidar)


def empezar(real: Entorno, quien: tuple[Actor, int], borrador_id: int, comienza: datetime) -> None:
    """Empieza el ensayo de nuevo, sin pasos; `quien` es el actor y su id de persona.

    Raises:
        DiagramaInvalido: el borrador no se puede publicar como está.
        ErrorMotor: lo que rechace `guardar_ensayo`.
    """
    actor, persona_id = quien
    with real.leer() as lectura:
        guardado = buscar_ensayo(lectura, borrador_id, persona_id)
    revision = guardado.revision if guardado else 0
    ENSAYOS.olvidar((str(real.ajustes.url), borrador_id, persona_id))
    guardar_ensayo(real, GuardarEnsayo(actor, borrador_id, revision, comienza))


def dar_paso(real: Entorno, quien: tuple[Actor, int], borrador_id: int, crudo: Crudo) -> None:
    """Da un paso más en el ensayo de quien lo hace y lo guarda.

    Raises:
        OrdenRechazada: no empezó ninguno, o un paso anterior ya no se puede dar.
        ErrorMotor: el paso se rechazó; el ensayo queda como estaba.
    """
    actor, persona_id = quien
    with ENSAYOS.usar(real, borrador_id, persona_id) as ensayo:
        guardado = _guardado(real, borrador_id, persona_id)
        if ensayo is None or ensayo.tropiezo is not None:
            raise OrdenRechazada(
                "El ensayo se detuvo en un paso que el borrador de hoy ya no admite. Deshaga hasta "
                "ahí, o empiece de nuevo."
            )
        try:
            ensayo.dar(crudo)
            pasos = (*guardado.pasos, crudo)
            guardar_ensayo(real, _orden(actor, borrador_id, guardado, pasos))
        except ErrorMotor:
            ENSAYOS.olvidar((str(real.ajustes.url), borrador_id, persona_id))
            raise


def deshacer_paso(real: Entorno, quien: tuple[Actor, int], borrador_id: int) -> None:
    """Quita el último paso dado (o aquel en que se detuvo, y los que le siguen).

    Raises:
        OrdenRechazada: no hay ningún paso que deshacer.
    """
    actor, persona_id = quien
    with ENSAYOS.usar(real, borrador_id, persona_id) as ensayo:
        guardado = _guardado(real, borrador_id, persona_id)
        dados = len(ensayo.hechos) if ensayo is not None else 0
        quedan = dados if dados < len(guardado.pasos) else dados - 1
        if quedan < 0:
            raise OrdenRechazada("El ensayo no tiene ningún paso que deshacer.")
        guardar_ensayo(real, _orden(actor, borrador_id, guardado, guardado.pasos[:quedan]))


def _guardado(real: Entorno, borrador_id: int, persona_id: int) -> EnsayoGuardado:
    with real.leer() as lectura:
        guardado = buscar_ensayo(lectura, borrador_id, persona_id)
    if guardado is None:
        raise OrdenRechazada("Todavía no empezó el ensayo: ponga su fecha y empiece.")
    return guardado


def _orden(
    actor: Actor, borrador_id: int, guardado: EnsayoGuardado, pasos: Sequence[Crudo]
) -> GuardarEnsayo:
    return GuardarEnsayo(actor, borrador_id, guardado.revision, guardado.comienza_el, pasos)
