"""Hacer confidencial un expediente, o levantar su reserva, con la norma que lo manda."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import actuantes, bloquear_expediente_id
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.reservas import exigir_norma, exigir_puede_reservar
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class MarcarConfidencial:
    """La orden: `confidencial` False la levanta. `norma` es la que lo manda."""

    actor: Actor
    expediente_id: int
    norma: str
    confidencial: bool = True
    idempotencia: str | None = None


def marcar_confidencial(entorno: Entorno, orden: MarcarConfidencial) -> Respuesta:
    """Cambia quiénes ven el expediente y lo asienta.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
        SinPermiso: su unidad no lo tiene ni administra expedientes.
        DatosInvalidos: falta la norma.
        OrdenRechazada: ya estaba así.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        mirada = mirar(sesion, orden.actor, expediente.id, ahora)
        firmante = exigir_puede_reservar(sesion, actuantes(sesion, orden.actor, ahora), mirada)
        norma = exigir_norma(orden.norma)
        if expediente.confidencial is orden.confidencial:
            como = "ya es confidencial" if orden.confidencial else "no es confidencial"
            raise OrdenRechazada(f"El expediente {expediente.hr} {como}. Actualice la página.")
        expediente.confidencial = orden.confidencial
        hecho = "expediente_reservado" if orden.confidencial else "expediente_reserva_levantada"
        asentar(
            sesion, Hecho(hecho, ahora, firmante, expediente, motivo=norma, datos={"norma": norma})
        )
        respuesta = Respuesta(expediente.id, expediente.id, hr=expediente.hr)
        return anotar(sesion, orden, respuesta)
