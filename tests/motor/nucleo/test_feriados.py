"""Los feriados sembrados son los de la biblioteca pública y los de la tabla del dominio."""

from datetime import date
from pathlib import Path

import holidays
import pytest

from motor.nucleo.feriados import domingo_de_pascua
from motor.reglas.lectura_semillas import Feriados, leer_yaml

RUTA = Path(__file__).parents[3] / "diagramas" / "organizacion" / "feriados.yaml"


def sembrados(anio: int) -> set[date]:
    feriados = leer_yaml(RUTA, Feriados)
    reglas = [*feriados.nacionales, *feriados.departamentales]
    return {fecha for regla in reglas for fecha, _ in regla.fechas(anio)}


@pytest.mark.parametrize("anio", range(2024, 2041))
def test_coinciden_con_la_biblioteca_sin_el_17_de_octubre(anio):
    segun_biblioteca = {
        dia for dia in holidays.Bolivia(subdiv="C", years=anio) if (dia.month, dia.day) != (10, 17)
    }
    assert sembrados(anio) == segun_biblioteca


@pytest.mark.parametrize(
    ("anio", "moviles"),
    [
        (2026, "02-16 02-17 04-03 06-04 06-22"),
        (2027, "02-08 02-09 03-26 05-27"),
        (2028, "02-28 02-29 04-14 06-15 08-07"),
    ],
)
def test_los_moviles_y_trasladados_son_los_del_dominio(anio, moviles):
    fijos = {"01-01", "01-22", "05-01", "06-21", "08-06", "09-14", "11-02", "12-25"}
    esperados = {f"{anio}-{dia}" for dia in fijos | set(moviles.split())}
    assert {dia.isoformat() for dia in sembrados(anio)} == esperados


def test_cada_feriado_cita_su_norma():
    feriados = leer_yaml(RUTA, Feriados)
    assert all(regla.norma for regla in (*feriados.nacionales, *feriados.departamentales))


@pytest.mark.parametrize(
    ("anio", "pascua"), [(2026, "2026-04-05"), (2027, "2027-03-28"), (2038, "2038-04-25")]
)
def test_el_domingo_de_pascua(anio, pascua):
    assert domingo_de_pascua(anio).isoformat() == pascua
