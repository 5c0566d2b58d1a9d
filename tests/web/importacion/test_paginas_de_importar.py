"""Las páginas de importar: mirar sin guardar, crear el borrador y volver al informe."""

import base64
import io
import zlib

import pytest
from sqlalchemy import func, select

from motor.almacen.borradores import BorradorProceso
from motor.reglas.paquetes_de_proceso import empaquetar
from motor.reglas.publicacion import Carpeta
from tests.motor.bpmn.importacion.muestras import CAMUNDA, SIGNAVIO, ZEEBE
from tests.motor.operaciones.test_completar_tarea import APROBACION

ADMIN = "admin.sistema"
RUTA = "/procesos/importar"


def texto(respuesta) -> str:
    return " ".join(respuesta.get_data(as_text=True).split())


def subir(navegador, *archivos: tuple[bytes, str]):
    partes = [(io.BytesIO(contenido), nombre) for contenido, nombre in archivos]
    return navegador.enviar(RUTA, {"archivo": partes}, content_type="multipart/form-data")


def formulario(contenido: bytes, **mas: str) -> dict[str, str]:
    """Lo que la vista previa manda al crear."""
    sellado = base64.b64encode(zlib.compress(contenido)).decode()
    datos = {"original": sellado, "nombre_de_archivo": "compras.bpmn", "dibujo": "[]"}
    return {**datos, "clave": "compras", "nombre": "Compras", "proceso": "p", **mas}


def cuantos(entorno) -> int:
    with entorno.leer() as sesion:
        return sesion.scalar(select(func.count()).select_from(BorradorProceso)) or 0


def test_mirar_muestra_el_informe_y_no_guarda_nada(navegador, entorno_web, oficina):
    respuesta = subir(navegador(ADMIN), (CAMUNDA, "compras.bpmn"))
    pagina = texto(respuesta)
    assert respuesta.status_code == 200
    assert "Hecho con <strong>Camunda 7</strong> 5.0.0" in pagina
    assert "${monto &gt; 1000 &amp;&amp; urgente}" in pagina
    assert "(monto &gt; 1000) and urgente" in pagina
    assert "grupo de otro programa" in pagina
    assert 'value="compras"' in pagina
    assert cuantos(entorno_web) == 0


def test_se_crea_el_borrador_y_el_informe_queda_a_mano(navegador, oficina):
    admin = navegador(ADMIN)
    creado = admin.enviar(f"{RUTA}/crear", formulario(CAMUNDA), follow_redirects=True)
    pagina = texto(creado)
    assert "Vino de compras.bpmn, hecho con Camunda 7" in pagina
    ruta = f"{creado.request.path}/importacion"
    informe = texto(admin.ver(ruta))
    assert "Lo que usted debe decidir" in informe
    assert "(monto &gt; 1000) and urgente" in informe
    original = admin.ver(f"{ruta}/original")
    assert original.data == CAMUNDA
    assert "compras.bpmn" in original.headers["Content-Disposition"]


def test_lo_que_el_navegador_dispuso_queda_dibujado(navegador, oficina):
    dibujo = '[{"elemento": "p", "figuras": [{"elemento": "t", "caja": [10, 20, 100, 80]}]}]'
    admin = navegador(ADMIN)
    creado = admin.enviar(f"{RUTA}/crear", formulario(SIGNAVIO, dibujo=dibujo))
    guardado = admin.ver(f"{creado.location}/archivos/diagrama/compras").data
    assert b'bpmnElement="t"' in guardado
    assert b'<dc:Bounds x="10" y="20" width="100" height="80"/>' in guardado


def test_varios_archivos_se_miran_juntos_y_los_malos_dicen_por_que(navegador, oficina):
    archivos = [(CAMUNDA, "a.bpmn"), (ZEEBE, "b.bpmn"), (b"<html/>", "c.bpmn")]
    pagina = texto(subir(navegador(ADMIN), *archivos))
    assert pagina.count("data-importado") == 2
    assert "c.bpmn: El archivo no es BPMN 2.0" in pagina


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"hola", "No es XML bien formado"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", "declara un DOCTYPE"),
        (b"", "está vacío"),
    ],
)
def test_lo_que_no_se_admite_se_rechaza_con_una_frase(navegador, oficina, contenido, frase):
    respuesta = subir(navegador(ADMIN), (contenido, "malo.bpmn"))
    assert respuesta.status_code == 422
    assert frase in texto(respuesta)


def test_lo_que_pesa_de_mas_se_rechaza_con_una_frase(navegador, oficina):
    enorme = b"<a/>" + b" " * 2_000_001
    respuesta = navegador(ADMIN).enviar(RUTA, formulario(enorme))
    assert respuesta.status_code == 422
    assert "el máximo es 2000000" in texto(respuesta)


def test_sin_archivo_se_pide_uno(navegador, oficina):
    respuesta = navegador(ADMIN).enviar(RUTA, {}, content_type="multipart/form-data")
    assert respuesta.status_code == 422
    assert "Elija el archivo .bpmn" in texto(respuesta)


@pytest.mark.parametrize(
    "mal",
    [
        {"clave": "No Sirve"},
        {"nombre": ""},
        {"dibujo": "{mal"},
        {"dibujo": '[{"elemento": "p", "figuras": [{"elemento": "t", "caja": [1, 2, "x", 4]}]}]'},
        {"original": "no es lo que salió"},
        {"original": base64.b64encode(zlib.compress(b"x" * 9_000_000)).decode()},
    ],
)
def test_lo_que_no_vuelve_bien_no_crea_nada(navegador, entorno_web, oficina, mal):
    respuesta = navegador(ADMIN).enviar(f"{RUTA}/crear", formulario(SIGNAVIO, **mal))
    assert respuesta.status_code == 422
    assert cuantos(entorno_web) == 0


def test_con_varios_procesos_se_elige_cual(navegador, oficina):
    otro = b'<bpmn:process id="q" name="Otro"><bpmn:task id="u"/></bpmn:process></bpmn:definitions>'
    dos = SIGNAVIO.replace(b"</bpmn:definitions>", otro)
    admin = navegador(ADMIN)
    assert '<option value="p" selected>' in texto(subir(admin, (dos, "dos.bpmn")))
    pagina = texto(admin.enviar(RUTA, formulario(dos, proceso="q", nombre="Escrito")))
    assert '<option value="q" selected>' in pagina
    assert 'value="Escrito"' in pagina
    creado = admin.enviar(f"{RUTA}/crear", formulario(dos, proceso="q"))
    xml = admin.ver(f"{creado.location}/archivos/diagrama/compras").data
    assert b'<bpmn:process id="q" name="Otro" isExecutable="true"' in xml


def test_el_zip_de_otro_cauce_entra_directamente(navegador, oficina):
    paquete = empaquetar(Carpeta("prueba", "Prueba", APROBACION), {})
    respuesta = subir(navegador(ADMIN), (paquete, "prueba.zip"))
    assert respuesta.status_code == 303
    assert "/procesos/borradores/" in respuesta.location


def test_quien_no_administra_procesos_no_importa(navegador, oficina):
    assert navegador("tecnico.ucl").ver(RUTA).status_code == 403


def test_un_borrador_que_no_vino_de_fuera_no_tiene_informe(navegador, oficina):
    admin = navegador(ADMIN)
    creado = admin.enviar("/procesos/borradores/nuevo", {"nombre": "Pago", "clave": "pago"})
    assert admin.ver(f"{creado.location}/importacion").status_code == 404
