"""Hojas de ruta y series: únicas, seguidas y sin huecos, también con varios a la vez."""

import subprocess
import sys
from pathlib import Path

import pytest

from motor.nucleo.errores import DatosInvalidos
from motor.reglas.numeracion import numerar, siguiente_hr, ultimo

RAIZ = Path(__file__).parents[3]


def test_la_hoja_de_ruta_se_reinicia_cada_gestion(sesiones):
    with sesiones.begin() as sesion:
        assert siguiente_hr(sesion, 2027) == ("HR-2027-000001", 1)
        assert siguiente_hr(sesion, 2027) == ("HR-2027-000002", 2)
        assert siguiente_hr(sesion, 2028) == ("HR-2028-000001", 1)


def test_un_numero_que_no_se_uso_vuelve(sesiones):
    with sesiones() as sesion:
        siguiente_hr(sesion, 2027)
        sesion.rollback()
    with sesiones.begin() as sesion:
        assert siguiente_hr(sesion, 2027) == ("HR-2027-000001", 1)
        assert ultimo(sesion, "HR", 2027) == 1


@pytest.mark.lento
def test_cuatro_procesos_a_la_vez_no_repiten_ni_dejan_huecos(url_bd, sesiones):
    orden = [sys.executable, "-m", "tests.motor.reglas.numerador", url_bd, "15"]
    procesos = [
        subprocess.Popen(orden, cwd=RAIZ, stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    salidas = [proceso.communicate(timeout=120)[0].split() for proceso in procesos]
    assert [proceso.returncode for proceso in procesos] == [0, 0, 0, 0]
    numeros = sorted(hr for salida in salidas for hr in salida)
    assert numeros == [f"HR-2027-{n:06d}" for n in range(1, 41)]


def test_las_series_siguen_su_plantilla(sesiones):
    plantilla = "PL-ALDC-{numero:03d}/{legislatura}"
    with sesiones.begin() as sesion:
        assert numerar(sesion, plantilla, 2027, "2027-2028") == "PL-ALDC-001/2027-2028"
        assert numerar(sesion, plantilla, 2028, "2027-2028") == "PL-ALDC-002/2027-2028"
        assert numerar(sesion, plantilla, 2028, "2028-2029") == "PL-ALDC-001/2028-2029"
        assert numerar(sesion, "PIE-ALDC-{numero:03d}/{anio}", 2027, "") == "PIE-ALDC-001/2027"
        assert numerar(sesion, "Ley {numero}", 2027, "") == "Ley 1"
        assert numerar(sesion, "Ley {numero}", 2028, "") == "Ley 2"


@pytest.mark.parametrize(
    "plantilla", ["sin campo", "{otro}-{numero}", "{numero", "{numero.__class__}", "{}"]
)
def test_una_plantilla_mala_se_rechaza(sesiones, plantilla):
    with pytest.raises(DatosInvalidos, match="plantilla de serie"), sesiones.begin() as sesion:
        numerar(sesion, plantilla, 2027, "2027-2028")
