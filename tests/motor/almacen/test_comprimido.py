"""El contenido comprimido vuelve igual, y lo estropeado no se confunde con lo escrito."""

import zlib

from motor.almacen.comprimido import DICCIONARIOS, VIGENTE, comprimir, descomprimir

LARGO = '{"nombre":"Secretaría Departamental","unidad":"Secretaría Departamental"}'


def test_un_texto_largo_se_guarda_como_flujo_zlib_y_vuelve_igual() -> None:
    guardado = comprimir(LARGO)
    assert len(guardado) < len(LARGO.encode())
    abridor = zlib.decompressobj(zdict=VIGENTE)
    assert abridor.decompress(guardado) == LARGO.encode()
    assert descomprimir(guardado) == LARGO


def test_un_texto_corto_se_guarda_tal_cual() -> None:
    assert comprimir('{"n":1}') == b'{"n":1}'
    assert descomprimir(b'{"n":1}') == '{"n":1}'


def test_lo_guardado_antes_de_comprimirse_se_lee_igual() -> None:
    assert descomprimir(LARGO) == LARGO
    assert descomprimir(LARGO.encode()) == LARGO


def test_un_flujo_estropeado_se_lee_como_otra_cosa_y_no_falla() -> None:
    cortado = comprimir(LARGO)[:-5]
    assert descomprimir(cortado) != LARGO
    assert descomprimir(b"\xff{}") == "\\xff{}"


ASIENTO = (
    '{"anterior":"","el":"2027-03-01T13:00:00+00:00","expediente":"HR-2027-000001","formato":1,'
    '"hecho":"tarea_completada","numero":2,"quien":{"calidad":"titular","cargo":"jefe.legal"}}'
)


def test_un_asiento_se_comprime_contra_el_diccionario_y_dice_cual() -> None:
    guardado = comprimir(ASIENTO)
    assert len(guardado) < len(zlib.compress(ASIENTO.encode())) * 0.6
    assert int.from_bytes(guardado[2:6], "big") == zlib.adler32(VIGENTE)
    assert descomprimir(guardado) == ASIENTO


def test_lo_comprimido_sin_diccionario_se_lee_igual() -> None:
    assert descomprimir(zlib.compress(LARGO.encode())) == LARGO


def test_lo_de_un_diccionario_desconocido_se_lee_como_otra_cosa_y_no_falla() -> None:
    compresor = zlib.compressobj(zdict=b"otro diccionario de otra casa")
    ajeno = compresor.compress(ASIENTO.encode()) + compresor.flush()
    assert descomprimir(ajeno) != ASIENTO


def test_un_diccionario_publicado_no_cambia() -> None:
    assert {f"{numero:08x}": len(texto) for numero, texto in DICCIONARIOS.items()} == {
        "e72c20e2": 3252
    }
