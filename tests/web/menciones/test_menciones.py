"""Al escribir «@» se ofrece a quien puede ver el expediente, y a nadie más."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Institucion, Unidad
from tests.fabrica import agregar_cargo
from tests.motor.operaciones.mesa import JEFE, SCG, Mesa
from tests.web.tareas.casos import TECNICO, iniciado, texto


@pytest.fixture
def caso(entorno_web) -> Mesa:
    return iniciado(Mesa(entorno_web))


@pytest.fixture
def buscar(caso, navegador):
    """`buscar("resp")` → los usuarios ofrecidos, en orden."""
    [hr] = caso.leer(select(Expediente.hr))

    def usuarios(q, como=TECNICO) -> list[str]:
        ruta = f"/expedientes/{hr}/mencionables"
        datos = {"q": q, "tarea": caso.tarea("opinar")}
        respuesta = navegador(como).ver(ruta, query_string=datos)
        return re.findall(r'data-usuario="([^"]+)"', texto(respuesta))

    return usuarios


def test_se_busca_por_parte_del_nombre_del_usuario_o_de_la_unidad(buscar):
    assert buscar("responsable") == [JEFE]
    assert buscar("RESPONSÁBLE prueba") == [JEFE]
    assert JEFE in buscar("ucl")


def test_sin_letras_ofrece_a_quienes_intervinieron(caso, buscar):
    caso.completar("opinar")
    assert buscar("", como=JEFE) == [TECNICO]


def test_uno_no_se_nombra_a_si_mismo(buscar):
    assert TECNICO not in buscar("tecnico")


def test_no_ofrece_a_quien_no_puede_verlo(caso, buscar, sesiones):
    with sesiones.begin() as sesion:
        otra = sesion.scalars(select(Institucion).where(Institucion.sigla == "ALDC")).one()
        datos = {"institucion_id": otra.id, "vigente_desde": date(2026, 1, 1)}
        unidad = Unidad(sigla="ALD", nombre="Asamblea", **datos)
        sesion.add(unidad)
        sesion.flush()
        agregar_cargo(sesion, "asambleista", "Asambleísta", unidad.id, [])
    assert buscar("asamble") == []
    assert buscar("coordinación") == [SCG]


def test_a_quien_no_ve_el_expediente_no_se_le_dice_nada(navegador):
    respuesta = navegador(TECNICO).ver("/expedientes/HR-2027-009999/mencionables?q=a")
    assert respuesta.status_code == 404


def test_la_caja_de_comentarios_lo_ofrece_en_la_tarea_y_en_el_expediente(caso, navegador):
    [hr] = caso.leer(select(Expediente.hr))
    for ruta in (f"/tareas/{caso.tarea('opinar')}", f"/expedientes/{hr}/comentarios"):
        pagina = texto(navegador(TECNICO).ver(ruta))
        assert f'data-busca="/expedientes/{hr}/mencionables' in pagina
        assert 'aria-autocomplete="list"' in pagina
