"""Designar a una persona en un cargo, en propiedad o interinamente."""

from dataclasses import dataclass
from datetime import datetime

from motor.almacen.organizacion import Calidad
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.designaciones import Nombramiento, Vigencia, ficha_designacion, nombrar
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad


@dataclass(frozen=True)
class Designar:
    """La orden. `persona` es el usuario y `cargo` la clave; `hasta` (excluido) None = sin término.

    `interino` False = titular. `actor` None = la consola.
    """

    actor: Actor | None
    persona: str
    cargo: str
    desde: datetime
    hasta: datetime | None = None
    documento: str = ""
    interino: bool = False


def designar(entorno: Entorno, orden: Designar) -> int:
    """Designa y devuelve el id de la designación.

    Raises:
        NoEncontrado: no existe la persona o el cargo.
        SinPermiso: el actor no administra la organización.
        DatosInvalidos: las fechas están al revés.
        OrdenRechazada: ya ejerce ese cargo en esa calidad.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        designacion = nombrar(
            sesion,
            Nombramiento(
                orden.persona,
                orden.cargo,
                Calidad.INTERINO if orden.interino else Calidad.TITULAR,
                Vigencia(orden.desde, orden.hasta),
                orden.documento,
            ),
        )
        datos = ficha_designacion(designacion)
        asentar(sesion, Hecho("persona_designada", ahora, quien, datos=datos))
        return designacion.id
