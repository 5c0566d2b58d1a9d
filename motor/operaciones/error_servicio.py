"""Terminar una tarea externa con un error BPMN, que el diagrama puede atrapar."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.bpmn.avance import ErrorLanzado
from motor.entorno import Entorno
from motor.nucleo.valores import Valor
from motor.reglas.avance import avanzar, exigir_nombres_libres
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.servicios import bloquear_servicio
from motor.reglas.trabajos import cerrar_trabajo


@dataclass(frozen=True)
class ErrorServicio:
    """La orden. `codigo` es el del evento de error del diagrama."""

    trabajo_id: int
    trabajador: str
    codigo: str
    mensaje: str = ""
    datos: Mapping[str, Valor] = field(default_factory=dict)


def error_servicio(entorno: Entorno, orden: ErrorServicio) -> Respuesta:
    """Lanza el error en la tarea; sin quien lo atrape, el proceso queda en incidente.

    Raises:
        NoEncontrado: no existe el trabajo.
        OrdenRechazada: ya no es de ese trabajador, o la instancia terminó.
        DatosInvalidos: los datos traen una variable reservada.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        acto, trabajo = bloquear_servicio(
            sesion, entorno.versiones, orden.trabajo_id, orden.trabajador, ahora
        )
        exigir_nombres_libres(orden.datos)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        lanzado = ErrorLanzado(trabajo.ficha or 0, orden.codigo, orden.mensaje, orden.datos)
        avanzar(acto, lanzado, ya_cerrada=trabajo.ficha)
        datos = {"tema": trabajo.tema, "elemento": trabajo.datos["elemento"], "error": orden.codigo}
        asentar_acto(
            acto,
            Hecho(
                "servicio_con_error",
                ahora,
                None,
                acto.expediente,
                acto.instancia,
                motivo=orden.mensaje,
                datos=datos | acto.resumen.como_datos(),
            ),
        )
        return acto.respuesta(trabajo.id)
