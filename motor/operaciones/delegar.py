"""Delegar un cargo: encargo escrito, temporal y acotado, que no se subdelega."""

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
class Delegar:
    """La orden: `delegante` encarga su `cargo` a `persona` hasta `hasta`, excluido.

    `procesos` y `tareas` (claves; None = todas) acotan lo delegado. `actor` None = la consola.
    """

    actor: Actor | None
    persona: str
    cargo: str
    delegante: str
    desde: datetime
    hasta: datetime
    documento: str
    procesos: tuple[str, ...] | None = None
    tareas: tuple[str, ...] | None = None


def delegar(entorno: Entorno, orden: Delegar) -> int:
    """Dispone la delegación y devuelve el id de la designación.

    Raises:
        NoEncontrado: no existe alguna persona o el cargo.
        SinPermiso: el actor ni ejerce el cargo ni administra la organización.
        DatosInvalidos: falta el documento o las fechas están al revés.
        OrdenRechazada: el delegante no ejerce ese cargo en propiedad (no se subdelega).
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar_encargo(sesion, orden.actor, orden.delegante, orden.cargo, ahora)
        designacion = nombrar(
            sesion,
            Nombramiento(
                orden.persona,
                orden.cargo,
                Calidad.DELEGADO,
                Vigencia(orden.desde, orden.hasta),
                orden.documento,
                orden.delegante,
                orden.procesos,
                orden.tareas,
            ),
        )
        datos = ficha_designacion(designacion)
        asentar(sesion, Hecho("delegacion_dispuesta", ahora, quien, datos=datos))
        return designacion.id
