"""Dónde se usa cada parámetro: en el diagrama, las decisiones y los formularios de lo vigente."""

import re
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from motor.almacen.plazos import ParametroPlazo
from motor.almacen.procesos import EstadoVersion, Proceso, Recurso, Version
from motor.reglas.calendario import CLAVE_HORA_CORTE

_PALABRA = re.compile(rb"[a-z0-9_]+(?:\.[a-z0-9_]+)+")
_DEL_MOTOR = {CLAVE_HORA_CORTE: ("Todos los plazos: hasta qué hora corre el último día",)}


def usos_de_parametros(sesion: Session, claves: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Devuelve, de cada clave en uso, los procesos vigentes que la nombran y a quién prorroga.

    Nombrarla es escribirla entera: `ley.comision` no está en `ley.comision_prorroga`.
    """
    usos: dict[str, list[str]] = defaultdict(list)
    for nombre, contenido in _contenidos(sesion):
        for clave in {palabra.decode() for palabra in _PALABRA.findall(contenido)}:
            if clave in claves and nombre not in usos[clave]:
                usos[clave].append(nombre)
    for clave, limita in _prorrogas(sesion):
        usos[limita].append(f"Limita la prórroga de {clave}")
    return {clave: (*_DEL_MOTOR.get(clave, ()), *usos.get(clave, ())) for clave in claves}


def _contenidos(sesion: Session) -> list[tuple[str, bytes]]:
    vigente = Version.estado == EstadoVersion.VIGENTE
    de_version = select(Proceso.nombre, Version.xml).join(Version, Version.proceso_id == Proceso.id)
    de_recurso = (
        select(Proceso.nombre, Recurso.contenido)
        .join(Version, Version.proceso_id == Proceso.id)
        .join(Recurso, Recurso.version_id == Version.id)
    )
    todos = union_all(de_version.where(vigente), de_recurso.where(vigente))
    return sorted((nombre, bytes(contenido)) for nombre, contenido in sesion.execute(todos))


def _prorrogas(sesion: Session) -> list[tuple[str, str]]:
    """Los pares (parámetro, el que limita su prórroga), sin repetir."""
    filas = sesion.execute(
        select(ParametroPlazo.clave, ParametroPlazo.prorroga_clave)
        .where(ParametroPlazo.prorroga_clave != "")
        .distinct()
        .order_by(ParametroPlazo.clave)
    )
    return [(clave, limita) for clave, limita in filas]
