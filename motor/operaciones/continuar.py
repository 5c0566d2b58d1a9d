"""Continuar lo que el diagrama dejó en segundo plano, o abrir lo que no se pudo abrir."""

from dataclasses import dataclass

from motor.almacen.instancias import EstadoInstancia
from motor.bpmn.avance import FichaCompletada
from motor.entorno import Entorno
from motor.reglas.acto import bloquear_instancia
from motor.reglas.aperturas import reabrir
from motor.reglas.avance import avanzar
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class Continuar:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def continuar(entorno: Entorno, orden: Continuar) -> Respuesta:
    """Mueve la ficha que esperaba seguir.

    Raises:
        OrdenRechazada: el trabajo ya no es de ese trabajador.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        acto = bloquear_instancia(sesion, entorno.versiones, trabajo.instancia_id or 0, ahora)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        if acto.instancia.estado is EstadoInstancia.ACTIVA and trabajo.ficha is not None:
            if "abrir" in trabajo.datos:
                reabrir(acto, trabajo.datos["abrir"])
            else:
                avanzar(acto, FichaCompletada(trabajo.ficha))
            datos = {"elemento": trabajo.datos.get("elemento", ""), **acto.resumen.como_datos()}
            asentar_acto(
                acto,
                Hecho(
                    "actividad_continuada",
                    ahora,
                    None,
                    acto.expediente,
                    acto.instancia,
                    datos=datos,
                ),
            )
        return acto.respuesta(trabajo.id)
