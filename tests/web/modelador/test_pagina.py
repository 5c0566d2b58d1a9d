"""La página del diagrama: quién la ve, quién dibuja en ella y por qué a veces solo se mira."""

import re
from types import SimpleNamespace

import pytest

from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.descartar_borrador import DescartarBorrador, descartar_borrador
from tests.web.ayudas import SECRETO
from web import crear_aplicacion
from web.seguridad import ESTILOS_EN_LINEA

ADMIN = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")
EDITORES = {"modelador", "editor_formularios", "editor_decisiones"}
DATO = re.compile(r'data-([a-z-]+)="([^"]*)"')


@pytest.fixture
def borrador(entorno_web) -> int:
    """El id de un borrador hecho de cero."""
    return crear_borrador(entorno_web, CrearBorrador(ADMIN, "tramite", "Trámite genérico")).id


@pytest.fixture
def datos(navegador, borrador):
    """Los data-… de la página, como la ve esa persona."""

    def leer(usuario: str, cola: str = "") -> dict[str, str]:
        pagina = navegador(usuario).ver(f"/procesos/borradores/{borrador}/diagrama{cola}")
        return dict(DATO.findall(pagina.get_data(as_text=True)))

    return leer


def test_quien_administra_procesos_dibuja(datos, borrador):
    dichos = datos("admin.sistema")

    assert (dichos["editable"], dichos["por-que-no"]) == ("si", "")
    assert dichos["clave"] == "tramite"
    assert dichos["archivo"] == f"/procesos/borradores/{borrador}/archivos/diagrama/tramite"
    assert dichos["presencia"] == f"/procesos/borradores/{borrador}/presencia"


def test_quien_pide_mirar_mira(datos):
    assert datos("admin.sistema", "?mirar=1")["editable"] == "no"


def test_en_un_borrador_descartado_no_se_dibuja(datos, borrador, entorno_web):
    descartar_borrador(entorno_web, DescartarBorrador(ADMIN, borrador, "ya no hace falta"))

    assert "se descartó" in datos("admin.sistema")["por-que-no"]


def test_sin_la_facultad_no_se_entra(navegador, borrador):
    respuesta = navegador("tecnico.ucl").ver(f"/procesos/borradores/{borrador}/diagrama")

    assert respuesta.status_code == 403


def test_un_borrador_que_no_existe_se_dice(navegador):
    assert navegador("admin.sistema").ver("/procesos/borradores/999/diagrama").status_code == 404


def test_solo_las_paginas_de_los_editores_admiten_estilos_en_linea():
    app = crear_aplicacion(SimpleNamespace(ajustes=SimpleNamespace(secreto=SECRETO)))
    sueltas = {
        nombre.partition(".")[0]
        for nombre, vista in app.view_functions.items()
        if getattr(vista, ESTILOS_EN_LINEA, "")
    }
    assert sueltas - EDITORES == set()
    assert "modelador" in sueltas
