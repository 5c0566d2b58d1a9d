"""Bucles, condiciones, esperas a la vez y compuertas complejas, con la base y el trabajador."""

from datetime import timedelta

from motor.nucleo.actor import Actor
from motor.operaciones.emitir_senal import EmitirSenal, emitir_senal
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    etiqueta,
    evento,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    paralela,
    proceso,
    ref,
    subproceso,
    usuario,
)
from tests.motor.operaciones.mesa import TECNICO

MIA = {"cauce:cargo": TECNICO}
HORA = timedelta(hours=1)


def tarea(id_: str, *dentro: str) -> str:
    return usuario(id_, *dentro, **MIA)


def condicion(feel: str) -> str:
    return evento("conditional", etiqueta("condition", feel))


def test_un_bucle_repite_la_tarea_mientras_su_condicion_lo_diga(mesa):
    vuelta = etiqueta("standardLoopCharacteristics", etiqueta("loopCondition", "falta"))
    partes = (inicio(), tarea("a", vuelta), fin(), flujos("inicio > a > fin"))
    mesa.publicar(diagrama(proceso(*partes)))
    mesa.iniciar()
    mesa.completar("a", {"falta": True})
    assert mesa.abiertas() == ["a"]
    mesa.completar("a", {"falta": False})
    assert mesa.estado()[0] == "cerrado"
    assert mesa.quiebre() is None


def test_un_limite_condicional_corta_lo_de_dentro_al_cambiar_el_dato(mesa):
    dentro = (inicio("i"), tarea("a"), tarea("b"), fin("f"), flujos("i > a > b > f"))
    partes = (
        inicio(),
        subproceso("s", *dentro),
        limite("l", "s", condicion("monto > 100")),
        tarea("revisar"),
        fin(),
        flujos("inicio > s > fin", "l > revisar > fin"),
    )
    mesa.publicar(diagrama(proceso(*partes)))
    mesa.iniciar()
    assert mesa.abiertas() == ["a"]
    mesa.completar("a", {"monto": 500})
    assert mesa.abiertas() == ["revisar"]
    mesa.completar("revisar")
    assert mesa.estado()[0] == "cerrado"


def test_una_condicion_mal_dada_es_un_incidente(mesa):
    partes = (
        inicio(),
        paralela("y"),
        tarea("a"),
        captura("k", condicion("monto")),
        fin(),
        flujos("inicio > y", "y > a > fin", "y > k > fin"),
    )
    mesa.publicar(diagrama(proceso(*partes)))
    mesa.iniciar()
    mesa.completar("a", {"monto": 3})
    [frase] = mesa.incidentes()
    assert "debe dar true o false y dio 3" in frase


def test_un_evento_a_la_vez_espera_la_senal_y_el_plazo(mesa, reloj):
    a_la_vez = nodo(
        "intermediateCatchEvent",
        "e",
        ref("signal", "z"),
        duracion("PT1H"),
        parallelMultiple="true",
    )
    partes = (inicio(), a_la_vez, tarea("a"), fin(), flujos("inicio > e > a > fin"))
    mesa.publicar(diagrama(etiqueta("signal", id="z", name="S1"), proceso(*partes)))
    mesa.iniciar()
    reloj.avanzar(HORA)
    mesa.drenar()
    assert mesa.abiertas() == []
    emitir_senal(mesa.entorno, EmitirSenal(Actor(TECNICO), "S1"))
    mesa.drenar()
    assert mesa.abiertas() == ["a"]


def test_una_compuerta_compleja_sigue_con_dos_de_tres(mesa):
    g = nodo("complexGateway", "g", etiqueta("activationCondition", "activationCount >= 2"))
    partes = (
        inicio(),
        paralela("y"),
        *(tarea(nombre) for nombre in "abcd"),
        g,
        fin(),
        flujos("inicio > y", "y > a > g", "y > b > g", "y > c > g", "g > d > fin"),
    )
    mesa.publicar(diagrama(proceso(*partes)))
    mesa.iniciar()
    mesa.completar("a")
    mesa.completar("c")
    assert sorted(mesa.abiertas()) == ["b", "d"]
    mesa.completar("b")
    assert mesa.abiertas() == ["d"]
    mesa.completar("d")
    assert mesa.estado()[0] == "cerrado"
