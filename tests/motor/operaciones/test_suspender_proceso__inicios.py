"""Con el proceso suspendido, lo que llega para iniciar un caso espera, y ningún caso se mueve."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.trabajos import Incidente
from motor.nucleo.actor import Actor
from motor.operaciones.registrar_mensaje_externo import (
    RegistrarMensajeExterno,
    registrar_mensaje_externo,
)
from motor.reglas.procesos_suspendidos import ProcesoDetenido
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, ref, usuario
from tests.motor.operaciones.mesa import TECNICO
from tests.motor.operaciones.test_mensajes_y_senales import mensaje
from tests.motor.operaciones.test_migrar_casos import DE_PASO
from tests.motor.operaciones.test_mover_ficha import DIAGRAMA, aprobar, facultar, pedir
from tests.motor.operaciones.test_suspender_proceso import reanudar, suspender

A_LAS_DOS_HORAS = """<startEvent id="hora"><timerEventDefinition>
  <timeDuration>PT2H</timeDuration></timerEventDefinition></startEvent>"""


def casos(mesa) -> int:
    return mesa.leer(select(func.count(Expediente.id)))[0]


def test_el_mensaje_que_inicia_un_caso_espera_y_lo_inicia_al_reanudar(mesa):
    empieza = inicio("llega", ref("message", "Solicitud"))
    hecho = proceso(empieza, usuario("a", **DE_PASO), fin(), flujos("llega > a > fin"))
    mesa.publicar(diagrama(mensaje("Solicitud"), hecho))
    suspender(mesa, con_casos=False)
    orden = RegistrarMensajeExterno(Actor(TECNICO), "Solicitud", "ALDC")
    registrar_mensaje_externo(mesa.entorno, orden)
    mesa.drenar()
    assert (casos(mesa), mesa.leer(select(Mensaje.estado))) == (0, [EstadoMensaje.ENVIADO])
    reanudar(mesa)
    assert (casos(mesa), mesa.leer(select(Mensaje.estado))) == (1, [EstadoMensaje.DEPOSITADO])
    assert mesa.leer(select(Incidente)) == []


def test_el_inicio_por_hora_espera_y_ocurre_una_sola_vez_al_reanudar(mesa, reloj):
    hecho = proceso(A_LAS_DOS_HORAS, usuario("a", **DE_PASO), fin(), flujos("hora > a > fin"))
    mesa.publicar(diagrama(hecho))
    suspender(mesa, con_casos=False)
    reloj.poner(reloj.ahora() + timedelta(hours=5))
    mesa.drenar()
    mesa.drenar()
    assert casos(mesa) == 0
    reanudar(mesa)
    mesa.drenar()
    assert casos(mesa) == 1


def test_un_caso_detenido_no_se_mueve_de_paso_hasta_reanudar(mesa):
    facultar(mesa)
    mesa.publicar(DIAGRAMA)
    mesa.iniciar()
    movimiento = pedir(mesa)
    suspender(mesa)
    with pytest.raises(ProcesoDetenido):
        aprobar(mesa, movimiento)
    reanudar(mesa)
    aprobar(mesa, movimiento)
    assert mesa.abiertas() == ["c"]
