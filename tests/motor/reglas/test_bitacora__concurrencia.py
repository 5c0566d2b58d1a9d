"""Varios procesos asentando a la vez dejan cadenas enteras, y verificar entretanto no estorba."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from motor.almacen.bitacora import Asiento
from motor.almacen.conexion import crear_sesiones_lectura
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.verificacion import verificar_bitacora
from tests.fabrica import agregar_expediente

RAIZ = Path(__file__).parents[3]


@pytest.mark.lento
def test_tres_procesos_a_la_vez_no_rompen_ninguna_cadena(oficina, url_bd, motor_bd):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, ahora)
        asentar(sesion, Hecho("expediente_iniciado", ahora, expediente=expediente))
    orden = [sys.executable, "-m", "tests.motor.reglas.asentador", url_bd, "12"]
    procesos = [subprocess.Popen(orden, cwd=RAIZ) for _ in range(3)]
    lecturas = crear_sesiones_lectura(motor_bd)
    while any(proceso.poll() is None for proceso in procesos):
        with lecturas() as sesion:
            assert verificar_bitacora(sesion).defectos == ()
    assert [proceso.returncode for proceso in procesos] == [0, 0, 0]
    with oficina.sesiones() as sesion:
        informe = verificar_bitacora(sesion)
        assert (informe.asientos, informe.defectos) == (1 + 3 * 12 * 3, ())
        assert sesion.scalar(select(func.max(Asiento.numero))) == 1 + 3 * 12 * 2
