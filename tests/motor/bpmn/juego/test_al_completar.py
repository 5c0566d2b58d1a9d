"""Lo que una instancia múltiple lanza al completarse cada una, la primera o según condición."""

from motor.bpmn.modelo import AlCompletar
from tests.motor.bpmn.juego.taller import (
    escalada,
    limite,
    mensaje,
    proceso,
    senal,
    sub,
    usuario,
    varias,
)


def votos(*lanza, secuencial=False, evento=None):
    return proceso(
        "inicio > v > fin; l > aviso > fin_l",
        v=usuario(repeticion=varias("quienes", "quien", secuencial, lanza=lanza)),
        l=limite("v", evento or senal("Listo"), interrumpe=False),
        aviso=usuario(),
    )


def test_lanza_con_cada_una(mesa):
    m = mesa(votos(AlCompletar(senal("Listo")))).iniciar(quienes=["a", "b", "c"])
    for hechas in (1, 2, 3):
        assert m.completar("v").tareas.count("aviso") == hechas
    assert [s.nombre for s in m.senales] == ["Listo"] * 3


def test_lanza_solo_con_la_primera(mesa):
    lanza = AlCompletar(senal("Listo"), solo_primera=True)
    for secuencial in (False, True):
        m = mesa(votos(lanza, secuencial=secuencial)).iniciar(quienes=["a", "b"])
        assert m.completar("v").tareas == ["aviso", "v"]
        assert m.completar("v").tareas == ["aviso"]


def test_lanza_cuando_su_condicion_se_cumple_con_esa_ya_contada(mesa):
    lanza = AlCompletar(mensaje("Quorum"), "nrOfCompletedInstances = 2")
    m = mesa(votos(lanza)).iniciar(quienes=["a", "b", "c"])
    assert m.completar("v").mensajes == []
    assert [x.nombre for x in m.completar("v").mensajes] == ["Quorum"]
    assert len(m.completar("v").mensajes) == 1


def test_una_escalada_la_atrapa_su_propio_limite(mesa):
    m = mesa(votos(AlCompletar(escalada("E")), evento=escalada("E"))).iniciar(quienes=["a"])
    assert m.completar("v").tareas == ["aviso"]


def test_lo_que_lanza_puede_interrumpir_lo_que_la_contiene(mesa):
    dibujo = proceso(
        "inicio > s > fin; l > fin_l",
        {"s": "inicio_s > v > fin_s"},
        s=sub(),
        v=usuario(repeticion=varias("quienes", lanza=(AlCompletar(senal("Listo")),))),
        l=limite("s", senal("Listo")),
    )
    assert mesa(dibujo).iniciar(quienes=["a", "b"]).completar("v").finales == ("fin_l",)


def test_lo_que_no_se_pudo_evaluar_se_reintenta_sin_repetir_lo_ya_lanzado(mesa):
    lanza = (AlCompletar(senal("Uno")), AlCompletar(senal("Dos"), "listo"))
    m = mesa(votos(*lanza)).iniciar(quienes=["a"]).completar("v")
    assert "dio null" in next(iter(m.incidentes.values()))
    m.memoria.escribir(0, "listo", True)
    assert [s.nombre for s in m.reintentar().senales] == ["Uno", "Dos"]
    assert m.finales == ("fin",)
