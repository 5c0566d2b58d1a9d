"""Nombres inventados para la demostración y las capturas: nadie se llama así a propósito."""

from hashlib import sha256

_NOMBRES = (
    *("Adela", "Álvaro", "Beatriz", "Bruno", "Carmen", "Daniel", "Delia", "Eduardo", "Elena"),
    *("Fabián", "Gladys", "Gonzalo", "Irma", "Jaime", "Julia", "Lucio", "Marina", "Mario"),
    *("Nelson", "Norah", "Óscar", "Paola", "Ramiro", "Rosa", "Saúl", "Silvia", "Teresa"),
    *("Tomás", "Vilma", "Wálter"),
)
_APELLIDOS = (
    *("Aguilar", "Alanoca", "Arce", "Balderrama", "Camacho", "Cáceres", "Choque", "Claros"),
    *("Condori", "Escóbar", "Fernández", "Flores", "Guzmán", "Heredia", "Inturias", "Jaldín"),
    *("López", "Mamani", "Mejía", "Montaño", "Orellana", "Pardo", "Quiroga", "Quispe"),
    *("Rocha", "Soliz", "Terrazas", "Ureña", "Vargas", "Zurita"),
)


def nombre_de_muestra(usuario: str) -> str:
    """Devuelve un nombre y dos apellidos, siempre los mismos para ese usuario."""
    azar = sha256(usuario.encode()).digest()
    paterno = azar[1] % len(_APELLIDOS)
    materno = (paterno + 1 + azar[2] % (len(_APELLIDOS) - 1)) % len(_APELLIDOS)
    return f"{_NOMBRES[azar[0] % len(_NOMBRES)]} {_APELLIDOS[paterno]} {_APELLIDOS[materno]}"
