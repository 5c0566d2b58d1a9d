"""Armar un formulario en el navegador: el esquema que queda es exactamente el que el motor lee."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.aceptacion.armador import (
    CLAVE,
    LISTO,
    PLAZO,
    Armador,
    esquema,
    guardado_en,
    poner_formulario,
    sin_lo_del_editor,
)

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
DIAGRAMAS = Path(__file__).resolve().parents[2] / "diagramas"


def sin_ids(campo: dict) -> dict:
    hijos = [sin_ids(c) for c in campo.get("components", ())]
    return {k: v for k, v in campo.items() if k != "id"} | {"components": hijos}


def de_oficina(tipo: str, clave: str, rotulo: str, propio: str, **mas: object) -> dict:
    return {
        "type": tipo,
        "key": clave,
        "label": rotulo,
        "properties": {"cauce:tipo": propio},
        **mas,
    }


MONTO = de_oficina("number", "monto", "Monto", "moneda", decimalDigits=2)
DE_LA_OFICINA = {
    "oficina-unidad": de_oficina("select", "unidad", "Unidad", "unidad"),
    "oficina-persona": de_oficina("select", "persona", "Persona", "usuario"),
    "oficina-cargo": de_oficina("select", "cargo", "Cargo", "cargo"),
    "oficina-provincia": de_oficina("select", "provincia", "Provincia", "provincia"),
    "oficina-municipio": de_oficina("select", "municipio", "Municipio", "municipio"),
    "oficina-documento": de_oficina("filepicker", "documento", "Documento", "archivo"),
    "oficina-moneda": MONTO,
}


def test_un_formulario_de_cero_se_arma_se_ve_se_guarda_y_queda(borrador, page, sitio, errores):
    sitio.entrar(page, "admin.sistema")
    page.goto(f"{sitio.url}/procesos/borradores/{borrador.id}/formularios")
    page.get_by_label("Título").fill("Atender la solicitud")
    page.get_by_label("Nombre del archivo").fill("t2_atender")
    page.get_by_role("button", name="Crear y armar").click()
    page.wait_for_selector(LISTO, timeout=PLAZO)
    armador = Armador(page)
    armador.arrastrar("textfield")
    armador.escribir("Rótulo", "Asunto de la nota")
    armador.escribir("Nombre del dato", "asunto_nota")
    armador.panel.get_by_label("Hay que llenarlo", exact=True).check()
    armador.agregar("oficina-unidad")
    expect(armador.vista.get_by_label("Asunto de la nota")).to_be_visible()
    expect(armador.vista.get_by_label("Unidad")).to_be_visible()
    armador.dice("por usted")

    guardado = guardado_en(borrador, "t2_atender")
    asunto = {"type": "textfield", "key": "asunto_nota", "label": "Asunto de la nota"}
    queda = [{**asunto, "validate": {"required": True}}, DE_LA_OFICINA["oficina-unidad"]]
    assert guardado["title"] == "Atender la solicitud"
    assert [sin_lo_del_editor(c) for c in guardado["components"]] == queda
    page.reload()
    page.wait_for_selector(LISTO, timeout=PLAZO)
    assert armador.campos() == queda
    assert errores == []


@pytest.mark.parametrize("tipo", DE_LA_OFICINA)
def test_cada_campo_de_la_oficina_guarda_lo_que_el_servidor_lee(abrir_formulario, tipo):
    armador = abrir_formulario()
    armador.agregar(tipo)
    campo = DE_LA_OFICINA[tipo]

    assert armador.campos() == [campo]
    sena = armador.page.locator(".campo-de-oficina-sena")
    assert sena.inner_text() == armador.paleta(tipo).inner_text()
    expect(armador.vista.locator(f'[name="{campo["key"]}"]').first).to_be_visible()
    expect(armador.vista.locator('[data-faltas="0"]')).to_be_attached()


def test_las_opciones_de_unidad_y_provincia_son_las_de_verdad(abrir_formulario):
    armador = abrir_formulario()
    armador.agregar("oficina-unidad", "oficina-provincia")

    unidades = armador.vista.locator('select[name="unidad"] option')
    expect(unidades.filter(has_text="(SDCG)")).to_have_count(1)
    expect(armador.vista.locator('select[name="provincia"] option[value="Arani"]')).to_be_attached()


def test_una_tabla_trae_sus_columnas_y_su_total_y_se_deshace_de_una_vez(abrir_formulario):
    armador = abrir_formulario()
    armador.agregar("oficina-tabla")
    tabla, total = armador.campos()

    assert (tabla["type"], tabla["path"]) == ("dynamiclist", "tabla")
    assert tabla["properties"] == {"cauce:tipo": "tabla"}
    detalle = {"type": "textfield", "key": "detalle", "label": "Detalle"}
    assert tabla["components"] == [detalle, MONTO]
    suma = "=sum(for fila in tabla return if fila.monto = null then 0 else fila.monto)"
    assert (total["key"], total["expression"]) == ("total_tabla_monto", suma)
    expect(armador.vista.get_by_text("Total: Monto")).to_be_visible()
    armador.page.get_by_role("button", name="Deshacer").click()
    assert armador.campos() == []
    armador.page.get_by_role("button", name="Rehacer").click()
    assert armador.campos() == [tabla, total]


def test_los_formularios_de_la_casa_pasan_por_el_editor_sin_cambiar(abrir_formulario):
    armador = abrir_formulario()
    formularios = sorted(DIAGRAMAS.glob("*/formularios/*.form"))
    assert len(formularios) > 50
    for ruta in formularios:
        original = json.loads(ruta.read_text(encoding="utf-8"))
        pasado = json.loads(armador.pasar(ruta.read_text(encoding="utf-8")))
        campos = [[sin_ids(c) for c in uno["components"]] for uno in (pasado, original)]
        assert campos[0] == campos[1], ruta.name
        assert pasado | {"components": []} == original | {"components": []}


def test_un_formulario_que_el_editor_no_puede_abrir_muestra_que_corregir(borrador, page, sitio):
    repetido = {"type": "textfield", "key": "uno", "label": "Uno"}
    poner_formulario(borrador, esquema(repetido, repetido))
    sitio.entrar(page, "admin.sistema")
    page.goto(f"{sitio.url}/procesos/borradores/{borrador.id}/formularios/{CLAVE}")

    expect(page.locator("[data-vista] .alert-danger")).to_contain_text("está repetida")
    aviso = page.locator(".no-abre [data-espera]")
    expect(aviso).to_contain_text("no se puede abrir")
    with page.expect_download() as bajada:
        aviso.get_by_role("link", name="descárguelo").click()
    assert json.loads(bajada.value.path().read_text(encoding="utf-8")) == esquema(
        repetido, repetido
    )


def test_en_un_telefono_se_arma_por_pestanas(abrir_formulario):
    armador = abrir_formulario(ancho=360)
    armador.agregar("textfield")
    pestanas = armador.page.get_by_role("group", name="Qué se ve")
    pestanas.get_by_role("button", name="Propiedades").click()
    armador.escribir("Rótulo", "Referencia")
    pestanas.get_by_role("button", name="Vista previa").click()

    expect(armador.vista.get_by_label("Referencia")).to_be_visible()
    expect(armador.page.locator("[data-lienzo]")).to_be_hidden()
    ancho = armador.page.evaluate("document.documentElement.scrollWidth")
    assert ancho <= 360
