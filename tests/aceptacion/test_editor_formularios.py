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


@pytest.fixture
def errores(page) -> list[str]:
    """Lo que la consola del navegador reclama."""
    dichos: list[str] = []
    page.on("pageerror", lambda error: dichos.append(str(error)))
    page.on("console", lambda m: dichos.append(m.text) if m.type == "error" else None)
    return dichos


@pytest.fixture
def abrir(borrador, page, sitio, errores):
    """Abre un formulario con esos campos; al final, la consola no debe haber reclamado nada."""

    def con(*componentes: dict, ancho: int = 1400) -> Armador:
        poner_formulario(borrador, esquema(*componentes))
        page.set_viewport_size({"width": ancho, "height": 820})
        sitio.entrar(page, "admin.sistema")
        ruta = f"/procesos/borradores/{borrador.id}/formularios/{CLAVE}"
        return Armador.abrir(page, f"{sitio.url}{ruta}")

    yield con
    assert errores == []


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
def test_cada_campo_de_la_oficina_guarda_lo_que_el_servidor_lee(abrir, tipo):
    armador = abrir()
    armador.agregar(tipo)
    campo = DE_LA_OFICINA[tipo]

    assert armador.campos() == [campo]
    sena = armador.page.locator(".campo-de-oficina-sena")
    assert sena.inner_text() == armador.paleta(tipo).inner_text()
    expect(armador.vista.locator(f'[name="{campo["key"]}"]').first).to_be_visible()
    expect(armador.vista.locator('[data-faltas="0"]')).to_be_attached()


def test_las_opciones_de_unidad_y_provincia_son_las_de_verdad(abrir):
    armador = abrir()
    armador.agregar("oficina-unidad", "oficina-provincia")

    unidades = armador.vista.locator('select[name="unidad"] option')
    expect(unidades.filter(has_text="(SDCG)")).to_have_count(1)
    expect(armador.vista.locator('select[name="provincia"] option[value="Arani"]')).to_be_attached()


def test_una_tabla_trae_sus_columnas_y_su_total_y_se_deshace_de_una_vez(abrir):
    armador = abrir()
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


def test_los_totales_de_una_tabla_se_ponen_y_se_quitan_en_el_panel(abrir):
    armador = abrir()
    armador.agregar("oficina-tabla")
    armador.panel.get_by_label("Monto").uncheck()
    assert [c["type"] for c in armador.campos()] == ["dynamiclist"]
    armador.panel.get_by_label("Monto").check()

    assert [c.get("key") for c in armador.campos()] == [None, "total_tabla_monto"]


def test_el_panel_escribe_cada_regla_como_la_lee_el_servidor(abrir):
    armador = abrir({"type": "number", "id": "c1", "key": "hojas", "label": "Hojas"})
    armador.elegir("hojas")
    armador.escribir("Desde", "1")
    armador.escribir("Hasta", "=10 * 2")
    armador.escribir_feel("ocultar", "hr = null")
    armador.escribir_feel("requeridoSi", 'asunto = "urgente"')
    armador.escribir_feel("exigir", "valor != 13")
    armador.escribir("Si no se cumple, se lee", "No puede ser 13.")
    armador.dice("por usted")

    assert armador.campos() == [
        {
            "type": "number",
            "key": "hojas",
            "label": "Hojas",
            "validate": {"min": 1, "max": "=10 * 2"},
            "conditional": {"hide": "=hr = null"},
            "properties": {
                "cauce:requerido": 'asunto = "urgente"',
                "cauce:exigir": "valor != 13",
                "cauce:mensaje": "No puede ser 13.",
            },
        }
    ]
    expect(armador.vista.locator("[data-faltas='0']")).to_be_attached()


def test_las_opciones_se_escriben_o_salen_de_la_organizacion(abrir):
    armador = abrir()
    armador.agregar("taglist")
    armador.escribir("Se lee, renglón 1", "Archivo")
    armador.escribir("Se guarda, renglón 1", "archivo")
    armador.panel.get_by_role("button", name="Agregar una opción").click()
    escritas = armador.campos()[0]
    armador.panel.get_by_label("De dónde salen las opciones").select_option("unidad")

    assert escritas["values"] == [
        {"label": "Archivo", "value": "archivo"},
        {"label": "Opción 2", "value": "opcion_2"},
    ]
    elegidas = armador.campos()[0]
    assert (elegidas.get("values"), elegidas["properties"]) == (None, {"cauce:tipo": "unidades"})


def test_lo_que_el_servidor_objeta_se_ve_y_lleva_a_su_campo(abrir):
    casilla = {"type": "checkbox", "id": "c1", "key": "urge", "label": "¿Es urgente?"}
    armador = abrir(casilla, {"type": "textfield", "id": "c2", "key": "motivo", "label": "Motivo"})
    armador.elegir("motivo")
    armador.escribir_feel("ocultar", "not(urgente)")
    objecion = armador.vista.locator(".alert")
    expect(objecion).to_contain_text("lee «urgente», que ningún campo ni paso del proceso escribe")
    armador.hacer("s('selection').clear()")
    objecion.get_by_role("button", name="Motivo").click()

    expect(armador.panel.get_by_label("Rótulo")).to_have_value("Motivo")
    expect(armador.page.locator('[data-con-falta][data-id="c2"]')).to_be_visible()
    armador.escribir_feel("ocultar", "not(urge)")
    expect(objecion).to_have_count(0)


def test_una_expresion_mal_escrita_se_dice_en_el_panel_y_en_la_vista(abrir):
    armador = abrir({"type": "textfield", "id": "c1", "key": "motivo", "label": "Motivo"})
    armador.elegir("motivo")
    armador.escribir_feel("ocultar", "asunto = (")

    lugar = armador.panel.locator('[data-propiedad="ocultar"]')
    expect(lugar.locator(".propiedad-error")).not_to_be_empty(timeout=PLAZO)
    expect(armador.vista.locator(".alert-danger")).to_contain_text("está mal escrita")


def test_dos_campos_no_pueden_llamarse_igual(abrir):
    uno = {"type": "textfield", "id": "c1", "key": "uno", "label": "Uno"}
    armador = abrir(uno, {**uno, "id": "c2", "key": "dos", "label": "Dos"})
    armador.elegir("dos")
    armador.escribir("Nombre del dato", "uno")

    expect(armador.page.locator("[data-avisos]")).to_contain_text("«uno» ya es el nombre de otro")
    expect(armador.panel.get_by_label("Nombre del dato")).to_have_value("dos")
    assert [c["key"] for c in armador.campos()] == ["uno", "dos"]


def test_los_formularios_de_la_casa_pasan_por_el_editor_sin_cambiar(abrir):
    armador = abrir()
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
    expect(page.locator(".no-abre [data-espera]")).to_contain_text("no se puede abrir")


def test_en_un_telefono_se_arma_por_pestanas(abrir):
    armador = abrir(ancho=360)
    armador.agregar("textfield")
    pestanas = armador.page.get_by_role("group", name="Qué se ve")
    pestanas.get_by_role("button", name="Propiedades").click()
    armador.escribir("Rótulo", "Referencia")
    pestanas.get_by_role("button", name="Vista previa").click()

    expect(armador.vista.get_by_label("Referencia")).to_be_visible()
    expect(armador.page.locator("[data-lienzo]")).to_be_hidden()
    ancho = armador.page.evaluate("document.documentElement.scrollWidth")
    assert ancho <= 360
