"""El mapa de calor: cuánto se espera y se trabaja en cada paso de una versión."""

import csv
import io
import re
from datetime import timedelta

import pytest

from motor.consultas.calor import FiltroCalor, medir_pasos, obtener_version
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import SCG, TECNICO, Mesa

DIBUJO = diagrama(
    proceso(
        inicio(),
        usuario("redactar", name="Redactar el informe", **{"cauce:unidad": "UCL"}),
        usuario("firmar", name="Firmar", **{"cauce:cargo": SCG}),
        fin(),
        flujos("inicio > redactar > firmar > fin"),
    )
)


@pytest.fixture
def mesa(entorno_web, reloj) -> Mesa:
    """Un caso: la redacción esperó dos horas y llevó una; la firma espera."""
    mesa = Mesa(entorno_web)
    mesa.publicar(DIBUJO)
    mesa.iniciar()
    reloj.avanzar(timedelta(hours=2))
    tomar_tarea(entorno_web, TomarTarea(Actor(TECNICO), mesa.tarea("redactar")))
    reloj.avanzar(timedelta(hours=1))
    mesa.completar("redactar")
    return mesa


def medir(mesa, **filtro):
    with mesa.entorno.leer() as sesion:
        version = obtener_version(sesion, "prueba")
        ahora = mesa.entorno.reloj.ahora()
        return {p.elemento: p for p in medir_pasos(sesion, version, FiltroCalor(**filtro), ahora)}


def test_la_espera_llega_hasta_que_se_toma_y_el_trabajo_hasta_que_se_completa(mesa):
    redactar = medir(mesa)["redactar"]
    assert (redactar.espera, redactar.trabajo) == (timedelta(hours=2), timedelta(hours=1))
    assert (redactar.casos, redactar.veces, redactar.abiertas) == (1, 1, 0)


def test_lo_que_sigue_abierto_se_cuenta_y_no_se_promedia(mesa):
    firmar = medir(mesa)["firmar"]
    assert (firmar.abiertas, firmar.espera, firmar.mas_vieja) == (1, timedelta(), timedelta())


def test_lo_que_sigue_abierto_dice_hace_cuanto_llego_lo_mas_viejo(mesa, reloj, navegador):
    reloj.avanzar(timedelta(days=3, hours=5))
    assert medir(mesa)["firmar"].mas_vieja == timedelta(days=3, hours=5)
    visto = navegador("admin.sistema").ver("/procesos/prueba/calor?medida=hoy")
    assert """data-calor='{"firmar": [5, "1: 3 d 5 h"]}'""" in visto.get_data(as_text=True)


def test_se_filtra_por_fecha_y_por_unidad(mesa):
    dia = mesa.entorno.reloj.ahora().date()
    assert medir(mesa, desde=dia + timedelta(days=1)) == {}
    assert medir(mesa, hasta=dia).keys() == {"redactar", "firmar"}
    assert medir(mesa, unidad="UCL").keys() == {"redactar"}


def test_la_pagina_colorea_los_pasos_y_dice_lo_mismo_en_una_tabla(mesa, navegador):
    respuesta = navegador("admin.sistema").ver("/procesos/prueba/calor?medida=espera")
    visto = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 200
    assert """data-calor='{"redactar": [5, "2 h"]}'""" in visto
    assert re.search(r"Redactar el informe</th>.*2 h</td>.*1 h</td>", visto)


def test_la_planilla_lleva_los_tiempos_en_horas(mesa, navegador):
    respuesta = navegador("admin.sistema").ver("/procesos/prueba/calor.csv")
    cuadro = csv.reader(io.StringIO(respuesta.get_data(as_text=True)[1:]), delimiter=";")
    filas = {fila[0]: fila for fila in cuadro}
    assert filas["Redactar el informe"][4:7] == ["0,00", "2,00", "1,00"]


def test_el_dibujo_es_el_de_la_version_byte_a_byte(mesa, navegador):
    assert navegador("admin.sistema").ver("/procesos/prueba/calor.bpmn").data == DIBUJO


def test_una_version_que_no_existe_lo_dice(mesa, navegador):
    with mesa.entorno.leer() as sesion, pytest.raises(NoEncontrado, match="versión 9"):
        obtener_version(sesion, "prueba", 9)
    assert navegador("admin.sistema").ver("/procesos/nada/calor").status_code == 404


def test_quien_no_administra_ni_da_seguimiento_no_lo_ve(mesa, navegador):
    assert navegador(TECNICO).ver("/procesos/prueba/calor").status_code == 403


def test_al_llegar_se_mide_la_ultima_version_que_tuvo_casos(mesa, navegador):
    mesa.publicar(DIBUJO.replace(b"Redactar el informe", b"Redactar"))
    web = navegador("admin.sistema")
    assert "versión 1" in web.ver("/procesos/prueba/calor").get_data(as_text=True)
    assert "versión 2" in web.ver("/procesos/prueba/calor?version=2").get_data(as_text=True)
