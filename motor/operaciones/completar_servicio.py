"""Completar una tarea externa con su resultado."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.bpmn.avance import FichaCompletada
from motor.entorno import Entorno
from motor.nucleo.valores import Valor
from motor.reglas.avance import avanzar, exigir_nombres_libres
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.servicios import bloquear_servicio
from motor.reglas.trabajos import cerrar_trabajo


@dataclass(frozen=True)
class CompletarServicio:
    """La orden. `trabajador` es quien reservó el trabajo."""

    trabajo_id: int
    trabajador: str
    datos: Mapping[str, Valor] = field(default_factory=dict)


def completar_servicio(entorno: Entorno, orden: CompletarServicio) -> Respuesta:
    """Escribe el resultado y mueve la ficha.

    Raises:
        NoEncontrado: no existe el trabajo.
        OrdenRechazada: ya no es de ese trabajador, o la instancia terminó.
        DatosInvalidos: el resultado trae una variable reservada.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        acto, trabajo = bloquear_servicio(
            sesion, entorno.versiones, orden.trabajo_id, orden.trabajador, ahora
        )
        exigir_nombres_libres(orden.datos)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        avanzar(acto, FichaCompletada(trabajo.ficha or 0, orden.datos), ya_cerrada=trabajo.ficha)
        datos = {"tema": trabajo.tema, "elemento": trabajo.datos["elemento"]}
        asentar_acto(
            acto,
            Hecho(
                "servicio_completado",
                ahora,
                None,
                acto.expediente,
                acto.instancia,
                despues=orden.datos,
                datos=datos | acto.resumen.como_datos(),
            ),
        )
        return acto.respuesta(trabajo.id)
