"""Agregar archivos a un borrador: vacíos para llenarlos aquí, o los que ya se tienen."""

import io
import json

import pytest

from motor.consultas.archivos_vacios import archivo_vacio
from motor.feel import leer_dmn
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador

ADMIN = "admin.sistema"


@pytest.fixture
def borrador(entorno_web) -> str:
    hecho = crear_borrador(entorno_web, CrearBorrador(Actor(ADMIN), "pago", "Pago"))
    return f"/procesos/borradores/{hecho.id}"


def test_un_formulario_y_una_tabla_vacios_se_pueden_llenar(navegador, borrador):
    admin = navegador(ADMIN)
    for clase in ("formulario", "decision"):
        datos = {"clase": clase, "clave": f"t1_{clase}", "titulo": "Recibir «ya» & <pronto>"}
        assert admin.enviar(f"{borrador}/agregar", datos).status_code == 303
    esquema = json.loads(admin.ver(f"{borrador}/archivos/formulario/t1_formulario").data)
    assert (esquema["title"], esquema["components"]) == ("Recibir «ya» & <pronto>", [])
    tabla = admin.ver(f"{borrador}/archivos/decision/t1_decision").data
    assert tabla == archivo_vacio("decision", "t1_decision", "Recibir «ya» & <pronto>")
    assert b"&amp; &lt;pronto" in tabla
    assert admin.ver(borrador).status_code == 200


def test_la_tabla_vacia_con_una_condicion_se_lee():
    tabla = archivo_vacio("decision", "quien", "Quién").replace(
        b"<text></text>", b"<text>monto</text>"
    )
    assert "quien" in leer_dmn(tabla).ids


def test_el_archivo_subido_entra_con_su_nombre_y_no_pisa_al_que_esta(navegador, borrador):
    admin = navegador(ADMIN)

    def subir(nombre, contenido=b'{"components": []}'):
        datos = {"archivo": (io.BytesIO(contenido), nombre)}
        return admin.enviar(f"{borrador}/agregar", datos)

    assert subir("mis cosas/pedido.form").status_code == 303
    assert admin.ver(f"{borrador}/archivos/formulario/pedido").data == b'{"components": []}'
    otra_vez = subir("pedido.form", b'{"components": [], "id": "x"}')
    assert otra_vez.status_code == 422
    assert "guardó otra versión" in otra_vez.get_data(as_text=True)
    assert "Se agregan formularios" in subir("virus.exe").get_data(as_text=True)
    assert "no sirve" in subir("mal nombre.form").get_data(as_text=True)


def test_un_nombre_que_no_sirve_se_dice(navegador, borrador):
    datos = {"clase": "formulario", "clave": "Mi Formulario"}
    respuesta = navegador(ADMIN).enviar(f"{borrador}/agregar", datos)
    assert respuesta.status_code == 422
    assert "El nombre lleva minúsculas sin acento" in respuesta.get_data(as_text=True)
