"""`cauce escenarios --base-datos`: las bases nuevas van en el servidor y no queda ninguna."""

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from motor.almacen.conexion import crear_motor
from motor.cli import programa
from motor.pruebas.bases import BasesPostgresql
from motor.pruebas.carpetas import carpeta_de_diagramas, listar_carpetas
from motor.pruebas.seleccion import elegir
from tests import bases

pytestmark = pytest.mark.lento


def correr(*argumentos):
    return CliRunner().invoke(programa, ("escenarios", *argumentos))


def bases_de_escenarios(servidor: str) -> list[str]:
    motor = crear_motor(servidor)
    consulta = text("SELECT datname FROM pg_database WHERE datname LIKE 'cauce_escenarios_%'")
    with motor.connect() as conexion:
        nombres = list(conexion.scalars(consulta))
    motor.dispose()
    return nombres


@pytest.fixture
def servidor() -> str:
    """La URL de mantenimiento de un servidor real."""
    return bases.servidor_postgresql().get_uri()


def test_cada_copia_parte_de_la_plantilla_y_al_borrarla_no_queda_nada(servidor):
    nuevas = BasesPostgresql(servidor)
    antes = set(bases_de_escenarios(servidor))
    nuevas.crear_plantilla()
    una, otra = nuevas.copiar(), nuevas.copiar()
    propias = {url.rpartition("/")[2].partition("?")[0] for url in (nuevas.plantilla, una, otra)}
    assert propias <= set(bases_de_escenarios(servidor))
    assert len(propias - antes) == 3
    for url in (una, otra, nuevas.plantilla):
        nuevas.borrar(url)
    assert not propias & set(bases_de_escenarios(servidor))


def test_un_escenario_corre_en_el_servidor_y_sale_con_0(servidor):
    proceso = listar_carpetas(carpeta_de_diagramas())[0].name
    primero = elegir(carpeta_de_diagramas(), proceso).escenarios[0].id
    resultado = correr(proceso, "--solo", primero, "--base-datos", servidor)
    assert resultado.exit_code == 0, resultado.output
    assert resultado.output.rstrip().endswith("1 passed, 0 failed")


@pytest.mark.parametrize(
    ("url", "dice"),
    [
        ("nada", "está mal escrita"),
        ("sqlite:///otra.db", "no es un servidor PostgreSQL"),
        ("postgresql://u:secreta@127.0.0.1:1/postgres", "no deja preparar las bases"),
    ],
)
def test_una_url_que_no_sirve_se_dice_en_una_frase_y_sale_con_2(url, dice):
    resultado = correr("--base-datos", url)
    assert resultado.exit_code == 2
    [frase] = [linea for linea in resultado.output.splitlines() if linea.startswith("Error:")]
    assert dice in frase
    assert "secreta" not in resultado.output
