"""Lo diferido sale antes de que nadie pueda notar su falta, y con la transacción."""

import pytest
from sqlalchemy import bindparam, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from motor.almacen.conexion import crear_sesiones_lectura
from motor.almacen.diferidas import adelantar, leer
from motor.almacen.directo import actualizar, insertar
from motor.almacen.expedientes import Correlativo, Expediente
from motor.almacen.fijas import Fija
from motor.nucleo.errores import DatosInvalidos
from tests.fabrica import agregar_expediente


def correlativo(ultimo: int, serie: str = "a") -> dict:
    return {"serie": serie, "gestion": 0, "ultimo": ultimo}


def leidos(oficina) -> list[int]:
    with crear_sesiones_lectura(oficina.sesiones.kw["bind"])() as sesion:
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


DE_SERIE = Fija(select(Correlativo.ultimo).where(Correlativo.serie == bindparam("serie")))


def test_lo_adelantado_ve_lo_que_se_escribio_antes(oficina):
    with oficina.sesiones.begin() as sesion:
        adelantar(sesion, DE_SERIE, {"serie": "a"})
        insertar(sesion, Correlativo, [correlativo(7)])
        assert leer(sesion, DE_SERIE, {"serie": "otra"}) == []
        assert leer(sesion, DE_SERIE, {"serie": "a"}) == [(7,)]


def test_lo_adelantado_sirve_una_vez_y_solo_para_los_mismos_valores(oficina):
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Correlativo, [correlativo(1)])
        adelantar(sesion, DE_SERIE, {"serie": "a"})
        assert leer(sesion, DE_SERIE, {"serie": "b"}) == []
        assert leer(sesion, DE_SERIE, {"serie": "a"}) == [(1,)]
        insertar(sesion, Correlativo, [correlativo(2, "b")])
        sesion.execute(update(Correlativo).values(ultimo=9).where(Correlativo.serie == "a"))
        assert leer(sesion, DE_SERIE, {"serie": "a"}) == [(9,)]


def test_tras_un_rechazo_la_conexion_sigue_sirviendo(oficina):
    def rechazar() -> None:
        with oficina.sesiones.begin() as sesion:
            insertar(sesion, Correlativo, [correlativo(1)])
            raise DatosInvalidos("No se puede.")

    for _ in range(3):
        with pytest.raises(DatosInvalidos):
            rechazar()
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Correlativo, [correlativo(5)])
    assert leidos(oficina) == [5]


def test_lo_confirmado_lo_ve_otra_conexion(oficina):
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Correlativo, [correlativo(3)])
        assert leidos(oficina) == []
    assert leidos(oficina) == [3]


def repetir_aparte(sesion: Session) -> None:
    with sesion.begin_nested():
        insertar(sesion, Correlativo, [correlativo(2)])  # la misma clave que antes
        sesion.execute(select(Correlativo.ultimo).where(Correlativo.serie == "a"))


def test_un_punto_de_guarda_deshace_solo_lo_suyo(oficina):
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Correlativo, [correlativo(1)])
        with pytest.raises(DBAPIError):
            repetir_aparte(sesion)
        insertar(sesion, Correlativo, [correlativo(4, "b")])
    assert leidos(oficina) == [1, 4]


CORTAR = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid = :pid"
)


def cortar_mientras_escribe(oficina) -> None:
    motor = oficina.sesiones.kw["bind"]
    with oficina.sesiones.begin() as sesion:
        pid = sesion.execute(text("SELECT pg_backend_pid() WHERE 1 = :uno"), {"uno": 1}).scalar()
        with crear_sesiones_lectura(motor)() as otra:
            otra.execute(CORTAR, {"pid": pid})
        for numero in range(3):
            insertar(sesion, Correlativo, [correlativo(numero, f"s{numero}")])


def test_si_el_servidor_corta_a_mitad_el_acto_falla_y_el_siguiente_anda(oficina, motor_bd):
    if motor_bd.dialect.name != "postgresql":
        pytest.skip("SQLite no tiene un servidor que corte conexiones.")
    with pytest.raises(DBAPIError):
        cortar_mientras_escribe(oficina)
    with oficina.sesiones.begin() as sesion:
        insertar(sesion, Correlativo, [correlativo(8)])
    assert leidos(oficina) == [8]
