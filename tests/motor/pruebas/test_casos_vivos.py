"""Los casos de la demostración llegan a donde dice su guion, se monte el día que se monte."""

from datetime import date, datetime, timedelta

import pytest

from motor.entorno import Ajustes
from motor.nucleo.reloj import LA_PAZ, RelojSistema
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.demostracion import Demostracion, montar, preparar
from motor.pruebas.guion import correr_fechas
from motor.pruebas.montaje import crear_base


def test_las_fechas_se_corren_esten_como_esten_escritas():
    dado = {"a": date(2027, 2, 1), "b": ["2027-02-19", "12/2027", "2027-02-19 y más"], "n": 3}
    corrido = correr_fechas(dado, lambda dia: dia + timedelta(days=7))
    assert corrido == {
        "a": date(2027, 2, 8),
        "b": ["2027-02-26", "12/2027", "2027-02-19 y más"],
        "n": 3,
    }


@pytest.mark.lento
@pytest.mark.parametrize("hoy", ["2026-11-24 09:00", "2027-06-24 10:00"])
def test_ningun_caso_se_detiene_por_el_dia_en_que_se_monta(hoy, tmp_path, monkeypatch):
    """Con cada proceso entero hasta su final: los que citan a sesiones y los que reciben leyes."""
    ahora = datetime.fromisoformat(hoy).replace(tzinfo=LA_PAZ)
    monkeypatch.setattr(RelojSistema, "ahora", lambda _reloj: ahora)
    todos = preparar(carpeta_de_diagramas())
    elegidos = tuple(c for c in todos.casos if c.escenario.id in {"1.1", "2.6", "2.8", "2.14"})
    ajustes = Ajustes(
        carpeta=tmp_path, url=f"sqlite:///{tmp_path}/demo.db", secreto="x" * 40, duradero=False
    )
    crear_base(ajustes.url)
    assert montar(Demostracion(todos.raiz, elegidos), ajustes, lambda _que: None) == []
