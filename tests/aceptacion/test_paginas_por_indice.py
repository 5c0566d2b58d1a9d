"""Las páginas de todos los días no recorren ninguna tabla que crece: van por sus índices."""

import sqlite3

import pytest
from sqlalchemy import event

from tests.aceptacion.paginas import PAGINAS, PEDIDOS, direcciones
from tests.casos import recorrer
from tests.planes import recorridas
from web.medicion import cliente

pytestmark = pytest.mark.lento
DE_CADA_DIA = [
    pagina
    for pagina in PAGINAS
    if pagina.nombre.startswith(("bandeja", "tarea", "derivar", "exp", "mensaje", "avisos"))
    or pagina.nombre in {"correspondencia", "correspondencia-enviada", "catalogo", "ausencias"}
]


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    with recorrer("sqlite", tmp_path_factory.mktemp("indices"), PEDIDOS) as hechos:
        yield hechos


def pedir(casos, pagina, partes) -> dict[str, object]:
    """Pide la página y devuelve las lecturas que hizo, con unos parámetros de cada una."""
    visitante = cliente(casos.entorno, pagina.usuario.format(**partes))
    oidas: dict[str, object] = {}

    def oir(_conexion, _cursor, sentencia, parametros, _contexto, muchos) -> None:
        if sentencia.startswith(("SELECT", "WITH")):
            oidas[sentencia] = parametros[0] if muchos else parametros

    motor = casos.entorno.sesiones.kw["bind"]
    event.listen(motor, "before_cursor_execute", oir)
    try:
        visitante(pagina.ruta.format(**partes))
    finally:
        event.remove(motor, "before_cursor_execute", oir)
    return oidas


def test_ninguna_pagina_de_cada_dia_recorre_una_tabla_que_crece(casos):
    partes = direcciones(casos)
    base = sqlite3.connect(casos.entorno.sesiones.kw["bind"].url.database)
    malas = {}
    for pagina in DE_CADA_DIA:
        oidas = pedir(casos, pagina, partes)
        assert oidas, pagina.nombre
        for sentencia, parametros in oidas.items():
            if tablas := recorridas(base, sentencia, parametros):
                malas[pagina.nombre, sentencia[:200]] = tablas
    base.close()
    assert not malas, malas
