"""Iniciar el proceso que una actividad llama, en su propia instancia del mismo expediente."""

from dataclasses import dataclass

from motor.almacen.instancias import EstadoInstancia
from motor.entorno import Entorno
from motor.reglas.acto import bloquear_instancia
from motor.reglas.avance import empezar_instancia
from motor.reglas.bitacora import Hecho
from motor.reglas.finales import asentar_acto
from motor.reglas.idempotencia import Respuesta
from motor.reglas.instancias import Creacion, Llamada, crear_instancia
from motor.reglas.llamadas import entradas_de, proceso_llamado
from motor.reglas.trabajos import cerrar_trabajo, obtener_trabajo


@dataclass(frozen=True)
class IniciarLlamada:
    """La orden: el trabajo reservado y quién lo tiene."""

    trabajo_id: int
    trabajador: str


def iniciar_llamada(entorno: Entorno, orden: IniciarLlamada) -> Respuesta:
    """Crea la instancia llamada y la empieza; la que llama no se mueve.

    Raises:
        NoEncontrado: el proceso llamado no está publicado.
        OrdenRechazada: el trabajo ya no es de ese trabajador, o la llamada se canceló.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        trabajo = obtener_trabajo(sesion, orden.trabajo_id)
        madre = bloquear_instancia(sesion, entorno.versiones, trabajo.instancia_id or 0, ahora)
        cerrar_trabajo(sesion, trabajo, orden.trabajador)
        if madre.instancia.estado is not EstadoInstancia.ACTIVA or trabajo.ficha is None:
            return Respuesta(trabajo.id, madre.expediente.id)
        elemento = trabajo.datos["elemento"]
        contenido = entradas_de(madre, elemento, trabajo.datos["ambito"])
        creacion = Creacion(ahora, llamada=Llamada(madre.instancia.id, trabajo.ficha))
        llamado = proceso_llamado(madre, entorno.versiones, elemento)
        acto = crear_instancia(sesion, entorno.versiones, madre.expediente, llamado, creacion)
        empezar_instancia(acto, None, contenido)
        asentar_acto(
            acto,
            Hecho(
                "llamada_iniciada",
                ahora,
                None,
                acto.expediente,
                acto.instancia,
                datos={"desde": elemento, "madre": madre.instancia.id, **acto.resumen.como_datos()},
            ),
        )
        return Respuesta(acto.instancia.id, acto.expediente.id, acto.instancia.id)
