"""Lo que una operación necesita del mundo: base, reloj, archivos, versiones y servicios."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy.orm import Session, sessionmaker

from motor.almacen.choques import repetir_si_choca
from motor.manejadores import Registro
from motor.nucleo.reloj import Reloj
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.correo_saliente import AjustesCorreo
from motor.reglas.versiones import CacheVersiones

_O = TypeVar("_O")
_R = TypeVar("_R")


@dataclass(frozen=True)
class Ajustes:
    """Los ajustes leídos del entorno; `carpeta` es CAUCE_DATOS y `url`, CAUCE_BASE_DATOS.

    `direccion` es la pública de la web, con que se arman los enlaces; sin `correo` no se encargan
    correos.
    """

    carpeta: Path = field(default_factory=lambda: Path(tempfile.gettempdir()) / "cauce")
    url: str = ""
    secreto: str = field(default="", repr=False)
    duradero: bool = True
    reserva_segundos: int = 60
    sondeo_segundos: float = 1.0
    maximo_mb: int = 25
    direccion: str = ""
    correo: AjustesCorreo | None = None

    @property
    def maximo_bytes(self) -> int:
        """El tamaño máximo de un archivo adjunto."""
        return self.maximo_mb * 1024 * 1024


def _archivos_por_omision() -> AlmacenArchivos:
    return AlmacenArchivos(Path(tempfile.gettempdir()) / "cauce" / "archivos")


@dataclass(frozen=True)
class Entorno:
    """Lo arma motor.arranque, una vez por programa.

    `lecturas` es la fábrica de sesiones que solo leen; sin ella sirven las que escriben.
    """

    sesiones: sessionmaker[Session]
    reloj: Reloj
    archivos: AlmacenArchivos = field(default_factory=_archivos_por_omision)
    versiones: CacheVersiones = field(default_factory=CacheVersiones)
    manejadores: Registro = field(default_factory=Registro)
    ajustes: Ajustes = field(default_factory=Ajustes)
    lecturas: sessionmaker[Session] | None = None

    def leer(self) -> Session:
        """Devuelve una sesión de solo lectura, para usarla con `with`."""
        return (self.lecturas or self.sesiones)()

    def operar(self, operacion: "Callable[[Entorno, _O], _R]", orden: _O) -> _R:
        """Corre la operación que pidió una persona; si otro acto la deshizo, la repite.

        Raises:
            ErrorMotor: lo que la operación rechace.
            BaseOcupada: chocó una y otra vez; no se guardó nada.
        """
        return repetir_si_choca(lambda: operacion(self, orden))
