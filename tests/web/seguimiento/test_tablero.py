"""El tablero cuenta lo abierto y lo demorado, y cada quien ve lo de su institución."""

from datetime import timedelta

import pytest

from motor.consultas.seguimiento import Alcance, obtener_tablero
from tests.casos import recorrer
from tests.web.ayudas import Navegador, armar_app

pytestmark = pytest.mark.lento

PEDIDOS = {"respondida": ("2.1", None), "en_informe": ("2.17", 14), "en_comision": ("1.1", 20)}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def casos(request, tmp_path_factory):
    carpeta = tmp_path_factory.mktemp(f"tablero_{request.param}")
    with recorrer(request.param, carpeta, PEDIDOS) as hechos:
        yield hechos


@pytest.fixture(scope="module")
def app(casos):
    return armar_app(casos.entorno)


def tablero(casos, **alcance):
    with casos.entorno.leer() as sesion:
        return obtener_tablero(sesion, casos.entorno.versiones, Alcance(**alcance), casos.ahora())


def test_cuenta_los_expedientes_abiertos_y_no_el_cerrado(casos):
    assert tablero(casos).expedientes == 2
    assert {p.clave: p.abiertas for p in tablero(casos).procesos} == {
        "iniciativa_legislativa": 1,
        "peticion_informe": 1,
    }


def test_los_cuadros_suman_las_mismas_tareas(casos):
    t = tablero(casos)
    por_cuadro = {sum(c.abiertas for c in cuadro) for cuadro in (t.etapas, t.unidades)}
    assert por_cuadro == {t.tareas}


def test_con_el_tiempo_lo_pendiente_se_vuelve_mora_de_su_unidad(casos):
    antes = sum(d.dias for d in tablero(casos).demoras_unidad)
    with casos.entorno.leer() as sesion:
        en_dos_meses = casos.ahora() + timedelta(days=60)
        despues = obtener_tablero(sesion, casos.entorno.versiones, Alcance(), en_dos_meses)
    assert sum(d.dias for d in despues.demoras_unidad) > antes


def test_seguimiento_ve_el_tablero_y_un_tecnico_no(app):
    pagina = Navegador(app, "seguimiento.scg").ver("/seguimiento")
    assert pagina.status_code == 200
    assert "Quién demora" in pagina.get_data(as_text=True)
    assert Navegador(app, "tecnico.ucl").ver("/seguimiento").status_code == 403


def test_la_auditoria_ve_las_dos_instituciones_y_la_scg_la_suya(app, casos):
    todo = Navegador(app, "auditor.interno").ver("/seguimiento").get_data(as_text=True)
    propio = Navegador(app, "seguimiento.scg").ver("/seguimiento").get_data(as_text=True)
    assert "Comisión" in todo
    assert "T1.12 Estudiar" not in propio


@pytest.mark.parametrize(
    "cuadro",
    [
        "procesos",
        "mora",
        "etapas",
        "unidades",
        "esperas",
        "demoras",
        "personas",
        "dias",
        "vencimientos",
    ],
)
def test_cada_cuadro_es_tambien_una_planilla(app, cuadro):
    respuesta = Navegador(app, "seguimiento.scg").ver(f"/seguimiento/{cuadro}.csv")
    assert respuesta.status_code == 200
    assert respuesta.get_data(as_text=True).startswith("\ufeff")


def test_un_cuadro_que_no_existe_no_esta(app):
    assert Navegador(app, "seguimiento.scg").ver("/seguimiento/otro.csv").status_code == 404
