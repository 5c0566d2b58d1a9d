"""Ejemplos de lo que una persona hace con un expediente, sus tareas, plazos y mensajes.

Cada función se llama como su operación y devuelve la orden.
"""

from sqlalchemy import select

from motor.almacen.mensajes import Mensaje
from motor.almacen.plazos import Plazo
from motor.almacen.trabajos import Incidente
from motor.nucleo.actor import Actor
from motor.operaciones import tomar_tarea as toma
from motor.operaciones.adjuntar_documento import AdjuntarDocumento
from motor.operaciones.anular_expediente import AnularExpediente
from motor.operaciones.comentar import Comentar
from motor.operaciones.completar_tarea import CompletarTarea
from motor.operaciones.derivar_tarea import DerivarTarea, Destino
from motor.operaciones.devolver_tarea import DevolverTarea
from motor.operaciones.emitir_senal import EmitirSenal
from motor.operaciones.iniciar_expediente import IniciarExpediente
from motor.operaciones.prorrogar_plazo import ProrrogarPlazo
from motor.operaciones.recibir_mensaje import RecibirMensaje
from motor.operaciones.registrar_mensaje_externo import RegistrarMensajeExterno
from motor.operaciones.reintentar_incidente import ReintentarIncidente
from motor.operaciones.retirar_expediente import RetirarExpediente
from motor.operaciones.soltar_tarea import SoltarTarea
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION
from tests.motor.operaciones.test_derivar_y_devolver import CON_VUELTA, FORMULARIO
from tests.motor.operaciones.test_mensajes_y_senales import A_LA_CAJA, POR_CLAVE, POR_SENAL
from tests.motor.operaciones.test_plazos_y_llamadas import dar_facultad
from tests.motor.operaciones.test_publicar_e_incidentes import CON_SCRIPT

PERSONA = Actor(TECNICO)

CON_PLAZO = diagrama(
    proceso(
        inicio(),
        usuario("opinar", **{"cauce:cargo": TECNICO, "cauce:plazo": "pie.total"}),
        fin(),
        flujos("inicio > opinar > fin"),
    )
)


def iniciada(mesa, xml=APROBACION, datos=None, **mas) -> int:
    mesa.publicar(xml, **mas)
    return mesa.iniciar(datos=datos)


def con_vuelta(mesa) -> int:
    return iniciada(mesa, CON_VUELTA, formularios={"visto": FORMULARIO})


def iniciar_expediente(mesa):
    mesa.publicar(APROBACION)
    return IniciarExpediente(PERSONA, "p", "Asunto de prueba")


def tomar_tarea(mesa):
    iniciada(mesa)
    return toma.TomarTarea(PERSONA, mesa.tarea("revisar"))


def soltar_tarea(mesa):
    toma.tomar_tarea(mesa.entorno, tomar_tarea(mesa))
    return SoltarTarea(PERSONA, mesa.tarea("revisar"))


def completar_tarea(mesa):
    iniciada(mesa)
    return CompletarTarea(PERSONA, mesa.tarea("revisar"), {"monto": 500})


def derivar_tarea(mesa):
    iniciada(mesa)
    return DerivarTarea(PERSONA, mesa.tarea("revisar"), (Destino(cargo=JEFE),), "Para informe")


def devolver_tarea(mesa):
    con_vuelta(mesa)
    mesa.completar("redactar")
    return DevolverTarea(Actor(JEFE), mesa.tarea("visar"), "Falta el anexo")


def retirar_expediente(mesa):
    return RetirarExpediente(PERSONA, con_vuelta(mesa), "Ya no hace falta")


def anular_expediente(mesa):
    dar_facultad(mesa.entorno.sesiones, JEFE)
    return AnularExpediente(Actor(JEFE), iniciada(mesa), "Duplicado")


def comentar(mesa):
    return Comentar(PERSONA, iniciada(mesa), "Falta la firma")


def adjuntar_documento(mesa):
    return AdjuntarDocumento(PERSONA, iniciada(mesa), "Acta", "acta.pdf", b"%PDF-1.7")


def prorrogar_plazo(mesa):
    iniciada(mesa, CON_PLAZO)
    [plazo] = mesa.leer(select(Plazo.id))
    return ProrrogarPlazo(Actor(SCG), plazo, 5, "Volumen")


def reintentar_incidente(mesa):
    iniciada(mesa, CON_SCRIPT, {"monto": 40, "cual": "no.existe"})
    dar_facultad(mesa.entorno.sesiones, JEFE)
    [incidente] = mesa.leer(select(Incidente.id))
    return ReintentarIncidente(Actor(JEFE), incidente, "corregido")


def registrar_mensaje_externo(mesa):
    iniciada(mesa, POR_CLAVE, {"codigo": "A-1"})
    return RegistrarMensajeExterno(PERSONA, "Fallo", "ALDC", clave="A-1")


def recibir_mensaje(mesa):
    iniciada(mesa, A_LA_CAJA)
    [mensaje] = mesa.leer(select(Mensaje.id))
    return RecibirMensaje(Actor(JEFE), mensaje)


def emitir_senal(mesa):
    iniciada(mesa, POR_SENAL)
    return EmitirSenal(PERSONA, "Alerta", {"nivel": "alto"})


EJEMPLOS = (
    iniciar_expediente,
    tomar_tarea,
    soltar_tarea,
    completar_tarea,
    derivar_tarea,
    devolver_tarea,
    retirar_expediente,
    anular_expediente,
    comentar,
    adjuntar_documento,
    prorrogar_plazo,
    reintentar_incidente,
    registrar_mensaje_externo,
    recibir_mensaje,
    emitir_senal,
)
