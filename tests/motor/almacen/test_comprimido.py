"""El contenido comprimido vuelve igual, y lo estropeado no se confunde con lo escrito."""

import zlib

from motor.almacen.comprimido import comprimir, descomprimir

LARGO = '{"nombre":"Secretaría Departamental","unidad":"Secretaría Departamental"}'


def test_un_texto_largo_se_guarda_como_flujo_zlib_y_vuelve_igual() -> None:
    guardado = comprimir(LARGO)
    assert len(guardado) < len(LARGO.encode())
    assert zlib.decompress(guardado) == LARGO.encode()
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
