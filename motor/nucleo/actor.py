"""Quién da una orden y por dónde llegó."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """La persona de la sesión; `cargo` es la clave con que quiere actuar (None = el que sirva).

    `medio` es por dónde llegó la orden (`web`, `cli`, `api`…); `ip` y `sesion`, las de la conexión.
    Qué puede hacer y en qué calidad lo resuelve motor.reglas.organizacion.
    """

    usuario: str
    cargo: str | None = None
    medio: str = ""
    ip: str = ""
    sesion: str = ""
