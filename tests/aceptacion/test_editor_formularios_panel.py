"""El panel de un campo y la vista previa: cada regla se escribe como la lee el servidor."""

import json

import pytest
from playwright.sync_api import expect

from tests.aceptacion.armador import PLAZO

pytestmark = [pytest.mark.navegador, pytest.mark.lento]


def test_los_totales_de_una_tabla_se_ponen_y_se_quitan_en_el_panel(abrir_formulario):
    armador = abrir_formulario()
    armador.agregar("oficina-tabla")
    armador.panel.get_by_label("Monto").uncheck()
    assert [c["type"] for c in armador.campos()] == ["dynamiclist"]
    armador.panel.get_by_label("Monto").check()

    assert [c.get("key") for c in armador.campos()] == [None, "total_tabla_monto"]


def test_los_totales_siguen_el_nombre_de_su_tabla_y_de_su_columna(abrir_formulario):
    armador = abrir_formulario()
    armador.agregar("oficina-tabla")
    armador.escribir("Nombre del dato", "costos")
    armador.elegir("monto")
    armador.escribir("Nombre del dato", "costo")
    total = armador.campos()[1]

    assert total["key"] == "total_costos_costo"
    assert "fila in costos return if fila.costo = null" in total["expression"]
    expect(armador.vista.locator("[data-faltas='0']")).to_be_attached()
    armador.page.get_by_role("button", name="Deshacer").click()
    assert armador.campos()[1]["key"] == "total_costos_monto"


def test_el_panel_escribe_cada_regla_como_la_lee_el_servidor(abrir_formulario):
    armador = abrir_formulario({"type": "number", "id": "c1", "key": "hojas", "label": "Hojas"})
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


def test_el_punto_de_los_miles_no_se_toma_por_decimal(abrir_formulario):
    armador = abrir_formulario({"type": "number", "id": "c1", "key": "monto", "label": "Monto"})
    armador.elegir("monto")
    armador.escribir("Desde", "0.500")
    armador.escribir("Hasta", "1.500")
    armador.dice("por usted")
    assert armador.campos()[0]["validate"] == {"min": 0.5, "max": 1500}


def test_las_opciones_se_escriben_o_salen_de_la_organizacion(abrir_formulario):
    armador = abrir_formulario()
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


def test_lo_que_el_servidor_objeta_se_ve_y_lleva_a_su_campo(abrir_formulario):
    casilla = {"type": "checkbox", "id": "c1", "key": "urge", "label": "¿Es urgente?"}
    armador = abrir_formulario(
        casilla, {"type": "textfield", "id": "c2", "key": "motivo", "label": "Motivo"}
    )
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


def test_una_expresion_mal_escrita_se_dice_en_el_panel_y_en_la_vista(abrir_formulario):
    armador = abrir_formulario(
        {"type": "textfield", "id": "c1", "key": "motivo", "label": "Motivo"}
    )
    armador.elegir("motivo")
    armador.escribir_feel("ocultar", "asunto = (")

    lugar = armador.panel.locator('[data-propiedad="ocultar"]')
    expect(lugar.locator(".propiedad-error")).not_to_be_empty(timeout=PLAZO)
    expect(armador.vista.locator(".alert-danger")).to_contain_text("está mal escrita")


def test_dos_campos_no_pueden_llamarse_igual(abrir_formulario):
    uno = {"type": "textfield", "id": "c1", "key": "uno", "label": "Uno"}
    armador = abrir_formulario(uno, {**uno, "id": "c2", "key": "dos", "label": "Dos"})
    armador.elegir("dos")
    armador.escribir("Nombre del dato", "uno")

    expect(armador.page.locator("[data-avisos]")).to_contain_text("«uno» ya es el nombre de otro")
    expect(armador.panel.get_by_label("Nombre del dato")).to_have_value("dos")
    assert [c["key"] for c in armador.campos()] == ["uno", "dos"]


def test_en_la_vista_previa_se_prueba_lo_que_aparece_se_calcula_y_se_repite(abrir_formulario):
    urge = {"type": "checkbox", "id": "c1", "key": "urge", "label": "¿Es urgente?"}
    motivo = {"type": "textfield", "id": "c2", "key": "motivo", "label": "Motivo"}
    armador = abrir_formulario(urge, {**motivo, "conditional": {"hide": "=not(urge = true)"}})
    expect(armador.vista.get_by_label("Motivo")).to_have_count(0)
    armador.vista.get_by_label("¿Es urgente?").check()
    armador.vista.get_by_label("Motivo").fill("vence hoy")
    armador.agregar("oficina-tabla")
    armador.vista.get_by_role("button", name="Agregar fila").click()

    expect(armador.vista.get_by_label("Monto", exact=True)).to_have_count(2)
    expect(armador.vista.get_by_label("Motivo")).to_have_value("vence hoy")
    armador.vista.get_by_label("Monto", exact=True).first.fill("12,50")
    armador.vista.get_by_label("Monto", exact=True).last.fill("7,50")
    armador.vista.get_by_label("Monto", exact=True).last.blur()
    expect(armador.vista.locator("output", has_text="20")).to_be_visible()
    assert "valor" not in json.dumps(armador.campos()), "probar no cambia el formulario"


def test_un_campo_se_sube_se_baja_se_duplica_y_se_quita_sin_arrastrar(abrir_formulario):
    uno = {"type": "textfield", "id": "c1", "key": "uno", "label": "Uno"}
    armador = abrir_formulario(uno, {"type": "number", "id": "c2", "key": "dos", "label": "Dos"})
    armador.elegir("dos")
    actos = armador.panel.get_by_role("group", name="El campo")
    actos.get_by_role("button", name="Subir").click()
    assert [c["key"] for c in armador.campos()] == ["dos", "uno"]
    actos.get_by_role("button", name="Bajar").click()
    actos.get_by_role("button", name="Duplicar").click()
    assert [(c["type"], c["key"]) for c in armador.campos()][1:] == [
        ("number", "dos"),
        ("number", "dos_2"),
    ]
    actos.get_by_role("button", name="Quitar").click()
    armador.page.locator('.fjs-element[data-id="c2"]').focus()
    armador.elegir("dos")
    armador.page.keyboard.press("Delete")

    assert [c["key"] for c in armador.campos()] == ["uno"]


def test_una_imagen_se_elige_del_equipo_y_queda_en_el_formulario(abrir_formulario):
    punto = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00"
    punto += b"\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01D\x00;"
    armador = abrir_formulario()
    armador.agregar("image")
    archivo = {"name": "sello.gif", "mimeType": "image/gif", "buffer": punto}
    armador.panel.get_by_label("Imagen", exact=True).set_input_files(archivo)
    armador.escribir("Qué muestra", "El sello")

    expect(armador.vista.get_by_alt_text("El sello")).to_be_visible()
    assert armador.campos()[0]["source"].startswith("data:image/gif;base64,R0lGOD")
    expect(armador.vista.locator("[data-faltas='0']")).to_be_attached()


def test_al_escribir_una_expresion_se_ofrecen_los_campos_y_las_variables(abrir_formulario):
    urge = {"type": "checkbox", "id": "c1", "key": "urgencia", "label": "¿Es urgente?"}
    armador = abrir_formulario(urge, {"type": "textfield", "id": "c2", "key": "motivo"})
    expect(armador.page.locator("[data-entorno='listo']")).to_be_attached()
    armador.elegir("motivo")
    armador.desplegar()
    armador.panel.locator('[data-propiedad="ocultar"] .cm-content').click()
    armador.page.keyboard.type("urg")
    ofrecidas = armador.page.locator(".cm-tooltip-autocomplete li")
    expect(ofrecidas.first).to_contain_text("urgencia")
    armador.page.keyboard.press("Control+A")
    armador.page.keyboard.type("inici")

    expect(ofrecidas.first).to_contain_text("iniciador")
