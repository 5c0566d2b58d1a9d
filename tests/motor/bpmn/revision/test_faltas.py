"""Lo que falta: los demás casos, la unidad del carril, el formulario, el emisor; y lo que sobra."""

import pytest

from motor.bpmn import ContextoRevision, leer, revisar
from motor.bpmn.revision.registro import Llamadas
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    etiqueta,
    evento,
    exclusiva,
    fin,
    flujos,
    inicio,
    lanza,
    limite,
    multiple,
    nodo,
    proceso,
    ref,
    subproceso,
    usuario,
)

CON_CARGO = {"cauce:cargo": "jefe"}


def hallados(*partes: str, contexto: ContextoRevision | None = None) -> set[tuple[str, str]]:
    documento = leer(diagrama(proceso(inicio(), *partes, fin())))
    return {(h.elemento, h.regla) for h in revisar(documento, contexto)}


def test_dos_salidas_que_dejan_un_caso_sin_contemplar_se_advierten_con_ese_caso():
    def dicho(*condiciones: str) -> dict[str, str]:
        salidas = [f"x > {destino} ? {c}" for destino, c in zip("ab", condiciones, strict=True)]
        partes = (exclusiva("x"), nodo("task", "a"), nodo("task", "b"))
        camino = flujos("inicio > x", *salidas, "a > fin", "b > fin")
        documento = leer(diagrama(proceso(inicio(), *partes, camino, fin())))
        return {h.regla: h.mensaje for h in revisar(documento)}

    assert dicho("monto > 10", "monto <= 10") == {}
    advertido = dicho("monto > 10", 'monto < 10 and fase = "a"')
    assert "como con monto = 10 y fase" in advertido["sin_predeterminado"]


def test_un_carril_con_tareas_sin_responsable_se_dice_una_vez_y_en_el_carril():
    referidos = "".join(etiqueta("flowNodeRef", t) for t in ("a", "b"))
    carril = etiqueta("laneSet", etiqueta("lane", referidos, id="c", name="Jurídica"))
    camino = flujos("inicio > a > b > fin")
    assert hallados(carril, usuario("a"), usuario("b"), camino) == {("c", "carril_sin_unidad")}
    assert hallados(carril, usuario("a", **CON_CARGO), usuario("b", **CON_CARGO), camino) == set()
    assert hallados(carril, nodo("task", "a"), nodo("task", "b"), camino) == set()


def test_una_tarea_sin_formulario_se_dice_si_se_sabe_que_formularios_hay():
    tarea = (usuario("a", **CON_CARGO), flujos("inicio > a > fin"))
    hay = ContextoRevision(formularios=frozenset({"f"}))
    assert hallados(*tarea, contexto=hay) == {("a", "tarea_sin_formulario")}
    assert hallados(*tarea) == set()
    con = usuario("a", **CON_CARGO, **{"camunda:formRef": "f"})
    assert hallados(con, flujos("inicio > a > fin"), contexto=hay) == set()


def test_un_flujo_repetido_se_dice_y_dos_con_distinta_condicion_no():
    doble = (exclusiva("x", default="f3"), flujos("inicio > x"))
    uno, otro = (
        etiqueta(
            "sequenceFlow",
            etiqueta("conditionExpression", "v"),
            id=id_,
            sourceRef="x",
            targetRef="fin",
        )
        for id_ in ("f1", "f2")
    )
    resto = etiqueta("sequenceFlow", id="f3", sourceRef="x", targetRef="fin")
    assert hallados(*doble, uno, otro, resto) == {("f2", "flujo_repetido")}
    assert hallados(*doble, uno, otro.replace(">v<", ">w<"), resto) == set()


def esperas(contexto: ContextoRevision | None) -> set[str]:
    piscina = etiqueta("collaboration", etiqueta("participant", id="A", processRef="p"))
    mensaje = etiqueta("message", id="m", name="M1")
    p = proceso(inicio(), captura("r", ref("message", "m")), fin(), flujos("inicio > r > fin"))
    return {h.regla for h in revisar(leer(diagrama(mensaje, piscina, p)), contexto)}


def test_un_mensaje_que_envia_otro_proceso_publicado_tiene_emisor():
    assert esperas(ContextoRevision(mensajes=frozenset())) == {"mensaje_sin_emisor"}
    assert esperas(ContextoRevision(mensajes=frozenset({"M1"}))) == set()


def test_lo_que_envia_un_evento_multiple_tambien_tiene_emisor():
    """Y dos esperas del mismo mensaje se marcan las dos."""
    piscina = etiqueta("collaboration", etiqueta("participant", id="A", processRef="p"))
    mensajes = [etiqueta("message", id=m, name=m.upper()) for m in ("m1", "m2")]
    varios = lanza("e", ref("message", "m1"), evento("signal", signalRef="s"))
    senal = etiqueta("signal", id="s", name="S")
    dos = [captura(r, ref("message", m)) for r, m in (("r1", "m1"), ("r2", "m2"), ("r3", "m2"))]
    camino = flujos("inicio > e > r1 > r2 > r3 > fin")
    p = proceso(inicio(), varios, *dos, fin(), camino)
    documento = leer(diagrama(*mensajes, senal, piscina, p))
    sin_emisor = {h.elemento for h in revisar(documento) if h.regla == "mensaje_sin_emisor"}
    assert sin_emisor == {"r2", "r3"}


SOLO_B = frozenset({"b"})
SOLO_P = frozenset({"p"})


@pytest.mark.parametrize(
    ("de_b", "camino", "dicho"),
    [
        (Llamadas(SOLO_P, SOLO_P), ("inicio > l > fin",), {"llamadas_en_circulo"}),
        (Llamadas(SOLO_P), ("inicio > l > fin",), {"llamadas_que_vuelven"}),
        (
            Llamadas(SOLO_P, SOLO_P),
            ("inicio > x > l > fin ? v", "x > fin"),
            {"llamadas_que_vuelven"},
        ),
        (Llamadas(), ("inicio > l > fin",), set()),
    ],
)
def test_un_circulo_de_llamadas_por_otro_publicado_se_niega_solo_si_no_tiene_salida(
    de_b, camino, dicho
):
    contexto = ContextoRevision(llamadas={"b": de_b})
    sin_v = [c.partition("?")[0] for c in camino]
    partes = (nodo("callActivity", "l", calledElement="b"), exclusiva("x", default="f_x_fin"))
    condicion = flujos(*sin_v).replace(
        'id="f_x_l" sourceRef="x" targetRef="l">',
        'id="f_x_l" sourceRef="x" targetRef="l"><conditionExpression>v</conditionExpression>',
    )
    usa_x = "x" in "".join(camino).split(" ")
    dichos = {r for _, r in hallados(*partes[: 2 if usa_x else 1], condicion, contexto=contexto)}
    assert dichos == dicho


def test_una_llamada_por_cada_uno_puede_no_llamar_y_no_se_niega():
    repetida = multiple(etiqueta("loopCardinality", "count(hijas)"))
    llamada = nodo("callActivity", "l", repetida, calledElement="b")
    contexto = ContextoRevision(llamadas={"b": Llamadas(SOLO_P, SOLO_P)})
    dichos = {r for _, r in hallados(llamada, flujos("inicio > l > fin"), contexto=contexto)}
    assert dichos & {"llamadas_en_circulo", "llamadas_que_vuelven"} == {"llamadas_que_vuelven"}


def con_tope(tope: str, plazo: str, **atributos: str) -> set[str]:
    """Una tarea con plazo dentro de un subproceso con un límite de tiempo."""
    tarea = usuario("t", **CON_CARGO, **{"cauce:plazo": plazo}, **atributos)
    dentro = subproceso("s", inicio("i"), tarea, fin("f"), flujos("i > t > f"))
    reloj = limite("l", "s", evento("timer", **{"cauce:plazo": tope}))
    contexto = ContextoRevision(valores_de_plazos={"ley.larga": "30 dh", "ley.corta": "2 dh"})
    camino = flujos("inicio > s > fin", "l > fin")
    return {r for _, r in hallados(dentro, reloj, camino, contexto=contexto)}


@pytest.mark.parametrize(
    ("tope", "plazo", "pasa"),
    [
        ("5 dh", "10 dh", True),
        ("10 dh", "10 dh", False),
        ("ley.corta", "ley.larga", True),
        ("ley.larga", "ley.corta", False),
        ("5 dc", "10 dh", False),  # con el corrimiento de un feriado podría caber
        ("5 dc", "20 dh", True),
        ("5 dh", "6 dc", False),  # cinco hábiles pueden ser siete corridos o más
        ("1 mes", "60 dc", True),
        ("ley.otra", "90 dh", False),
        ("5 dh", "=sumar_dias_habiles(hoy(), 90)", False),
    ],
)
def test_un_plazo_se_compara_con_el_de_fuera_solo_si_es_cierto(tope, plazo, pasa):
    assert con_tope(tope, plazo) == ({"plazo_mayor"} if pasa else set())


def test_un_plazo_que_corre_desde_otra_fecha_no_se_compara():
    assert con_tope("5 dh", "10 dh", **{"cauce:desde": "recibido"}) == set()


def test_el_plazo_del_proceso_es_su_subproceso_de_evento_que_interrumpe():
    reloj = inicio("ie", duracion("P2D"))
    fuera = subproceso("e", reloj, fin("fe"), flujos("ie > fe"), triggeredByEvent="true")
    espera = captura("x", duracion("P9D"))
    assert hallados(fuera, espera, flujos("inicio > x > fin")) == {("x", "plazo_mayor")}
    avisa = fuera.replace('id="ie"', 'id="ie" isInterrupting="false"')
    assert hallados(avisa, espera, flujos("inicio > x > fin")) == set()


def test_lo_que_las_reglas_no_miran_y_el_jugador_no_sabe_mover_tambien_se_dice():
    repetido = '<endEvent id="otro"><multiInstanceLoopCharacteristics isSequential="false">'
    repetido += "<loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></endEvent>"
    partes = [nodo("task", "t"), repetido, flujos("inicio > t > otro")]
    assert ("otro", "no_ejecutable") in hallados(*partes)
