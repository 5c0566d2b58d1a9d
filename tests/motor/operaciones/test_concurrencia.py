"""Muchos a la vez: exactamente uno gana, los números no se repiten y la cadena queda entera."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from motor.almacen.expedientes import Expediente
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.trabajador import drenar
from tests.motor.operaciones.mesa import JEFE, TECNICO
from tests.motor.operaciones.test_completar_tarea__rechazos import DOS_TAREAS
from tests.motor.operaciones.test_mensajes_y_senales import IDA_Y_VUELTA


def a_la_vez(cuantos: int, funcion) -> Counter:
    def intentar(numero: int) -> str:
        try:
            funcion(numero)
        except OrdenRechazada as error:
            return error.codigo
        return "hecho"

    with ThreadPoolExecutor(cuantos) as hilos:
        return Counter(hilos.map(intentar, range(cuantos)))


def test_de_ocho_que_completan_la_misma_tarea_gana_una(mesa):
    mesa.publicar(DOS_TAREAS)
    mesa.iniciar()
    tarea = mesa.tarea("proyectar")
    quienes = [TECNICO, JEFE] * 4

    def completar(numero: int) -> None:
        completar_tarea(mesa.entorno, CompletarTarea(Actor(quienes[numero]), tarea))

    assert a_la_vez(8, completar) == {"hecho": 1, "tarea_ya_completada": 7}
    assert mesa.abiertas() == ["aprobar"]
    assert mesa.quiebre() is None


def test_la_misma_clave_a_la_vez_se_cumple_una_vez_y_todas_leen_lo_mismo(mesa):
    mesa.publicar(DOS_TAREAS)
    orden = IniciarExpediente(Actor(TECNICO), "p", "Uno solo", idempotencia="doble-clic")
    respuestas = []
    resultado = a_la_vez(6, lambda _: respuestas.append(iniciar_expediente(mesa.entorno, orden)))
    assert resultado == {"hecho": 6}
    assert len(set(respuestas)) == 1
    assert mesa.leer(select(func.count()).select_from(Expediente)) == [1]


def test_las_hojas_de_ruta_no_se_repiten_ni_dejan_huecos(mesa):
    mesa.publicar(DOS_TAREAS)
    orden = IniciarExpediente(Actor(TECNICO), "p", "Varios")
    a_la_vez(12, lambda _: iniciar_expediente(mesa.entorno, orden))
    numeros = mesa.leer(select(Expediente.numero).order_by(Expediente.numero))
    assert numeros == list(range(1, 13))


def test_varios_trabajadores_entregan_cada_mensaje_una_vez(mesa):
    mesa.publicar(IDA_Y_VUELTA)
    orden = IniciarExpediente(Actor(TECNICO), "p", "Varios")
    for _ in range(6):
        iniciar_expediente(mesa.entorno, orden)
    a_la_vez(4, lambda _: drenar(mesa.entorno))
    mesa.drenar()
    tareas = mesa.leer(select(Tarea.expediente_id).where(Tarea.elemento == "atender"))
    assert Counter(tareas) == dict.fromkeys(mesa.leer(select(Expediente.id)), 1)
