"""Lo diferido sale antes de que nadie pueda notar su falta, y con la transacción."""

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from motor.almacen.directo import actualizar, insertar
from motor.almacen.expedientes import Correlativo, Expediente
from tests.fabrica import agregar_expediente


def correlativo(ultimo: int, serie: str = "a") -> dict:
    return {"serie": serie, "gestion": 0, "ultimo": ultimo}


def leidos(oficina) -> list[int]:
    with oficina.sesiones() as sesion:
        consulta = select(Correlativo.ultimo).where(Correlativo.gestion == 0)
        return list(sesion.scalars(consulta.order_by(Correlativo.serie)))


def test_una_consulta_ve_lo_que_se_difirio_antes(oficina):
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Correlativo, [correlativo(1)])
        insertar(sesion, Correlativo, [correlativo(2, "b")])
        tabla = Correlativo.__table__
        hallados = sesion.execute(select(tabla.c.ultimo).where(tabla.c.gestion == 0))
        assert sorted(hallados.scalars()) == [1, 2]


def test_confirmar_manda_lo_diferido_en_su_orden(oficina):
    with oficina.sesiones.begin() as sesion:
        expediente = agregar_expediente(sesion, oficina.reloj.ahora())
        sesion.flush()
        for asunto in ("Uno", "Dos", "Tres"):
            actualizar(sesion, expediente, asunto=asunto)
        insertar(sesion, Correlativo, [correlativo(n, f"s{n}") for n in range(3)])
    assert leidos(oficina) == [0, 1, 2]
    with oficina.sesiones() as sesion:
        assert sesion.scalars(select(Expediente.asunto)).one() == "Tres"


def test_deshacer_olvida_lo_diferido(oficina):
    with oficina.sesiones() as sesion:
        insertar(sesion, Correlativo, [correlativo(1)])
        sesion.rollback()
        insertar(sesion, Correlativo, [correlativo(2, "b")])
        sesion.commit()
    assert leidos(oficina) == [2]


@pytest.mark.parametrize("cuantas", [1, 3])
def test_si_una_diferida_falla_no_queda_ninguna(oficina, cuantas):
    def escribir_una_mala() -> None:
        with oficina.sesiones.begin() as sesion:
            for numero in range(cuantas):
                insertar(sesion, Correlativo, [correlativo(numero or -1, f"s{numero}")])

    with pytest.raises(DBAPIError):
        escribir_una_mala()
    assert leidos(oficina) == []
