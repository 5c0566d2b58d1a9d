"""El reloj de un escenario para en cada instante en que algo vence, en orden."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from motor.almacen.trabajos import EstadoTrabajo, TipoTrabajo, Trabajo
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.tiempo import RelojImposible, destino, mover_reloj
from motor.pruebas.tramos import leer_reloj

INICIO = datetime(2027, 1, 4, 9, 0, tzinfo=LA_PAZ)


def agregar(sesiones, *minutos):
    with sesiones.begin() as sesion:
        for cuantos in minutos:
            debido = INICIO + timedelta(minutes=cuantos)
            sesion.add(Trabajo(tipo=TipoTrabajo.CORREO, debido_el=debido, creado_el=INICIO))


def test_cada_trabajo_se_hace_en_su_instante_y_en_orden(sesiones, reloj):
    agregar(sesiones, 90, 0, 30)
    hechos = []

    def vaciar():
        with sesiones.begin() as sesion:
            ahora = reloj.ahora()
            pendientes = select(Trabajo).where(
                Trabajo.estado == EstadoTrabajo.PENDIENTE, Trabajo.debido_el <= ahora
            )
            for trabajo in sesion.scalars(pendientes):
                trabajo.estado = EstadoTrabajo.HECHO
                hechos.append((trabajo.debido_el, ahora))
        if len(hechos) == 2:
            agregar(sesiones, 45)  # lo que un trabajo deja pendiente también se atiende

    mover_reloj(sesiones, reloj, INICIO + timedelta(hours=2), vaciar)
    esperados = [(INICIO + timedelta(minutes=m)).astimezone(UTC) for m in (0, 30, 45, 90)]
    assert hechos == [(instante, instante) for instante in esperados]
    assert reloj.ahora() == INICIO + timedelta(hours=2)


def test_lo_que_no_se_termina_de_atender_no_cuelga_el_reloj(sesiones, reloj):
    agregar(sesiones, 10)
    visitas = []
    mover_reloj(sesiones, reloj, INICIO + timedelta(hours=1), lambda: visitas.append(1))
    assert len(visitas) == 3


@pytest.mark.parametrize(
    ("orden", "esperado"),
    [
        ("2027-01-20 10:00", datetime(2027, 1, 20, 10, 0, tzinfo=LA_PAZ)),
        (date(2027, 1, 20), datetime(2027, 1, 20, 9, 0, tzinfo=LA_PAZ)),
        ("+5 dh", datetime(2027, 1, 11, 9, 0, tzinfo=LA_PAZ)),
        ("+45 dc", datetime(2027, 2, 18, 9, 0, tzinfo=LA_PAZ)),
        ("P3M", datetime(2027, 4, 4, 9, 0, tzinfo=LA_PAZ)),
        ("PT4H", datetime(2027, 1, 4, 13, 0, tzinfo=LA_PAZ)),
    ],
)
def test_adonde_va_el_reloj(sesiones, orden, esperado):
    with sesiones() as sesion:
        assert destino(sesion, leer_reloj(orden), INICIO) == esperado


def test_el_reloj_no_vuelve_atras(sesiones):
    with sesiones() as sesion, pytest.raises(RelojImposible, match="no puede volver"):
        destino(sesion, leer_reloj(date(2026, 12, 1)), INICIO)
