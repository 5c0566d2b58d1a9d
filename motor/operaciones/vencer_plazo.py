"""Vencer un plazo: el instante en que el diagrama sigue por el camino del temporizador."""

from dataclasses import dataclass

from motor.almacen.directo import actualizar
from motor.almacen.instancias import EstadoInstancia
from motor.almacen.plazos import EstadoPlazo
from motor.bpmn.avance import TemporizadorVencido
from motor.entorno import Entorno
from motor.reglas.acto import bloquear_vencimiento
from motor.reglas.avance import avanzar
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.temporizadores import ficha_cerrada, rearmar
from motor.reglas.trabajos import cerrar_bloqueado


@dataclass(frozen=True)
class VencerPlazo:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def vencer_plazo(entorno: Entorno, orden: VencerPlazo) -> Respuesta:
    """Vence el plazo si sigue abierto y ya tocaba; si se amplió o se cumplió, no hace nada.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        acto, plazo, reservado = bloquear_vencimiento(
            sesion, entorno.versiones, orden.trabajo_id, ahora
        )
        cerrar_bloqueado(sesion, reservado, orden.trabajador)
        vigente = acto.instancia.estado is EstadoInstancia.ACTIVA
        if vigente and plazo.estado is EstadoPlazo.ABIERTO and plazo.vence_el <= ahora:
            vencido = {"estado": EstadoPlazo.VENCIDO, "cerrado_el": ahora}
            actualizar(sesion, plazo, **vencido, proximo_aviso_el=None)
            sigue = rearmar(acto, plazo)
            suceso = TemporizadorVencido(plazo.ficha, ultimo=not sigue)
            avanzar(acto, suceso, ya_cerrada=None if sigue else ficha_cerrada(acto, plazo))
            asentar_acto(
                acto,
                Hecho(
                    "plazo_vencido",
                    ahora,
                    None,
                    acto.expediente,
                    acto.instancia,
                    plazo=plazo,
                    datos={"elemento": plazo.elemento, **acto.resumen.como_datos()},
                ),
            )
        return acto.respuesta(plazo.id)
