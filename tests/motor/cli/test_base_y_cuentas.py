"""`cauce migrar`, `usuario` y `bitacora` sobre una base de verdad, y los ajustes mal puestos."""

import json
import sqlite3
from getpass import GetPassWarning
from warnings import warn

import pytest
from click.testing import CliRunner

from motor.almacen.comprimido import descomprimir
from motor.cli import programa

pytestmark = pytest.mark.lento

CLAVE = "una-clave-larga\nuna-clave-larga\n"


@pytest.fixture
def cauce(tmp_path, monkeypatch):
    monkeypatch.setenv("CAUCE_DATOS", str(tmp_path / "datos"))
    monkeypatch.delenv("CAUCE_BASE_DATOS", raising=False)

    def correr(*argumentos, entrada=None):
        return CliRunner().invoke(programa, argumentos, input=entrada)

    return correr


@pytest.fixture
def con_base(cauce):
    assert cauce("migrar").exit_code == 0
    return cauce


def test_migrar_crea_la_base_y_repetirlo_no_cambia_nada(cauce, tmp_path):
    primera = json.loads(cauce("migrar", "--json").output)
    segunda = json.loads(cauce("migrar", "--json").output)
    assert (primera["antes"], primera["cambio"], segunda["cambio"]) == (None, True, False)
    assert (tmp_path / "datos" / "cauce.db").exists()


def test_sin_migrar_se_dice_que_hacer(cauce):
    resultado = cauce("bitacora", "verificar")
    assert resultado.exit_code == 2
    assert "cauce migrar" in resultado.output


@pytest.mark.parametrize(
    ("variable", "valor", "frase"),
    [
        ("CAUCE_BASE_DATOS", "mysql://x/y", "CAUCE_BASE_DATOS: Cauce no funciona sobre «mysql»"),
        ("CAUCE_BASE_DATOS", "esto no es", "CAUCE_BASE_DATOS"),
        ("CAUCE_BASE_DATOS", "postgresql://n@127.0.0.1:1/x", "CAUCE_BASE_DATOS: no se puede abrir"),
        ("CAUCE_DATOS", "/proc/nada", "CAUCE_DATOS: no se puede usar"),
        ("CAUCE_DATOS", __file__, "(es un archivo)"),
        ("CAUCE_SECRETO", "corto", "CAUCE_SECRETO tiene 5 caracteres"),
    ],
)
def test_un_ajuste_malo_se_nombra_y_sale_con_2(cauce, monkeypatch, variable, valor, frase):
    monkeypatch.setenv(variable, valor)
    resultado = cauce("migrar")
    assert resultado.exit_code == 2, resultado.output
    assert frase in resultado.output
    assert "Traceback" not in resultado.output


def test_un_archivo_que_no_es_base_se_explica(cauce, tmp_path, monkeypatch):
    falso = tmp_path / "falso.db"
    falso.write_bytes(b"esto no es una base de datos" * 100)
    monkeypatch.setenv("CAUCE_BASE_DATOS", f"sqlite:///{falso}")
    resultado = cauce("migrar")
    assert resultado.exit_code == 2
    assert "no se puede abrir la base de datos" in resultado.output


def test_una_cuenta_se_da_de_alta_se_lista_y_cambia_de_clave(con_base):
    alta = con_base(
        "usuario", "alta", "ana", "--nombre", "Ana Pérez", "--clave-por-entrada",
        entrada="una-clave-larga\n",
    )  # fmt: skip
    assert alta.exit_code == 0, alta.output
    [cuenta] = json.loads(con_base("usuario", "listar", "--json").output)
    assert (cuenta["usuario"], cuenta["nombre"], cuenta["con_clave"]) == ("ana", "Ana Pérez", True)
    cambio = con_base("usuario", "clave", "ana", entrada="otra-clave-larga\notra-clave-larga\n")
    assert cambio.exit_code == 0, cambio.output
    assert "otra-clave" not in cambio.output
    assert "todo entero" in con_base("bitacora", "verificar").output


@pytest.mark.parametrize(
    ("argumentos", "entrada", "codigo", "frase"),
    [
        (("clave", "nadie", "--clave-por-entrada"), "una-clave-larga\n", 2, "nadie"),
        (("clave", "nadie", "--clave-por-entrada"), "", 2, "no trae la clave"),
        (("alta", "ana", "--nombre", "A", "--clave-por-entrada"), "corta\n", 1, "clave"),
        (
            ("alta", "Ana Con Espacios", "--nombre", "A"),
            "x" * 12 + "\n" + "x" * 12 + "\n",
            1,
            "Ana",
        ),
        (("alta", "ana"), "", 2, "Falta la opción"),
        (
            ("alta", "ana", "--nombre", "A", "--correo", "ana"),
            CLAVE,
            1,
            "«ana» no es una dirección",
        ),
        (("alta", "ana", "--nombre", "A", "--ci", "1" * 21), CLAVE, 1, "ci: debe ir en un renglón"),
        (("alta", "ana", "--nombre", "A" * 201), CLAVE, 1, "hasta 200 caracteres"),
        (("alta", "ana", "--nombre", "A\x1b[31m"), CLAVE, 1, "en un renglón"),
        (("alta", "ana", "--nombre", " "), CLAVE, 1, "le falta el nombre"),
    ],
)
def test_una_cuenta_mal_pedida_se_rechaza(con_base, argumentos, entrada, codigo, frase):
    resultado = con_base("usuario", *argumentos, entrada=entrada)
    assert resultado.exit_code == codigo, resultado.output
    assert frase in resultado.output
    assert json.loads(con_base("usuario", "listar", "--json").output) == []


def test_un_usuario_desmedido_no_se_repite_entero(con_base):
    resultado = con_base("usuario", "alta", "a" * 500, "--nombre", "A", entrada=CLAVE)
    assert resultado.exit_code == 1
    assert "a" * 119 + "…»" in resultado.output
    assert "a" * 121 not in resultado.output


def test_la_cuenta_de_cadenas_va_en_singular_y_en_plural(con_base):
    assert "1 cadena, 0 asientos, todo entero." in con_base("bitacora", "verificar").output
    con_base("usuario", "alta", "ana", "--nombre", "Ana", entrada=CLAVE)
    assert "1 cadena, 1 asiento, todo entero." in con_base("bitacora", "verificar").output
    assert "1 cuenta." in con_base("usuario", "listar").output


def test_sin_terminal_se_dice_como_dar_la_clave(con_base, monkeypatch):
    monkeypatch.setattr("click.prompt", lambda *_, **__: warn("eco", GetPassWarning, 2))
    resultado = con_base("usuario", "clave", "ana")
    assert resultado.exit_code == 2
    assert "--clave-por-entrada" in resultado.output


def test_la_bitacora_alterada_se_delata_con_su_asiento(con_base, tmp_path):
    for usuario in ("ana", "luis"):
        con_base("usuario", "alta", usuario, "--nombre", usuario, "--clave-por-entrada",
                 entrada="una-clave-larga\n")  # fmt: skip
    with sqlite3.connect(tmp_path / "datos" / "cauce.db") as base:
        disparadores = base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'asiento'"
        ).fetchall()
        for (nombre,) in disparadores:
            base.execute(f'DROP TRIGGER "{nombre}"')
        (guardado,) = base.execute("SELECT contenido FROM asiento WHERE numero = 1").fetchone()
        falso = descomprimir(guardado).replace("ana", "eva")
        base.execute("UPDATE asiento SET contenido = ? WHERE numero = 1", (falso,))
    base.close()
    resultado = con_base("bitacora", "verificar")
    assert resultado.exit_code == 1
    assert "Quebrada: sistema, asiento 1" in resultado.output
    [defecto] = json.loads(con_base("bitacora", "verificar", "--json").output)["defectos"]
    assert (defecto["cadena"], defecto["numero"]) == ("sistema", 1)


def test_un_expediente_que_no_existe_es_mal_uso(con_base):
    resultado = con_base("bitacora", "verificar", "--expediente", "HR-2027-000009")
    assert resultado.exit_code == 2
    assert "HR-2027-000009" in resultado.output
