"""Lo que el tablero dice es lo que se cuenta a mano en la base, y la planilla dice lo mismo."""

import csv
import io

import pytest
from sqlalchemy import select, text

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Institucion
from motor.consultas.seguimiento import Alcance, obtener_tablero
from tests.casos import recorrer
from tests.web.ayudas import Navegador, armar_app

pytestmark = pytest.mark.lento

# Una en manos de la Gobernación, una que la Gobernación espera de la Asamblea, y una cerrada.
PEDIDOS = {"respondida": ("2.1", None), "en_informe": ("2.17", 14), "en_comision": ("1.1", 20)}
ABIERTOS = """SELECT count(DISTINCT expediente_id) FROM instancia
    WHERE estado = 'activa' AND institucion_id = :gob"""
CON_TAREA = """SELECT count(DISTINCT i.expediente_id) FROM tarea t
    JOIN instancia i ON i.id = t.instancia_id
    WHERE t.cerrada_el IS NULL AND i.institucion_id = :gob"""
VENCIDAS = """SELECT count(*) FROM tarea t JOIN instancia i ON i.id = t.instancia_id
    WHERE t.cerrada_el IS NULL AND i.institucion_id = :gob AND t.vence_el <= :ahora"""


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    with recorrer("sqlite", tmp_path_factory.mktemp("tablero_sql"), PEDIDOS) as hechos:
        yield hechos


def gobernacion(sesion) -> int:
    return sesion.scalars(select(Institucion.id).where(Institucion.sigla == "GADC")).one()


def tablero(casos):
    with casos.entorno.leer() as sesion:
        alcance = Alcance(gobernacion(sesion))
        return obtener_tablero(sesion, casos.entorno.versiones, alcance, casos.ahora())


def contar(casos, consulta: str, **datos) -> int:
    with casos.entorno.leer() as sesion:
        return sesion.execute(text(consulta), {"gob": gobernacion(sesion), **datos}).scalar_one()


def planilla(casos, cuadro: str) -> list[list[str]]:
    navegador = Navegador(armar_app(casos.entorno), "seguimiento.scg")
    cuerpo = navegador.ver(f"/seguimiento/{cuadro}.csv").get_data(as_text=True)
    return list(csv.reader(io.StringIO(cuerpo.removeprefix("\ufeff")), delimiter=";"))[1:]


def test_cuenta_tambien_los_expedientes_que_no_tienen_tarea_de_nadie(casos):
    t = tablero(casos)
    assert t.expedientes == contar(casos, ABIERTOS) == 2
    assert t.en_espera == contar(casos, ABIERTOS) - contar(casos, CON_TAREA) == 1
    assert sum(e.abiertas for e in t.esperas) == t.en_espera
    assert sum(c.abiertas for c in t.mora) == t.expedientes


def test_las_vencidas_son_las_de_la_base(casos):
    ahora = casos.ahora().strftime("%Y-%m-%d %H:%M:%S")
    assert tablero(casos).vencidas == contar(casos, VENCIDAS, ahora=ahora)


def test_la_planilla_dice_lo_que_dice_el_cuadro(casos):
    t = tablero(casos)
    for cuadro, filas in (("procesos", t.procesos), ("mora", t.mora), ("etapas", t.etapas)):
        esperado = [[f.nombre, str(f.abiertas), str(f.vencidas), str(f.dias)] for f in filas]
        assert planilla(casos, cuadro) == esperado
    esperan = [[f.nombre, str(f.abiertas), str(f.dias)] for f in t.esperas]
    assert planilla(casos, "esperas") == esperan


def test_de_lo_confidencial_cuenta_y_no_nombra(casos):
    hr = casos.hrs["en_informe"]
    antes = [p for p in (*tablero(casos).vencidos, *tablero(casos).por_vencer) if p.hr == hr]
    with casos.entorno.sesiones.begin() as sesion:
        sesion.get_one(Expediente, casos.ids["en_informe"]).confidencial = True
    despues = tablero(casos)
    assert antes
    assert [p.hr for p in (*despues.vencidos, *despues.por_vencer)].count(hr) == 0
    reservados = [p for p in (*despues.vencidos, *despues.por_vencer) if not p.hr]
    assert len(reservados) == len(antes)
    assert "confidencial" in str(planilla(casos, "vencimientos"))
