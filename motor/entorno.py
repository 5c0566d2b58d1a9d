"""Lo que una operación necesita del mundo: sesiones de base de datos y reloj."""

from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from motor.nucleo.reloj import Reloj


@dataclass(frozen=True)
class Entorno:
    """Lo arma motor.arranque, una vez por programa."""

    sesiones: sessionmaker[Session]
    reloj: Reloj
