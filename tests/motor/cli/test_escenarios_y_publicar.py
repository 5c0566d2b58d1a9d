"""`cauce escenarios`, `publicar` y `trabajador` con un proceso pequeño y con los del banco."""

import json
import shutil

import pytest
from click.testing import CliRunner

from motor.arranque import armar_entorno
from motor.cli import programa
from motor.pruebas.banco import medir
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.montaje import sembrar

pytestmark = pytest.mark.lento

PASOS = """
      - iniciar: {proceso: banco_aprobacion, como: tecnico1.sdos, asunto: Prueba}
      - rechaza: {completar: {tarea: revisar, como: gobernador}, codigo: sin_permiso}
      - completar: {tarea: revisar, como: tecnico1.sdos, datos: {procede: true}}
      - espera: {tareas: [aprobar], tarea: {aprobar: {cargo: secretario.sdos}}, incidentes: 0}
      - reloj: +3 dh
      - completar: {tarea: aprobar, como: secretario.sdos}
      - espera: {tareas: [], final: FINAL, asientos: [tarea_completada]}
"""
CABEZA = "escenarios:\n  - id: '9.1'\n    titulo: Se aprueba\n    comienza: 2027-01-04 09:00\n"


@pytest.fixture
def diagramas(tmp_path):
    carpeta = tmp_path / "diagramas" / "banco_aprobacion"
    shutil.copytree(medir.DIAGRAMAS / "banco_aprobacion", carpeta)
    (carpeta / "escenarios").mkdir()

    def escribir(final):
        texto = f"{CABEZA}    pasos:{PASOS.replace('FINAL', final)}"
        (carpeta / "escenarios" / "uno.yaml").write_text(texto, encoding="utf-8")
        return tmp_path / "diagramas"

    return escribir


def correr(*argumentos):
    return CliRunner().invoke(programa, argumentos)


def test_un_escenario_que_se_cumple_sale_con_0(diagramas):
    resultado = correr("escenarios", "--diagramas", str(diagramas("aprobada")))
    assert resultado.exit_code == 0, resultado.output
    assert resultado.output.rstrip().endswith("1 passed, 0 failed")


def test_un_escenario_que_no_se_cumple_dice_el_paso_lo_esperado_y_lo_visto(diagramas):
    resultado = correr("escenarios", "--diagramas", str(diagramas("rechazada")))
    assert resultado.exit_code == 1
    frase = "9.1, paso 7 (espera): HR-2027-000001: se esperaba el final «rechazada»"
    assert frase in resultado.output.replace("\n", "")
    assert resultado.output.rstrip().endswith("0 passed, 1 failed")


def test_la_cobertura_nombra_el_flujo_que_nadie_recorre(diagramas):
    raiz = diagramas("aprobada")
    resultado = correr("escenarios", "--diagramas", str(raiz), "--cobertura", "--json")
    assert resultado.exit_code == 1
    [medida] = json.loads(resultado.output)["cobertura"]
    assert list(medida["sin_razon"]) == ["f_rechazar"]
    (raiz / "banco_aprobacion" / "cobertura.yaml").write_text("f_rechazar: caso trivial\n")
    assert correr("escenarios", "--diagramas", str(raiz), "--cobertura").exit_code == 0


@pytest.mark.parametrize(
    ("argumentos", "codigo", "frase"),
    [
        (("no_hay",), 2, "No hay un proceso «no_hay»"),
        (("--solo", "7.7"), 2, "No hay un escenario «7.7»"),
    ],
)
def test_pedir_lo_que_no_hay_es_mal_uso(diagramas, argumentos, codigo, frase):
    resultado = correr("escenarios", "--diagramas", str(diagramas("aprobada")), *argumentos)
    assert resultado.exit_code == codigo
    assert frase in resultado.output


def test_publicar_dos_veces_lo_mismo_es_la_misma_version(diagramas, tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.delenv("CAUCE_BASE_DATOS", raising=False)
    raiz = diagramas("aprobada")
    assert correr("migrar").exit_code == 0
    sin_organizacion = correr("publicar", str(raiz / "banco_aprobacion"))
    assert sin_organizacion.exit_code == 1
    assert "No hay cargo con clave «tecnico1.sdos»" in sin_organizacion.output
    sembrar(armar_entorno(), raiz)
    primera = correr("publicar", str(raiz / "banco_aprobacion"), "--json")
    segunda = correr("publicar", str(raiz), "--json")
    assert primera.exit_code == 0, primera.output
    assert json.loads(primera.output) == json.loads(segunda.output)
    assert "Trabajos hechos: 0" in correr("trabajador", "--una-vez").output
    assert correr("publicar", str(tmp_path / "nada")).exit_code == 2


def test_sembrar_dos_veces_agrega_una_sola_y_deja_publicar(tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.delenv("CAUCE_BASE_DATOS", raising=False)
    sin_base = correr("sembrar")
    assert (sin_base.exit_code, "cauce migrar" in sin_base.output) == (2, True)
    assert correr("migrar").exit_code == 0
    peticion = str(carpeta_de_diagramas() / "peticion_informe")
    assert "cauce sembrar" in correr("publicar", peticion).output
    vacia = correr("sembrar", str(tmp_path))
    assert vacia.exit_code == 2
    assert "organizacion.yaml" in vacia.output
    agregadas = json.loads(correr("sembrar", "--json").output)["agregadas"]
    assert all(agregadas[que] for que in ("unidades", "cargos", "parametros", "dias_inhabiles"))
    assert "no se agregó nada" in correr("sembrar").output
    assert correr("publicar", peticion).exit_code == 0
    cuentas = json.loads(correr("usuario", "listar", "--json").output)
    assert not any(cuenta["con_clave"] for cuenta in cuentas)


@pytest.mark.lento
def test_la_demostracion_monta_casos_en_toda_etapa_y_la_segunda_vez_los_encuentra(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.delenv("CAUCE_BASE_DATOS", raising=False)
    corrida = correr("demo", "--sin-servir", "--json")
    primera = json.loads(corrida.stdout)
    assert "quedó en el paso" not in corrida.stderr
    assert len(primera["casos"]) >= 40
    pendientes = {tarea for caso in primera["casos"] for tarea in caso["pendientes"]}
    assert len(pendientes) >= 25
    assert len({caso["estado"] for caso in primera["casos"]}) >= 5
    segunda = json.loads(correr("demo", "--sin-servir", "--json").stdout)
    assert (primera["nueva"], segunda["nueva"]) == (True, False)
    assert segunda["casos"] == primera["casos"]
    assert correr("bitacora", "verificar").exit_code == 0
