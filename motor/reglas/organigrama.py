"""Poner instituciones, unidades, cargos y personas: crea lo que falta y cambia lo que cambió.

Cada función devuelve la fila y qué cambió (`{}` si nada), para asentarlo. El nombre y el superior
anteriores de una unidad se conservan con su vigencia.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.base import Base
from motor.almacen.organizacion import (
    Acceso,
    Cargo,
    Institucion,
    Persona,
    Unidad,
    UnidadAnterior,
)
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado
from motor.nucleo.textos import es_correo, es_de_un_renglon
from motor.nucleo.valores import Json
from motor.reglas.dependencias import exigir_superior_de_cargo, exigir_superior_de_unidad
from motor.reglas.organizacion import Facultad

Cambios = Mapping[str, Json]
_SIGLA = re.compile(r"[A-Za-zÁÉÍÓÚÑáéíóúñ0-9][A-Za-zÁÉÍÓÚÑáéíóúñ0-9._-]{0,29}")
_USUARIO = re.compile(r"[a-z0-9][a-z0-9._-]{1,78}")
NOMBRE_MAXIMO = 200
CI_MAXIMO = 20
_Fila = TypeVar("_Fila", bound=Base)


@dataclass(frozen=True)
class FichaInstitucion:
    """Lo que se declara de una institución; `municipio` es el código INE de su sede."""

    sigla: str
    nombre: str
    municipio: str = ""


@dataclass(frozen=True)
class FichaUnidad:
    """Lo que se declara de una unidad; `superior` es una sigla ('' = depende de nadie)."""

    sigla: str
    nombre: str
    institucion: str
    superior: str = ""
    norma: str = ""


@dataclass(frozen=True)
class FichaCargo:
    """Lo que se declara de un cargo; `superior` es la clave de otro cargo."""

    clave: str
    nombre: str
    unidad: str
    superior: str = ""
    acceso: Acceso = Acceso.ORDINARIO
    facultades: tuple[Facultad, ...] = ()
    activo: bool = True


@dataclass(frozen=True)
class FichaPersona:
    """Lo que se declara de una persona."""

    usuario: str
    nombre: str
    ci: str = ""
    correo: str = ""
    activa: bool = True


def poner_institucion(sesion: Session, ficha: FichaInstitucion) -> tuple[Institucion, Cambios]:
    """Crea o actualiza la institución."""
    fila = sesion.scalar(select(Institucion).where(Institucion.sigla == ficha.sigla))
    datos = {"nombre": _texto(ficha.nombre, ficha.sigla), "municipio": ficha.municipio}
    if fila is None:
        return _agregar(sesion, Institucion(sigla=ficha.sigla, activa=True, **datos)), datos
    return fila, _actualizar(fila, datos)


def poner_unidad(sesion: Session, ficha: FichaUnidad, desde: date) -> tuple[Unidad, Cambios]:
    """Crea la unidad, o la cambia desde esa fecha guardando cómo era.

    Raises:
        NoEncontrado: la institución o la unidad superior no existen.
        DatosInvalidos: `desde` no es posterior a la vigencia que se cambia, la sigla está mal
            escrita, o la superior está cerrada, es de otra institución o depende de ella.
    """
    nombre, norma = _texto(ficha.nombre, ficha.sigla), _norma(ficha.norma)
    fila = sesion.scalar(select(Unidad).where(Unidad.sigla == ficha.sigla))
    institucion_id = (
        fila.institucion_id if fila else obtener_institucion(sesion, ficha.institucion).id
    )
    superior = obtener_unidad(sesion, ficha.superior) if ficha.superior else None
    superior_id = superior.id if superior else None
    if superior is not None and (fila is None or fila.superior_id != superior_id):
        exigir_superior_de_unidad(sesion, superior, fila, institucion_id)
    datos = {"nombre": nombre, "superior_id": superior_id}
    if fila is None:
        _comprobar_sigla(ficha.sigla)
        nueva = Unidad(
            sigla=ficha.sigla,
            institucion_id=institucion_id,
            vigente_desde=desde,
            norma=norma,
            **datos,
        )
        return _agregar(sesion, nueva), {"nombre": nombre, "superior": ficha.superior}
    if (fila.nombre, fila.superior_id) == (nombre, superior_id):
        return fila, {}
    _archivar(sesion, fila, desde)
    _actualizar(fila, datos | {"vigente_desde": desde, "norma": norma})
    return fila, {"nombre": nombre, "superior": ficha.superior}


def _archivar(sesion: Session, fila: Unidad, desde: date) -> None:
    if desde <= fila.vigente_desde:
        raise DatosInvalidos(
            f"La unidad «{fila.sigla}» rige así desde el {fila.vigente_desde:%d/%m/%Y}: el cambio "
            "debe regir desde un día posterior."
        )
    sesion.add(
        UnidadAnterior(
            unidad_id=fila.id,
            vigente_desde=fila.vigente_desde,
            vigente_hasta=desde - timedelta(days=1),
            nombre=fila.nombre,
            superior_id=fila.superior_id,
            norma=fila.norma,
        )
    )


def poner_cargo(sesion: Session, ficha: FichaCargo) -> tuple[Cargo, Cambios]:
    """Crea o actualiza el cargo.

    Raises:
        NoEncontrado: la unidad o el cargo superior no existen.
        DatosInvalidos: la clave está mal escrita o el superior depende del cargo.
    """
    _comprobar_usuario(ficha.clave, "La clave de cargo")
    fila = sesion.scalar(select(Cargo).where(Cargo.clave == ficha.clave))
    superior = obtener_cargo(sesion, ficha.superior) if ficha.superior else None
    if superior is not None:
        exigir_superior_de_cargo(sesion, superior, fila)
    datos = {
        "nombre": _texto(ficha.nombre, ficha.clave),
        "unidad_id": obtener_unidad(sesion, ficha.unidad).id,
        "superior_id": superior.id if superior else None,
        "acceso": ficha.acceso,
        "facultades": [f.value for f in ficha.facultades],
        "activo": ficha.activo,
    }
    if fila is None:
        return _agregar(sesion, Cargo(clave=ficha.clave, **datos)), _planos(datos)
    return fila, _actualizar(fila, datos)


def poner_persona(sesion: Session, ficha: FichaPersona) -> tuple[Persona, Cambios]:
    """Crea o actualiza la persona; no toca su clave.

    Raises:
        DatosInvalidos: el usuario, la cédula o el correo están mal escritos, o falta el nombre.
    """
    _comprobar_usuario(ficha.usuario, "El usuario")
    _comprobar_datos(ficha)
    datos = {
        "nombre": _texto(ficha.nombre, ficha.usuario),
        "ci": ficha.ci.strip(),
        "correo": ficha.correo.strip(),
        "activa": ficha.activa,
    }
    fila = sesion.scalar(select(Persona).where(Persona.usuario == ficha.usuario))
    if fila is None:
        return _agregar(sesion, Persona(usuario=ficha.usuario, **datos)), _planos(datos)
    return fila, _actualizar(fila, datos)


def obtener_institucion(sesion: Session, sigla: str) -> Institucion:
    """Devuelve la institución; NoEncontrado si no hay ninguna con esa sigla."""
    fila = sesion.scalar(select(Institucion).where(Institucion.sigla == sigla))
    return _exigir(fila, f"No hay ninguna institución con la sigla «{sigla}».")


def obtener_unidad(sesion: Session, sigla: str) -> Unidad:
    """Devuelve la unidad; NoEncontrado si no hay ninguna con esa sigla."""
    fila = sesion.scalar(select(Unidad).where(Unidad.sigla == sigla))
    return _exigir(fila, f"No hay ninguna unidad con la sigla «{sigla}».")


def obtener_cargo(sesion: Session, clave: str) -> Cargo:
    """Devuelve el cargo; NoEncontrado si no hay ninguno con esa clave."""
    fila = sesion.scalar(select(Cargo).where(Cargo.clave == clave))
    return _exigir(fila, f"No hay ningún cargo con la clave «{clave}».")


def obtener_persona(sesion: Session, usuario: str) -> Persona:
    """Devuelve la persona; NoEncontrado si no hay ninguna con ese usuario."""
    fila = sesion.scalar(select(Persona).where(Persona.usuario == usuario))
    return _exigir(fila, f"No hay ninguna persona con el usuario «{usuario}».")


def _exigir(fila: _Fila | None, mensaje: str) -> _Fila:
    if fila is None:
        raise NoEncontrado(f"{mensaje} Revise cómo está escrita.")
    return fila


def _agregar(sesion: Session, fila: _Fila) -> _Fila:
    sesion.add(fila)
    sesion.flush()
    return fila


def _actualizar(fila: Base, datos: Mapping[str, Json]) -> dict[str, Json]:
    cambios = {c: v for c, v in datos.items() if getattr(fila, c) != v}
    for columna, valor in cambios.items():
        setattr(fila, columna, valor)
    return _planos(cambios)


def _planos(datos: Mapping[str, Json]) -> dict[str, Json]:
    return {c: str(v) if isinstance(v, date | Acceso) else v for c, v in datos.items()}


def _texto(nombre: str, de: str) -> str:
    limpio = nombre.strip()
    if not limpio:
        raise DatosInvalidos(f"A «{de}» le falta el nombre.")
    if len(limpio) > NOMBRE_MAXIMO or not es_de_un_renglon(limpio):
        raise DatosInvalidos(
            f"El nombre de «{de}» debe ir en un renglón de hasta {NOMBRE_MAXIMO} caracteres."
        )
    return limpio


def _norma(texto: str) -> str:
    limpio = texto.strip()
    if len(limpio) > NOMBRE_MAXIMO or not es_de_un_renglon(limpio):
        raise DatosInvalidos(
            f"La norma debe citarse en un renglón de hasta {NOMBRE_MAXIMO} caracteres."
        )
    return limpio


def _comprobar_sigla(sigla: str) -> None:
    if _SIGLA.fullmatch(sigla) is None:
        frase = (
            f"La sigla «{sigla}» está mal: hasta 30 letras, cifras, punto o guion, sin espacios."
        )
        raise DatosInvalidos(frase, [Falta("sigla", frase)])


def _comprobar_datos(ficha: FichaPersona) -> None:
    faltas = []
    ci, correo = ficha.ci.strip(), ficha.correo.strip()
    if len(ci) > CI_MAXIMO or not es_de_un_renglon(ci):
        faltas.append(Falta("ci", f"debe ir en un renglón de hasta {CI_MAXIMO} caracteres."))
    if correo and not es_correo(correo):
        faltas.append(Falta("correo", f"«{correo}» no es una dirección: escriba usuario@dominio."))
    if faltas:
        raise DatosInvalidos(f"Los datos de «{ficha.usuario}» no se guardaron.", faltas)


def _comprobar_usuario(texto: str, que: str) -> None:
    if _USUARIO.fullmatch(texto) is None:
        raise DatosInvalidos(
            f"{que} «{texto}» está mal: use minúsculas sin acentos, cifras, punto o guion."
        )
