"""Sembrar dos veces deja lo mismo, y lo que alguien cambió no se pisa."""

from datetime import date
from pathlib import Path

from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.organizacion import Cargo
from motor.nucleo.actor import Actor
from motor.operaciones.sembrar_organizacion import SembrarOrganizacion, sembrar_organizacion
from motor.reglas.calendario import cargar_tablas
from motor.reglas.organizacion import identificar
from motor.reglas.plazos import computar_medida
from tests.fabrica import Oficina

CARPETA = Path(__file__).parents[3] / "diagramas" / "organizacion"


def test_sembrar_dos_veces_no_cambia_nada_y_asienta_una(sesiones, reloj):
    oficina = Oficina(sesiones, reloj)
    agregadas = sembrar_organizacion(oficina, SembrarOrganizacion(CARPETA))
    assert min(agregadas.values()) > 0
    with sesiones.begin() as sesion:
        cargo = sesion.scalar(select(Cargo).where(Cargo.clave == "gobernador"))
        cargo.nombre = "Gobernadora"
    otra_vez = sembrar_organizacion(oficina, SembrarOrganizacion(CARPETA))
    assert set(otra_vez.values()) == {0}
    with sesiones() as sesion:
        nombres = sesion.scalars(select(Cargo.nombre).where(Cargo.clave == "gobernador")).all()
        assert nombres == ["Gobernadora"]
        assert sesion.scalars(select(Asiento.hecho)).all() == ["organizacion_sembrada"]


def test_lo_sembrado_da_cuentas_calendario_y_parametros(sesiones, reloj):
    oficina = Oficina(sesiones, reloj)
    sembrar_organizacion(oficina, SembrarOrganizacion(CARPETA))
    with sesiones() as sesion:
        firmante = identificar(sesion, Actor("secretario.sdos"), reloj.ahora())
        assert firmante.como == (
            "Secretario departamental — Secretaría Departamental de Obras y Servicios"
        )
        tablas = cargar_tablas(sesion)
        for desde, vence in ((date(2027, 1, 20), "2027-02-04"), (date(2027, 6, 4), "2027-06-18")):
            computo = computar_medida(tablas, "ley.observacion_gobernador", desde)
            assert computo.vence_fecha.isoformat() == vence
