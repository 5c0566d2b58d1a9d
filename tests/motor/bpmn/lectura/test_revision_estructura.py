"""Las reglas sobre el dibujo: inicios, límites, compuertas, caminos."""

import pytest

from motor.bpmn import leer, revisar
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    etiqueta,
    evento,
    exclusiva,
    fin,
    flujo,
    flujos,
    inicio,
    lanza,
    limite,
    nodo,
    paralela,
    proceso,
    ref,
    subproceso,
)

DEFINIDOS = (
    etiqueta("message", id="m", name="M1"),
    etiqueta("signal", id="z", name="S1"),
    etiqueta("error", id="e", errorCode="E1"),
    etiqueta("escalation", id="k", escalationCode="K1"),
)


def hallados(*partes: str, consejos: bool = False) -> set[tuple[str, str]]:
    documento = leer(diagrama(*DEFINIDOS, proceso(*partes)))
    return {(h.elemento, h.regla) for h in revisar(documento) if consejos or h.grave}


def tarea(id_: str, **atributos: str) -> str:
    return nodo("task", id_, **atributos)


CAMINO = (inicio(), tarea("a"), fin(), flujos("inicio > a > fin"))


def test_un_camino_sencillo_no_tiene_hallazgos():
    assert hallados(*CAMINO, consejos=True) == set()


def test_sin_inicio_o_con_dos_no_se_sabe_por_donde_empezar():
    assert hallados(tarea("a")) == {("p", "sin_inicio")}
    assert hallados(*CAMINO, inicio("otro"), flujos("otro > a")) == {("otro", "varios_inicios")}
    con_mensaje = inicio("m1", ref("message", "m"))
    assert hallados(*CAMINO, con_mensaje, flujos("m1 > a")) == set()


def test_un_subproceso_empieza_por_un_inicio_sin_evento():
    caminos = flujos("inicio > s > fin")
    vacio = subproceso("s", tarea("a"))
    assert hallados(inicio(), vacio, fin(), caminos) == {("s", "sin_inicio")}
    reloj = subproceso("s", inicio("i", duracion("PT1H")), fin("f"), flujos("i > f"))
    assert hallados(inicio(), reloj, fin(), caminos) == {("i", "evento_fuera_de_lugar")}


@pytest.mark.parametrize("clase", ["message", "signal", "error", "escalation", "timer"])
def test_un_subproceso_de_evento_empieza_por_cualquiera_de_estos(clase):
    ids = {"message": "m", "signal": "z", "error": "e", "escalation": "k"}
    definicion = ref(clase, ids[clase]) if clase in ids else duracion("PT1H")
    dentro = (inicio("i", definicion), fin("f"), flujos("i > f"))
    assert hallados(*CAMINO, subproceso("s", *dentro, triggeredByEvent="true")) == set()


def test_un_subproceso_de_evento_no_empieza_sin_evento_ni_dos_veces():
    uno, dos = inicio("i"), inicio("j", ref("signal", "z"))
    caminos = flujos("i > f", "j > f")
    assert hallados(*CAMINO, subproceso("s", uno, dos, fin("f"), caminos, **DE_EVENTO)) == {
        ("i", "evento_fuera_de_lugar"),
        ("s", "varios_inicios"),
    }


DE_EVENTO = {"triggeredByEvent": "true"}


def test_un_error_no_empieza_un_proceso_ni_deja_seguir():
    assert hallados(inicio("i", ref("error", "e")), fin(), flujos("i > fin")) == {
        ("i", "evento_fuera_de_lugar")
    }
    suelto = limite("l", "a", ref("error", "e"), interrumpe=False)
    assert hallados(*CAMINO, suelto, flujos("l > fin")) == {("l", "error_sin_interrumpir")}


CONDICION = evento("conditional", etiqueta("condition", "monto > 1"))


@pytest.mark.parametrize(
    ("texto", "regla"),
    [
        (limite("x", "a", evento("compensate")), "compensacion"),
        (limite("x", "a", evento("cancel")), "cancelacion"),
        (limite("x", "a", evento("conditional")), "evento_sin_nombre"),
        (limite("x", "a"), "evento_fuera_de_lugar"),
        (limite("x", "fin", duracion("PT1H")), "limite_suelto"),
        (limite("x", "nada", duracion("PT1H")), "limite_suelto"),
        (limite("x", "a", ref("message", "m"), evento("compensate")), "compensacion"),
        (inicio("x", ref("message", "m"), ref("signal", "z")), "evento_multiple"),
        (inicio("x", CONDICION), "inicio_condicional"),
        (
            limite("x", "a", ref("signal", "z"), ref("error", "e"), parallelMultiple="true"),
            "evento_multiple",
        ),
        (nodo("transaction", "y", inicio("i"), fin("x", evento("cancel"))), "cancelacion"),
        (fin("x", evento("cancel")), "cancelacion"),
        (lanza("x", evento("compensate", activityRef="otra")), "compensacion"),
        (lanza("x", evento("compensate", waitForCompletion="false")), "compensacion"),
        (nodo("adHocSubProcess", "x"), "ad_hoc"),
        (captura("x"), "evento_fuera_de_lugar"),
        (lanza("x", duracion("PT1H")), "evento_fuera_de_lugar"),
        (lanza("x", ref("error", "e")), "evento_fuera_de_lugar"),
        (lanza("x", evento("escalation")), "evento_sin_nombre"),
        (lanza("x", evento("message")), "evento_sin_nombre"),
        (captura("x", evento("signal")), "evento_sin_nombre"),
        (fin("x", evento("error")), "evento_sin_nombre"),
        (fin("x", duracion("PT1H")), "evento_fuera_de_lugar"),
        (lanza("x", evento("link", name="A")), "enlace_sin_pareja"),
        (captura("x", evento("link", name="A")), "enlace_sin_pareja"),
        (tarea("x", isForCompensation="true"), "compensacion"),
        (tarea("x", startQuantity="dos"), "cantidad_de_fichas"),
        (tarea("x", completionQuantity="0"), "cantidad_de_fichas"),
        (nodo("eventBasedGateway", "x", eventGatewayType="Parallel"), "compuerta_eventos_paralela"),
    ],
)
def test_lo_que_no_se_ejecuta_fielmente_se_niega(texto, regla):
    assert hallados(*CAMINO, texto) == {("x", regla)}


def test_un_limite_en_otro_nivel_que_su_actividad_se_niega():
    dentro = subproceso("s", inicio("i"), limite("l", "a", duracion("PT1H")))
    assert ("l", "limite_suelto") in hallados(*CAMINO, dentro)


def test_nada_entra_a_un_inicio_ni_sale_de_un_fin():
    assert hallados(*CAMINO, flujos("a > inicio", "fin > a")) == {
        ("inicio", "flujo_prohibido"),
        ("fin", "flujo_prohibido"),
    }


def test_un_flujo_no_cruza_el_borde_de_un_subproceso():
    dentro = subproceso("s", inicio("i"), tarea("b"), flujos("i > b"))
    assert hallados(*CAMINO, dentro, flujo("b", "fin")) == {("f_b_fin", "flujo_cruza_subproceso")}


def test_lo_suelto_y_lo_inalcanzable_se_advierten():
    vuelta = (tarea("b"), tarea("c"), flujos("b > c > b"))
    assert hallados(*CAMINO, tarea("suelta"), *vuelta, consejos=True) == {
        ("suelta", "nodo_suelto"),
        ("b", "nodo_inalcanzable"),
        ("c", "nodo_inalcanzable"),
        ("b", "sin_final"),
        ("c", "sin_final"),
    }


COMPUERTA = (inicio(), fin("a"), fin("b"), flujos("inicio > c"))


@pytest.mark.parametrize(
    ("tipo", "solo_consejo"), [("exclusiveGateway", False), ("inclusiveGateway", True)]
)
def test_cada_salida_de_una_compuerta_que_decide_dice_cuando(tipo, solo_consejo):
    sin_nada = (nodo(tipo, "c"), flujos("c > a ? x", "c > b"))
    falta = {("f_c_b", "flujo_sin_condicion")}
    assert hallados(*COMPUERTA, *sin_nada, consejos=True) == falta
    assert hallados(*COMPUERTA, *sin_nada) == (set() if solo_consejo else falta)
    con_omision = (nodo(tipo, "c", default="f_c_b"), flujos("c > a ? x", "c > b"))
    assert hallados(*COMPUERTA, *con_omision) == set()


def test_una_condicion_tras_una_paralela_o_un_evento_no_tiene_efecto():
    partes = (paralela("c", default="f_c_b"), flujos("c > a ? x = 1", "c > b"))
    assert hallados(*COMPUERTA, *partes) == {
        ("c", "predeterminado_sin_efecto"),
    }
    assert ("f_c_a", "condicion_sin_efecto") in hallados(*COMPUERTA, *partes, consejos=True)
    de_evento = (captura("c", ref("message", "m")), flujos("c > a ? x = 1", "c > b"))
    assert hallados(*COMPUERTA, *de_evento) == {("f_c_a", "condicion_sin_efecto")}


def test_una_compleja_que_une_dice_cuando_se_activa():
    partes = (tarea("a"), nodo("complexGateway", "c"), fin())
    caminos = flujos("inicio > a > c", "inicio > c", "c > fin")
    assert hallados(inicio(), *partes, caminos) == {("c", "compuerta_compleja")}


def test_el_predeterminado_sale_del_mismo_nodo():
    partes = (exclusiva("c", default="f_inicio_c"), flujos("c > a ? x", "c > b ? y"))
    assert hallados(*COMPUERTA, *partes) == {("c", "predeterminado_ajeno")}


def test_tras_una_compuerta_de_eventos_solo_hay_esperas_sin_otra_entrada():
    partes = (
        nodo("eventBasedGateway", "c"),
        captura("m1", ref("message", "m")),
        captura("t1", duracion("PT1H")),
        tarea("mal"),
        flujos("c > m1 > a", "c > t1 > b", "c > mal > a", "inicio > t1"),
    )
    assert hallados(*COMPUERTA, *partes) == {
        ("mal", "compuerta_eventos_destino"),
        ("t1", "compuerta_eventos_destino"),
    }


RAMAS = flujos("inicio > x", "x > a ? v", "x > b ? w", "a > y", "b > y", "y > fin")


def test_se_advierte_el_bloqueo_y_la_multiplicacion_que_se_pueden_demostrar():
    partes = (inicio(), tarea("a"), tarea("b"), fin())
    bloqueo = (*partes, exclusiva("x"), paralela("y"), RAMAS.replace(">w<", ">not(v)<"))
    assert hallados(*bloqueo, consejos=True) == {("y", "union_bloqueada")}
    sin_condiciones = RAMAS.replace("<conditionExpression>v</conditionExpression>", "").replace(
        "<conditionExpression>w</conditionExpression>", ""
    )
    y_sigue = sin_condiciones.replace(flujos("y > fin"), flujos("y > c > fin"))
    doble = (*partes, tarea("c"), paralela("x"), exclusiva("y"), y_sigue)
    assert hallados(*doble, consejos=True) == {("y", "union_multiplica")}
