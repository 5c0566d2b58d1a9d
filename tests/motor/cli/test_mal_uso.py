"""Lo que escribe quien empieza: rutas, direcciones y fichas malas. Una frase, y nada cambia."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from motor.cli import programa
from motor.pruebas.carpetas import carpeta_de_diagramas

pytestmark = pytest.mark.lento

DIAGRAMA = carpeta_de_diagramas() / "peticion_informe" / "peticion_informe.bpmn"


@pytest.fixture
def cauce(tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.delenv("CAUCE_BASE_DATOS", raising=False)
    monkeypatch.chdir(tmp_path)

    def correr(*argumentos):
        return CliRunner().invoke(programa, argumentos)

    assert correr("migrar").exit_code == 0
    return correr


def una_frase(resultado, codigo, frase):
    assert resultado.exit_code == codigo, resultado.output
    assert frase in resultado.output.replace("\n", " ")
    assert "Traceback" not in resultado.output
    assert "imprevisto" not in resultado.output


def ficha(carpeta, contenido):
    Path(carpeta).mkdir()
    (Path(carpeta) / "proceso.yaml").write_bytes(contenido)


@pytest.mark.parametrize(
    ("argumentos", "codigo", "frase"),
    [
        (("publicar", "nada"), 2, "No existe la carpeta nada."),
        (("publicar", str(DIAGRAMA)), 2, "es un archivo y hace falta una carpeta"),
        (("publicar", ""), 2, "la ruta está vacía"),
        (("publicar", "datos"), 2, "no hay ningún proceso"),
        (("validar", ""), 2, "la ruta está vacía"),
        (("validar", "nada.bpmn"), 2, "No existe el archivo nada.bpmn"),
        (("sembrar", "nada"), 2, "No existe la carpeta nada."),
        (("sembrar", "datos/cauce.db"), 2, "es un archivo y hace falta una carpeta"),
        (("sembrar", "datos"), 2, "No existe el archivo datos/organizacion.yaml"),
        (("escenarios", "nada"), 2, "No hay un proceso «nada»"),
        (("escenarios", "--diagramas", "nada"), 2, "No existe la carpeta nada."),
        (("escenarios", "--diagramas", "datos/cauce.db"), 2, "es un archivo"),
        (("escenarios", "--solo", "99.9"), 2, "No hay un escenario «99.9»"),
        (("escenarios", "--base-datos", "nada"), 2, "«nada» está mal escrita"),
        (("hoja", "nada"), 2, "«nada»"),
        (("hoja", "HR-2027-000009"), 2, "«HR-2027-000009»"),
        (("hoja", ""), 2, "HR-AAAA-NNNNNN"),
        (("servir", "--puerto", "0"), 2, "0 no está en el rango de 1 a 65535."),
        (("servir", "--puerto", "ocho"), 2, "«ocho» no es un número válido."),
        (("banco", "--expedientes", "3"), 2, "3 no está en el rango de 10 a 100000."),
        (("servir",), 2, "CAUCE_SECRETO"),
    ],
)
def test_un_argumento_malo_se_dice_en_una_frase(cauce, argumentos, codigo, frase):
    una_frase(cauce(*argumentos), codigo, frase)


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (b"", "debe tener «clave: valor»"),
        (b"clave:\tx\n\tnombre: X", "línea 1"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"- una\n- lista", "debe tener «clave: valor»"),
        (b"clave: Con Mayusculas\nnombre: X", "minúsculas"),
        (b"clave: x\nnombre: 3", "le falta «nombre»"),
        (b"clave: x\nnombre: X\nfunciones: quince", "«funciones»"),
        (b"clave: x\nnombre: X\nquien_inicia: todos", "«quien_inicia»"),
        (b"clave: x\nnombre: !!python/object:os.system X", "etiquetas"),
        (b"clave: x\nclave: x\nnombre: X", "repetida"),
        (b"clave: x\nnombre: X", "el diagrama"),
        (b"a: &a [1]\nb: " + b"[" * 300 + b"]" * 300, "«clave»"),
    ],
)
def test_una_ficha_mala_no_publica_nada(cauce, contenido, frase):
    ficha("x", contenido)
    una_frase(cauce("publicar", "x"), 1, frase)
    assert " 0 asientos" in cauce("bitacora", "verificar").output


@pytest.mark.parametrize("contenido", [b"", b"clave: [", b"clave: x"])
def test_una_ficha_mala_no_esconde_las_faltas_del_diagrama(cauce, contenido):
    ficha("x", contenido)
    (Path("x") / "x.bpmn").write_bytes(
        DIAGRAMA.read_bytes().replace(b'camunda:formRef="', b'camunda:formRef="no_hay_')
    )
    hallados = json.loads(cauce("validar", "x", "--json").output)["archivos"]
    assert [h["regla"] for h in hallados["x/proceso.yaml"]]
    assert "formulario_desconocido" in {h["regla"] for h in hallados["x/x.bpmn"]}


def test_cerrar_la_salida_antes_de_tiempo_no_es_una_falta(tmp_path):
    orden = [sys.executable, "-c", "from motor.cli import main; main()", "validar", str(DIAGRAMA)]
    with subprocess.Popen(
        orden, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path, text=True
    ) as proceso:
        proceso.stdout.close()
        dicho = proceso.stderr.read()
    assert (proceso.returncode, dicho) == (141, "")


@pytest.mark.parametrize("ruta", [(), ("banco",)], ids=["cauce", "banco"])
def test_la_lista_de_ordenes_no_corta_las_frases(ruta):
    ayuda = CliRunner().invoke(programa, [*ruta, "--help"]).output
    assert "..." not in ayuda
    assert not re.search(r"<=x|\bej\.$", ayuda, re.MULTILINE)


@pytest.mark.parametrize(
    "ruta", [(), ("bitacora",), ("usuario",)], ids=["cauce", "bitacora", "usuario"]
)
def test_un_grupo_sin_orden_muestra_su_ayuda_una_sola_vez(ruta):
    resultado = CliRunner().invoke(programa, ruta)
    assert resultado.exit_code == 2
    assert resultado.output.count("Uso: cauce") == 1
    assert "Error" not in resultado.output
