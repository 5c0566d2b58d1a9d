"""El formulario en la página: faltas enlazadas, borrador, devolver, y lo que quedó escrito."""

import pytest
from sqlalchemy import select

from motor.almacen.tareas import Tarea
from tests.motor.operaciones.mesa import SCG
from tests.motor.operaciones.test_derivar_y_devolver import CON_VUELTA, FORMULARIO
from tests.web.tareas.casos import JEFE, TECNICO, texto


@pytest.fixture
def caso(mesa):
    """En «visar»: decisión obligatoria y motivo."""
    mesa.publicar(CON_VUELTA, formularios={"visto": FORMULARIO})
    mesa.iniciar()
    mesa.completar("redactar")
    return mesa


def enviar(navegador, caso, acto, datos=None, como=JEFE, **mas):
    return navegador(como).enviar(f"/tareas/{caso.tarea('visar')}/{acto}", datos, **mas)


def ver(navegador, caso, elemento="visar", como=JEFE) -> str:
    return texto(navegador(como).ver(f"/tareas/{caso.tarea(elemento)}"))


def test_lo_que_falta_se_dice_con_un_enlace_al_campo_y_nada_se_pierde(caso, navegador):
    respuesta = enviar(navegador, caso, "completar", {"motivo": "Lo que ya escribí"})
    pagina = texto(respuesta)
    assert respuesta.status_code == 422
    assert "No se envió: hay 1 cosa por corregir" in pagina
    campo = pagina.split("data-resumen-errores")[1].split('href="#')[1].split('"')[0]
    assert f'id="{campo}"' in pagina
    assert "Lo que ya escribí" in pagina


def test_el_borrador_se_guarda_se_muestra_y_no_lo_ve_otro(caso, navegador):
    guardado = enviar(navegador, caso, "borrador", {"motivo": "A medio escribir"})
    assert "Guardado a las 09:00" in texto(guardado)
    assert "A medio escribir" in ver(navegador, caso)
    assert "A medio escribir" not in ver(navegador, caso, como=SCG)


def test_un_comentario_rechazado_no_borra_el_borrador_de_la_vista(caso, navegador):
    enviar(navegador, caso, "borrador", {"motivo": "A medio escribir"})
    respuesta = enviar(navegador, caso, "comentar", {"texto": "Hola @nadie"})
    assert respuesta.status_code == 422
    assert "A medio escribir" in texto(respuesta)


def test_devolver_lleva_el_motivo_y_los_campos_a_quien_corrige(caso, navegador):
    datos = {"decision": "aprobar", "devolver_motivo": "Falta la firma", "devolver_campo": "firma"}
    respuesta = enviar(navegador, caso, "devolver", datos, follow_redirects=True)
    assert "La tarea se devolvió con su motivo" in texto(respuesta)
    pagina = ver(navegador, caso, "redactar", TECNICO)
    assert "Volvió para corregirse" in pagina
    assert "«Falta la firma»" in pagina
    assert "<strong>Firma</strong>" in pagina


def test_devolver_sin_motivo_se_explica(caso, navegador):
    respuesta = enviar(navegador, caso, "devolver", {"devolver_motivo": " "})
    assert respuesta.status_code == 422
    assert "Para devolver hay que decir el motivo" in texto(respuesta)
    assert caso.leer(select(Tarea.estado).where(Tarea.elemento == "visar")) == ["disponible"]


def test_al_cerrarse_muestra_lo_escrito_con_el_nombre_de_cada_opcion(caso, navegador):
    enviar(navegador, caso, "completar", {"decision": "aprobar"})
    pagina = ver(navegador, caso)
    assert "<dt>Decisión</dt><dd>Aprobar</dd>" in pagina
    assert "formulario-tarea" not in pagina


def test_recalcular_devuelve_solo_los_campos(caso, navegador):
    respuesta = enviar(navegador, caso, "recalcular", {"decision": "devolver"})
    pagina = texto(respuesta)
    assert 'value="devolver" checked' in pagina
    assert "<html" not in pagina
