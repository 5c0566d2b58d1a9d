"""`cauce validar`: cada archivo con su falta, en una frase, y el código de salida."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from motor.cli import programa

CABEZA = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="x">'
)
PROCESO = """<bpmn:process id="p" name="P" isExecutable="true">
<bpmn:startEvent id="i" name="Inicio"/><bpmn:sequenceFlow id="f1" sourceRef="i" targetRef="g"/>
<bpmn:exclusiveGateway id="g" name="¿Sí?" default="f3"/>
<bpmn:sequenceFlow id="f2" name="Sí" sourceRef="g" targetRef="a">
<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">CONDICION</bpmn:conditionExpression>
</bpmn:sequenceFlow><bpmn:sequenceFlow id="f3" name="No" sourceRef="g" targetRef="b"/>
<bpmn:endEvent id="a" name="Sí"/><bpmn:endEvent id="b" name="No"/></bpmn:process>"""


def validar(tmp_path, nombre, contenido, *opciones):
    ruta = tmp_path / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(contenido if isinstance(contenido, bytes) else contenido.encode())
    return CliRunner().invoke(programa, ["validar", str(ruta), *opciones])


def diagrama(condicion):
    return CABEZA + PROCESO.replace("CONDICION", condicion) + "</bpmn:definitions>"


def test_un_diagrama_bueno_sale_con_0(tmp_path):
    resultado = validar(tmp_path, "p.bpmn", diagrama("monto &gt; 1000"))
    assert resultado.exit_code == 0, resultado.output


@pytest.mark.parametrize(
    ("nombre", "contenido", "frase"),
    [
        ("p.bpmn", f'<!DOCTYPE x [<!ENTITY e "a">]>{diagrama("a")}', "DOCTYPE"),
        ("p.bpmn", diagrama("__import__('os').system('true')"), "f2"),
        ("p.bpmn", diagrama("monto &gt; "), "f2"),
        ("p.bpmn", "esto no es XML", "p.bpmn"),
        ("p.bpmn", b"", "p.bpmn"),
        ("f.form", '{"components": [{"type": "video"}]}', "no se conoce"),
        ("f.form", "{", "JSON"),
        ("d.dmn", "<x/>", "d.dmn"),
        ("escenarios/e.yaml", "escenarios: [", "línea 1"),
        ("proceso.yaml", "nombre: sin clave", "le falta «clave»"),
    ],
)
def test_cada_falta_sale_con_1_y_una_frase(tmp_path, nombre, contenido, frase):
    resultado = validar(tmp_path, nombre, contenido)
    assert resultado.exit_code == 1, resultado.output
    assert frase in resultado.output
    assert "Traceback" not in resultado.output


@pytest.mark.parametrize("ruta", ["no_hay.bpmn", "carpeta_vacia", "imagen.png"])
def test_lo_que_no_existe_o_no_se_valida_sale_con_2(tmp_path, ruta):
    (tmp_path / "carpeta_vacia").mkdir()
    (tmp_path / "imagen.png").write_bytes(b"x")
    resultado = CliRunner().invoke(programa, ["validar", str(tmp_path / ruta)])
    assert resultado.exit_code == 2
    assert "Error: " in resultado.output


def test_en_json_las_faltas_se_leen_por_programa(tmp_path):
    resultado = validar(tmp_path, "f.form", '{"components": [{"type": "video"}]}', "--json")
    salida = json.loads(resultado.output)
    assert salida["graves"] == 1
    [[hallazgo]] = salida["archivos"].values()
    assert hallazgo["regla"] == "formulario_esquema"


def test_en_json_tambien_el_mal_uso(tmp_path):
    resultado = CliRunner().invoke(programa, ["validar", str(tmp_path / "nada.bpmn"), "--json"])
    assert json.loads(resultado.output)["error"]["codigo"] == "no_encontrado"
    assert resultado.exit_code == 2


def test_un_error_imprevisto_da_un_numero_que_esta_en_el_registro(tmp_path, monkeypatch):
    def explotar(_):
        raise RuntimeError("secreto interno")

    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.setattr("motor.pruebas.validacion.validar_archivo", explotar)
    resultado = validar(tmp_path, "p.bpmn", b"")
    assert resultado.exit_code == 1
    assert "secreto" not in resultado.output
    numero = resultado.output.split("número ")[1].split(")")[0]
    registro = (tmp_path / "datos" / "log" / "cauce.log").read_text(encoding="utf-8")
    [linea] = [json.loads(x) for x in registro.splitlines()]
    assert linea["numero"] == numero
    assert "secreto interno" in json.dumps(linea)


def test_el_programa_instalado_responde_igual(tmp_path):
    orden = [sys.executable, "-c", "from motor.cli import main; main()", "validar", "no_hay.bpmn"]
    hecho = subprocess.run(orden, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert hecho.returncode == 2
    assert hecho.stderr.startswith("Error: No existe el archivo no_hay.bpmn")
    assert list(tmp_path.iterdir()) == []
