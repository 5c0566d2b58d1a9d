"""Poner a una persona a suplir a otra en su cargo: reemplazo pleno y temporal."""

from dataclasses import dataclass
from datetime import datetime

from motor.almacen.organizacion import Calidad
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.designaciones import (
    Nombramiento,
    Vigencia,
    autorizar_encargo,
    ficha_designacion,
    nombrar,
)


@dataclass(frozen=True)
class Suplir:
    """La orden: `persona` suple a `suplida` (usuarios) en `cargo` (clave) hasta `hasta`, excluido.

    `actor` None = la consola.
    """

    actor: Actor | None
    persona: str
    cargo: str
    suplida: str
    desde: datetime
    hasta: datetime
    documento: str


def suplir(entorno: Entorno, orden: Suplir) -> int:
    """Dispone la suplencia y devuelve el id de la designación.

    Raises:
        NoEncontrado: no existe alguna persona o el cargo.
        SinPermiso: el actor ni ejerce el cargo ni administra la organización.
        DatosInvalidos: falta el documento o las fechas están al revés.
        OrdenRechazada: la suplida no ejerce ese cargo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar_encargo(sesion, orden.actor, orden.suplida, orden.cargo, ahora)
        designacion = nombrar(
            sesion,
            Nombramiento(
                orden.persona,
                orden.cargo,
                Calidad.SUPLENTE,
                Vigencia(orden.desde, orden.hasta),
                orden.documento,
                orden.suplida,
            ),
        )
        datos = ficha_designacion(designacion)
        asentar(sesion, Hecho("suplencia_dispuesta", ahora, quien, datos=datos))
        return designacion.id
