"""Dos actos que se estorban en la base terminan los dos, o uno se niega con una frase."""

import sqlite3
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from motor.almacen.choques import INTENTOS, BaseOcupada, repetir_si_choca


class _Corte(Exception):
    """Como corta PostgreSQL a uno de dos que se esperan."""

    sqlstate = "40P01"


def _que_choca(veces: int):
    corridas = []

    def acto() -> str:
        corridas.append(1)
        if len(corridas) <= veces:
            raise OperationalError("UPDATE", {}, _Corte())
        return "hecho"

    return acto, corridas


def test_un_acto_que_choca_se_repite_hasta_que_sale():
    pausas: list[float] = []
    acto, corridas = _que_choca(INTENTOS - 1)
    assert repetir_si_choca(acto, esperar=pausas.append) == "hecho"
    assert len(corridas) == INTENTOS
    assert len(pausas) == INTENTOS - 1


def test_si_choca_siempre_se_dice_que_no_se_guardo_nada():
    acto, corridas = _que_choca(99)
    with pytest.raises(BaseOcupada, match=r"No se guardó nada.*repita"):
        repetir_si_choca(acto, esperar=lambda _s: None)
    assert len(corridas) == INTENTOS


def test_lo_que_no_es_un_choque_no_se_repite(sesiones):
    corridas = []

    def acto() -> None:
        corridas.append(1)
        with sesiones.begin() as sesion:
            sesion.execute(text("INSERT INTO cargo (clave, nombre, unidad_id) VALUES ('x','X',99)"))

    with pytest.raises(IntegrityError):
        repetir_si_choca(acto)
    assert len(corridas) == 1


def test_en_sqlite_quien_no_recibe_su_turno_lo_dice(tmp_path):
    archivo = tmp_path / "b.db"
    quien_ocupa = sqlite3.connect(archivo, isolation_level=None)
    quien_ocupa.execute("BEGIN IMMEDIATE")

    def acto() -> None:
        from sqlalchemy import create_engine

        with create_engine(f"sqlite:///{archivo}", connect_args={"timeout": 0}).begin() as otra:
            otra.exec_driver_sql("BEGIN IMMEDIATE")

    with pytest.raises(BaseOcupada):
        repetir_si_choca(acto)
    quien_ocupa.close()


def test_dos_que_se_esperan_en_postgresql_terminan_los_dos(sesiones, motor_bd):
    if motor_bd.dialect.name != "postgresql":
        pytest.skip("SQLite escribe de a uno: nadie espera a la mitad.")
    with sesiones.begin() as sesion:
        sesion.execute(text("CREATE TABLE choque (id int PRIMARY KEY, n int)"))
        sesion.execute(text("INSERT INTO choque VALUES (1, 0), (2, 0)"))
    juntos = threading.Barrier(2, timeout=20)
    primera_vez = {1: True, 2: True}

    def acto(uno: int, otro: int) -> None:
        with sesiones.begin() as sesion:
            sumar = text("UPDATE choque SET n = n + 1 WHERE id = :id")
            sesion.execute(sumar, {"id": uno})
            if primera_vez.pop(uno, False):
                juntos.wait()
            sesion.execute(sumar, {"id": otro})

    hilos = [
        threading.Thread(target=lambda a=a, b=b: repetir_si_choca(lambda: acto(a, b)))
        for a, b in ((1, 2), (2, 1))
    ]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join(30)
    with sesiones.begin() as sesion:
        assert sesion.scalars(text("SELECT n FROM choque ORDER BY id")).all() == [2, 2]
        sesion.execute(text("DROP TABLE choque"))
