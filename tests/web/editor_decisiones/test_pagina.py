"""La página de una tabla de decisión: quién la ve y edita, qué se revisa y qué da la prueba."""

import re

import pytest

from motor.consultas.archivos_vacios import archivo_vacio
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from tests.tablas import tabla

ADMIN = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")
DATO = re.compile(r'data-([a-z-]+)="([^"]*)"')
TESTIGO = re.compile(r'"X-CSRFToken": "([^"]+)"')
XML = tabla("UNIQUE", {"monto": "number"}, "< 1000 | 10", ">= 1000 | 20")


@pytest.fixture
def direccion(entorno_web) -> str:
    """La de una tabla recién agregada a un borrador."""
    de = crear_borrador(entorno_web, CrearBorrador(ADMIN, "tramite", "Trámite genérico")).id
    vacia = archivo_vacio("decision", "plazo", "Plazo")
    guardar_archivo_borrador(entorno_web, GuardarArchivo(ADMIN, de, "decision", "plazo", vacia, 0))
    return f"/procesos/borradores/{de}/decisiones/plazo"


@pytest.fixture
def pedir(navegador, direccion):
    """La respuesta JSON de revisar o probar ese XML, y su estado."""

    quien = navegador("admin.sistema")
    [testigo] = TESTIGO.findall(quien.ver(direccion).get_data(as_text=True))

    def con(que: str, **cuerpo: object) -> tuple[int, dict]:
        cabeceras = {"X-CSRFToken": testigo}
        respuesta = quien.cliente.post(f"{direccion}/{que}", json=cuerpo, headers=cabeceras)
        return respuesta.status_code, respuesta.get_json()

    return con


def test_quien_administra_procesos_escribe_la_tabla(navegador, direccion):
    pagina = navegador("admin.sistema").ver(direccion)
    datos = dict(DATO.findall(pagina.get_data(as_text=True)))

    assert (datos["editable"], datos["por-que-no"]) == ("si", "")
    assert datos["archivo"].endswith("/archivos/decision/plazo")
    assert datos["probar"] == f"{direccion}/probar"
    borrador = direccion.partition("/decisiones")[0]
    assert f'href="{borrador}#t-decision"' in pagina.get_data(as_text=True)
    assert "<h1>Plazo</h1>" in pagina.get_data(as_text=True)


def test_solo_se_admiten_atributos_de_estilo_no_guiones_en_linea(navegador, direccion):
    politica = navegador("admin.sistema").ver(direccion).headers["Content-Security-Policy"]

    assert "style-src-attr 'unsafe-inline'" in politica
    assert "script-src 'self';" in politica
    assert "unsafe-eval" not in politica


def test_sin_la_facultad_no_se_entra_y_lo_que_no_existe_da_404(navegador, direccion):
    assert navegador("tecnico.ucl").ver(direccion).status_code == 403
    assert navegador("admin.sistema").ver(f"{direccion}_otra").status_code == 404


def test_probar_dice_el_valor_y_la_regla(pedir):
    estado, dado = pedir("probar", xml=XML, decision="prioridad", datos={"monto": "1.500,50"})

    assert (estado, dado["resultado"], dado["error"]) == (200, "20", "")
    [paso] = dado["pasos"]
    assert (paso["casan"], paso["usadas"]) == ([2], [2])
    assert paso["entradas"] == [["monto", "1500,5"]]
    assert paso["frase"] == "Se cumple la regla 2."


def test_lo_que_no_es_un_numero_se_dice_en_su_campo(pedir):
    estado, dado = pedir("probar", xml=XML, decision="prioridad", datos={"monto": "mil"})

    assert estado == 422
    assert dado["faltas"] == [{"campo": "monto", "mensaje": "debe ser un número"}]


def test_una_tabla_vacia_pide_que_dato_se_mira(pedir):
    vacia = archivo_vacio("decision", "plazo", "Plazo").decode()
    _, dado = pedir("revisar", xml=vacia)

    [defecto] = dado["defectos"]
    assert (defecto["elemento"], defecto["fila"]) == ("entrada_plazo_1", 0)
    assert "qué dato se mira" in defecto["mensaje"]


@pytest.mark.parametrize(
    ("xml", "dice"),
    [
        ("<a>", "no es XML bien formado"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DOCTYPE"),
        ("<a/>", "Se esperaba <definitions>"),
    ],
)
def test_un_archivo_que_no_se_lee_dice_por_que(pedir, xml, dice):
    estado, dado = pedir("revisar", xml=xml)
    assert (estado, dado["decisiones"]) == (200, [])
    assert dice in dado["defectos"][0]["mensaje"]

    estado, dado = pedir("probar", xml=xml, decision="a", datos={})
    assert estado == 422
    assert dice in dado["mensaje"]
