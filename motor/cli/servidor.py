"""Poner la web a escuchar, con el trabajador al lado."""

import logging
import multiprocessing
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass

import click

from motor.entorno import Entorno
from motor.nucleo.errores import ConfiguracionInvalida
from motor.trabajador import Trabajador

# Se nombra y no se importa: la web está encima del motor. La carga el servidor en cada proceso.
APLICACION = "web.servidor:aplicacion"
ESPERA_SEGUNDOS = 10


@dataclass(frozen=True)
class Escucha:
    """Dónde y con cuánto se sirve."""

    direccion: str = "127.0.0.1"
    puerto: int = 8000
    procesos: int = 1
    hilos: int = 4

    @property
    def url(self) -> str:
        """La dirección para abrir en el navegador."""
        return f"http://{self.direccion}:{self.puerto}"

    @property
    def es_local(self) -> bool:
        """Dice si solo se entra desde esta misma máquina."""
        return self.direccion.startswith("127.") or self.direccion in ("localhost", "::1")


def exigir_puerto_libre(escucha: Escucha) -> None:
    """Comprueba que se pueda escuchar ahí.

    Raises:
        ConfiguracionInvalida: el puerto está ocupado o la dirección no es de esta máquina.
    """
    familia = socket.AF_INET6 if ":" in escucha.direccion else socket.AF_INET
    with socket.socket(familia, socket.SOCK_STREAM) as prueba:
        prueba.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prueba.bind((escucha.direccion, escucha.puerto))
        except OSError as error:
            raise ConfiguracionInvalida(
                f"No se puede escuchar en {escucha.direccion}:{escucha.puerto}: otro programa lo "
                "usa o la dirección no es de esta máquina. Elija otro: cauce servir --puerto 8001"
            ) from error


def servir(
    escucha: Escucha, trabajador: Entorno | None, al_empezar: Callable[[], None] | None = None
) -> None:
    """Sirve hasta Ctrl+C o SIGTERM. Con `trabajador`, atiende trabajos y plazos a la vez.

    Args:
        escucha: dónde.
        trabajador: el entorno del trabajador de adentro, o None si corre aparte.
        al_empezar: se llama cuando ya se puede abrir la página.
    """
    from granian import Granian
    from granian.constants import Interfaces

    multiprocessing.set_start_method("spawn", force=True)  # fork copiaría hilos y conexiones
    logging.getLogger("_granian").setLevel(logging.WARNING)
    servidor = Granian(
        APLICACION,
        address=escucha.direccion,
        port=escucha.puerto,
        interface=Interfaces.WSGI,
        workers=escucha.procesos,
        blocking_threads=escucha.hilos,
        factory=True,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=ESPERA_SEGUNDOS,
    )
    obrero = Trabajador(trabajador) if trabajador is not None else None
    if al_empezar is not None:
        servidor.on_startup(al_empezar)
    hilo = threading.Thread(target=obrero.correr, daemon=True) if obrero else None
    if hilo:
        hilo.start()
    try:
        servidor.serve()
    finally:
        if obrero and hilo:
            obrero.parar()
            hilo.join(ESPERA_SEGUNDOS)
        click.echo("Detenido.", err=True)
