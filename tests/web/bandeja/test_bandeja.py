"""La página de la bandeja: lo que se ve, los actos en lote, los filtros y las novedades."""

import re
from datetime import timedelta

import pytest

from tests.fabrica import agregar_instancia, agregar_tarea
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO, Mesa

DE_UNIDAD = diagrama(
    proceso(
        inicio(),
        usuario("redactar", name="Redactar el informe", **{"cauce:unidad": "UCL"}),
        usuario("firmar", name="Firmar", **{"cauce:cargo": SCG}),
        fin(),
        flujos("inicio > redactar > firmar > fin"),
    )
)


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """Un proceso cuyo primer paso es de toda la unidad UCL."""
    mesa = Mesa(entorno_web)
    mesa.publicar(DE_UNIDAD)
    return mesa


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def test_mis_tareas_y_las_de_mi_unidad_se_ven_cada_una_en_su_pestana(mesa, navegador):
    mesa.iniciar()
    ana = navegador(TECNICO)
    mias, unidad = texto(ana.ver("/bandeja")), texto(ana.ver("/bandeja?vista=unidad"))
    assert "No tiene tareas pendientes" in mias
    assert "Redactar el informe" in unidad
    assert "HR-2027-000001" in unidad


def test_tomar_desde_la_lista_la_pasa_a_mis_tareas(mesa, navegador):
    mesa.iniciar()
    ana = navegador(TECNICO)
    respuesta = ana.enviar("/bandeja/actos", {"acto": f"tomar:{mesa.tarea('redactar')}"})
    assert respuesta.status_code == 303
    assert "Redactar el informe" in texto(ana.ver("/bandeja"))


def test_un_lote_dice_que_se_hizo_y_que_no_y_por_que(mesa, navegador):
    mesa.iniciar()
    libre = mesa.tarea("redactar")
    mesa.iniciar()
    mesa.completar("redactar")
    ajena = mesa.tarea("firmar")
    respuesta = navegador(TECNICO).enviar(
        "/bandeja/actos", {"acto": "tomar", "tarea": [str(libre), str(ajena)]}
    )
    assert respuesta.status_code == 200
    assert "Tomó 1 tarea." in texto(respuesta)
    assert "no es de su cargo" in texto(respuesta)


def test_entregar_a_un_colega_se_la_pone_en_sus_tareas(mesa, navegador):
    mesa.iniciar()
    datos = {"acto": "asignar", "tarea": [str(mesa.tarea("redactar"))], "persona": JEFE}
    assert navegador(TECNICO).enviar("/bandeja/actos", datos).status_code == 303
    assert "Redactar el informe" in texto(navegador(JEFE).ver("/bandeja"))


def test_un_lote_vacio_se_rechaza_con_una_frase(mesa, navegador):
    respuesta = navegador(TECNICO).enviar("/bandeja/actos", {"acto": "tomar"})
    assert respuesta.status_code == 422
    assert "Elija entre 1 y 200 tareas" in texto(respuesta)


def test_despues_de_un_acto_no_se_sale_del_sitio(mesa, navegador):
    mesa.iniciar()
    datos = {"acto": f"tomar:{mesa.tarea('redactar')}", "vuelve": "https://otro.example/x"}
    assert navegador(TECNICO).enviar("/bandeja/actos", datos).location == "/bandeja"


def test_los_filtros_viven_en_la_direccion_y_se_guardan(mesa, navegador):
    mesa.iniciar()
    ana = navegador(TECNICO)
    consulta = "vista=unidad&paso=redactar"
    assert "Redactar el informe" in texto(ana.ver(f"/bandeja?{consulta}"))
    ana.enviar(f"/bandeja/filtros?{consulta}", {"nombre": "Lo mío", "compartido": "si"})
    del_colega = texto(navegador(JEFE).ver("/bandeja"))
    assert "Lo mío" in del_colega
    assert "vista=unidad&amp;paso=redactar" in del_colega
    assert "Nada coincide" in texto(ana.ver("/bandeja?vista=unidad&paso=otra"))


@pytest.mark.parametrize("grupo", ["proceso", "unidad", "vence"])
def test_se_agrupa(mesa, navegador, grupo):
    mesa.iniciar()
    pagina = texto(navegador(TECNICO).ver(f"/bandeja?vista=unidad&grupo={grupo}"))
    assert 'id="grupo-1"' in pagina
    assert "Redactar el informe" in pagina


def test_las_novedades_callan_hasta_que_llega_algo(mesa, navegador):
    ana = navegador(TECNICO)
    marca = re.search(r'data-etag="&#34;([\d-]+)&#34;"', texto(ana.ver("/bandeja")))[1]
    trae = {"headers": {"If-None-Match": f'"{marca}"'}}
    assert ana.ver("/bandeja/novedades", **trae).status_code == 304
    mesa.iniciar()
    respuesta = ana.ver("/bandeja/novedades", **trae)
    assert "La bandeja cambió" in texto(respuesta)
    trae = {"headers": {"If-None-Match": respuesta.headers["ETag"]}}
    assert ana.ver("/bandeja/novedades", **trae).status_code == 304


def test_lo_llegado_despues_de_mi_visita_va_marcado(mesa, navegador, reloj):
    ana = navegador(TECNICO)
    ana.ver("/bandeja")
    reloj.avanzar(timedelta(minutes=5))
    mesa.iniciar()
    assert "Nueva" in texto(ana.ver("/bandeja?vista=unidad"))


def test_lo_que_espero_muestra_quien_lo_tiene(mesa, navegador):
    mesa.iniciar()
    mesa.completar("redactar")
    pagina = texto(navegador(TECNICO).ver("/bandeja?vista=espero"))
    assert "Firmar" in pagina
    assert "SDCG" in pagina


def test_la_planilla_lleva_las_mismas_tareas_y_ninguna_formula(mesa, navegador, sesiones, reloj):
    mesa.iniciar()
    with sesiones.begin() as sesion:
        instancia = agregar_instancia(sesion, reloj.ahora())
        instancia.expediente.asunto = "=1+1"
        agregar_tarea(sesion, instancia, reloj.ahora(), unidad_id=2)
    planilla = texto(navegador(TECNICO).ver("/bandeja.csv?vista=unidad"))
    assert planilla.startswith("\ufeffHoja de ruta;Asunto")
    assert "Redactar el informe" in planilla
    assert ";'=1+1;" in planilla


def test_una_clave_de_pagina_rota_se_explica(mesa, navegador):
    respuesta = navegador(TECNICO).ver("/bandeja?despues=xx")
    assert respuesta.status_code == 422
    assert "Vuelva al principio" in texto(respuesta)


def test_quien_administra_el_sistema_no_tiene_bandeja(mesa, navegador):
    respuesta = navegador("admin.sistema").ver("/bandeja")
    assert respuesta.status_code == 200
