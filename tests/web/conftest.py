"""Una aplicación web sobre la oficina mínima, en las dos bases."""

import pytest
from flask import Flask

from motor.entorno import Entorno
from motor.reglas.archivos import AlmacenArchivos
from tests.web.ayudas import Navegador, ajustes_de_prueba, armar_app


@pytest.fixture
def entorno_web(oficina, sesiones, reloj, tmp_path) -> Entorno:
    """El entorno de la oficina mínima, con secreto y carpeta de archivos."""
    archivos = AlmacenArchivos(tmp_path / "archivos")
    return Entorno(sesiones, reloj, archivos, ajustes=ajustes_de_prueba(tmp_path))


_ARMADA: list[Flask] = []  # una por proceso: solo cambia el entorno que sirve


@pytest.fixture
def app(entorno_web) -> Flask:
    """La aplicación de `entorno_web`."""
    if not _ARMADA:
        _ARMADA.append(armar_app(entorno_web))
    _ARMADA[0].extensions["cauce"] = entorno_web
    return _ARMADA[0]


@pytest.fixture
def navegador(app):
    """Fábrica de navegadores: `navegador("tecnico.ucl")` ya ingresó; sin nombre, no."""
    return lambda usuario="", cargo=None: Navegador(app, usuario, cargo)
