"""Suspender y reanudar un proceso: nada empieza, nada corre, nada se pierde."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.procesos_suspendidos import ProcesoSuspendido
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from motor.manejadores import Registro
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada, SinPermiso
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.reanudar_proceso import ReanudarProceso, reanudar_proceso
from motor.operaciones.registrar_mensaje_externo import (
    RegistrarMensajeExterno,
    registrar_mensaje_externo,
)
from motor.operaciones.suspender_proceso import SuspenderProceso, suspender_proceso
from motor.reglas.procesos_suspendidos import ProcesoDetenido
from tests.motor.bpmn.dibujos import captura, diagrama, fin, flujos, inicio, proceso, ref, usuario
from tests.motor.operaciones.mesa import TECNICO, armar_mesa
from tests.motor.operaciones.test_mensajes_y_senales import mensaje
from tests.motor.operaciones.test_migrar_casos import DE_PASO, dibujar

ADMIN = Actor("admin.sistema")
SERIE = dibujar("inicio > a > b > fin", a=DE_PASO, b=DE_PASO)
CARGO = f'cauce:cargo="{TECNICO}"'
CON_RELOJ = f"""
  <startEvent id="inicio"/><userTask id="a" {CARGO}/><userTask id="tarde" {CARGO}/>
  <boundaryEvent id="limite" attachedToRef="a"><timerEventDefinition>
    <timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>
  <endEvent id="fin"/><endEvent id="fin2"/>
"""


def suspender(mesa, *, con_casos: bool = True, actor: Actor = ADMIN, motivo="Fallo judicial"):
    orden = SuspenderProceso(actor, "prueba", motivo, con_casos)
    return suspender_proceso(mesa.entorno, orden)


def reanudar(mesa, motivo="Se levantó") -> None:
    reanudar_proceso(mesa.entorno, ReanudarProceso(ADMIN, "prueba", motivo))
    mesa.drenar()


def pendientes(mesa) -> list[Trabajo]:
    return list(mesa.leer(select(Trabajo).where(Trabajo.estado == EstadoTrabajo.PENDIENTE)))


def test_suspendido_no_se_inician_casos_y_los_que_corren_siguen(mesa):
    mesa.publicar(SERIE)
    mesa.iniciar()
    suspender(mesa, con_casos=False)
    with pytest.raises(ProcesoDetenido, match="Motivo: Fallo judicial"):
        mesa.iniciar()
    mesa.completar("a")
    assert mesa.abiertas() == ["b"]
    reanudar(mesa)
    assert mesa.iniciar()


def test_con_sus_casos_nadie_avanza_y_los_plazos_no_corren(mesa, reloj):
    mesa.publicar(SERIE)
    mesa.iniciar()
    [antes] = mesa.leer(select(Plazo.vence_el))
    suspender(mesa)
    with pytest.raises(ProcesoDetenido, match="está suspendido, con sus casos en curso"):
        mesa.completar("a")
    [durante] = mesa.leer(select(Plazo.vence_el))
    assert durante.year == 9999
    reloj.poner(reloj.ahora() + timedelta(days=7))
    mesa.drenar()
    reanudar(mesa)
    [despues] = mesa.leer(select(Plazo.vence_el))
    assert antes < despues < antes + timedelta(days=12)
    mesa.completar("a")
    assert mesa.abiertas() == ["b"]


def test_reanudado_el_mismo_dia_los_plazos_quedan_como_estaban(mesa):
    mesa.publicar(SERIE)
    mesa.iniciar()
    antes = mesa.leer(select(Plazo.vence_el))
    suspender(mesa)
    reanudar(mesa)
    assert mesa.leer(select(Plazo.vence_el)) == antes


def test_el_temporizador_que_venceria_espera_y_dispara_al_reanudar(mesa, reloj):
    mesa.publicar(con_reloj())
    mesa.iniciar()
    suspender(mesa)
    reloj.poner(reloj.ahora() + timedelta(hours=3))
    mesa.drenar()
    mesa.drenar()
    assert mesa.abiertas() == ["a"]
    assert mesa.leer(select(Incidente)) == []
    reanudar(mesa)
    assert mesa.abiertas() == ["tarde"]
    abiertos = mesa.leer(select(Plazo).where(Plazo.estado == EstadoPlazo.ABIERTO))
    assert (abiertos, pendientes(mesa)) == ([], [])


def con_reloj() -> bytes:
    return diagrama(proceso(CON_RELOJ, flujos("inicio > a > fin", "limite > tarde > fin2")))


def test_un_servicio_no_se_llama_hasta_reanudar(sesiones, reloj, tmp_path):
    llamado: list[int] = []
    sellar = Registro({"p.sellar": lambda _ctx: llamado.append(1) or {}})
    mesa = armar_mesa(sesiones, reloj, tmp_path, sellar)
    servicio = '<serviceTask id="s" camunda:type="external" camunda:topic="p.sellar"/>'
    tramos = flujos("inicio > a > s > fin")
    mesa.publicar(diagrama(proceso(inicio(), usuario("a", **DE_PASO), servicio, fin(), tramos)))
    mesa.iniciar()
    completar_tarea(mesa.entorno, CompletarTarea(Actor(TECNICO), mesa.tarea("a"), {}))
    suspender(mesa)
    mesa.drenar()
    assert (llamado, [t.tipo for t in pendientes(mesa)]) == ([], [TipoTrabajo.SERVICIO])
    reanudar(mesa)
    assert (llamado, mesa.estado()[0], pendientes(mesa)) == ([1], "cerrado", [])


def test_el_mensaje_que_llega_espera_y_se_entrega_al_reanudar(mesa):
    recibe = captura("m", ref("message", "Llega"))
    tramos = flujos("inicio > m > b > fin")
    hecho = proceso(inicio(), recibe, usuario("b", **DE_PASO), fin(), tramos)
    mesa.publicar(diagrama(mensaje("Llega"), hecho))
    mesa.iniciar()
    suspender(mesa)
    orden = RegistrarMensajeExterno(Actor(TECNICO), "Llega", "ALDC", expediente_id=mesa.expediente)
    registrar_mensaje_externo(mesa.entorno, orden)
    mesa.drenar()
    assert mesa.leer(select(Mensaje.estado)) == [EstadoMensaje.ENVIADO]
    assert mesa.leer(select(Incidente)) == []
    reanudar(mesa)
    assert mesa.leer(select(Mensaje.estado)) == [EstadoMensaje.DEPOSITADO]
    assert mesa.abiertas() == ["b"]


def test_sin_motivo_sin_facultad_o_dos_veces_no_se_suspende(mesa):
    mesa.publicar(SERIE)
    with pytest.raises(DatosInvalidos):
        suspender(mesa, motivo=" ")
    with pytest.raises(SinPermiso):
        suspender(mesa, actor=Actor(TECNICO))
    suspender(mesa)
    with pytest.raises(OrdenRechazada, match="ya está suspendido"):
        suspender(mesa)
    reanudar(mesa)
    with pytest.raises(OrdenRechazada, match="no está suspendido"):
        reanudar(mesa)
    [suspendido] = mesa.leer(select(ProcesoSuspendido))
    assert suspendido.reanudado_el is not None
