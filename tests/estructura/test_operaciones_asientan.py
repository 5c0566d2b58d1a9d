"""Toda operación, corrida una vez desde su ejemplo, deja al menos un asiento en la bitácora.

Las que no son actos (latidos, borradores, presencia) lo dicen con `SIN_ASIENTO = "motivo"`.
"""

from importlib import import_module

import pytest
from sqlalchemy import func, select

from motor.almacen.bitacora import Asiento
from motor.manejadores import Registro
from motor.reglas.verificacion import verificar_bitacora
from tests.estructura.ejemplos import EJEMPLOS
from tests.estructura.fuentes import RAIZ
from tests.motor.operaciones.mesa import Mesa, armar_mesa

pytestmark = pytest.mark.lento

CARPETA = RAIZ / "motor" / "operaciones"


@pytest.fixture
def mesa(sesiones, reloj, tmp_path) -> Mesa:
    """Una oficina, en cada base, cuyo trabajador atiende el tema del ejemplo de servicio."""
    registro = Registro({"p.numerar": lambda _ctx: {}})
    return armar_mesa(sesiones, reloj, tmp_path, registro)


def cuantos_asientos(mesa) -> int:
    [cuantos] = mesa.leer(select(func.count()).select_from(Asiento))
    return cuantos


def test_cada_operacion_tiene_su_ejemplo():
    operaciones = {ruta.stem for ruta in CARPETA.glob("[!_]*.py")}
    faltan = sorted(operaciones - EJEMPLOS.keys())
    assert not faltan, f"Sin ejemplo en tests/estructura/ejemplos: {faltan}. Agregue uno por cada."
    sobran = sorted(EJEMPLOS.keys() - operaciones)
    assert not sobran, f"Ejemplos de operaciones que ya no existen: {sobran}. Quítelos."


@pytest.mark.parametrize("nombre", sorted(EJEMPLOS))
def test_la_operacion_deja_al_menos_un_asiento_y_la_bitacora_entera(mesa, nombre):
    orden = EJEMPLOS[nombre](mesa)
    operar = getattr(import_module(f"motor.operaciones.{nombre}"), nombre)
    antes = cuantos_asientos(mesa)
    operar(mesa.entorno, orden)
    sin_asiento = getattr(import_module(f"motor.operaciones.{nombre}"), "SIN_ASIENTO", "")
    hubo = cuantos_asientos(mesa) > antes
    assert hubo or sin_asiento, f"«{nombre}» actuó y no dejó asiento: use `asentar`."
    assert not (hubo and sin_asiento), f"«{nombre}» dice SIN_ASIENTO y deja uno: quite la marca."
    with mesa.entorno.sesiones() as sesion:
        assert verificar_bitacora(sesion).defectos == ()
