"""La hoja de ruta impresa es un PDF/A y su código la delata si el papel o la base se tocaron."""

import re
import zlib
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.reglas.sellos import Sello, escribir_codigo, leer_codigo
from tests.casos import SECRETO
from web.expedientes.freno import POR_MINUTO


def codigo_de(pdf: bytes, hr: str) -> str:
    """El código que el PDF lleva en el enlace a su verificación."""
    crudos = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    partes = [pdf]
    for crudo in crudos:
        try:
            partes.append(zlib.decompress(crudo))
        except zlib.error:
            continue
    hallado = re.search(rb"/verificar/" + hr.encode() + rb"/([\w.-]+)", b"\n".join(partes))
    return hallado[1].decode()


def reservar(casos, hr: str, confidencial: bool) -> None:
    with casos.entorno.sesiones.begin() as sesion:
        expediente = sesion.scalars(select(Expediente).where(Expediente.hr == hr)).one()
        expediente.confidencial = confidencial


def test_es_pdf_a_etiquetado_y_en_espaniol(como, casos):
    respuesta = como("gobernador").ver(f"/expedientes/{casos.hrs['pie']}/impreso.pdf")
    assert respuesta.mimetype == "application/pdf"
    assert b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A<" in respuesta.data
    assert b"/MarkInfo" in respuesta.data
    assert b"es-BO" in respuesta.data


def test_el_codigo_impreso_verifica_sin_ingresar(como, casos):
    hr = casos.hrs["pie"]
    codigo = codigo_de(como("gobernador").ver(f"/expedientes/{hr}/impreso.pdf").data, hr)
    respuesta = como().ver(f"/verificar/{hr}/{codigo}")
    visto = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 200
    assert "Auténtico" in visto
    assert "Petición de informe" in visto
    assert "Vinto" not in visto  # el asunto no se dice


@pytest.mark.parametrize(
    "cambio", [lambda c: c[:-1] + ("A" if c[-1] != "A" else "B"), lambda _codigo: "x"]
)
def test_un_codigo_tocado_o_de_otra_hoja_no_es_autentico(como, casos, cambio):
    hr = casos.hrs["pie"]
    codigo = codigo_de(como("gobernador").ver(f"/expedientes/{hr}/impreso.pdf").data, hr)
    assert como().ver(f"/verificar/{hr}/{cambio(codigo)}").status_code == 404
    otra = como().ver(f"/verificar/{casos.hrs['abierta']}/{codigo}")
    assert otra.status_code == 404
    assert "No es auténtico" in otra.get_data(as_text=True)


def test_de_un_confidencial_solo_se_dice_que_es_autentico(como, casos):
    hr = casos.hrs["abierta"]
    codigo = codigo_de(como("gobernador").ver(f"/expedientes/{hr}/impreso.pdf").data, hr)
    reservar(casos, hr, True)
    visto = como().ver(f"/verificar/{hr}/{codigo}").get_data(as_text=True)
    reservar(casos, hr, False)
    assert "Auténtico" in visto
    assert "Petición de informe" not in visto


def test_si_la_bitacora_ya_no_lo_contiene_se_dice(como, casos):
    hr = casos.hrs["pie"]
    sello = Sello(hr, 3, "ab" * 32)  # lo impreso decía otra cosa en el asiento 3
    visto = como().ver(f"/verificar/{hr}/{escribir_codigo(SECRETO, sello)}")
    assert "la bitácora cambió" in visto.get_data(as_text=True)


def test_las_verificaciones_seguidas_se_frenan(como, casos, app_casos):
    app_casos.extensions.pop("cauce_freno", None)  # las de las demás pruebas no cuentan
    ruta = f"/verificar/{casos.hrs['pie']}/x"
    visita = como()
    estados = [visita.ver(ruta).status_code for _ in range(POR_MINUTO + 1)]
    assert estados == [404] * POR_MINUTO + [429]


def test_el_sello_depende_del_secreto_y_de_la_hoja():
    sello = Sello("HR-2027-000001", 7, "0f" * 32)
    codigo = escribir_codigo(SECRETO, sello)
    assert leer_codigo(SECRETO, "HR-2027-000001", codigo) == sello
    assert leer_codigo(SECRETO + "x", "HR-2027-000001", codigo) is None
    assert leer_codigo(SECRETO, "HR-2027-000002", codigo) is None
    assert leer_codigo(SECRETO, "HR-2027-000001", "8" + codigo[1:]) is None
    assert urlsplit(f"/verificar/x/{codigo}").path.endswith(codigo)  # cabe en una dirección
