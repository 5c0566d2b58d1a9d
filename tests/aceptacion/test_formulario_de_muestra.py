"""El formulario de muestra: se filtran sus opciones, se recalcula y se agregan filas."""

from time import sleep

import pytest

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def demorar(pedido):
    """Más que lo que se espera para recalcular tras un cambio."""
    sleep(0.4)
    pedido.continue_()


@pytest.fixture
def muestra(page, sitio):
    sitio.entrar(page, "tecnico.ucl")
    page.goto(f"{sitio.url}/guia/formulario")
    return page


def test_escribir_en_el_filtro_deja_las_opciones_que_coinciden(muestra):
    muestra.get_by_label("Filtrar las opciones de Municipio").fill("TÁPA")
    lista = muestra.get_by_label("Municipio", exact=True)
    assert lista.locator("option").all_inner_texts() == ["Elija…", "Tapacarí"]
    lista.select_option("Tapacarí")
    muestra.get_by_label("Filtrar las opciones de Municipio").fill("punata")
    assert lista.input_value() == "Tapacarí", "lo elegido no se pierde al filtrar"


def test_en_las_casillas_lo_marcado_sigue_a_la_vista(muestra):
    caja = muestra.get_by_role("group", name="Provincias alcanzadas").last
    caja.get_by_label("Arani").check()
    muestra.get_by_label("Filtrar las opciones de Provincias alcanzadas").fill("totora")
    vistas = caja.locator("label:visible").all_inner_texts()
    assert [v.strip() for v in vistas] == ["Arani", "Totora"]


def test_lo_calculado_se_recalcula_en_el_servidor(muestra):
    muestra.get_by_label("Monto", exact=True).fill("1.500,50")
    with muestra.expect_response("**/guia/formulario"):
        muestra.get_by_label("Avance").fill("40")
        muestra.get_by_label("Motivo").click()
    muestra.get_by_text("900,30").wait_for()


def test_se_agrega_una_fila_sin_perder_lo_escrito(muestra):
    muestra.get_by_label("Detalle").first.fill("Cemento")
    with muestra.expect_response("**/guia/formulario"):
        muestra.get_by_role("button", name="Agregar fila a Ítems").click()
    muestra.get_by_label("Detalle").nth(2).wait_for()
    assert muestra.get_by_label("Detalle").first.input_value() == "Cemento"


def test_una_fila_pedida_no_se_pierde_si_el_servidor_demora(muestra):
    muestra.route("**/guia/formulario", demorar)
    muestra.get_by_label("Detalle").first.fill("Cemento")
    muestra.get_by_role("button", name="Agregar fila a Ítems").click()
    muestra.get_by_label("Detalle").nth(2).wait_for()
    assert muestra.get_by_label("Detalle").first.input_value() == "Cemento"


def test_lo_escrito_mientras_el_servidor_responde_no_se_pisa(muestra):
    retenidos = []
    muestra.route("**/guia/formulario", lambda pedido: retenidos.append((pedido, pedido.fetch())))
    muestra.get_by_label("Monto", exact=True).fill("1.500,50")
    with muestra.expect_request("**/guia/formulario"):
        muestra.get_by_label("Avance").fill("40")
        muestra.get_by_label("Motivo").click()
    while not retenidos:
        muestra.wait_for_timeout(20)
    detalle = muestra.get_by_label("Detalle").first
    detalle.evaluate(
        "c => { c.value = 'Cemento'; c.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    pedido, respuesta = retenidos[0]
    pedido.fulfill(response=respuesta)

    muestra.get_by_text("900,30").wait_for()
    assert detalle.input_value() == "Cemento"
