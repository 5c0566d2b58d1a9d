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


_MODOS = {"interino": "interino", "suplente": "por suplencia", "delegado": "por delegación"}


def en_calidad(calidad: str, documento: str = "") -> str:
    """Devuelve cómo se ejerce un cargo, para ponerlo tras su nombre.

    Args:
        calidad: `titular`, `interino`, `suplente` o `delegado`.
        documento: el que la dispone; no se repite si ya va en la frase.

    Returns:
        Vacío si es titular; « (interino)», « (por delegación, Res. N° 12/2027)»…
    """
    if calidad == "titular":
        return ""
    con = f", {documento}" if documento and calidad != "interino" else ""
    return f" ({_MODOS[calidad]}{con})"
