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
    """Los ensayos abiertos, por quién y de qué borrador; los usan varios hilos."""

    def __init__(self) -> None:
        self._abiertos: OrderedDict[Clave, tuple[Ensayo, float]] = OrderedDict()
        self._candado = threading.RLock()

    @contextmanager
    def usar(self, real: Entorno, borrador_id: int, persona_id: int) -> Iterator[Ensayo | None]:
        """Da el ensayo de la persona al día con lo guardado; None si no empezó ninguno.

        Raises:
            DiagramaInvalido: el borrador no se puede publicar como está.
            NoEncontrado: no existe el borrador.
        """
        with self._candado:
            with real.leer() as lectura:
                guardado = buscar_ensayo(lectura, borrador_id, persona_id)
            clave = (str(real.ajustes.url), borrador_id, persona_id)
            yield None if guardado is None else self._al_dia(real, clave, guardado)

    def olvidar(self, clave: Clave | None = None) -> None:
        """Cierra ese ensayo, o todos; lo guardado queda."""
        with self._candado:
            for cual in [clave] if clave else list(self._abiertos):
                abierto = self._abiertos.pop(cual, None)
                if abierto is not None:
                    abierto[0].cerrar()

    def _al_dia(self, real: Entorno, clave: Clave, guardado: EnsayoGuardado) -> Ensayo:
        with real.leer() as lectura:
            carpeta = carpeta_de(lectura, clave[1])
        ensayo, _ = self._abiertos.get(clave, (None, 0.0))
        if ensayo is None or not ensayo.sigue_a(carpeta, guardado.comienza_el, guardado.pasos):
            self.olvidar(clave)
            ensayo = Ensayo(real, carpeta, guardado.comienza_el)
        self._abiertos[clave] = (ensayo, time.monotonic())
        self._abiertos.move_to_end(clave)
        self._soltar_viejos()
        ensayo.rehacer(guardado.pasos)
        return ensayo

    def _soltar_viejos(self) -> None:
        ahora = time.monotonic()
        for cual, (_, usado) in list(self._abiertos.items()):
            if len(self._abiertos) > ABIERTOS_MAXIMOS or ahora - usado > OCIO_SEGUNDOS:
                self.olvidar(cual)


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
