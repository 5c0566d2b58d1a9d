"""En SQLite se escribe de a uno: quien espera entra pronto, y el trabajador le deja el paso."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from motor.almacen import turnos
from motor.almacen.conexion import crear_motor, crear_sesiones_lectura
from tests.bases import sqlite_nueva

ESCRIBIR = text("UPDATE cadena_sistema SET cola_numero = cola_numero")


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    creado = crear_motor(sqlite_nueva(tmp_path), duradero=False)
    yield creado
    creado.dispose()


def escribir(motor: Engine) -> float:
    desde = time.monotonic()
    with motor.begin() as conexion:
        conexion.execute(ESCRIBIR)
    return time.monotonic() - desde


def test_quien_espera_entra_apenas_se_desocupa(sqlite: Engine) -> None:
    with ThreadPoolExecutor(1) as otro:
        with sqlite.begin() as conexion:
            conexion.execute(ESCRIBIR)
            espera = otro.submit(escribir, sqlite)
            time.sleep(0.1)
            assert not espera.done()
        assert espera.result(timeout=5) < 5


def test_quien_cede_deja_pasar_a_una_persona_y_despues_sigue(sqlite: Engine) -> None:
    parar, actos = Event(), []

    def trabajar() -> None:
        while not parar.is_set():
            turnos.ceder_turno(sqlite)
            with sqlite.begin() as conexion:
                conexion.execute(ESCRIBIR)
                time.sleep(0.004)
            actos.append(1)

    with ThreadPoolExecutor(1) as obrero:
        obrero.submit(trabajar)
        esperas = sorted(escribir(sqlite) for _ in range(40))
        parar.set()
    assert esperas[20] < 0.05
    assert actos


def test_quien_espera_demasiado_se_rinde_con_la_falla_de_la_base(
    sqlite: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turnos, "ESPERA_SEGUNDOS", 0.05)
    with sqlite.begin(), pytest.raises(OperationalError, match="locked"):
        escribir(sqlite)


def test_leer_no_espera_el_turno(sqlite: Engine) -> None:
    with sqlite.begin() as conexion, crear_sesiones_lectura(sqlite)() as lectura:
        conexion.execute(ESCRIBIR)
        assert lectura.scalar(text("SELECT count(*) FROM cadena_sistema")) == 1
