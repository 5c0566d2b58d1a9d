"""Qué se admite como adjunto: manda el contenido, y cada rechazo dice por qué y qué hacer."""

import zipfile
from io import BytesIO

import pytest

from motor.pruebas.muestras import pdf_de_muestra
from motor.reglas.tipos_archivo import ArchivoNoAdmitido, admitidos, exigir_admitido

MEGA = 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def comprimido(*nombres: str, **contenidos: bytes) -> bytes:
    salida = BytesIO()
    with zipfile.ZipFile(salida, "w") as paquete:
        for nombre, contenido in contenidos.items():
            paquete.writestr(nombre, contenido)
        for nombre in nombres:
            paquete.writestr(nombre, b"<x/>", zipfile.ZIP_DEFLATED)
    return salida.getvalue()


def con_flujo(nombre: str) -> bytes:
    return CFB + nombre.encode("utf-16-le") + bytes(64)


DOCX = comprimido("[Content_Types].xml", "word/document.xml")
ODT = comprimido("content.xml", mimetype=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("archivo", "contenido", "mime"),
    [
        ("Informe.PDF", pdf_de_muestra("Informe", "", 1), "application/pdf"),
        ("foto.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0....", "image/jpeg"),
        ("escaneo.tif", b"II*\x00....", "image/tiff"),
        ("nota.docx", DOCX, WORD),
        ("nota.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("nota.doc", con_flujo("WordDocument"), "application/msword"),
        ("planilla.xls", con_flujo("Workbook"), "application/vnd.ms-excel"),
        ("lista.csv", "año;monto\n2027;1,5\n".encode(), "text/csv"),
        ("nota.txt", "Ñandú".encode(), "text/plain"),
    ],
)
def test_se_reconoce_por_su_contenido(archivo, contenido, mime):
    assert exigir_admitido(archivo, contenido, MEGA).mime == mime


@pytest.mark.parametrize(
    ("archivo", "contenido", "dice"),
    [
        ("acta.pdf", b"", "«acta.pdf» está vacío"),
        ("acta.pdf", b"%PDF-" + bytes(MEGA), "pesa 1 MB y se admiten hasta 1 MB"),
        ("acta", b"%PDF-1.7", "no tiene extensión"),
        ("virus.exe", b"MZ", "termina en «.exe» y no se admite"),
        ("pagina.html", b"<script>", "termina en «.html»"),
        ("dibujo.svg", b"<svg/>", "termina en «.svg»"),
        ("acta.pdf", b"\x89PNG\r\n\x1a\n", "dice ser un PDF, pero su contenido es una imagen PNG"),
        ("acta.pdf", b"<html><script>", "«acta.pdf» no es un PDF: su contenido está dañado"),
        ("nota.docx", ODT, "pero su contenido es un documento de texto ODF"),
        ("nota.txt", b"\xff\xfe\x00", "no es texto simple"),
        ("nota.docx", b"PK\x03\x04roto", "está dañado y no se puede abrir"),
        ("nota.docx", comprimido("otra/cosa.xml"), "no es un documento de Word"),
    ],
)
def test_lo_demas_se_rechaza_con_su_razon(archivo, contenido, dice):
    with pytest.raises(ArchivoNoAdmitido, match=dice):
        exigir_admitido(archivo, contenido, MEGA)


@pytest.mark.parametrize(
    "contenido",
    [
        comprimido("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        con_flujo("WordDocument") + con_flujo("_VBA_PROJECT"),
    ],
)
def test_con_macros_no_se_admite(contenido):
    extension = "docx" if contenido.startswith(b"PK") else "doc"
    with pytest.raises(ArchivoNoAdmitido, match="trae macros"):
        exigir_admitido(f"nota.{extension}", contenido, MEGA)


def test_con_contrasenia_no_se_admite():
    with pytest.raises(ArchivoNoAdmitido, match="protegido con contraseña"):
        exigir_admitido("nota.docx", con_flujo("EncryptedPackage"), MEGA)


def test_una_bomba_no_se_abre():
    salida = BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr("[Content_Types].xml", b"<x/>")
        paquete.writestr("word/document.xml", bytes(80 * MEGA))
    assert len(salida.getvalue()) < MEGA
    with pytest.raises(ArchivoNoAdmitido, match="tamaño desmedido"):
        exigir_admitido("nota.docx", salida.getvalue(), MEGA)


def test_las_extensiones_son_las_del_selector_de_archivos():
    assert {".pdf", ".jpg", ".docx", ".csv"} <= set(admitidos())
    assert ".exe" not in admitidos()
