"""La misma orden enviada dos veces se cumple una y se responde igual las dos.

La clave se aparta al empezar: una repetición simultánea espera a que la primera confirme. Si la
primera se deshace, la clave queda libre y la orden se puede repetir.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as insertar_pg
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite
from sqlalchemy.orm import Session

from motor.almacen.diferidas import escribir, leer
from motor.almacen.fijas import Fija
from motor.almacen.trabajos import Idempotencia
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.huellas import sha256
from motor.nucleo.valores import Json, codificar

_TABLA: Any = Idempotencia.__table__
_COLUMNAS = ("usuario", "clave", "operacion", "huella", "hecha_el")
_APARTAR = Fija(
    {
        nombre: insertar(_TABLA).on_conflict_do_nothing().returning(_TABLA.c.clave)
        for nombre, insertar in (("postgresql", insertar_pg), ("sqlite", insertar_sqlite))
    },
    _COLUMNAS,
    [_TABLA.c.clave.type],
)
_RESPONDER = Fija(
    update(_TABLA)
    .where(_TABLA.c.usuario == bindparam("_usuario"), _TABLA.c.clave == bindparam("_clave"))
    .values(respuesta=bindparam("respuesta"))
)


class ClaveReutilizada(OrdenRechazada):
    """La clave de idempotencia ya se usó para otra orden."""

    codigo = "clave_reutilizada"


@dataclass(frozen=True)
class Respuesta:
    """Lo que responde una operación: el id de lo que creó o cambió y de quién es.

    `abiertas` son los ids de las tareas que el acto abrió en esa instancia, en su orden: quien
    sigue el trámite no tiene que buscarlas.
    """

    id: int
    expediente_id: int | None = None
    instancia_id: int | None = None
    hr: str = ""
    abiertas: tuple[int, ...] = ()


class ConClave(Protocol):
    """Una orden que puede repetirse."""

    @property
    def actor(self) -> Actor:
        """Quién la da."""

    @property
    def idempotencia(self) -> str | None:
        """La clave que quien llama inventó, o None."""


def repetida(sesion: Session, orden: ConClave, ahora: datetime) -> Respuesta | None:
    """Aparta la clave de la orden; si ya se cumplió, devuelve lo que se respondió.

    Raises:
        ClaveReutilizada: la clave es de una orden distinta.
    """
    if orden.idempotencia is None:
        return None
    huella = sha256(json.dumps(_plano(orden), sort_keys=True, ensure_ascii=False))
    fila = {"usuario": orden.actor.usuario, "clave": orden.idempotencia}
    nueva = {"operacion": type(orden).__name__, "huella": huella, "hecha_el": ahora}
    if leer(sesion, _APARTAR, fila | nueva):
        return None
    previa = sesion.scalars(select(Idempotencia).filter_by(**fila)).one()
    if previa.huella != huella or previa.respuesta is None:
        raise ClaveReutilizada(
            f"La clave «{orden.idempotencia}» ya se usó en otra orden ({previa.operacion}). "
            "Envíe la orden con una clave nueva."
        )
    abiertas = tuple(previa.respuesta.get("abiertas", ()))
    return Respuesta(**previa.respuesta | {"abiertas": abiertas})


def anotar(sesion: Session, orden: ConClave, respuesta: Respuesta) -> Respuesta:
    """Guarda la respuesta bajo la clave de la orden y la devuelve."""
    if orden.idempotencia is not None:
        clave = {"_usuario": orden.actor.usuario, "_clave": orden.idempotencia}
        escribir(sesion, _RESPONDER, [clave | {"respuesta": asdict(respuesta)}])
    return respuesta


def _plano(valor: Any) -> Json:
    if isinstance(valor, Actor):
        return {"usuario": valor.usuario, "cargo": valor.cargo}
    if is_dataclass(valor) and not isinstance(valor, type):
        try:
            return codificar(valor)
        except TypeError:
            return [type(valor).__name__, _plano(vars(valor))]
    if isinstance(valor, bytes):
        return sha256(valor)
    if isinstance(valor, Mapping):
        return {str(clave): _plano(dato) for clave, dato in valor.items()}
    if isinstance(valor, list | tuple):
        return [_plano(dato) for dato in valor]
    return codificar(valor.value if isinstance(valor, Enum) else valor)
