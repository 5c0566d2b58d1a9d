"""Entregar una señal a una instancia que la esperaba."""

from dataclasses import dataclass

from motor.almacen.instancias import EstadoInstancia
from motor.bpmn.avance import SenalRecibida
from motor.entorno import Entorno
from motor.nucleo.valores import decodificar
from motor.reglas.acto import bloquear_instancia
from motor.reglas.avance import avanzar
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class EntregarSenal:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def entregar_senal(entorno: Entorno, orden: EntregarSenal) -> Respuesta:
    """Da la señal a la instancia; si ya terminó, no hay nada que hacer.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        datos = trabajo.datos
        acto = bloquear_instancia(sesion, entorno.versiones, datos["instancia"], ahora)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        if acto.instancia.estado is EstadoInstancia.ACTIVA:
            avanzar(acto, SenalRecibida(datos["senal"], decodificar(datos["contenido"])))
            asentar_acto(
                acto,
                Hecho(
                    "senal_recibida",
                    ahora,
                    None,
                    acto.expediente,
                    acto.instancia,
                    datos={"senal": datos["senal"], **acto.resumen.como_datos()},
                ),
            )
        return acto.respuesta(trabajo.id)
