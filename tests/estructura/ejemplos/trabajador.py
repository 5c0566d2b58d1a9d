"""Ejemplos de lo que hace el trabajador: cada orden lleva un trabajo reservado de verdad.

Cada función se llama como su operación y devuelve la orden.
"""

from datetime import timedelta

from motor.almacen.trabajos import TipoTrabajo
from motor.nucleo.actor import Actor
from motor.operaciones import _trabajos
from motor.operaciones.anular_llamada import AnularLlamada
from motor.operaciones.avisar_plazo import AvisarPlazo
from motor.operaciones.completar_servicio import CompletarServicio
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.continuar import Continuar
from motor.operaciones.emitir_senal import EmitirSenal, emitir_senal
from motor.operaciones.entregar_mensaje import EntregarMensaje
from motor.operaciones.entregar_senal import EntregarSenal
from motor.operaciones.error_servicio import ErrorServicio
from motor.operaciones.fallar_servicio import FallarServicio
from motor.operaciones.iniciar_expediente import IniciarExpediente
from motor.operaciones.iniciar_expediente import iniciar_expediente as iniciar
from motor.operaciones.iniciar_llamada import IniciarLlamada
from motor.operaciones.iniciar_proceso import IniciarProceso
from motor.operaciones.retornar_llamada import RetornarLlamada
from motor.operaciones.vencer_plazo import VencerPlazo
from motor.trabajador.despacho import ejecutar
from tests.motor.bpmn.dibujos import (
    diagrama,
    duracion,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    proceso,
    usuario,
)
from tests.motor.operaciones.mesa import TECNICO
from tests.motor.operaciones.test_avisos_de_plazo import CON_PLAZO
from tests.motor.operaciones.test_mensajes_y_senales import IDA_Y_VUELTA, POR_SENAL
from tests.motor.operaciones.test_plazos_y_llamadas import SERVICIO, con_limite

OBRERO = "obrero"
TRABAJOS_HASTA_EL_BUSCADO = 20

LLAMADA = diagrama(
    proceso(
        inicio(),
        nodo("callActivity", "llamar", calledElement="q"),
        limite("vence", "llamar", duracion("P1D")),
        usuario("seguir", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > llamar > fin", "vence > seguir > fin"),
    ),
    proceso(
        inicio("i"),
        usuario("calcular", **{"cauce:cargo": TECNICO}),
        fin("f"),
        flujos("i > calcular > f"),
        id="q",
    ),
)
EN_SEGUNDO_PLANO = diagrama(
    proceso(
        inicio(),
        usuario("revisar", **{"cauce:cargo": TECNICO, "camunda:asyncBefore": "true"}),
        fin(),
        flujos("inicio > revisar > fin"),
    )
)
POR_LA_HORA = diagrama(
    proceso(
        inicio("inicio", duracion("P1D")),
        usuario("revisar", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > revisar > fin"),
    )
)


def sin_drenar(mesa, xml: bytes) -> None:
    """Publica e inicia; los trabajos que eso encarga quedan por hacer."""
    mesa.publicar(xml)
    orden = IniciarExpediente(Actor(TECNICO), "p", "Asunto de prueba")
    mesa.expediente = iniciar(mesa.entorno, orden).id


def reservado(mesa, tipo: TipoTrabajo) -> tuple[int, str]:
    """Reserva el primer trabajo de ese tipo, haciendo antes los que le preceden."""
    for _ in range(TRABAJOS_HASTA_EL_BUSCADO):
        [tomado] = _trabajos.tomar_trabajos(mesa.entorno, OBRERO)
        if tomado.tipo is tipo:
            return tomado.id, OBRERO
        assert ejecutar(mesa.entorno, tomado, OBRERO), f"falló el trabajo previo {tomado.tipo}"
    raise AssertionError(f"Entre {TRABAJOS_HASTA_EL_BUSCADO} trabajos no hubo ninguno {tipo}.")


def pasar(mesa, dias: int) -> None:
    mesa.entorno.reloj.avanzar(timedelta(days=dias))


def servicio(mesa) -> tuple[int, str]:
    sin_drenar(mesa, SERVICIO)
    return reservado(mesa, TipoTrabajo.SERVICIO)


def completar_servicio(mesa):
    return CompletarServicio(*servicio(mesa), {"numero": "LEY-1"})


def fallar_servicio(mesa):
    return FallarServicio(*servicio(mesa), "no hay red")


def error_servicio(mesa):
    return ErrorServicio(*servicio(mesa), "SIN_NUMERO", "La serie está cerrada.")


def iniciar_llamada(mesa):
    sin_drenar(mesa, LLAMADA)
    return IniciarLlamada(*reservado(mesa, TipoTrabajo.INICIAR_LLAMADA))


def retornar_llamada(mesa):
    sin_drenar(mesa, LLAMADA)
    mesa.drenar()
    completar_tarea(mesa.entorno, CompletarTarea(Actor(TECNICO), mesa.tarea("calcular")))
    return RetornarLlamada(*reservado(mesa, TipoTrabajo.RETORNAR_LLAMADA))


def anular_llamada(mesa):
    sin_drenar(mesa, LLAMADA)
    mesa.drenar()
    pasar(mesa, 1)
    return AnularLlamada(*reservado(mesa, TipoTrabajo.ANULAR_LLAMADA))


def entregar_mensaje(mesa):
    sin_drenar(mesa, IDA_Y_VUELTA)
    return EntregarMensaje(*reservado(mesa, TipoTrabajo.ENTREGAR_MENSAJE))


def entregar_senal(mesa):
    sin_drenar(mesa, POR_SENAL)
    emitir_senal(mesa.entorno, EmitirSenal(Actor(TECNICO), "Alerta"))
    return EntregarSenal(*reservado(mesa, TipoTrabajo.DIFUNDIR_SENAL))


def continuar(mesa):
    sin_drenar(mesa, EN_SEGUNDO_PLANO)
    return Continuar(*reservado(mesa, TipoTrabajo.CONTINUAR))


def avisar_plazo(mesa):
    sin_drenar(mesa, CON_PLAZO)
    pasar(mesa, 3)
    return AvisarPlazo(*reservado(mesa, TipoTrabajo.AVISAR_PLAZO))


def vencer_plazo(mesa):
    sin_drenar(mesa, con_limite(True, duracion("P1D")))
    pasar(mesa, 1)
    return VencerPlazo(*reservado(mesa, TipoTrabajo.VENCER_PLAZO))


def iniciar_proceso(mesa):
    mesa.publicar(POR_LA_HORA)
    pasar(mesa, 1)
    return IniciarProceso(*reservado(mesa, TipoTrabajo.INICIAR_PROCESO))


EJEMPLOS = (
    completar_servicio,
    fallar_servicio,
    error_servicio,
    iniciar_llamada,
    retornar_llamada,
    anular_llamada,
    entregar_mensaje,
    entregar_senal,
    continuar,
    avisar_plazo,
    vencer_plazo,
    iniciar_proceso,
)
