"""La página de una tarea: qué se pide, hasta cuándo, y por qué alguien no puede hacerla."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Institucion, Unidad
from motor.operaciones.designar import Designar, designar
from tests.fabrica import agregar_cargo
from tests.motor.operaciones.mesa import SCG
from tests.web.tareas.casos import INSTRUCCION, JEFE, TECNICO, iniciado, texto


@pytest.fixture
def caso(mesa):
    return iniciado(mesa)


def ver(navegador, mesa, elemento, usuario):
    return navegador(usuario).ver(f"/tareas/{mesa.tarea(elemento)}")


def test_dice_que_se_pide_hasta_cuando_y_por_que_norma(caso, navegador):
    pagina = texto(ver(navegador, caso, "opinar", TECNICO))
    assert INSTRUCCION in pagina
    assert "Vence en 10 días hábiles" in pagina
    assert "Norma:</span> Norma de prueba" in pagina
    assert ">Supuesto</span>" in pagina
    assert "inició el trámite" in pagina
    assert "Terminar y enviar" in pagina


def test_a_quien_no_le_toca_le_dice_a_quien_le_toca(caso, navegador):
    pagina = texto(ver(navegador, caso, "opinar", JEFE))
    assert "Usted la ve, pero no puede hacerla" in pagina
    assert "Le toca a: Técnico de prueba (Técnico — UCL)" in pagina
    assert "Terminar y enviar" not in pagina


def test_los_cuatro_ojos_nombran_quien_que_paso_y_cuando(caso, navegador):
    caso.completar("opinar")
    respuesta = ver(navegador, caso, "visar", TECNICO)
    assert "«Opinar» (Técnico de prueba el 04/01/2027 a las 09:00)" in texto(respuesta)
    assert "Registrar la decisión" in texto(ver(navegador, caso, "visar", JEFE))


def test_la_que_tiene_otro_dice_quien_y_desde_cuando(caso, navegador, entorno_web):
    desde = caso.entorno.reloj.ahora()
    designar(entorno_web, Designar(None, JEFE, TECNICO, desde, interino=True))
    navegador(TECNICO).enviar(f"/tareas/{caso.tarea('opinar')}/tomar")
    pagina = texto(navegador(JEFE, TECNICO).ver(f"/tareas/{caso.tarea('opinar')}"))
    assert "la tomó Técnico de prueba el 04/01/2027 a las 09:00" in pagina


def agregar_asambleista(sesiones) -> None:
    with sesiones.begin() as sesion:
        otra = sesion.scalars(select(Institucion).where(Institucion.sigla == "ALDC")).one()
        datos = {"institucion_id": otra.id, "vigente_desde": date(2026, 1, 1)}
        unidad = Unidad(sigla="ALD", nombre="Asamblea", **datos)
        sesion.add(unidad)
        sesion.flush()
        agregar_cargo(sesion, "asambleista", "Asambleísta", unidad.id, [])


def test_quien_no_ve_el_expediente_no_sabe_que_la_tarea_existe(caso, navegador, sesiones):
    agregar_asambleista(sesiones)
    respuesta = ver(navegador, caso, "opinar", "asambleista")
    assert respuesta.status_code == 404
    assert "Opinar" not in texto(respuesta)
    assert ver(navegador, caso, "opinar", SCG).status_code == 200


def test_dos_que_la_abren_se_ven(caso, navegador):
    ruta = f"/tareas/{caso.tarea('opinar')}/presencia"
    navegador(TECNICO).enviar(ruta)
    visto = texto(navegador(JEFE).enviar(ruta))
    assert "También la tiene abierta ahora: <strong>Técnico de prueba</strong>" in visto
    assert "Responsable" not in visto


def test_pasado_un_minuto_ya_no_esta_y_si_la_tarea_cambio_se_dice(caso, navegador, reloj):
    ruta = f"/tareas/{caso.tarea('opinar')}/presencia"
    navegador(TECNICO).enviar(ruta)
    reloj.poner(reloj.ahora() + timedelta(seconds=61))
    assert "También" not in texto(navegador(JEFE).enviar(ruta))
    caso.completar("opinar")
    visto = texto(navegador(TECNICO).enviar(ruta, {"estado": "disponible"}))
    assert "La tarea cambió mientras la tenía abierta" in visto
