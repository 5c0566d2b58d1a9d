"""Dos ediciones de un proceso, lado a lado."""

import json

import pytest
from lxml import html
from sqlalchemy import select

from motor.almacen.borradores import BorradorProceso
from motor.almacen.procesos import Version
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import TECNICO, Mesa


def dibujo(nombre: str) -> bytes:
    tarea = usuario("redactar", name=nombre, **{"cauce:unidad": "UCL", "camunda:formKey": "nota"})
    return diagrama(proceso(inicio(), tarea, fin(), flujos("inicio > redactar > fin")))


def nota(rotulo: str) -> bytes:
    campo = {"type": "textfield", "id": "c", "key": "cite", "label": rotulo}
    return json.dumps({"type": "default", "id": "nota", "components": [campo]}).encode()


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """Dos versiones: cambian el nombre de la tarea y un rótulo de su formulario."""
    mesa = Mesa(entorno_web)
    mesa.publicar(dibujo("Redactar"), formularios={"nota": nota("Cite")})
    mesa.publicar(dibujo("Redactar la nota"), formularios={"nota": nota("Cite de la nota")})
    return mesa


def ver(navegador, ruta, usuario="admin.sistema"):
    respuesta = navegador(usuario).ver(ruta)
    return respuesta.status_code, respuesta.get_data(as_text=True)


def cambios(visto: str) -> list[list[str]]:
    """Las filas de las tablas de cambios: qué, antes y después, como se leen."""
    return [[celda.text_content() for celda in fila] for fila in html.fromstring(visto).iter("tr")]


def test_sin_elegir_se_comparan_las_dos_ultimas(mesa, navegador):
    estado, visto = ver(navegador, "/procesos/prueba/comparar")
    assert estado == 200
    assert "Antes: Versión 1" in visto
    assert "Después: Versión 2" in visto
    assert ["Cite", "Cite de la nota"] in [fila[1:] for fila in cambios(visto)]


def test_cada_dibujo_es_el_de_su_edicion(mesa, navegador):
    visor = navegador("admin.sistema")
    assert visor.ver("/procesos/prueba/ediciones/1.bpmn").data == dibujo("Redactar")
    assert visor.ver("/procesos/prueba/ediciones/2.bpmn").data == dibujo("Redactar la nota")


def test_una_edicion_consigo_misma_es_la_misma(mesa, navegador):
    _, visto = ver(navegador, "/procesos/prueba/comparar?de=2&a=2")
    assert "El diagrama es el mismo, byte a byte." in visto
    assert "Son los mismos." in visto


def test_lo_que_cambio_en_la_ficha_y_en_los_escenarios_tambien_se_dice(mesa, navegador):
    web = navegador("admin.sistema")
    version = mesa.leer(select(Version.id).order_by(Version.numero.desc()))[0]
    web.enviar("/procesos/borradores/nuevo", {"de": str(version), "clave": "prueba", "nombre": "P"})
    [borrador] = mesa.leer(select(BorradorProceso.id))
    with mesa.entorno.sesiones.begin() as sesion:
        sesion.get_one(BorradorProceso, borrador).ficha = {"proposito": "Otro propósito"}
    _, visto = ver(navegador, f"/procesos/prueba/comparar?de=2&a=b{borrador}")
    assert f"Borrador {borrador} (abierto)" in visto
    assert ["Propósito", "—", "Otro propósito"] in cambios(visto)


@pytest.mark.parametrize(
    ("ruta", "estado"),
    [
        ("/procesos/nada/comparar", 404),
        ("/procesos/prueba/comparar?de=9", 404),
        ("/procesos/prueba/ediciones/b9.bpmn", 404),
        ("/procesos/prueba/ediciones/x.bpmn", 404),
    ],
)
def test_lo_que_no_existe_lo_dice(mesa, navegador, ruta, estado):
    assert ver(navegador, ruta)[0] == estado


def test_con_una_sola_edicion_no_hay_con_que_comparar(entorno_web, navegador):
    Mesa(entorno_web).publicar(dibujo("Redactar"), formularios={"nota": nota("Cite")})
    estado, visto = ver(navegador, "/procesos/prueba/comparar")
    assert estado == 422
    assert "no hay con qué compararla" in visto


def test_quien_no_administra_procesos_no_compara(mesa, navegador):
    assert ver(navegador, "/procesos/prueba/comparar", TECNICO)[0] == 403
