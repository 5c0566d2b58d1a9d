"""Lo que se crea no existía: un alta nunca cambia en silencio lo que otra persona registró."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.nucleo.errores import DatosInvalidos, Falta


def exigir_unidad_nueva(sesion: Session, sigla: str) -> None:
    """Comprueba que ninguna unidad, tampoco una cerrada, tenga esa sigla (DatosInvalidos)."""
    nombre = sesion.scalar(select(Unidad.nombre).where(Unidad.sigla == sigla))
    _rechazar("sigla", f"La sigla «{sigla}»", nombre)


def exigir_cargo_nuevo(sesion: Session, clave: str) -> None:
    """Comprueba que ningún cargo, tampoco uno suprimido, tenga esa clave (DatosInvalidos)."""
    nombre = sesion.scalar(select(Cargo.nombre).where(Cargo.clave == clave))
    _rechazar("clave", f"La clave «{clave}»", nombre)


def exigir_persona_nueva(sesion: Session, usuario: str) -> None:
    """Comprueba que ninguna persona, tampoco inactiva, tenga ese usuario (DatosInvalidos)."""
    nombre = sesion.scalar(select(Persona.nombre).where(Persona.usuario == usuario))
    _rechazar("usuario", f"El usuario «{usuario}»", nombre)


def _rechazar(campo: str, que: str, de: str | None) -> None:
    if de is not None:
        frase = f"{que} ya es de «{de}»: elija otra forma de escribirlo, o cambie esa ficha."
        raise DatosInvalidos(frase, [Falta(campo, frase)])
