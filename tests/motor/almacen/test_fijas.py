"""Una sentencia fija hace lo mismo que por SQLAlchemy: los valores, las fallas, y se cuenta."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from motor.almacen.diferidas import escribir, leer
from motor.almacen.directo import insertar
from motor.almacen.expedientes import Correlativo, EstadoExpediente, Expediente
from motor.almacen.fijas import Fija
from motor.pruebas.banco.conteo import contar_sentencias
from tests.fabrica import agregar_expediente

TABLA = Correlativo.__table__
AGREGAR = Fija(insert(TABLA), ("serie", "gestion", "ultimo"))
LEER = Fija(select(TABLA.c.ultimo).where(TABLA.c.serie == bindparam("serie")))
CASO = Fija(
    select(Expediente.estado, Expediente.confidencial, Expediente.iniciado_el).where(
        Expediente.estado == EstadoExpediente.ABIERTO, Expediente.gestion == bindparam("gestion")
    )
)


def serie(nombre: str, ultimo: int = 1) -> dict:
    return {"serie": nombre, "gestion": 0, "ultimo": ultimo}


def test_lo_leido_llega_con_los_tipos_del_modelo(oficina):
    with oficina.sesiones.begin() as sesion:
        agregar_expediente(sesion, oficina.reloj.ahora())
        sesion.flush()
        ((estado, confidencial, iniciado_el),) = leer(sesion, CASO, {"gestion": 2027})
    assert estado is EstadoExpediente.ABIERTO
    assert confidencial is False
    assert iniciado_el == datetime(2027, 1, 4, 13, 0, tzinfo=UTC)
    assert iniciado_el.utcoffset() == oficina.reloj.ahora().astimezone(UTC).utcoffset()


def test_varias_filas_van_con_una_orden(oficina):
    with oficina.sesiones.begin() as sesion:
        escribir(sesion, AGREGAR, [serie("a", 3), serie("b", 4)])
        assert leer(sesion, LEER, {"serie": "b"}) == [(4,)]
    with oficina.sesiones() as sesion:
        assert leer(sesion, LEER, {"serie": "a"}) == [(3,)]


def test_una_falla_es_la_de_sqlalchemy(oficina):
    def repetir() -> None:
        with oficina.sesiones.begin() as sesion:
            escribir(sesion, AGREGAR, [serie("a")])
            escribir(sesion, AGREGAR, [serie("a")])

    with pytest.raises(IntegrityError):
        repetir()
    with oficina.sesiones() as sesion:
        assert leer(sesion, LEER, {"serie": "a"}) == []


def test_lo_fijo_tambien_se_cuenta(oficina, motor_bd):
    with contar_sentencias(motor_bd) as sentencias, oficina.sesiones.begin() as sesion:
        escribir(sesion, AGREGAR, [serie("a")])
        leer(sesion, LEER, {"serie": "a"})
    assert [sentencia.split()[0] for sentencia in sentencias] == ["INSERT", "SELECT"]


def test_un_in_de_largo_variable_no_es_una_orden_fija(oficina):
    variable = Fija(select(TABLA.c.ultimo).where(TABLA.c.serie.in_(("a", "b"))))
    with oficina.sesiones() as sesion, pytest.raises(TypeError, match="no es fija"):
        leer(sesion, variable, {})


def test_insertar_no_pierde_callado_una_columna_que_no_existe(oficina):
    with oficina.sesiones() as sesion, pytest.raises(TypeError, match="sobrante"):
        insertar(sesion, Correlativo, [{**serie("a"), "sobrante": 1}])
