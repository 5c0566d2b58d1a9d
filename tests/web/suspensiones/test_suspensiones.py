"""Suspender y reanudar un proceso desde su página, y dónde se dice que lo está."""

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.procesos_suspendidos import ProcesoSuspendido
from tests.motor.operaciones.mesa import TECNICO, Mesa
from tests.motor.operaciones.test_suspender_proceso import SERIE

RUTA = "/procesos/prueba"


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """Un caso en «a»."""
    mesa = Mesa(entorno_web)
    mesa.publicar(SERIE)
    mesa.iniciar()
    return mesa


@pytest.fixture
def admin(navegador):
    """Quien administra procesos."""
    return navegador("admin.sistema")


def texto(respuesta) -> str:
    return " ".join(respuesta.get_data(as_text=True).split())


def suspender(admin, **otros):
    return admin.enviar(f"{RUTA}/suspender", {"motivo": "Fallo judicial", **otros})


def test_dice_que_se_detendria_antes_de_suspender(mesa, admin):
    visto = texto(admin.ver(f"{RUTA}/suspension"))
    assert "1 expediente que no avanza" in visto
    assert "1 tarea abierta que nadie podrá completar" in visto
    assert "1 plazo que deja de contar" in visto


@pytest.mark.lento
def test_suspendido_lo_dicen_el_catalogo_el_expediente_y_la_tarea(mesa, admin, navegador):
    assert suspender(admin, con_casos="si").status_code == 303
    tecnico, [hr] = navegador(TECNICO), mesa.leer(select(Expediente.hr))
    catalogo = texto(tecnico.ver("/iniciar"))
    assert "Fallo judicial" in catalogo
    assert 'href="/iniciar/p"' not in catalogo
    for ruta in (f"/expedientes/{hr}", f"/tareas/{mesa.tarea('a')}"):
        assert "El proceso está suspendido." in texto(tecnico.ver(ruta))
    assert "con sus casos en curso: Fallo judicial" in texto(admin.ver("/procesos"))


def test_sin_sus_casos_el_expediente_no_dice_nada(mesa, admin, navegador):
    suspender(admin)
    [hr] = mesa.leer(select(Expediente.hr))
    assert "está suspendido" not in texto(navegador(TECNICO).ver(f"/expedientes/{hr}"))


def test_iniciarlo_escribiendo_la_direccion_se_rechaza_con_la_frase(mesa, admin, navegador):
    suspender(admin)
    respuesta = navegador(TECNICO).enviar("/iniciar/p", {"asunto": "Otro"})
    assert (respuesta.status_code, "no se inician casos" in texto(respuesta)) == (409, True)


def test_se_reanuda_y_queda_dicho(mesa, admin):
    suspender(admin, con_casos="si")
    assert admin.enviar(f"{RUTA}/reanudar", {"motivo": ""}).status_code == 422
    assert admin.enviar(f"{RUTA}/reanudar", {"motivo": "Se levantó"}).status_code == 303
    visto = texto(admin.ver(f"{RUTA}/suspension"))
    assert "Suspensiones anteriores" in visto
    mesa.completar("a")
    assert mesa.abiertas() == ["b"]


def test_sin_motivo_vuelve_con_lo_elegido_y_sin_facultad_no_se_entra(mesa, admin, navegador):
    respuesta = suspender(admin, motivo="", con_casos="si")
    assert (respuesta.status_code, "Diga por qué se suspende" in texto(respuesta)) == (422, True)
    assert mesa.leer(select(ProcesoSuspendido)) == []
    assert navegador(TECNICO).ver(f"{RUTA}/suspension").status_code == 403
