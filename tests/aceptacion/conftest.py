"""Chromium sin ventana contra un servidor de verdad, con la oficina mínima."""

from datetime import datetime

import pytest

from motor.almacen.conexion import crear_motor, crear_sesiones
from motor.entorno import Entorno
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.archivos import AlmacenArchivos
from tests import bases
from tests.aceptacion.armador import CLAVE, Armador, esquema, poner_formulario
from tests.aceptacion.borrador import Borrador, agregar_duenio
from tests.aceptacion.chromium import OPCIONES, hallar_chromium
from tests.aceptacion.sitio import servir
from tests.fabrica import armar_oficina
from tests.web.ayudas import ajustes_de_prueba, armar_app


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type):
    """Con qué navegador y opciones abre pytest-playwright."""
    ruta = hallar_chromium(browser_type.executable_path)
    return {"executable_path": ruta, "args": list(OPCIONES), "headless": True}


@pytest.fixture(scope="session")
def browser_context_args():
    """Cómo es la persona que mira: de Bolivia, en La Paz."""
    return {"locale": "es-BO", "timezone_id": "America/La_Paz", "reduced_motion": "reduce"}


@pytest.fixture(scope="module")
def sitio(tmp_path_factory):
    """La oficina mínima servida en un puerto libre: `sitio.url`, `sitio.entrar(page, usuario)`."""
    carpeta = tmp_path_factory.mktemp("sitio")
    motor = crear_motor(bases.sqlite_nueva(carpeta), duradero=False)
    sesiones = crear_sesiones(motor)
    reloj = RelojFijo(datetime(2027, 1, 4, 9, 0, tzinfo=LA_PAZ))
    armar_oficina(sesiones, reloj)
    agregar_duenio(sesiones)
    archivos = AlmacenArchivos(carpeta / "archivos")
    entorno = Entorno(sesiones, reloj, archivos, ajustes=ajustes_de_prueba(carpeta))
    with servir(armar_app(entorno)) as servido:
        yield servido
    motor.dispose()


@pytest.fixture
def borrador(sitio):
    """Un borrador recién creado, con el diagrama de la petición de informe."""
    return Borrador(sitio.app.extensions["cauce"])


@pytest.fixture
def errores(page) -> list[str]:
    """Lo que la consola del navegador reclama."""
    dichos: list[str] = []
    page.on("pageerror", lambda error: dichos.append(str(error)))
    page.on("console", lambda m: dichos.append(m.text) if m.type == "error" else None)
    return dichos


@pytest.fixture
def abrir_formulario(borrador, page, sitio, errores):
    """Abre un formulario con esos campos; al final, la consola no debe haber reclamado nada."""

    def con(*componentes: dict, ancho: int = 1400) -> Armador:
        poner_formulario(borrador, esquema(*componentes))
        page.set_viewport_size({"width": ancho, "height": 820})
        sitio.entrar(page, "admin.sistema")
        ruta = f"/procesos/borradores/{borrador.id}/formularios/{CLAVE}"
        return Armador.abrir(page, f"{sitio.url}{ruta}")

    yield con
    assert errores == []
