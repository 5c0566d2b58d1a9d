"""Compensar una tarea es otra tarea, para las personas del carril de quien la deshace."""

import pytest
from sqlalchemy import select

from motor.almacen.tareas import Tarea
from motor.nucleo.errores import DiagramaInvalido, SinPermiso
from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    evento,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    proceso,
    usuario,
)
from tests.motor.operaciones.mesa import JEFE, TECNICO

CARRILES = etiqueta(
    "laneSet",
    etiqueta(
        "lane",
        etiqueta("flowNodeRef", "reservar"),
        id="c_tecnico",
        **{"cauce:cargo": TECNICO},
    ),
    etiqueta("lane", etiqueta("flowNodeRef", "liberar"), id="c_jefe", **{"cauce:cargo": JEFE}),
    id="carriles",
)
RESERVA = (
    usuario("reservar", name="Reservar"),
    limite("deshace", "reservar", evento("compensate")),
    usuario("liberar", name="Liberar", isForCompensation="true"),
    etiqueta("association", id="a1", sourceRef="deshace", targetRef="liberar"),
)
COMPENSA = diagrama(
    proceso(
        CARRILES,
        inicio(),
        *RESERVA,
        fin("fin", evento("compensate"), name="Anulada", **{"cauce:estadoFinal": "anulada"}),
        flujos("inicio > reservar > fin"),
    )
)
TRANSACCION = diagrama(
    proceso(
        inicio(),
        nodo(
            "transaction",
            "tx",
            inicio("i"),
            *(parte.replace("<userTask ", f'<userTask cauce:cargo="{JEFE}" ') for parte in RESERVA),
            fin("cancela", evento("cancel")),
            flujos("i > reservar > cancela"),
        ),
        limite("l", "tx", evento("cancel")),
        fin("hecha"),
        fin("cancelada", name="Cancelada", **{"cauce:estadoFinal": "cancelada"}),
        flujos("inicio > tx > hecha", "l > cancelada"),
    )
)


def test_la_compensacion_llega_a_la_bandeja_del_carril_de_su_manejador_y_se_asienta(mesa):
    mesa.publicar(COMPENSA)
    mesa.iniciar()
    mesa.completar("reservar")
    assert mesa.abiertas() == ["liberar"]
    with pytest.raises(SinPermiso):
        mesa.completar("liberar")
    mesa.completar("liberar", como=JEFE)
    assert mesa.estado() == ("cerrado", "anulada")
    assert mesa.hechos().count("tarea_completada") == 2
    estados = mesa.leer(select(Tarea.estado).where(Tarea.elemento == "liberar"))
    assert [estado.value for estado in estados] == ["completada"]
    assert mesa.quiebre() is None


def test_la_transaccion_cancelada_espera_a_su_compensacion_y_sale_por_su_limite(mesa):
    mesa.publicar(TRANSACCION)
    mesa.iniciar()
    mesa.completar("reservar", como=JEFE)
    assert mesa.abiertas() == ["liberar"]
    mesa.completar("liberar", como=JEFE)
    assert mesa.estado() == ("cerrado", "cancelada")
    assert mesa.incidentes() == []


def test_un_limite_de_compensacion_sin_asociacion_no_se_publica(mesa):
    asociacion = RESERVA[-1].encode()
    assert asociacion in COMPENSA
    with pytest.raises(DiagramaInvalido) as rechazo:
        mesa.publicar(COMPENSA.replace(asociacion, b""))
    assert {h.elemento for h in rechazo.value.hallazgos} == {"deshace", "liberar"}
