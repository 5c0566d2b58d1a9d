"""Lo que rige «hasta el 20» se dice con el 20, aunque termine al empezar el 21; y otros filtros."""

from datetime import datetime

import pytest

from motor.nucleo.reloj import LA_PAZ
from web.filtros import navegador, ultimo_dia


@pytest.mark.parametrize(
    ("termina", "dicho"),
    [
        (datetime(2026, 12, 21, 0, 0, tzinfo=LA_PAZ), "20/12/2026"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=LA_PAZ), "31/12/2026"),
        (datetime(2026, 12, 20, 10, 30, tzinfo=LA_PAZ), "20/12/2026 10:30"),
        (None, ""),
    ],
)
def test_el_ultimo_dia_de_lo_que_termina(termina, dicho):
    assert ultimo_dia(termina) == dicho


@pytest.mark.parametrize(
    ("agente", "dicho"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0",
            "Firefox en Windows",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/129.0 Safari/537.36 Edg/129.0", "Edge en Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/129.0 Mobile Safari/537.36", "Chrome en Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1", "Safari en iPhone"),
        ("curl/8.5", "curl/8.5"),
        ("", ""),
    ],
)
def test_el_navegador_se_dice_con_su_nombre(agente, dicho):
    assert navegador(agente) == dicho
