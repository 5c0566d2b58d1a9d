"""La conexión da las mismas garantías en las dos bases y rechaza direcciones malas."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from motor.almacen import conexion
from motor.almacen.calendario import RevisionCalendario
from motor.almacen.conexion import crear_motor, crear_sesiones_lectura
from motor.almacen.organizacion import Cargo
from motor.almacen.trabajos import Idempotencia
from motor.nucleo.errores import ConfiguracionInvalida

INSTANTE = datetime(2027, 1, 4, 13, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "dice"),
    [
        ("esto no es una url", "mal escrita"),
        ("mysql://localhost/x", "mysql"),
        ("sqlite:////no/existe/cauce.db", "No existe la carpeta"),
        ("sqlite://", "solo en memoria"),
        ("sqlite:///:memory:", "solo en memoria"),
    ],
)
def test_una_direccion_mala_se_rechaza_con_una_frase(url, dice):
    with pytest.raises(ConfiguracionInvalida, match=dice):
        crear_motor(url)


def test_los_instantes_vuelven_en_utc_y_los_json_iguales(sesiones):
    fila = {"usuario": "ana", "clave": "k", "operacion": "x", "huella": "h"}
    with sesiones.begin() as sesion:
        sesion.add(Idempotencia(**fila, respuesta={"b": [1, "ñ"], "a": None}, hecha_el=INSTANTE))
    with sesiones() as sesion:
        leida = sesion.get(Idempotencia, ("ana", "k"))
        assert leida.hecha_el == INSTANTE
        assert leida.hecha_el.tzinfo is UTC
        assert leida.respuesta == {"a": None, "b": [1, "ñ"]}


def test_un_instante_sin_zona_no_se_guarda(sesiones):
    from sqlalchemy.exc import StatementError

    sin_zona = datetime(2027, 1, 4)
    with pytest.raises(StatementError, match="zona horaria"), sesiones.begin() as sesion:
        sesion.add(
            Idempotencia(usuario="a", clave="k", operacion="x", huella="h", hecha_el=sin_zona)
        )


def test_las_claves_foraneas_se_cumplen(sesiones):
    with pytest.raises(IntegrityError), sesiones.begin() as sesion:
        sesion.add(Cargo(clave="x", nombre="X", unidad_id=999))


def test_si_algo_falla_no_queda_nada(sesiones):
    with pytest.raises(ZeroDivisionError), sesiones.begin() as sesion:
        sesion.execute(text("UPDATE revision_calendario SET revision = 7")).rowcount // 0
    with sesiones() as sesion:
        assert sesion.get(RevisionCalendario, 1).revision == 0


def test_leer_no_espera_a_quien_escribe(sesiones, motor_bd):
    lectura = crear_sesiones_lectura(motor_bd)
    with sesiones.begin() as escribe:
        escribe.execute(text("UPDATE revision_calendario SET revision = 7"))
        with lectura() as lee:
            assert lee.get(RevisionCalendario, 1).revision == 0


def test_una_conexion_ociosa_que_el_servidor_cerro_se_cambia_por_otra(motor_bd, monkeypatch):
    if motor_bd.dialect.name != "postgresql":
        pytest.skip("SQLite no tiene un servidor que cierre conexiones.")
    monkeypatch.setattr(conexion, "OCIO_SEGUNDOS", 0)
    propio = conexion.crear_motor(motor_bd.url.render_as_string(hide_password=False))
    with propio.connect() as una:
        proceso = una.scalar(text("SELECT pg_backend_pid()"))
    with motor_bd.connect() as otra:
        otra.execute(text("SELECT pg_terminate_backend(:p, 5000)"), {"p": proceso})
    with propio.connect() as de_nuevo:
        assert de_nuevo.scalar(text("SELECT 1")) == 1
    propio.dispose()
