"""Revocar una designación, suplencia o delegación: deja de valer desde este instante."""

from dataclasses import dataclass

from motor.almacen.organizacion import Designacion
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.designaciones import autorizar_encargo, exigir_sin_revocar, ficha_designacion


@dataclass(frozen=True)
class RevocarDesignacion:
    """La orden; el motivo es obligatorio. `actor` None = la consola."""

    actor: Actor | None
    designacion_id: int
    motivo: str


def revocar_designacion(entorno: Entorno, orden: RevocarDesignacion) -> None:
    """Revoca la designación; lo hecho con ella sigue valiendo.

    Raises:
        NoEncontrado: no existe la designación.
        SinPermiso: el actor ni la dispuso ni administra la organización.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: ya estaba revocada.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        designacion = sesion.get(Designacion, orden.designacion_id, with_for_update=True)
        if designacion is None:
            raise NoEncontrado(f"No existe la designación {orden.designacion_id}.")
        por = designacion.representada.usuario if designacion.representada else ""
        quien = autorizar_encargo(sesion, orden.actor, por, designacion.cargo.clave, ahora)
        exigir_sin_revocar(designacion)
        if not orden.motivo.strip():
            raise DatosInvalidos("Para revocar una designación hay que decir el motivo.")
        designacion.revocada_el = ahora
        designacion.revocacion_motivo = orden.motivo.strip()
        designacion.revocada_por_id = quien.persona.id if quien else None
        datos = ficha_designacion(designacion)
        asentar(
            sesion,
            Hecho("designacion_revocada", ahora, quien, motivo=orden.motivo.strip(), datos=datos),
        )
