"""Anotar que una tarea externa falló: se reintenta más tarde o queda en incidente."""

from dataclasses import dataclass

from motor.entorno import Entorno
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.servicios import bloquear_servicio, intentos_de
from motor.reglas.trabajos import anotar_fallo


@dataclass(frozen=True)
class FallarServicio:
    """La orden. `mensaje` dice qué pasó; lo verá quien reintente."""

    trabajo_id: int
    trabajador: str
    mensaje: str


def fallar_servicio(entorno: Entorno, orden: FallarServicio) -> Respuesta:
    """Cuenta el intento; la ficha no se mueve.

    Raises:
        NoEncontrado: no existe el trabajo.
        OrdenRechazada: ya no es de ese trabajador, o la instancia terminó.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        acto, trabajo = bloquear_servicio(
            sesion, entorno.versiones, orden.trabajo_id, orden.trabajador, ahora
        )
        incidente = anotar_fallo(sesion, trabajo, orden.mensaje, ahora, intentos_de(trabajo))
        datos = {
            "tema": trabajo.tema,
            "elemento": trabajo.datos["elemento"],
            "intentos": trabajo.intentos,
            "incidente": incidente is not None,
        }
        asentar(
            sesion,
            Hecho(
                "servicio_fallido",
                ahora,
                None,
                acto.expediente,
                acto.instancia,
                motivo=orden.mensaje[:500],
                datos=datos,
            ),
        )
        return acto.respuesta(trabajo.id)
