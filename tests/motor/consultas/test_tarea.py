"""La página de la tarea: por qué volvió, cuál de varias es, y qué pasó al completarla."""

import pytest

from motor.consultas.tarea import TareaVista, obtener_tarea
from motor.nucleo.actor import Actor
from motor.operaciones.derivar_tarea import DerivarTarea, Destino, derivar_tarea
from motor.operaciones.devolver_tarea import DevolverTarea, devolver_tarea
from tests.motor.bpmn.dibujos import diagrama, etiqueta, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO, Mesa, armar_mesa
from tests.motor.operaciones.test_derivar_y_devolver import CON_VUELTA, FORMULARIO

VARIAS = diagrama(
    proceso(
        inicio(),
        usuario(
            "opinar",
            etiqueta(
                "multiInstanceLoopCharacteristics",
                **{"camunda:collection": "unidades", "camunda:elementVariable": "pedido"},
            ),
            **{"cauce:cargo": TECNICO},
        ),
        fin(),
        flujos("inicio > opinar > fin"),
    )
)


@pytest.fixture
def mesa(sesiones, reloj, tmp_path) -> Mesa:
    return armar_mesa(sesiones, reloj, tmp_path)


@pytest.fixture
def con_vuelta(mesa) -> Mesa:
    """En «visar», con el formulario que ofrece devolver."""
    mesa.publicar(CON_VUELTA, formularios={"visto": FORMULARIO})
    mesa.iniciar()
    mesa.completar("redactar")
    return mesa


def ver(mesa, elemento: str, como: str) -> TareaVista:
    with mesa.entorno.leer() as sesion:
        versiones, ahora = mesa.entorno.versiones, mesa.entorno.reloj.ahora()
        return obtener_tarea(sesion, versiones, Actor(como), mesa.tarea(elemento), ahora)


def test_la_devuelta_dice_por_que_por_quien_y_que_campos(con_vuelta):
    assert "devolver" in ver(con_vuelta, "visar", JEFE).actos
    orden = DevolverTarea(Actor(JEFE), con_vuelta.tarea("visar"), "Falta la firma", ("firma",))
    devolver_tarea(con_vuelta.entorno, orden)
    vuelta = ver(con_vuelta, "redactar", TECNICO).devolucion
    assert vuelta is not None
    assert (vuelta.motivo, [c.etiqueta for c in vuelta.campos]) == ("Falta la firma", ["Firma"])
    assert vuelta.por.startswith("Responsable — ")
    cerrada = ver(con_vuelta, "visar", JEFE).resultado
    assert cerrada is not None
    assert cerrada.devuelta
    assert [p.a_quien for p in cerrada.pasos] == ["Técnico — Coordinación Legislativa"]


def test_quien_la_mando_y_el_plazo_que_corre(con_vuelta):
    vista = ver(con_vuelta, "visar", JEFE)
    assert vista.llegada is not None
    assert (vista.llegada.quien, vista.llegada.tarea) == ("Técnico de prueba", "redactar")
    assert vista.permiso.puede
    assert vista.plazo is None


def test_la_derivada_muestra_su_proveido_y_se_devuelve_a_quien_derivo(con_vuelta):
    destino = (Destino(cargo=TECNICO),)
    orden = DerivarTarea(Actor(JEFE), con_vuelta.tarea("visar"), destino, "Para informe", "Hoy")
    derivar_tarea(con_vuelta.entorno, orden)
    vista = ver(con_vuelta, "visar", TECNICO)
    assert [(p.proveido, p.instruccion) for p in vista.proveidos] == [("Para informe", "Hoy")]
    assert vista.asignada_a == "Técnico — Coordinación Legislativa"


def test_de_varias_dice_cual_es_y_sus_datos(mesa):
    mesa.publicar(VARIAS)
    unidades = [{"unidad": "UCL", "dias_pedidos": 3}, {"unidad": "SDCG", "dias_pedidos": 5}]
    mesa.iniciar(datos={"unidades": unidades})
    item = ver(mesa, "opinar", TECNICO).item
    assert item is not None
    assert (item.numero, item.de) == (2, 2)
    assert item.datos == (("Unidad", "Coordinación General"), ("Dias pedidos", "5"))
