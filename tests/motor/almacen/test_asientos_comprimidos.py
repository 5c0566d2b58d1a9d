"""Comprimir los asientos (0015 y 0020): lo de antes se lee igual, y volver atrás no pierde nada."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from motor.almacen.bitacora import Asiento
from motor.almacen.comprimido import comprimir
from motor.almacen.conexion import crear_motor
from motor.almacen.esquema import deshacer, migrar

ANTES = "0014_migraciones_de_casos"
SIN_DICCIONARIO = "0019_movimientos"
LARGO = '{"unidad":"Secretaría de Obras","unidad_nombre":"Secretaría de Obras Públicas"}'
PONER = """
INSERT INTO asiento (numero, hecho, hecho_el, contenido, huella)
VALUES (:n, 'algo', '2026-01-01 00:00:00', :c, :h)"""


@pytest.fixture
def motor(tmp_path: Path) -> Iterator[Engine]:
    creado = crear_motor(f"sqlite:///{tmp_path / 'base.db'}", duradero=False)
    yield creado
    creado.dispose()


def poner(motor: Engine, numero: int, contenido: str | bytes) -> None:
    with motor.begin() as conexion:
        conexion.execute(text(PONER), {"n": numero, "c": contenido, "h": f"{numero:064d}"})


def test_lo_asentado_antes_de_migrar_se_lee_igual(motor: Engine) -> None:
    migrar(motor, ANTES)
    poner(motor, 1, LARGO)
    migrar(motor)
    with motor.connect() as conexion:
        assert conexion.scalars(select(Asiento.contenido)).all() == [LARGO]


def test_volver_atras_deja_todo_en_texto_y_sin_poder_cambiarse(motor: Engine) -> None:
    migrar(motor)
    poner(motor, 1, zlib.compress(LARGO.encode()))
    deshacer(motor, ANTES)
    with motor.connect() as conexion:
        assert conexion.execute(text("SELECT contenido FROM asiento")).scalars().all() == [LARGO]
    with pytest.raises(Exception, match="solo admite asientos nuevos"), motor.begin() as conexion:
        conexion.execute(text("UPDATE asiento SET contenido = '{}'"))


def test_la_base_trae_el_diccionario_con_que_se_leen_sus_asientos(motor: Engine) -> None:
    migrar(motor)
    poner(motor, 1, comprimir(LARGO))
    with motor.connect() as conexion:
        ((guardado, texto),) = conexion.execute(
            text("SELECT contenido, texto FROM asiento CROSS JOIN diccionario")
        ).all()
    abridor = zlib.decompressobj(zdict=texto.encode())
    assert abridor.decompress(guardado).decode() == LARGO


def test_el_diccionario_no_se_cambia_ni_se_quita(motor: Engine) -> None:
    migrar(motor)
    for orden in ("UPDATE diccionario SET texto = ''", "DELETE FROM diccionario"):
        with pytest.raises(Exception, match="no se cambia"), motor.begin() as conexion:
            conexion.execute(text(orden))


@pytest.mark.parametrize("hasta", [SIN_DICCIONARIO, ANTES])
def test_volver_atras_deja_lo_asentado_sin_diccionario(motor: Engine, hasta: str) -> None:
    migrar(motor)
    poner(motor, 1, comprimir(LARGO))
    deshacer(motor, hasta)
    with motor.connect() as conexion:
        (guardado,) = conexion.execute(text("SELECT contenido FROM asiento")).scalars().all()
    en_claro = guardado if isinstance(guardado, str) else zlib.decompress(guardado).decode()
    assert en_claro == LARGO
    migrar(motor)
    with motor.connect() as conexion:
        assert conexion.scalars(select(Asiento.contenido)).all() == [LARGO]
