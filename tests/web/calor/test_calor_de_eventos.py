"""El mapa de calor ve dónde espera el dibujo: temporizadores, mensajes y plazos cumplidos."""

from datetime import timedelta

import pytest

from motor.consultas.calor import FiltroCalor, obtener_version
from motor.consultas.calor_eventos import medir_todo
from motor.nucleo.actor import Actor
from motor.operaciones.registrar_mensaje_externo import (
    RegistrarMensajeExterno,
    registrar_mensaje_externo,
)
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    evento,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    proceso,
    usuario,
)
from tests.motor.operaciones.mesa import TECNICO, Mesa

DIBUJO = diagrama(
    '<message id="m" name="respuesta"/>',
    proceso(
        inicio(),
        usuario("redactar", **{"cauce:cargo": TECNICO}),
        limite("demora", "redactar", duracion("P2D"), interrumpe=False),
        fin("avisado"),
        captura("pausa", duracion("PT6H")),
        captura("contestan", evento("message", messageRef="m", **{"cauce:correlacion": "hr"})),
        fin(),
        flujos("inicio > redactar > pausa > contestan > fin", "demora > avisado"),
    ),
)


@pytest.fixture
def mesa(entorno_web, reloj) -> Mesa:
    """Un caso que tardó tres días en redactarse, hizo su pausa y hace una hora espera respuesta."""
    mesa = Mesa(entorno_web)
    mesa.publicar(DIBUJO)
    mesa.iniciar()
    reloj.avanzar(timedelta(days=3))
    mesa.drenar()
    mesa.completar("redactar")
    reloj.avanzar(timedelta(hours=7))
    mesa.drenar()
    reloj.avanzar(timedelta(hours=1))
    return mesa


def medir(mesa, **filtro):
    entorno, pedido = mesa.entorno, FiltroCalor(**filtro)
    with entorno.leer() as sesion:
        version = obtener_version(sesion, "prueba")
        pasos = medir_todo(sesion, entorno.versiones, version, pedido, entorno.reloj.ahora())
    return {p.elemento: p for p in pasos}


def test_el_plazo_del_dibujo_que_se_cumplio_se_cuenta_en_su_borde(mesa):
    demora = medir(mesa)["demora"]
    assert (demora.cumplidos, demora.vencidas, demora.espera) == (1, 0, timedelta())


def test_el_temporizador_dice_cuanto_hizo_esperar_y_el_mensaje_cuanto_lleva(mesa):
    medidos = medir(mesa)
    assert (medidos["pausa"].espera, medidos["pausa"].abiertas) == (timedelta(hours=7), 0)
    assert medidos["contestan"].abiertas == 1
    assert medidos["contestan"].mas_vieja == timedelta(hours=1)


def test_por_unidad_solo_se_miran_las_tareas_y_por_fecha_tambien_los_eventos(mesa):
    assert medir(mesa, unidad="SDOS").keys() <= {"redactar"}
    ayer = mesa.entorno.reloj.ahora().date() - timedelta(days=1)
    assert "demora" not in medir(mesa, desde=ayer)
    assert "contestan" in medir(mesa, desde=ayer)


OCIOSO = diagrama(
    '<message id="m" name="fallo"/>',
    proceso(
        inicio(),
        captura("esperar", evento("message", messageRef="m", **{"cauce:correlacion": "codigo"})),
        nodo("callActivity", "consultar", calledElement="q"),
        fin(),
        flujos("inicio > esperar > consultar > fin"),
    ),
    proceso(
        inicio("empieza"),
        captura("reposo", duracion("PT2H")),
        fin("acaba"),
        flujos("empieza > reposo > acaba"),
        id="q",
    ),
)


def test_lo_que_esperaron_un_mensaje_y_una_llamada_queda_medido(mesa, reloj):
    mesa.publicar(OCIOSO)
    mesa.iniciar(datos={"codigo": "A-1"})
    reloj.avanzar(timedelta(hours=5))
    orden = RegistrarMensajeExterno(Actor(TECNICO), "fallo", "ALDC", clave="A-1")
    registrar_mensaje_externo(mesa.entorno, orden)
    mesa.drenar()
    antes = medir(mesa)
    assert (antes["esperar"].espera, antes["esperar"].abiertas) == (timedelta(hours=5), 0)
    assert antes["consultar"].abiertas == 1
    reloj.avanzar(timedelta(hours=3))
    mesa.drenar()
    assert medir(mesa)["consultar"].espera == timedelta(hours=3)
