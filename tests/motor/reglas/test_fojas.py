"""Las fojas que se proponen: las páginas, si se pueden contar sin riesgo; si no, ninguna."""

import struct
import zlib

import pytest

from motor.pruebas.muestras import pdf_de_muestra
from motor.reglas.fojas import contar_fojas

RAIZ = b"<< /Type /Pages /Kids [3 0 R] /Count 7 >>"
COMPRIMIDO = zlib.compress(b"2 0 << /Type /Outlines /Count 90 >> " + RAIZ)


def test_las_paginas_de_un_pdf():
    assert contar_fojas("pdf", pdf_de_muestra("Acta", "Texto de la (primera) foja.", 12)) == 12


def test_un_pdf_con_objetos_comprimidos():
    objeto = b"5 0 obj\n<< /Type /ObjStm /N 2 >>\nstream\r\n" + COMPRIMIDO + b"\nendstream"
    assert contar_fojas("pdf", b"%PDF-1.7\n" + objeto) == 7


def test_el_indice_de_marcadores_no_cuenta_como_paginas():
    texto = b"%PDF-1.4\n1 0 obj << /Type /Outlines /Count 90 >> endobj 2 0 obj " + RAIZ
    assert contar_fojas("pdf", texto) == 7


@pytest.mark.parametrize(
    "contenido",
    [
        b"%PDF-1.7 sin paginas",
        b"%PDF-1.7 /Encrypt 9 0 R " + RAIZ,
        b"%PDF-1.7 << /Type /ObjStm >> stream\nroto endstream",
        b"%PDF-1.7 << /Type /Pages /Count 999999 >>",
    ],
)
def test_lo_que_no_se_entiende_no_propone_nada(contenido):
    assert contar_fojas("pdf", contenido) is None


def test_las_hojas_de_un_tiff_y_una_imagen_es_una():
    vacio = struct.pack("<H", 0)
    contenido = b"II*\x00" + struct.pack("<I", 8) + vacio + struct.pack("<I", 14)
    contenido += vacio + struct.pack("<I", 8)  # vuelve a la primera: no es otra
    assert contar_fojas("tiff", contenido) == 2
    assert contar_fojas("tiff", b"MM\x00*\xff\xff\xff\xff") is None
    assert contar_fojas("png", b"\x89PNG") == 1
    assert contar_fojas("docx", b"PK") is None
