"""Nodos, flujos, carriles y piscinas: lo que el XML dice, y lo roto con su línea."""

from motor.bpmn import leer
from motor.bpmn.modelo import Asignacion, Documento, FlujoMensaje, Participante, TipoNodo
from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    fin,
    flujo,
    flujos,
    inicio,
    lanza,
    limite,
    nodo,
    proceso,
    ref,
    subproceso,
    usuario,
)


def reglas(documento: Documento) -> list[tuple[str, str, int]]:
    return [(h.regla, h.elemento, h.linea) for h in documento.hallazgos]


def test_el_orden_del_archivo_manda_en_nodos_y_flujos():
    documento = leer(
        diagrama(
            proceso(
                flujos("a > c", "a > b"),
                fin("c"),
                usuario("a", default="f_a_b"),
                fin("b"),
                flujos("inicio > a"),
                inicio(name="Se\n recibe"),
                id="p1",
                name="Uno",
            )
        )
    )
    uno = documento.procesos["p1"]
    assert (uno.nombre, uno.ejecutable, uno.linea) == ("Uno", True, 2)
    assert list(uno.nodos) == ["c", "a", "b", "inicio"]
    assert uno.nodos["a"].salen == ("f_a_c", "f_a_b")
    assert uno.nodos["a"].entran == ("f_inicio_a",)
    assert uno.nodos["a"].predeterminado == "f_a_b"
    assert (uno.nodos["inicio"].nombre, uno.nodos["inicio"].linea) == ("Se recibe", 9)


def test_los_hijos_de_un_subproceso_llevan_su_id():
    dentro = subproceso("s2", inicio("i2"), triggeredByEvent="true")
    documento = leer(diagrama(proceso(subproceso("s1", inicio("i1"), dentro), inicio("i0"))))
    p = documento.procesos["p"]
    assert {n.id: n.padre for n in p.nodos.values()} == {
        "s1": None,
        "i1": "s1",
        "s2": "s1",
        "i2": "s2",
        "i0": None,
    }
    assert p.nodos["s2"].tipo is TipoNodo.SUBPROCESO_EVENTO
    assert [n.id for n in p.por_padre["s1"]] == ["i1", "s2"]


def test_lo_que_no_trae_id_recibe_siempre_el_mismo():
    sin_id = "<sequenceFlow sourceRef='inicio' targetRef='fin'/><endEvent/>"
    xml = diagrama(proceso(inicio(), fin(), sin_id))
    uno, otro = leer(xml), leer(xml)
    assert uno == otro
    assert list(uno.procesos["p"].flujos) == ["sequenceFlow_sin_id_1"]
    assert "endEvent_sin_id_1" in uno.procesos["p"].nodos
    assert uno.hallazgos == ()


def test_un_id_repetido_se_dice_con_la_linea_del_primero():
    documento = leer(diagrama(proceso(inicio("a"), fin("a"))))
    [hallazgo] = documento.hallazgos
    assert (hallazgo.regla, hallazgo.linea, hallazgo.grave) == ("id_repetido", 4, True)
    assert "en la línea 3" in hallazgo.mensaje
    assert documento.procesos["p"].nodos["a"].tipo is TipoNodo.INICIO


def test_un_flujo_a_ninguna_parte_se_dice_y_se_quita():
    documento = leer(
        diagrama(proceso(inicio(), fin(), flujo("inicio", "nada"), flujo("", "fin", id="f2")))
    )
    assert reglas(documento) == [("flujo_roto", "f_inicio_nada", 5), ("flujo_roto", "f2", 6)]
    assert documento.procesos["p"].flujos == {}
    assert documento.procesos["p"].nodos["inicio"].salen == ()


def test_un_flujo_a_otro_proceso_es_un_flujo_roto():
    otro = proceso(fin("ajeno"), id="q")
    documento = leer(diagrama(proceso(inicio(), flujos("inicio > ajeno")), otro))
    assert [h.regla for h in documento.hallazgos] == ["flujo_roto"]


def test_la_condicion_del_predeterminado_no_cuenta():
    documento = leer(
        diagrama(
            proceso(
                nodo("exclusiveGateway", "c", default="f_c_a"),
                fin("a"),
                fin("b"),
                flujos("c > a ? x = 1", "c > b ? x = 2"),
            )
        )
    )
    condiciones = [f.condicion for f in documento.procesos["p"].flujos.values()]
    assert condiciones == [None, "x = 2"]


def test_una_referencia_a_un_mensaje_que_no_hay_se_dice():
    documento = leer(diagrama(proceso(lanza("x", ref("message", "M9")))))
    assert reglas(documento) == [("referencia_rota", "x", 3)]


def carril(id_: str, *nodos: str, dentro: str = "", **atributos: str) -> str:
    referidos = (etiqueta("flowNodeRef", n) for n in nodos)
    anidado = etiqueta("childLaneSet", dentro) if dentro else ""
    return etiqueta("lane", *referidos, anidado, id=id_, **atributos)


def test_el_carril_mas_interno_es_el_del_nodo_y_el_subproceso_lo_hereda():
    interno = carril("c2", "a", name="Mesa", **{"cauce:cargo": "=quien"})
    externo = carril("c1", "a", "b", "s", dentro=interno, **{"cauce:unidad": "SDOS"})
    documento = leer(
        diagrama(
            proceso(
                etiqueta("laneSet", externo),
                usuario("a"),
                usuario("b"),
                subproceso("s", usuario("d")),
                usuario("fuera"),
            )
        )
    )
    p = documento.procesos["p"]
    assert {n.id: n.carril for n in p.nodos.values()} == {
        "a": "c2",
        "b": "c1",
        "s": "c1",
        "d": "c1",
        "fuera": None,
    }
    assert p.carriles["c2"].padre == "c1"
    assert p.carriles["c1"].asignacion == Asignacion(unidad="SDOS")
    assert p.carriles["c2"].asignacion == Asignacion(cargo="=quien")


def test_un_carril_con_un_nodo_que_no_hay_o_ya_repartido_se_dice():
    juego = etiqueta("laneSet", carril("c1", "a", "nada"), carril("c2", "a"))
    documento = leer(diagrama(proceso(juego, usuario("a"))))
    assert [(h.regla, h.elemento) for h in documento.hallazgos] == [
        ("carril_referencia", "c1"),
        ("carril_doble", "c2"),
    ]


def test_las_piscinas_y_sus_mensajes():
    piscinas = etiqueta(
        "collaboration",
        etiqueta("participant", id="gadc", name="GADC", processRef="p", **INSTITUCION),
        etiqueta("participant", id="tcp", name="Tribunal"),
        etiqueta("messageFlow", id="m", name="M6", sourceRef="x", targetRef="tcp"),
        etiqueta("messageFlow", id="roto", sourceRef="x", targetRef="nadie"),
    )
    mensaje = etiqueta("message", id="m6", name="M6")
    documento = leer(diagrama(piscinas, mensaje, proceso(lanza("x", ref("message", "m6")))))
    assert documento.participantes == {
        "gadc": Participante("gadc", "GADC", 2, "p", "GADC"),
        "tcp": Participante("tcp", "Tribunal", 2),
    }
    assert documento.procesos["p"].participante == "gadc"
    assert documento.flujos_mensaje == (FlujoMensaje("m", "M6", "x", "tcp", 2),)
    assert reglas(documento) == [("flujo_mensaje_roto", "roto", 2)]


INSTITUCION = {"cauce:institucion": "GADC"}


def test_el_evento_de_limite_dice_a_quien_y_si_interrumpe():
    documento = leer(
        diagrama(proceso(usuario("t"), limite("l", "t", interrumpe=False), limite("k", "t")))
    )
    nodos = documento.procesos["p"].nodos
    assert (nodos["l"].adjunto_a, nodos["l"].interrumpe) == ("t", False)
    assert nodos["k"].interrumpe is True


def test_las_marcas_del_proceso_quedan_en_sus_extensiones():
    marcas = {"cauce:principal": "true", "camunda:versionTag": "1.2"}
    p = leer(diagrama(proceso(**marcas))).procesos["p"]
    assert p.extensiones == {"principal": "true", "versionTag": "1.2"}
