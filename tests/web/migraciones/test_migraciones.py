"""La pantalla de casos en curso: prever, llevar y deshacer."""

import re

import pytest
from sqlalchemy import select

from motor.almacen.migraciones_de_casos import MigracionCaso
from motor.almacen.tareas import Tarea, esta_abierta
from tests.motor.operaciones.mesa import TECNICO, Mesa
from tests.motor.operaciones.test_migrar_casos import SIN_A, VIEJA

RUTA = "/procesos/prueba/casos"


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """Un caso en la versión 1, y la 2 que cambió el id de su primer paso."""
    mesa = Mesa(entorno_web)
    mesa.publicar(VIEJA)
    mesa.iniciar()
    mesa.publicar(SIN_A)
    return mesa


def texto(respuesta) -> str:
    return " ".join(respuesta.get_data(as_text=True).split())


def test_dice_cuantos_casos_toca_y_sugiere_el_paso_por_sus_vecinos(mesa, navegador):
    visto = texto(navegador("admin.sistema").ver(RUTA))
    assert "1 caso corre en la versión 1" in visto
    assert re.search(r'value="c" selected', visto)
    assert "Va después y antes de los mismos pasos" in visto


def test_prever_dice_por_que_no_puede_y_no_cambia_nada(mesa, navegador):
    visto = texto(navegador("admin.sistema").enviar(f"{RUTA}/prever", {"version": "2"}))
    assert "1 caso; 1 no puede pasar." in visto
    assert "Diga a qué paso corresponde" in visto
    assert mesa.leer(select(MigracionCaso)) == []


def test_al_llegar_se_preve_sola_si_son_pocos(mesa, navegador, monkeypatch):
    pedido = f'hx-post="{RUTA}/prever" hx-trigger="load"'
    assert pedido in texto(navegador("admin.sistema").ver(RUTA))
    assert "hx-trigger" not in texto(navegador("admin.sistema").enviar(f"{RUTA}/prever", {}))
    monkeypatch.setattr("web.migraciones.vistas.PREVE_SOLA", 0)
    assert "hx-trigger" not in texto(navegador("admin.sistema").ver(RUTA))


def test_se_llevan_se_ve_como_va_y_se_deshace(mesa, navegador):
    web = navegador("admin.sistema")
    datos = {"version": "2", "paso-a": "c", "motivo": "Nueva norma"}
    respuesta = web.enviar(RUTA, datos)
    assert respuesta.status_code == 303
    assert 'hx-trigger="every 2s"' in texto(web.ver(respuesta.location))
    mesa.drenar()
    assert mesa.abiertas() == ["c"]
    visto = texto(web.ver(respuesta.location + "/avance"))
    assert "1 de 1" in visto
    assert "every 2s" not in visto
    [caso] = mesa.leer(select(MigracionCaso.id))
    assert web.enviar(f"{respuesta.location}/deshacer/{caso}", {"motivo": "No"}).status_code == 303
    assert mesa.abiertas() == ["a"]


def test_sin_motivo_vuelve_con_la_frase(mesa, navegador):
    respuesta = navegador("admin.sistema").enviar(RUTA, {"version": "2", "paso-a": "c"})
    assert respuesta.status_code == 422
    assert "Diga por qué estos casos cambian de versión" in texto(respuesta)


def test_quien_no_administra_procesos_no_entra(mesa, navegador):
    assert navegador(TECNICO).ver(RUTA).status_code == 403


def test_se_lleva_solo_lo_que_se_marco_y_todo_el_cambio_se_deshace_de_una_vez(mesa, navegador):
    web, primero = navegador("admin.sistema"), mesa.expediente
    mesa.publicar(VIEJA)
    for _ in range(2):
        mesa.iniciar()
    mesa.publicar(SIN_A)
    datos = {"version": "4", "paso-a": "c", "motivo": "Nueva norma"}
    visto = texto(web.enviar(f"{RUTA}/prever", datos))
    assert "3 casos; todos pueden pasar." in visto
    casos = re.findall(r'name="caso" value="(\d+)" checked', visto)
    assert len(casos) == 3
    respuesta = web.enviar(RUTA, {**datos, "con_eleccion": "si", "caso": casos[1:]})
    mesa.drenar()
    assert "2 de 2" in texto(web.ver(respuesta.location))
    assert pasos(mesa)[primero] == ["a"]
    assert sorted(pasos(mesa).values()) == [["a"], ["c"], ["c"]]
    assert web.enviar(f"{respuesta.location}/deshacer", {"motivo": ""}).status_code == 422
    assert web.enviar(f"{respuesta.location}/deshacer", {"motivo": "No"}).status_code == 303
    assert list(pasos(mesa).values()) == [["a"], ["a"], ["a"]]


def test_sin_motivo_lo_marcado_sigue_marcado(mesa, navegador):
    datos = {"version": "2", "paso-a": "c", "con_eleccion": "si"}
    respuesta = navegador("admin.sistema").enviar(RUTA, datos)
    assert respuesta.status_code == 422
    assert re.search(r'name="caso" value="\d+">', texto(respuesta))


def pasos(mesa) -> dict[int, list[str]]:
    """De cada expediente, los pasos de sus tareas abiertas."""
    abiertas: dict[int, list[str]] = {}
    for tarea in mesa.leer(select(Tarea).where(esta_abierta()).order_by(Tarea.id)):
        abiertas.setdefault(tarea.expediente_id, []).append(tarea.elemento)
    return abiertas
