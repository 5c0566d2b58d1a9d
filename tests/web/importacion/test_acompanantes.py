"""Los formularios y las tablas que se eligen con un diagrama entran en el mismo borrador."""

import json
import re

import pytest

from tests.motor.bpmn.importacion.muestras import CAMUNDA, SIGNAVIO
from tests.tablas import tabla
from tests.web.importacion.test_paginas_de_importar import ADMIN, RUTA, subir, texto

OCULTO = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
FORMULARIO = json.dumps(
    {
        "type": "default",
        "id": "pedir_compra",
        "schemaVersion": 16,
        "executionPlatform": "Camunda Cloud",
        "components": [{"type": "textfield", "id": "f1", "key": "bien", "label": "Qué se compra"}],
    }
).encode()
TABLA = tabla("UNIQUE", {"monto": "number"}, "< 1000 | 10", ">= 1000 | 20").encode()


def con_formulario(clave: str) -> bytes:
    """El diagrama de Camunda, cuya tarea nombra ese formulario."""
    marca = b"<bpmn:userTask " if b"<bpmn:userTask " in CAMUNDA else b"<userTask "
    nombra = b'camunda:formRef="' + clave.encode() + b'" '
    return CAMUNDA.replace(marca, marca + nombra, 1)


def crear(navegador, *archivos: tuple[bytes, str]):
    """Mira y crea con lo que la vista previa trae escondido, como el navegador."""
    admin = navegador(ADMIN)
    pagina = subir(admin, *archivos).get_data(as_text=True)
    datos: dict[str, list[str]] = {}
    for nombre, valor in OCULTO.findall(pagina.split("data-importado")[1]):
        datos.setdefault(nombre, []).append(valor)
    datos |= {"nombre": ["Compras"], "clave": ["compras"]}
    datos.pop("csrf_token", None)
    return admin, admin.enviar(f"{RUTA}/crear", datos)


def test_un_formulario_entra_con_la_clave_con_que_la_tarea_lo_nombra(navegador, oficina):
    diagrama = con_formulario("pedir_compra")
    admin, hecho = crear(navegador, (diagrama, "compras.bpmn"), (FORMULARIO, "Pedido v2.form"))
    guardado = admin.ver(f"{hecho.location}/archivos/formulario/pedir_compra")
    assert guardado.data == FORMULARIO
    assert "Qué se compra" in texto(admin.ver(f"{hecho.location}/formularios/pedir_compra"))


def test_una_tabla_entra_con_su_nombre_y_se_abre_en_su_editor(navegador, oficina):
    admin, hecho = crear(navegador, (CAMUNDA, "compras.bpmn"), (TABLA, "plazo.dmn"))
    assert admin.ver(f"{hecho.location}/archivos/decision/plazo").data == TABLA
    assert admin.ver(f"{hecho.location}/decisiones/plazo").status_code == 200


def test_la_vista_previa_dice_que_entra_y_que_no(navegador, oficina):
    viejo = b'{"fields": []}'
    archivos = [(CAMUNDA, "a.bpmn"), (FORMULARIO, "pedir.form"), (TABLA, "plazo.dmn")]
    pagina = texto(subir(navegador(ADMIN), *archivos, (viejo, "viejo.form"), (b"<a/>", "x.dmn")))
    assert "Con él entran 1 formulario y 1 archivo de decisiones: pedir, plazo." in pagina
    assert "viejo.form no entra: no es un formulario de form-js ni de Camunda" in pagina
    assert "x.dmn no entra: x.dmn no se guardó: Se esperaba" in pagina


def test_el_formulario_que_llega_con_el_diagrama_ya_no_falta(navegador, oficina):
    diagrama = con_formulario("pedir_compra")
    falta = "Agregue ese formulario al borrador"
    assert falta in texto(subir(navegador(ADMIN), (diagrama, "a.bpmn")))
    con_el = subir(navegador(ADMIN), (diagrama, "a.bpmn"), (FORMULARIO, "pedir.form"))
    assert falta not in texto(con_el)


def test_con_varios_diagramas_cada_uno_se_lleva_los_que_nombra(navegador, oficina):
    diagramas = [(con_formulario("pedir_compra"), "a.bpmn"), (SIGNAVIO, "b.bpmn")]
    otro = FORMULARIO.replace(b"pedir_compra", b"nadie_lo_nombra")
    pagina = texto(
        subir(navegador(ADMIN), *diagramas, (FORMULARIO, "p.form"), (otro, "suelto.form"))
    )
    assert pagina.count("Con él entran 1 formulario: pedir_compra.") == 1
    assert "suelto.form no entra: ningún diagrama de los que eligió lo nombra." in pagina


@pytest.mark.parametrize(("contenido", "nombre"), [(FORMULARIO, "p.form"), (TABLA, "t.dmn")])
def test_sin_diagrama_se_pide_el_suyo(navegador, oficina, contenido, nombre):
    respuesta = subir(navegador(ADMIN), (contenido, nombre))
    assert respuesta.status_code == 422
    assert f"{nombre} no entra solo: elija también el diagrama .bpmn" in texto(respuesta)
