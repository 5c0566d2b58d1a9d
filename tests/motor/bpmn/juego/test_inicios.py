"""Por dónde empieza una instancia y qué recibe ese inicio."""

import pytest

from motor.bpmn.modelo import Proceso
from tests.motor.bpmn.juego.taller import (
    asigna,
    inicio,
    mensaje,
    numeros,
    proceso,
    reloj,
    sub_evento,
    usuario,
)


def con_dos_subprocesos_de_evento(**campos) -> Proceso:
    """Empieza con el mensaje M; dos subprocesos de evento se arman antes que su inicio."""
    return proceso(
        "retiro_ev; reloj_ev; llega > a > fin",
        {"retiro_ev": "retiro > b > fin_b", "reloj_ev": "vence > c > fin_c"},
        retiro_ev=sub_evento(),
        reloj_ev=sub_evento(),
        retiro=inicio(mensaje("RETIRO")),
        vence=inicio(reloj(), interrumpe=False),
        llega=inicio(mensaje("M"), **campos),
        a=usuario(),
        b=usuario(),
        c=usuario(),
    )


def test_el_contenido_llega_al_inicio_por_mensaje_aunque_haya_subprocesos_de_evento(mesa):
    m = mesa(con_dos_subprocesos_de_evento()).iniciar("llega", monto=7)
    assert m.esperas == ["a", "retiro", "vence"]
    assert [m.variable("monto")] == numeros(7)


def test_el_inicio_por_mensaje_asigna_del_contenido_solo_lo_que_pide(mesa):
    p = con_dos_subprocesos_de_evento(salidas=asigna(importe="monto * 2"))
    m = mesa(p).iniciar("llega", monto=7)
    assert [m.variable("importe")] == numeros(14)
    assert m.variable("monto") is None


@pytest.mark.parametrize(("suceso", "queda"), [("retiro", ["b"]), ("vence", ["a", "c", "retiro"])])
def test_el_contenido_del_inicio_no_llega_a_los_subprocesos_de_evento(mesa, suceso, queda):
    p = con_dos_subprocesos_de_evento(salidas=asigna(importe="monto"))
    m = mesa(p).iniciar("llega", monto=7)
    _ = m.recibir("retiro", motivo="x") if suceso == "retiro" else m.vencer("vence")
    assert m.esperas == queda
    assert m.variable("monto") is None
    assert m.variable("motivo") == ("x" if suceso == "retiro" else None)
