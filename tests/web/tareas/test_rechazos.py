"""Lo que se rechaza se dice en la página de la tarea, con qué hacer y con lo que se escribió."""

import pytest

from motor.operaciones.designar import Designar, designar
from tests.motor.operaciones.mesa import SCG
from tests.motor.operaciones.test_derivar_y_devolver import CON_VUELTA, FORMULARIO
from tests.web.tareas.casos import JEFE, TECNICO, iniciado, texto


@pytest.fixture
def caso(mesa):
    return iniciado(mesa)


@pytest.fixture
def por_visar(mesa):
    """En «visar», con decisión y motivo; la SCG también puede, por interinato."""
    mesa.publicar(CON_VUELTA, formularios={"visto": FORMULARIO})
    mesa.iniciar()
    mesa.completar("redactar")
    designar(mesa.entorno, Designar(None, SCG, JEFE, mesa.entorno.reloj.ahora(), interino=True))
    return mesa


def enviar(navegador, caso, elemento, acto, datos=None, *, como=TECNICO, cargo=None, **mas):
    ruta = f"/tareas/{caso.tarea(elemento)}/{acto}"
    return navegador(como, cargo).enviar(ruta, datos, **mas)


def esta_en_la_tarea(respuesta, nombre: str) -> bool:
    return f'<h1 class="page-title">{nombre}</h1>' in texto(respuesta)


def rechazo_de(respuesta) -> str:
    """El recuadro de arriba, antes de lo demás de la página."""
    return texto(respuesta).split('<div id="rechazo">')[1].split('<div class="con-lateral">')[0]


def test_la_segunda_persona_lo_lee_en_la_tarea_y_va_a_como_quedo(caso, navegador):
    caso.completar("opinar")
    respuesta = enviar(navegador, caso, "opinar", "completar")
    assert (respuesta.status_code, esta_en_la_tarea(respuesta, "Opinar")) == (409, True)
    assert "ya la completó Técnico de prueba" in rechazo_de(respuesta)
    assert '<a href="#resultado">Vea cómo quedó</a>' in rechazo_de(respuesta)
    assert '<a href="/bandeja">Vaya a su bandeja</a>' in rechazo_de(respuesta)


def test_los_cuatro_ojos_se_explican_en_la_tarea(caso, navegador):
    caso.completar("opinar")
    respuesta = enviar(navegador, caso, "visar", "completar")
    assert (respuesta.status_code, esta_en_la_tarea(respuesta, "Dar el visto bueno")) == (403, True)
    assert "«Opinar» (Técnico de prueba el 04/01/2027 a las 09:00)" in rechazo_de(respuesta)
    assert '<a href="#sin-permiso">Vea a quién le toca</a>' in rechazo_de(respuesta)
    assert 'id="sin-permiso"' in texto(respuesta)
    assert texto(respuesta).count("«Opinar» (Técnico de prueba") == 1  # no se repite abajo


def test_si_otro_la_tomo_lo_que_escribio_no_se_pierde(por_visar, navegador):
    enviar(navegador, por_visar, "visar", "tomar", como=SCG, cargo=JEFE)
    datos = {"decision": "devolver", "motivo": "Falta el plano de la obra"}
    respuesta = enviar(navegador, por_visar, "visar", "completar", datos, como=JEFE)
    assert (respuesta.status_code, esta_en_la_tarea(respuesta, "visar")) == (409, True)
    assert "la tomó" in rechazo_de(respuesta)
    assert '<a href="#comentarios">Pídaselo en un comentario</a>' in rechazo_de(respuesta)
    assert "<dt>Decisión</dt><dd>Devolver</dd>" in rechazo_de(respuesta)
    assert "<dt>Motivo</dt><dd>Falta el plano de la obra</dd>" in rechazo_de(respuesta)


def test_el_segundo_pedido_de_prorroga_lleva_al_primero(caso, navegador):
    enviar(navegador, caso, "opinar", "prorroga", {"dias": "2", "motivo": "Falta un informe"})
    datos = {"dias": "3", "motivo": "Faltan dos informes"}
    respuesta = enviar(navegador, caso, "opinar", "prorroga", datos)
    assert respuesta.status_code == 409
    assert '<a href="#plazo">Vea el pedido</a>' in rechazo_de(respuesta)
    assert "«Falta un informe»" in texto(respuesta)


def test_responder_un_pedido_sin_facultad_se_dice_en_la_tarea(caso, navegador):
    enviar(navegador, caso, "opinar", "prorroga", {"dias": "2", "motivo": "Falta un informe"})
    datos = {"decision": "negar", "motivo": "No corresponde"}
    respuesta = enviar(navegador, caso, "opinar", "prorroga/1", datos, como=JEFE)
    assert (respuesta.status_code, esta_en_la_tarea(respuesta, "Opinar")) == (403, True)
    assert "<dt>Motivo</dt><dd>No corresponde</dd>" in rechazo_de(respuesta)


def test_a_htmx_va_solo_el_recuadro(caso, navegador):
    caso.completar("opinar")
    cabeceras = {"HX-Request": "true"}
    respuesta = enviar(navegador, caso, "opinar", "tomar", headers=cabeceras)
    assert respuesta.status_code == 409
    assert respuesta.headers["HX-Retarget"] == "#rechazo"
    assert "ya la completó Técnico de prueba" in texto(respuesta)
    assert "<html" not in texto(respuesta)


def test_derivar_lo_que_ya_se_completo_vuelve_a_la_tarea_con_la_instruccion(caso, navegador):
    caso.completar("opinar")
    datos = {"destino": "cargo:responsable.ucl", "otro": "Urgente", "instruccion": "Hasta hoy"}
    respuesta = enviar(navegador, caso, "opinar", "derivar", datos)
    assert (respuesta.status_code, esta_en_la_tarea(respuesta, "Opinar")) == (409, True)
    assert "<dt>Instrucción</dt><dd>Hasta hoy</dd>" in rechazo_de(respuesta)


def test_de_la_tarea_que_no_puede_ver_no_se_dice_nada(caso, navegador):
    respuesta = navegador(TECNICO).enviar("/tareas/999999/completar")
    assert respuesta.status_code == 404
    assert 'id="rechazo"' not in texto(respuesta)
