"""Leer la carpeta de un proceso y medir qué flujos se recorrieron."""

import pytest

from motor.nucleo.errores import NoEncontrado
from motor.pruebas.carpetas import CarpetaInvalida, leer_carpeta, listar_carpetas
from motor.pruebas.cobertura import medir

DIAGRAMA = """<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"
 targetNamespace="x"><bpmn:process id="p" isExecutable="true">
<bpmn:startEvent id="i" name="Inicio"/>
<bpmn:task id="t" name="Trabajar"/><bpmn:endEvent id="z" name="Fin"/>
<bpmn:sequenceFlow id="f1" sourceRef="i" targetRef="t"/>
<bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="z"/></bpmn:process></bpmn:definitions>"""


@pytest.fixture
def carpeta(tmp_path):
    ruta = tmp_path / "tramite"
    (ruta / "formularios").mkdir(parents=True)
    (ruta / "escenarios").mkdir()
    (ruta / "proceso.yaml").write_text("clave: tramite\nnombre: Trámite\n", encoding="utf-8")
    (ruta / "tramite.bpmn").write_text(DIAGRAMA, encoding="utf-8")
    (ruta / "formularios" / "pedir.form").write_text("{}", encoding="utf-8")
    (ruta / "escenarios" / "fragmentos.yaml").write_text("fragmentos: {}", encoding="utf-8")
    (ruta / "escenarios" / "uno.yaml").write_text("escenarios: []", encoding="utf-8")
    return ruta


def test_una_carpeta_se_lee_byte_a_byte(carpeta):
    leida = leer_carpeta(carpeta)
    assert leida.xml == DIAGRAMA.encode()
    assert leida.formularios == {"pedir": b"{}"}
    assert [e.name for e in leida.escenarios] == ["uno.yaml"]
    assert listar_carpetas(carpeta.parent) == [carpeta]


@pytest.mark.parametrize(
    ("ficha", "frase"),
    [
        ("nombre: x", "le falta «clave»"),
        ("clave: Con Mayúsculas\nnombre: x", "minúsculas"),
        ("clave: otro\nnombre: x", r"Falta .*otro\.bpmn"),
        ("- lista", "clave y nombre"),
        ("clave: tramite\nnombre: x\nfunciones: [21]", "del 1 al 20"),
        ("clave: tramite\nnombre: x\nquien_inicia: [a]", "quien_inicia"),
    ],
)
def test_una_ficha_mala_se_explica(carpeta, ficha, frase):
    (carpeta / "proceso.yaml").write_text(ficha, encoding="utf-8")
    with pytest.raises(CarpetaInvalida, match=frase):
        leer_carpeta(carpeta)


def test_lo_que_no_existe_se_dice(tmp_path):
    with pytest.raises(NoEncontrado, match="No existe la carpeta"):
        leer_carpeta(tmp_path / "nada")
    with pytest.raises(NoEncontrado, match="No existe la carpeta"):
        listar_carpetas(tmp_path / "nada")


def test_los_flujos_que_nadie_recorre_se_nombran(carpeta):
    medida = medir(leer_carpeta(carpeta), {"f1", "ajeno"})
    assert (medida.total, medida.recorridos) == (2, 1)
    assert medida.sin_razon == {"f2": "de «Trabajar» a «Fin»"}
    assert not medida.completa


def test_una_razon_explica_un_flujo_y_sobra_si_se_recorre(carpeta):
    (carpeta / "cobertura.yaml").write_text("f2: depende de un tercero\n", encoding="utf-8")
    leida = leer_carpeta(carpeta)
    assert medir(leida, {"f1"}).completa
    de_mas = medir(leida, {"f1", "f2"})
    assert de_mas.razones_de_mas == ("f2",)
    assert not de_mas.completa
