"""Archivos de otros programas por la página de importar: nada se cae y nada se pierde."""

import os
import re
from itertools import count
from pathlib import Path

import pytest

from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.importador import Importador, contar, ids, perdido, sin_figura
from tests.aceptacion.lienzo import Lienzo
from tests.motor.bpmn.importacion.muestras import CAMUNDA

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
CAPTURAS = os.environ.get("CAUCE_CAPTURAS")
DIAGRAMAS = Path(__file__).resolve().parents[2] / "diagramas"
CONFORMIDAD = Path(__file__).resolve().parents[3] / "shared" / "conformidad"
ARCHIVOS = {"miwg": 81, "camunda": 25}
MAL_FORMADOS = 1


@pytest.fixture
def importador(page, sitio):
    sitio.entrar(page, "admin.sistema")
    return Importador(page, sitio.url, sitio.app.extensions["cauce"])


def los_de(carpeta: str) -> list[Path]:
    if not (CONFORMIDAD / carpeta).is_dir():
        pytest.skip(f"No están los diagramas de {carpeta} junto al repositorio.")
    return sorted((CONFORMIDAD / carpeta).rglob("*.bpmn"))


@pytest.mark.parametrize("carpeta", sorted(ARCHIVOS))
def test_cada_archivo_de_otro_programa_entra_entero_o_se_rechaza_con_una_frase(importador, carpeta):
    archivos, errores, rechazados = los_de(carpeta), [], []
    caidas: list[str] = []
    importador.page.on("pageerror", lambda error: caidas.append(str(error)))
    for numero, archivo in enumerate(archivos):
        importador.mirar(archivo)
        if importador.rechazo:
            rechazados.append(importador.rechazo)
            continue
        original, cuentas = archivo.read_bytes(), importador.cuentas
        guardado = importador.crear(f"{carpeta}_{numero}")
        hallado = {
            "cuentas": (cuentas, contar(original)),
            "perdido": (perdido(original, guardado), []),
            "ids": (ids(original) - ids(guardado), set()),
            "sin figura": (sin_figura(guardado), []),
            "caídas": (list(caidas), []),
        }
        errores += [
            (archivo.name, q, hay, debe) for q, (hay, debe) in hallado.items() if hay != debe
        ]
    assert errores == []
    assert len(archivos) == ARCHIVOS[carpeta]
    assert len(rechazados) == (MAL_FORMADOS if carpeta == "miwg" else 0)
    assert all("línea 97" in frase for frase in rechazados)


def sin_figuras(proceso: str, cada: int = 1) -> bytes:
    """Un diagrama de la casa sin su dibujo o, con `cada`, sin una de cada tantas figuras."""
    xml = (DIAGRAMAS / proceso / f"{proceso}.bpmn").read_text(encoding="utf-8")
    figura = re.compile(r"<bpmndi:BPMN(Shape|Edge)\b.*?</bpmndi:BPMN\1>", re.DOTALL)
    cuenta = count(1)
    return figura.sub(lambda f: "" if next(cuenta) % cada == 0 else f[0], xml).encode()


@pytest.mark.parametrize(("cada", "que"), [(1, "nada"), (4, "a_medias")])
def test_lo_que_no_viene_dibujado_se_dispone_y_se_puede_abrir(importador, tmp_path, cada, que):
    archivo = tmp_path / "consulta.bpmn"
    archivo.write_bytes(sin_figuras("consulta_estatuto", cada))
    dichos: list[str] = []
    importador.page.on("console", lambda m: dichos.append(m.text) if m.type == "error" else None)
    importador.mirar(archivo)
    assert "Se dispusieron" in importador.page.locator("[data-frase]").inner_text()
    guardado = importador.crear(f"consulta_{que}")
    assert sin_figura(guardado) == []
    assert perdido(archivo.read_bytes(), guardado) == []
    borrador = importador.page.url
    importador.page.goto(f"{borrador}/diagrama")
    importador.page.wait_for_selector(".modelador.lista")
    assert dichos == []


def test_el_informe_y_el_modelador_dicen_lo_mismo(importador, tmp_path):
    archivo = tmp_path / "compras.bpmn"
    archivo.write_bytes(CAMUNDA)
    importador.mirar(archivo)
    assert "«sales» es un grupo de otro programa" in importador.informe("decidir")
    assert "(monto > 1000) and urgente" in importador.informe("traducido")
    importador.crear("compras_ajenas")
    borrador = importador.page.url
    importador.page.get_by_role("link", name="Informe de importación").click()
    assert "(monto > 1000) and urgente" in importador.informe("traducido")
    lienzo = Lienzo.abrir(importador.page, f"{borrador}/diagrama")
    condicion = "return s('elementRegistry').get('si').businessObject.conditionExpression.body"
    assert lienzo.hacer(condicion) == "(monto > 1000) and urgente"
    assert "cauce:original" in lienzo.xml()
    assert importador.page.get_by_text("se abrió con").count() == 0


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"<html/>", "no es BPMN 2.0"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", "DOCTYPE"),
        (b"<a/>" + b" " * 2_000_001, "el máximo es 2000000"),
        (b"\x00\x01", "No es XML bien formado"),
    ],
)
def test_un_archivo_hostil_se_rechaza_con_una_frase(importador, tmp_path, contenido, frase):
    archivo = tmp_path / "malo.bpmn"
    archivo.write_bytes(contenido)
    importador.mirar(archivo)
    assert frase in importador.rechazo


@pytest.mark.parametrize("ancho", [1400, 360])
def test_la_vista_previa_es_accesible_y_cabe(importador, tmp_path, ancho):
    archivo = tmp_path / "compras.bpmn"
    archivo.write_bytes(CAMUNDA)
    importador.page.set_viewport_size({"width": ancho, "height": 900})
    importador.mirar(archivo)
    sin_faltas_axe(importador.page)
    assert importador.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if CAPTURAS:
        importador.page.screenshot(path=f"{CAPTURAS}/importar-{ancho}.png", full_page=True)
