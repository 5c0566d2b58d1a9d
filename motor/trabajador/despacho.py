"""Qué operación hace cada trabajo, y qué pasa si falla."""

import logging
from collections.abc import Callable

from motor.almacen.trabajos import TipoTrabajo
from motor.entorno import Entorno
from motor.manejadores import ErrorNegocio
from motor.nucleo.errores import ErrorMotor
from motor.operaciones import _trabajos
from motor.operaciones._suspendidos import detener_trabajo, exigir_en_marcha
from motor.operaciones._trabajos import Tomado
from motor.operaciones.anular_llamada import AnularLlamada, anular_llamada
from motor.operaciones.avisar_plazo import AvisarPlazo, avisar_plazo
from motor.operaciones.completar_servicio import CompletarServicio, completar_servicio
from motor.operaciones.continuar import Continuar, continuar
from motor.operaciones.entregar_mensaje import EntregarMensaje, entregar_mensaje
from motor.operaciones.entregar_senal import EntregarSenal, entregar_senal
from motor.operaciones.enviar_correo import EnviarCorreo, enviar_correo
from motor.operaciones.error_servicio import ErrorServicio, error_servicio
from motor.operaciones.fallar_servicio import FallarServicio, fallar_servicio
from motor.operaciones.iniciar_llamada import IniciarLlamada, iniciar_llamada
from motor.operaciones.iniciar_proceso import IniciarProceso, iniciar_proceso
from motor.operaciones.retornar_llamada import RetornarLlamada, retornar_llamada
from motor.operaciones.vencer_plazo import VencerPlazo, vencer_plazo
from motor.reglas.correo_saliente import CorreoNoEntregado
from motor.reglas.procesos_suspendidos import ProcesoDetenido
from motor.reglas.trabajos import TrabajoPerdido

_SIN_AVANZAR = (TipoTrabajo.SERVICIO, TipoTrabajo.AVISAR_PLAZO)  # obran antes de mover el caso
REGISTRO = logging.getLogger("cauce.trabajador")


def ejecutar(entorno: Entorno, tomado: Tomado, trabajador: str) -> bool:
    """Hace el trabajo reservado; dice si quedó hecho.

    Un fallo no detiene a los demás: se cuenta, se reintenta más tarde y al final es un incidente.
    """
    try:
        if tomado.tipo in _SIN_AVANZAR:
            exigir_en_marcha(entorno, tomado.id)
        _OPERACIONES[tomado.tipo](entorno, tomado.id, trabajador)
    except TrabajoPerdido as error:
        REGISTRO.info("%s", error)
        return False
    except ProcesoDetenido as error:
        REGISTRO.info("El trabajo %s espera: %s", tomado.id, error)
        detener_trabajo(entorno, tomado.id, trabajador, error.proceso_id)
        return False
    except Exception as error:
        conocido = isinstance(error, ErrorMotor)
        mensaje = str(error) if conocido else f"{type(error).__name__}: {error}"
        REGISTRO.warning(
            "Falló el trabajo %s (%s): %s", tomado.id, tomado.tipo, mensaje, exc_info=not conocido
        )
        definitivo = isinstance(error, CorreoNoEntregado) and error.definitivo
        _trabajos.anotar_trabajo_fallido(
            entorno, tomado.id, trabajador, mensaje, definitivo=definitivo
        )
        return False
    return True


def _servir(entorno: Entorno, trabajo_id: int, trabajador: str) -> None:
    contexto = _trabajos.leer_contexto(entorno, trabajo_id)
    funcion = entorno.manejadores.obtener(contexto.tema)
    try:
        salida = funcion(contexto)
    except ErrorNegocio as error:
        lanzado = ErrorServicio(
            trabajo_id, trabajador, error.codigo_error, error.mensaje, error.datos
        )
        error_servicio(entorno, lanzado)
    except Exception as error:
        mensaje = f"{contexto.tema}: {type(error).__name__}: {error}"
        REGISTRO.warning("%s", mensaje, exc_info=True)
        fallar_servicio(entorno, FallarServicio(trabajo_id, trabajador, mensaje))
    else:
        completar_servicio(entorno, CompletarServicio(trabajo_id, trabajador, salida))


_OPERACIONES: dict[TipoTrabajo, Callable[[Entorno, int, str], object]] = {
    TipoTrabajo.INICIAR_LLAMADA: lambda e, t, q: iniciar_llamada(e, IniciarLlamada(t, q)),
    TipoTrabajo.RETORNAR_LLAMADA: lambda e, t, q: retornar_llamada(e, RetornarLlamada(t, q)),
    TipoTrabajo.ANULAR_LLAMADA: lambda e, t, q: anular_llamada(e, AnularLlamada(t, q)),
    TipoTrabajo.ENTREGAR_MENSAJE: lambda e, t, q: entregar_mensaje(e, EntregarMensaje(t, q)),
    TipoTrabajo.DIFUNDIR_SENAL: lambda e, t, q: entregar_senal(e, EntregarSenal(t, q)),
    TipoTrabajo.VENCER_PLAZO: lambda e, t, q: vencer_plazo(e, VencerPlazo(t, q)),
    TipoTrabajo.AVISAR_PLAZO: lambda e, t, q: avisar_plazo(e, AvisarPlazo(t, q)),
    TipoTrabajo.CONTINUAR: lambda e, t, q: continuar(e, Continuar(t, q)),
    TipoTrabajo.INICIAR_PROCESO: lambda e, t, q: iniciar_proceso(e, IniciarProceso(t, q)),
    TipoTrabajo.CORREO: lambda e, t, q: enviar_correo(e, EnviarCorreo(t, q)),
    TipoTrabajo.SERVICIO: _servir,
}
