"""Las semillas están completas y sus errores dicen archivo y clave."""

from pathlib import Path

import pytest

from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.reglas.lectura_semillas import Feriados, Organigrama, ParametrosSembrados, leer_yaml
from motor.reglas.semillas import leer_semillas
from motor.reglas.yaml_seguro import YamlInvalido

CARPETA = Path(__file__).parents[3] / "diagramas" / "organizacion"
PARAMETROS_DEL_DOMINIO = [
    "computo.inicio",
    "computo.prorroga_inhabil",
    "computo.distancia",
    "notificacion.max",
    "subsanacion.max",
    "desglose.max",
    "resolver.max",
    "revocatoria.interponer",
    "revocatoria.resolver",
    "jerarquico.interponer",
    "jerarquico.remitir",
    "jerarquico.resolver",
    "pie.total",
    "pie.registro",
    "pie.secretaria",
    "pie.consolidacion",
    "pie.legal",
    "pie.firma",
    "pie.prorroga",
    "pie.ampliacion",
    "pie.reiteracion",
    "pio.citacion_min",
    "interpelacion.max",
    "ley.admision",
    "ley.comision",
    "ley.comision_prorroga",
    "ley.agenda_pleno",
    "ley.remision",
    "ley.observacion_gobernador",
    "gaceta.publicacion",
    "estatuto.ronda_convocatoria",
    "estatuto.recepcion_propuestas",
    "estatuto.consulta_borrador",
    "tcp.aviso",
    "tcp.seguimiento",
    "referendo.preparacion_min",
    "referendo.computo",
    "otb.evaluacion",
    "otb.resolucion",
]
SECRETARIAS = ["sdp", "sdfa", "sddhi", "sdcg", "sddpep", "sdmh", "sddmt", "sdos"]


@pytest.fixture(scope="module")
def organigrama() -> Organigrama:
    return leer_semillas(CARPETA).organigrama


def test_estan_los_47_municipios_y_la_autonomia_indigena(organigrama):
    municipios = [i for i in organigrama.instituciones if i.sigla.startswith("GAM-")]
    assert len(municipios) == 47
    assert all(i.sigla == f"GAM-{i.municipio}" for i in municipios)
    siglas = {i.sigla for i in organigrama.instituciones}
    assert {"GADC", "ALDC", "GAIOC-RAQ", "TCP", "TSE", "TED-CBBA", "CGE"} <= siglas


def test_cada_secretaria_tiene_secretario_enlace_y_dos_tecnicos(organigrama):
    claves = {c.clave for c in organigrama.cargos}
    for sigla in SECRETARIAS:
        puestos = ("secretario", "enlace", "tecnico1", "tecnico2")
        assert {f"{puesto}.{sigla}" for puesto in puestos} <= claves


def test_la_asamblea_tiene_34_miembros_8_comisiones_y_hay_16_mesas_provinciales(organigrama):
    claves = {c.clave for c in organigrama.cargos}
    assert {f"asambleista.{n:02d}" for n in range(1, 35)} <= claves
    assert {f"presidente.comision{n}" for n in range(1, 9)} <= claves
    provinciales = [c for c in organigrama.cargos if c.nombre.startswith("Mesa provincial de ")]
    assert len(provinciales) == 16


def test_no_hay_claves_repetidas_ni_nombres_que_falten(organigrama):
    for claves in (
        [i.sigla for i in organigrama.instituciones],
        [u.sigla for u in organigrama.unidades],
        [c.clave for c in organigrama.cargos],
    ):
        assert len(claves) == len(set(claves))
    unidades = {u.sigla for u in organigrama.unidades}
    cargos = {c.clave for c in organigrama.cargos}
    assert {c.unidad for c in organigrama.cargos} <= unidades
    assert {c.superior for c in organigrama.cargos} <= cargos | {""}
    assert {u.superior for u in organigrama.unidades} <= unidades | {""}


def test_estan_todos_los_parametros_con_su_etiqueta():
    parametros = leer_semillas(CARPETA).parametros.parametros
    por_clave = {p.clave: p for p in parametros}
    assert set(PARAMETROS_DEL_DOMINIO) <= set(por_clave)
    assert all(p.norma for p in parametros if p.etiqueta.value == "citado")
    reparto = ("registro", "secretaria", "consolidacion", "legal", "firma")
    assert sum(int(por_clave[f"pie.{parte}"].valor) for parte in reparto) == 10
    assert (por_clave["pie.total"].valor, por_clave["pie.total"].prorrogas_max) == ("10", 1)


@pytest.mark.parametrize(
    ("texto", "dice"),
    [
        ("[1, 2", "el YAML está mal escrito"),
        ("vigente_desde:\t2026-01-01", "línea 1"),
        ("{vigente_desde: 2026-02-30, parametros: []}", "vigente_desde: debe ser una fecha"),
        ("- 1", "debe ser un grupo"),
        ("vigente_desde: 2026-01-01", "parametros: falta"),
        ("{vigente_desde: ayer, parametros: []}", "vigente_desde: debe ser una fecha"),
        ("{vigente_desde: 2026-01-01, parametros: 3}", "parametros: debe ser una lista"),
        (
            "{vigente_desde: 2026-01-01, parametros: [{clave: a.b, valor: 3, unidad: dh, "
            "etiqueta: citado}]}",
            r"parametros\[0\].valor: debe ser texto",
        ),
        (
            '{vigente_desde: 2026-01-01, parametros: [{clave: a.b, valor: "3", unidad: lunas, '
            "etiqueta: citado, color: rojo}]}",
            r"parametros\[0\].color: no se conoce.*parametros\[0\].unidad: debe ser una de dh",
        ),
    ],
)
def test_un_archivo_malo_dice_donde_y_que(tmp_path, texto, dice):
    ruta = tmp_path / "parametros_plazo.yaml"
    ruta.write_text(texto, encoding="utf-8")
    with pytest.raises((DatosInvalidos, YamlInvalido), match=dice):
        leer_yaml(ruta, ParametrosSembrados)


def test_un_archivo_que_falta_o_no_es_utf8_se_dice(tmp_path):
    with pytest.raises(NoEncontrado, match=r"feriados\.yaml"):
        leer_yaml(tmp_path / "feriados.yaml", Feriados)
    (tmp_path / "feriados.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(YamlInvalido, match="UTF-8"):
        leer_yaml(tmp_path / "feriados.yaml", Feriados)
