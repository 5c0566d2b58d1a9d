"""El manual se lee sin ingresar, se busca en él, y cada página lleva a la parte que la explica."""

import re
from pathlib import Path

import pytest

from web.ayuda import DE_PAGINA, DE_PANTALLA, SIN_PAGINAS, TAMBIEN
from web.manual.capitulos import ORDEN, ancla_de, buscar, leer_capitulo

RAIZ = Path(__file__).parents[3]
DOCUMENTOS = [RAIZ / "README.md", *sorted((RAIZ / "docs").rglob("*.md"))]
_ENLACE = re.compile(r"\]\((?!https?://|mailto:)([^)#\s]*)(#[^)\s]*)?\)")


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


@pytest.mark.parametrize("clave", ORDEN)
def test_cada_capitulo_se_lee_sin_ingresar(navegador, clave):
    respuesta = navegador().ver(f"/manual/{clave}")
    assert respuesta.status_code == 200
    assert f">{leer_capitulo(clave).titulo}</h1>" in texto(respuesta)


def test_todo_archivo_del_manual_es_un_capitulo():
    archivos = {f.stem for f in (RAIZ / "docs" / "manual").glob("*.md")}
    assert archivos == set(ORDEN)


def test_la_imagen_de_un_capitulo_se_entrega_y_ninguna_otra_cosa(navegador):
    with navegador().ver("/manual/imagenes/bandeja.png") as respuesta:
        assert respuesta.mimetype == "image/png"
    for mala in ("no-existe.png", "..%2Findice.md", "../indice.md"):
        assert navegador().ver(f"/manual/imagenes/{mala}").status_code == 404


def test_un_capitulo_que_no_existe_es_404_con_una_frase(navegador):
    respuesta = navegador().ver("/manual/otro")
    assert respuesta.status_code == 404
    assert "no tiene el capítulo «otro»" in texto(respuesta)


@pytest.mark.parametrize(
    ("que", "capitulo"), [("provisional", "primer-dia"), ("SUPLENCIA delegación", "ausencias")]
)
def test_buscar_no_mira_tildes_ni_mayusculas(navegador, que, capitulo):
    assert capitulo in {h.capitulo for h in buscar(que)}
    assert f'href="/manual/{capitulo}"' in texto(navegador().ver(f"/manual?q={que}"))


def test_buscar_lo_que_no_esta_lo_dice(navegador):
    assert "no dice nada de eso" in texto(navegador().ver("/manual?q=xyzzy"))


@pytest.mark.parametrize("parte", sorted({*DE_PANTALLA.values(), *DE_PAGINA.values()}))
def test_la_parte_del_manual_de_cada_pagina_existe(parte):
    capitulo, _, seccion = parte.partition("#")
    anclas = {s.ancla for s in leer_capitulo(capitulo).secciones}
    assert not seccion or seccion in anclas


def test_toda_pantalla_dice_que_parte_la_explica(app):
    pantallas = {
        regla.endpoint.partition(".")[0]
        for regla in app.url_map.iter_rules()
        if "GET" in regla.methods and "." in regla.endpoint
    }
    assert pantallas - DE_PANTALLA.keys() - SIN_PAGINAS == set()
    assert DE_PAGINA.keys() <= {r.endpoint for r in app.url_map.iter_rules()}


def test_el_pie_lleva_a_la_parte_de_la_pagina(navegador):
    pagina = texto(navegador("tecnico.ucl").ver("/ausencias"))
    assert '<a href="/manual/ausencias">Manual de esta página</a>' in pagina


def test_el_pie_lleva_tambien_a_los_otros_capitulos_de_la_pantalla(navegador):
    assert all(clave in ORDEN for claves in TAMBIEN.values() for clave in claves)
    assert TAMBIEN.keys() <= DE_PANTALLA.keys()
    pagina = texto(navegador("admin.sistema").ver("/procesos"))
    assert '<a href="/manual/primer-proceso">El primer proceso en diez minutos</a>' in pagina


@pytest.mark.parametrize("documento", DOCUMENTOS, ids=lambda d: d.relative_to(RAIZ).as_posix())
def test_los_enlaces_y_las_imagenes_de_los_documentos_existen(documento):
    fuente = documento.read_text(encoding="utf-8")
    for destino, ancla in _ENLACE.findall(fuente):
        archivo = (documento.parent / destino) if destino else documento
        assert archivo.exists(), f"{documento.name} enlaza {destino}, que no existe"
        if ancla and archivo.suffix == ".md":
            titulos = re.findall(r"^#+ (.+)$", archivo.read_text(encoding="utf-8"), re.MULTILINE)
            assert ancla[1:] in {ancla_de(t) for t in titulos}, f"{documento.name}: {ancla}"
