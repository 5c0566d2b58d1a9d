"""Lo que el jugador no sabe mover fielmente no se compila, y se dice qué y por qué."""

from dataclasses import replace

import pytest

from motor.bpmn.compilacion import compilar
from motor.bpmn.modelo import DefinicionEvento, Repeticion, TipoEvento
from motor.bpmn.modelo import TipoNodo as T
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.juego.taller import (
    TERMINAR,
    captura,
    de_eventos,
    error,
    fin,
    inicio,
    lanza,
    limite,
    mensaje,
    nodo,
    proceso,
    reloj,
    sub,
    sub_evento,
    usuario,
    varias,
)


def evento(tipo: TipoEvento) -> DefinicionEvento:
    return DefinicionEvento(tipo)


CONDICIONAL = evento(TipoEvento.CONDICIONAL)
COMPENSAR = evento(TipoEvento.COMPENSACION)


@pytest.mark.parametrize(
    ("descrito", "frase"),
    [
        (nodo(T.AD_HOC), "ninguna actividad que ofrecer"),
        (captura(CONDICIONAL), "qué condición espera"),
        (captura(evento(TipoEvento.ENLACE)), "«link»"),
        (captura(COMPENSAR), "«compensate»"),
        (lanza(error("E")), "«error»"),
        (lanza(TERMINAR), "«terminate»"),
        (replace(captura(evento(TipoEvento.MULTIPLE)), eventos=(TERMINAR,)), "«terminate»"),
        (nodo(T.RECEPCION), "no dice qué mensaje"),
        (usuario(repeticion=Repeticion(False)), "una colección o una cantidad"),
        (usuario(repeticion=varias("l", salida="s")), "qué recoge"),
        (nodo(T.EXCLUSIVA, repeticion=varias("l")), "no se repite"),
        (usuario(extensiones={"isForCompensation": "true"}), "no le llegan ni le salen flujos"),
        (usuario(toma=0), "menos de una ficha"),
    ],
)
def test_se_rechaza_lo_que_no_se_ejecuta(descrito, frase):
    with pytest.raises(DiagramaInvalido, match=frase) as rechazo:
        compilar(proceso("inicio > x > fin", x=descrito))
    assert [h.elemento for h in rechazo.value.hallazgos] == ["x"]


def test_se_rechaza_un_inicio_con_evento_dentro_de_un_subproceso():
    p = proceso("inicio > s > fin", {"s": "m > fin2"}, s=sub(), m=inicio(mensaje("M")))
    with pytest.raises(DiagramaInvalido, match="«message»"):
        compilar(p)


def test_se_rechaza_un_subproceso_con_dos_inicios():
    with pytest.raises(DiagramaInvalido, match="un solo evento de inicio"):
        compilar(proceso("inicio > s > fin", {"s": "inicio2 > fin2; inicio3 > fin2"}, s=sub()))


def test_se_rechaza_un_fin_de_cancelacion():
    with pytest.raises(DiagramaInvalido, match="dentro de una transacción"):
        compilar(proceso("inicio > x", x=fin(evento(TipoEvento.CANCELAR))))


@pytest.mark.parametrize(
    ("adjunto", "frase"),
    [
        (limite("a", error(), interrumpe=False), "siempre interrumpe"),
        (limite("inicio", reloj()), "no está adjunto a una actividad"),
        (limite("a", COMPENSAR), "no dice qué actividad compensa"),
    ],
)
def test_se_rechaza_un_limite_imposible(adjunto, frase):
    with pytest.raises(DiagramaInvalido, match=frase):
        compilar(proceso("inicio > a > fin; x > fin_x", a=usuario(), x=adjunto))


def test_se_rechaza_una_compuerta_de_eventos_hacia_lo_que_no_espera():
    p = proceso(
        "inicio > g; g > a > fin; g > t > fin", g=de_eventos(), a=usuario(), t=captura(reloj())
    )
    with pytest.raises(DiagramaInvalido, match="su destino «a»"):
        compilar(p)


def test_se_rechaza_un_subproceso_de_evento_sin_un_unico_inicio_con_evento():
    sin_evento = proceso("inicio > fin; e", {"e": "inicio2 > fin2"}, e=sub_evento())
    with pytest.raises(DiagramaInvalido, match="«none»"):
        compilar(sin_evento)
    with pytest.raises(DiagramaInvalido, match="exactamente un evento de inicio"):
        compilar(proceso("inicio > fin; e", {"e": "a"}, e=sub_evento()))
