"""Lo que se envía va comprimido, y su largo no delata lo que lleva."""

import gzip

CABECERA = {"Accept-Encoding": "gzip"}


def test_una_pagina_va_comprimida_si_el_navegador_lo_acepta(navegador):
    comprimida = navegador().ver("/ingresar", headers=CABECERA)
    assert comprimida.headers["Content-Encoding"] == "gzip"
    assert b"Ingresar a Cauce" in gzip.decompress(comprimida.get_data())
    assert "Accept-Encoding" in comprimida.headers["Vary"]


def test_sin_pedirlo_va_entera(navegador):
    entera = navegador().ver("/ingresar")
    assert "Content-Encoding" not in entera.headers


def test_el_largo_de_la_misma_pagina_varia(navegador):
    persona = navegador()
    largos = {len(persona.ver("/ingresar", headers=CABECERA).get_data()) for _ in range(12)}
    assert len(largos) > 3
