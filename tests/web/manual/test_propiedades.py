"""El capítulo de las propiedades las explica todas, con su ejemplo y su error de siempre."""

import re
from pathlib import Path

import pytest

RAIZ = Path(__file__).parents[3]
PANEL = RAIZ / "web" / "frontend" / "modelador" / "propiedades"
TEXTO = (RAIZ / "docs" / "manual" / "propiedades.md").read_text(encoding="utf-8")
_ROTULO = re.compile(r'\brotulo: (?:\w+ \? "([^"]+)" : )?"([^"]+)"')
_CON_CODIGO = re.compile(r'conCodigo\((?:"[^"]+", ){3}"([^"]+)"')
_DE_OTROS = re.compile(r'\["camunda:\w+", "([^"]+)"\]')
_DE_PARES = re.compile(r'\bde(?:Nombre|Valor): "([^"]+)"')
_GRUPO = re.compile(r'\btitulo: "([^"]+)"')


def fuentes() -> str:
    return "\n".join(f.read_text(encoding="utf-8") for f in sorted(PANEL.glob("*.js")))


def rotulos() -> list[str]:
    hallados = [r for par in _ROTULO.findall(fuentes()) for r in par if r]
    for patron in (_CON_CODIGO, _DE_OTROS, _DE_PARES):
        hallados += patron.findall(fuentes())
    return sorted(set(hallados))


SECCIONES = re.findall(r"^### (.+)\n\n((?:(?!^#).*\n?)+)", TEXTO, re.MULTILINE)


def test_se_hallan_los_casilleros_del_panel():
    assert len(rotulos()) > 70
    assert {"Unidad responsable", "Plazo para hacerla", "Nombre del error"} < set(rotulos())


@pytest.mark.parametrize("rotulo", rotulos())
def test_cada_casillero_del_panel_esta_en_el_capitulo(rotulo):
    assert f"### {rotulo}\n" in TEXTO or f"**{rotulo}**" in TEXTO


@pytest.mark.parametrize("titulo", sorted(set(_GRUPO.findall(fuentes()))))
def test_cada_grupo_del_panel_es_una_seccion(titulo):
    assert f"## {titulo}\n" in TEXTO


@pytest.mark.parametrize(("titulo", "cuerpo"), SECCIONES, ids=[t for t, _ in SECCIONES])
def test_cada_propiedad_trae_un_ejemplo_y_el_error_de_siempre(titulo, cuerpo):
    assert "**Error común:**" in cuerpo
    assert "**Ejemplo:**" in cuerpo or "\n- **" in cuerpo


def test_lo_que_el_capitulo_titula_existe_en_el_panel():
    titulos = {t for t, _ in SECCIONES}
    assert titulos - set(rotulos()) - {"Valor"} == set()
