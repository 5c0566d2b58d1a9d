"""Un proceso dibujado de cero, con el ratón y el teclado: lo que queda lo entiende el motor."""

import pytest

from motor.bpmn.lectura import leer
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from tests.aceptacion.borrador import ACTOR
from tests.aceptacion.lienzo import Lienzo

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


@pytest.fixture
def lienzo(page, sitio):
    """El diagrama de un borrador recién hecho de cero."""
    orden = CrearBorrador(ACTOR, "tramite_generico", "Trámite genérico")
    creado = crear_borrador(sitio.app.extensions["cauce"], orden).id
    page.set_viewport_size({"width": 1400, "height": 820})
    sitio.entrar(page, "admin.sistema")
    return Lienzo.abrir(page, f"{sitio.url}/procesos/borradores/{creado}/diagrama")


def agregar(lienzo: Lienzo, despues_de: str, cual: str, nombre: str) -> str:
    """Agrega con «A» un elemento después de otro y le pone nombre; devuelve su id."""
    lienzo.elegir(despues_de)
    lienzo.page.keyboard.press("a")
    lienzo.page.wait_for_selector(".djs-popup-search input")
    lienzo.page.keyboard.type(cual)
    lienzo.page.keyboard.press("Enter")
    lienzo.page.keyboard.press("Escape")  # una tarea nueva espera su nombre
    nuevo = str(lienzo.hacer("return s('selection').get()[0].id"))
    lienzo.nombrar(nuevo, nombre)
    return nuevo


def primera(lienzo: Lienzo) -> str:
    cual = "return s('elementRegistry').find(e => e.type === 'bpmn:UserTask').id"
    return str(lienzo.hacer(cual))


def test_lo_agregado_con_el_teclado_queda_unido_y_en_su_carril(lienzo):
    tarea = primera(lienzo)
    decide = agregar(lienzo, tarea, "compuerta excl", "¿Procede?")
    revisa = agregar(lienzo, decide, "tarea de usu", "Revisar")
    fin = agregar(lienzo, revisa, "evento final", "Atendido")
    lienzo.dice("por usted")

    proceso = next(iter(leer(lienzo.xml().encode("utf-8")).procesos.values()))
    flujos = {(f.origen, f.destino) for f in proceso.flujos.values()}
    assert {(tarea, decide), (decide, revisa), (revisa, fin)} <= flujos
    assert [proceso.nodos[n].nombre for n in (decide, revisa, fin)] == [
        "¿Procede?",
        "Revisar",
        "Atendido",
    ]
    assert len({proceso.nodos[n].carril for n in (tarea, decide, revisa, fin)}) == 1


def test_un_carril_mas_y_una_tarea_pasada_a_el(lienzo):
    carril = "s('elementRegistry').find(e => e.type === 'bpmn:Lane')"
    lienzo.elegir(str(lienzo.hacer(f"return {carril}.id")))
    lienzo.page.locator('.djs-context-pad [data-action="lane-insert-below"]').click()
    carriles = "s('elementRegistry').filter(e => e.type === 'bpmn:Lane')"
    assert lienzo.hacer(f"return {carriles}.length") == 2

    tarea = primera(lienzo)
    lienzo.elegir(tarea)
    lienzo.hacer(
        "const e = s('elementRegistry').get(dato); s('modeling').moveElements([e], {x: 0, y: 120})",
        tarea,
    )
    proceso = next(iter(leer(lienzo.xml().encode("utf-8")).procesos.values()))
    inicio = next(n for n in proceso.nodos.values() if n.tipo.value == "startEvent")
    assert proceso.nodos[tarea].carril != inicio.carril
