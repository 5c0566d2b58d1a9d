"""Archivos de otros programas por la página de importar: nada se cae y nada se pierde."""

from pathlib import Path

import pytest

from tests.aceptacion.importador import Importador, contar, ids, perdido, sin_figura

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


@pytest.mark.lento
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
