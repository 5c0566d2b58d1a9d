"""Qué dispara cada evento, y cuándo los temporizadores."""

import pytest

from motor.bpmn import leer
from motor.bpmn.modelo import ClaseTemporizador, DefinicionEvento, Nodo, Temporizador, TipoEvento
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    etiqueta,
    evento,
    fin,
    flujos,
    inicio,
    lanza,
    limite,
    proceso,
    ref,
    usuario,
)

DEFINIDOS = (
    etiqueta("message", id="m", name="M1"),
    etiqueta("signal", id="s", name="Alarma"),
    etiqueta("error", id="e", name="Falla", errorCode="E1"),
    etiqueta("error", id="e2", name="Sin código"),
    etiqueta("escalation", id="k", escalationCode="K1"),
)


def leido(texto: str, id_: str = "x") -> Nodo:
    documento = leer(diagrama(*DEFINIDOS, proceso(texto)))
    assert documento.hallazgos == ()
    return documento.procesos["p"].nodos[id_]


@pytest.mark.parametrize(
    ("definicion", "tipo", "nombre", "codigo"),
    [
        (ref("message", "m"), TipoEvento.MENSAJE, "M1", None),
        (ref("message", "tns:m"), TipoEvento.MENSAJE, "M1", None),
        (ref("signal", "s"), TipoEvento.SENAL, "Alarma", None),
        (ref("error", "e"), TipoEvento.ERROR, "Falla", "E1"),
        (ref("error", "e2"), TipoEvento.ERROR, "Sin código", "Sin código"),
        (evento("error"), TipoEvento.ERROR, "", None),
        (ref("escalation", "k"), TipoEvento.ESCALADA, "k", "K1"),
        (evento("terminate"), TipoEvento.TERMINAR, "", None),
        (evento("compensate"), TipoEvento.COMPENSACION, "", None),
        ("", TipoEvento.NINGUNO, "", None),
    ],
)
def test_cada_definicion_dice_su_tipo_y_su_nombre(definicion, tipo, nombre, codigo):
    leida = leido(fin("x", definicion)).evento
    assert (leida.tipo, leida.nombre, leida.codigo) == (tipo, nombre, codigo)


def test_varias_definiciones_son_un_evento_multiple():
    nodo = leido(captura("x", ref("message", "m"), ref("signal", "s")))
    assert nodo.evento == DefinicionEvento(TipoEvento.MULTIPLE)
    assert [d.tipo for d in nodo.eventos] == [TipoEvento.MENSAJE, TipoEvento.SENAL]


def test_una_definicion_referida_por_id_es_como_propia():
    comun = ref("signal", "s").replace("<signalEventDefinition", "<signalEventDefinition id='d'")
    xml = diagrama(*DEFINIDOS, comun, proceso(lanza("x", etiqueta("eventDefinitionRef", "d"))))
    assert leer(xml).procesos["p"].nodos["x"].evento.nombre == "Alarma"


@pytest.mark.parametrize(
    ("clase", "texto", "esperado"),
    [
        ("timeDuration", "PT1H", Temporizador(ClaseTemporizador.DURACION, "PT1H")),
        ("timeDuration", '"PT1H"', Temporizador(ClaseTemporizador.DURACION, "PT1H")),
        ("timeDuration", "=d", Temporizador(ClaseTemporizador.DURACION, "d", True)),
        ("timeDuration", "${d}", Temporizador(ClaseTemporizador.DURACION, "d", True)),
        ("timeDuration", "10 dh", Temporizador(ClaseTemporizador.PLAZO, "10 dh")),
        ("timeDate", "2027-01-20", Temporizador(ClaseTemporizador.FECHA, "2027-01-20")),
        ("timeCycle", "R3/PT10H", Temporizador(ClaseTemporizador.CICLO, "R3/PT10H")),
    ],
)
def test_un_temporizador_dice_cuando(clase, texto, esperado):
    definicion = evento("timer", etiqueta(clase, texto))
    assert leido(captura("x", definicion)).evento.temporizador == esperado


@pytest.mark.parametrize(
    ("plazo", "texto", "es_expresion"),
    [("ley.admision", "ley.admision", False), ("45 dc", "45 dc", False), ("=x", "x", True)],
)
def test_el_plazo_de_la_casa_manda_sobre_lo_estandar(plazo, texto, es_expresion):
    atributos = {"cauce:plazo": plazo, "cauce:desde": "=recibido"}
    definicion = evento("timer", etiqueta("timeDuration", "P10D"), **atributos)
    esperado = Temporizador(ClaseTemporizador.PLAZO, texto, es_expresion, "recibido")
    assert leido(captura("x", definicion)).evento.temporizador == esperado


def test_un_temporizador_sin_tiempo_queda_vacio():
    assert leido(captura("x", evento("timer"))).evento.temporizador is None


def test_correlacion_y_contenido_van_en_la_definicion_del_mensaje():
    atributos = {"cauce:correlacion": "=codigo", "cauce:contenido": "{a: b}"}
    definicion = evento("message", messageRef="m", **atributos)
    assert leido(lanza("x", definicion)).evento == DefinicionEvento(
        TipoEvento.MENSAJE, "M1", correlacion="codigo", contenido="{a: b}"
    )


def test_lo_que_lleva_una_senal_de_camunda_es_un_contexto():
    paso = etiqueta("camunda:in", source="monto", target="total")
    bloque = etiqueta("extensionElements", paso)
    nodo = leido(lanza("x", evento("signal", bloque, signalRef="s")))
    assert nodo.evento.contenido == '{"total": monto}'


def test_dos_enlaces_del_mismo_nombre_se_unen_con_un_flujo():
    a, b = evento("link", name="A"), evento("link", name="A")
    xml = diagrama(
        proceso(
            inicio(),
            lanza("va", a),
            captura("llega", b),
            fin(),
            flujos("inicio > va", "llega > fin"),
        )
    )
    documento = leer(xml)
    p = documento.procesos["p"]
    assert (p.flujos["enlace_va"].origen, p.flujos["enlace_va"].destino) == ("va", "llega")
    assert p.nodos["va"].salen == p.nodos["llega"].entran == ("enlace_va",)
    assert {p.nodos[n].evento.tipo for n in ("va", "llega")} == {TipoEvento.NINGUNO}
    assert documento.xml == xml


def test_un_enlace_no_salta_a_otro_nivel():
    dentro = etiqueta("subProcess", captura("llega", evento("link", name="A")), id="s")
    p = leer(diagrama(proceso(lanza("va", evento("link", name="A")), dentro))).procesos["p"]
    assert p.flujos == {}
    assert p.nodos["va"].evento.tipo is TipoEvento.ENLACE


def test_un_limite_de_error_sin_referencia_captura_cualquiera():
    documento = leer(diagrama(proceso(usuario("t"), limite("l", "t", evento("error")))))
    assert documento.procesos["p"].nodos["l"].evento.codigo is None
