"""Los estados imposibles no entran en la base, los escriba quien los escriba."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.almacen.trabajos import TipoTrabajo, Trabajo
from motor.nucleo.valores import DuracionMeses
from tests.fabrica import agregar_instancia, agregar_tarea

EL = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)


@pytest.fixture
def con_tarea(oficina):
    """Una instancia (1) con una tarea abierta (1) de la ficha 1."""
    with oficina.sesiones.begin() as sesion:
        agregar_tarea(sesion, agregar_instancia(sesion, EL), EL)
    return oficina


@pytest.mark.parametrize(
    "orden",
    [
        "UPDATE tarea SET estado = 'completada'",
        "UPDATE tarea SET estado = 'tomada'",
        "UPDATE tarea SET estado = 'inventado'",
        "UPDATE tarea SET cerrada_el = creada_el",
        "UPDATE instancia SET estado = 'terminada'",
        "UPDATE instancia SET revision = -1",
        "UPDATE instancia SET madre_ficha = 3",
        "UPDATE expediente SET estado = 'cerrado'",
        "UPDATE expediente SET padre_id = id",
        "UPDATE expediente SET cola_numero = 1",
        "UPDATE designacion SET calidad = 'delegado'",
        "UPDATE designacion SET hasta_el = desde_el",
        "UPDATE designacion SET revocada_el = desde_el",
        "UPDATE parametro_plazo SET clave = 'misma.clave'",
        "UPDATE parametro_plazo SET valor = ''",
        "UPDATE unidad SET superior_id = id",
        "UPDATE version SET retirada_el = publicada_el",
        "DELETE FROM instancia",
        "INSERT INTO revision_calendario (id, revision) VALUES (2, 0)",
        "INSERT INTO cadena_sistema (id, cola_numero, cola_huella) VALUES (2, 0, '')",
    ],
)
def test_la_base_rechaza_un_estado_imposible(con_tarea, orden):
    with pytest.raises(IntegrityError), con_tarea.sesiones.begin() as sesion:
        sesion.execute(text(orden))


def test_una_ficha_no_abre_dos_tareas_a_la_vez(con_tarea):
    with con_tarea.sesiones.begin() as sesion:
        primera = sesion.get(Tarea, 1)
        primera.estado, primera.cerrada_el = EstadoTarea.CANCELADA, EL
        sesion.flush()
        agregar_tarea(sesion, sesion.get(Instancia, 1), EL)
    with pytest.raises(IntegrityError), con_tarea.sesiones.begin() as sesion:
        agregar_tarea(sesion, sesion.get(Instancia, 1), EL)


def test_un_trabajo_reservado_dice_por_quien_y_hasta_cuando(con_tarea):
    trabajo = Trabajo(tipo=TipoTrabajo.CORREO, debido_el=EL, creado_el=EL, reservado_por="uno")
    with pytest.raises(IntegrityError), con_tarea.sesiones.begin() as sesion:
        sesion.add(trabajo)


def test_los_valores_de_un_ambito_vuelven_con_su_tipo(con_tarea):
    valores = {
        "monto": Decimal("1200000.50"),
        "fecha": date(2027, 2, 17),
        "recibido": EL,
        "espera": timedelta(hours=36),
        "mandato": DuracionMeses(60),
        "lista": [{"n": Decimal(1), "ñ": None}, True, "texto"],
        "$d": "no es una etiqueta",
    }
    with con_tarea.sesiones.begin() as sesion:
        sesion.add(Ambito(instancia_id=1, numero=0, valores=valores))
    with con_tarea.sesiones() as sesion:
        leidos = sesion.get(Ambito, (1, 0)).valores
    assert leidos == valores
    assert [type(v) for v in leidos.values()] == [type(v) for v in valores.values()]
