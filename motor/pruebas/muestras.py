"""Archivos de muestra de verdad, para escenarios y demostración: un PDF que se abre y se lee."""

import zlib

_RENGLONES = 44
_ANCHO = 86


def pdf_de_muestra(titulo: str, texto: str, paginas: int) -> bytes:
    """Devuelve un PDF 1.4 de ese número de páginas, con el título y el texto en la primera.

    Fuente: ISO 32000-1 §7.5 (estructura del archivo). Las letras que no son de Windows-1252 se
    cambian por «?».
    """
    de_hojas = [4 + 2 * numero for numero in range(paginas)]
    objetos = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % n for n in de_hojas), paginas),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for numero, objeto in enumerate(de_hojas, 1):
        renglones = _partir(texto)[:_RENGLONES] if numero == 1 else []
        flujo = zlib.compress(_pagina([titulo, f"Foja {numero} de {paginas}", "", *renglones]))
        objetos.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (objeto + 1)
        )
        objetos.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(flujo), flujo)
        )
    return _armar(objetos)


def _armar(objetos: list[bytes]) -> bytes:
    salida, donde = b"%PDF-1.4\n", []
    for numero, objeto in enumerate(objetos, 1):
        donde.append(len(salida))
        salida += b"%d 0 obj\n%s\nendobj\n" % (numero, objeto)
    indice = b"".join(b"%010d 00000 n \n" % d for d in donde)
    total = len(objetos) + 1
    return salida + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (total, indice, total, len(salida))
    )


def _pagina(renglones: list[str]) -> bytes:
    escritos = b"".join(b"(%s) Tj T*\n" % _cadena(renglon) for renglon in renglones)
    return b"BT /F1 11 Tf 15 TL 72 720 Td\n" + escritos + b"ET"


def _cadena(texto: str) -> bytes:
    crudo = texto.encode("cp1252", "replace")
    return crudo.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _partir(texto: str) -> list[str]:
    renglones: list[str] = []
    for parrafo in texto.splitlines():
        renglon = ""
        for palabra in parrafo.split():
            if len(renglon) + len(palabra) >= _ANCHO:
                renglones.append(renglon)
                renglon = ""
            renglon = f"{renglon} {palabra}".strip()
        renglones.append(renglon)
    return renglones
