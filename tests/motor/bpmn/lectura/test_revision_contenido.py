"""Las reglas sobre lo que se escribe: tiempos, expresiones, responsables, nombres, mensajes."""

import pytest

from motor.bpmn import ContextoRevision, exigir_ejecutable, leer, revisar
from motor.bpmn.inventario import nombres
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    etiqueta,
    evento,
    extension,
    fin,
    flujos,
    inicio,
    lanza,
    multiple,
    nodo,
    proceso,
    ref,
    script,
    usuario,
)

CON_CARGO = {"cauce:cargo": "jefe"}


def hallados(
    texto: str, contexto: ContextoRevision | None = None, consejos: bool = False
) -> set[str]:
    documento = leer(diagrama(proceso(inicio(), texto, fin(), flujos("inicio > x > fin"))))
    return {h.regla for h in revisar(documento, contexto) if consejos or h.grave}


@pytest.mark.parametrize(
    "definicion",
    [
        duracion("PT1H"),
        duracion("P3DT12H"),
        duracion("P6M"),
        duracion("10 dh"),
        duracion("=parametro(clave)"),
        evento("timer", etiqueta("timeDate", "2027-01-20T10:00:00-04:00")),
        evento("timer", etiqueta("timeCycle", "R3/PT10H")),
        evento("timer", etiqueta("timeCycle", "R/2027-01-04T09:00/P1D")),
        evento("timer", etiqueta("timeCycle", "R/10 dh")),
        evento("timer", **{"cauce:plazo": "ley.admision"}),
        evento("timer", **{"cauce:plazo": "6 meses"}),
    ],
)
def test_un_tiempo_bien_escrito_pasa(definicion):
    assert hallados(captura("x", definicion)) == set()


@pytest.mark.parametrize(
    "definicion",
    [
        duracion("1 hora"),
        duracion("PT"),
        duracion("P"),
        duracion("mañana"),
        evento("timer", etiqueta("timeDate", "2027-02-30")),
        evento("timer", etiqueta("timeDate", "PT1H")),
        evento("timer", etiqueta("timeCycle", "PT1H")),
        evento("timer", etiqueta("timeCycle", "0 0 12 * * ?")),
        evento("timer", etiqueta("timeCycle", "R3/PT1H/PT1H")),
        evento("timer", etiqueta("timeCycle", "R3/PT1H/2027-01-04")),
        evento("timer", etiqueta("timeCycle", "R0/PT1H")),
        evento("timer", **{"cauce:plazo": "diez días"}),
    ],
)
def test_un_tiempo_mal_escrito_se_niega(definicion):
    assert hallados(captura("x", definicion)) == {"temporizador_mal_escrito"}


def test_un_temporizador_vacio_o_un_plazo_de_tarea_mal_escrito_se_niegan():
    assert hallados(captura("x", evento("timer"))) == {"temporizador_vacio"}
    tarea = usuario("x", **CON_CARGO, **{"cauce:plazo": "pronto o nunca"})
    assert hallados(tarea) == {"plazo_mal_escrito"}


@pytest.mark.parametrize(
    ("feel", "reglas"),
    [
        ("monto > 1000 and decision = 'x'", {"feel_mal_escrito"}),
        ("monto >", {"feel_mal_escrito"}),
        ("inventada(monto)", {"feel_funcion_desconocida"}),
        ("datos.sumar(monto)", {"feel_metodo"}),
        ("for i in 1..count(lista) return i", set()),
        ('"no es.metodo(x)"', set()),
        ("plazo(clave, hoy())", set()),
    ],
)
def test_una_expresion_que_no_es_feel_se_niega(feel, reglas):
    assert hallados(script("x", feel)) == reglas


@pytest.mark.parametrize(
    ("texto", "regla"),
    [
        (nodo("callActivity", "x"), "actividad_sin_destino"),
        (nodo("serviceTask", "x"), "actividad_sin_destino"),
        (nodo("businessRuleTask", "x"), "actividad_sin_destino"),
        (nodo("callActivity", "x", calledElement="${otro}"), "destino_variable"),
        (usuario("x", multiple(), **CON_CARGO), "multiple_sin_cantidad"),
        (usuario("x", **CON_CARGO, **{"cauce:distintoDe": "fin"}), "distinto_de_roto"),
        (usuario("x", **CON_CARGO, **{"cauce:distintoDe": "x"}), "distinto_de_roto"),
        (usuario("x", **CON_CARGO, **{"cauce:acto": "mira"}), "acto_desconocido"),
    ],
)
def test_lo_que_a_una_actividad_le_falta_se_dice(texto, regla):
    assert hallados(texto) == {regla}


@pytest.mark.parametrize("nombre", ["mi variable", "2do", "a-b", "if", "a.b"])
def test_una_variable_que_feel_no_puede_leer_se_niega(nombre):
    assert hallados(script("x", "1", **{"camunda:resultVariable": nombre})) == {
        "variable_mal_nombrada"
    }


def test_escribir_en_una_variable_de_la_casa_o_errar_un_atributo_se_advierte():
    pisa = script("x", "1", **{"camunda:resultVariable": "hr"})
    assert hallados(pisa, consejos=True) == {"variable_de_la_casa"}
    errata = usuario("x", **CON_CARGO, **{"cauce:distintode": "y"})
    assert hallados(errata, consejos=True) == {"atributo_desconocido"}


def test_una_tarea_sin_responsable_se_advierte_y_basta_con_su_carril():
    assert hallados(usuario("x"), consejos=True) == {"tarea_sin_responsable"}
    referido = etiqueta("flowNodeRef", "x")
    carriles = etiqueta("laneSet", etiqueta("lane", referido, id="c", **CON_CARGO))
    assert hallados(carriles + usuario("x"), consejos=True) == set()


CONTEXTO = ContextoRevision(
    formularios=frozenset({"f"}),
    decisiones=frozenset({"d"}),
    temas=frozenset({"t"}),
    plazos=frozenset({"ley.admision"}),
    unidades=frozenset({"SDOS"}),
    cargos=frozenset({"jefe", "secretario.sdos"}),
    procesos=frozenset({"otro"}),
)
EXTERNA = {"camunda:type": "external"}


@pytest.mark.parametrize(
    ("texto", "reglas"),
    [
        (usuario("x", **CON_CARGO, **{"camunda:formRef": "g"}), {"formulario_desconocido"}),
        (usuario("x", **CON_CARGO, **{"camunda:formRef": "=g"}), set()),
        (nodo("businessRuleTask", "x", **{"camunda:decisionRef": "z"}), {"decision_desconocida"}),
        (nodo("serviceTask", "x", **EXTERNA, **{"camunda:topic": "z"}), {"tema_desconocido"}),
        (nodo("callActivity", "x", calledElement="z"), {"proceso_desconocido"}),
        (usuario("x", **{"cauce:unidad": "ZZZ"}), {"unidad_desconocida"}),
        (usuario("x", **{"cauce:cargo": "zar"}), {"cargo_desconocido"}),
        (usuario("x", **{"cauce:unidad": "SDOS", "cauce:cargo": "secretario"}), set()),
        (usuario("x", **{"cauce:unidad": "=u", "cauce:cargo": "secretario"}), set()),
        (usuario("x", **CON_CARGO, **{"cauce:plazo": "ley.otra"}), {"plazo_desconocido"}),
        (usuario("x", **CON_CARGO, **{"cauce:plazo": "ley.admision"}), set()),
    ],
)
def test_con_contexto_lo_nombrado_tiene_que_existir(texto, reglas):
    assert hallados(texto, CONTEXTO) == reglas


@pytest.mark.parametrize("nombre", ["=nombre", "${nombre}"])
def test_el_nombre_de_un_mensaje_no_se_calcula(nombre):
    mensaje = etiqueta("message", id="m", name=nombre)
    p = proceso(inicio(), lanza("x", ref("message", "m")), fin(), flujos("inicio > x > fin"))
    graves = {h.regla for h in revisar(leer(diagrama(mensaje, p))) if h.grave}
    assert graves == {"nombre_variable"}


def test_con_contexto_un_nombre_que_nadie_escribe_se_advierte():
    contexto = ContextoRevision(variables=frozenset({"monto"}))
    assert hallados(script("x", "monto + mnto"), contexto, True) == {"feel_variable_desconocida"}
    assert hallados(script("x", "monto + loopCounter"), contexto, True) == set()
    parametro = etiqueta("camunda:inputParameter", "=monto", name="total")
    entrada = extension(etiqueta("camunda:inputOutput", parametro))
    tarea = usuario("x", entrada, **{"cauce:cargo": "=if total > 1 then hr else asunto"})
    assert hallados(tarea, contexto, True) == set()


def test_el_inventario_junta_los_nombres_de_todo_el_documento():
    atributos = {"cauce:unidad": "=u.sigla", "cauce:desde": "=recibido", "cauce:plazo": "1 dh"}
    tarea = usuario("t", multiple(**{"camunda:collection": "lista"}), **atributos)
    documento = leer(diagrama(proceso(tarea, inicio(), fin(), flujos("t > fin ? monto > 1"))))
    assert nombres(documento) == {"u", "recibido", "lista", "monto"}


def test_un_archivo_sin_nada_ejecutable_se_niega_y_uno_de_dos_se_advierte():
    apagado = proceso(inicio("i"), ejecutable=False, id="q")
    assert [(h.regla, h.grave) for h in revisar(leer(diagrama(apagado)))] == [
        ("proceso_no_ejecutable", True)
    ]
    encendido = proceso(inicio(), fin(), flujos("inicio > fin"))
    assert [(h.regla, h.grave) for h in revisar(leer(diagrama(apagado, encendido)))] == [
        ("proceso_no_ejecutable", False)
    ]
    assert [h.regla for h in revisar(leer(diagrama()))] == ["sin_procesos"]


def colaboracion(*mensajes: str) -> set[tuple[str, str]]:
    piscinas = etiqueta(
        "collaboration",
        etiqueta("participant", id="A", processRef="p"),
        etiqueta("participant", id="B", processRef="q"),
        etiqueta("participant", id="negra"),
        *mensajes,
    )
    definidos = "".join(etiqueta("message", id=m, name=m) for m in ("M1", "M2", "M3"))
    envia = (lanza("e1", ref("message", "M1")), lanza("e2", ref("message", "M2")))
    recibe = (captura("r1", ref("message", "M1")), captura("r3", ref("message", "M3")))
    p = proceso(inicio(), *envia, fin(), flujos("inicio > e1 > e2 > fin"))
    q = proceso(inicio("i"), *recibe, fin("f"), flujos("i > r1 > r3 > f"), id="q")
    return {(h.elemento, h.regla) for h in revisar(leer(diagrama(definidos, piscinas, p, q)))}


def test_un_mensaje_sin_pareja_se_advierte_salvo_con_una_caja_negra():
    assert colaboracion() == {("e2", "mensaje_sin_receptor"), ("r3", "mensaje_sin_emisor")}
    sale = etiqueta("messageFlow", id="m2", sourceRef="e2", targetRef="negra")
    entra = etiqueta("messageFlow", id="m3", sourceRef="negra", targetRef="r3")
    assert colaboracion(sale, entra) == set()


@pytest.mark.parametrize("extra", [{"cauce:expedienteHijo": "p"}, {}])
def test_el_mensaje_que_abre_un_expediente_hijo_tiene_su_emisor_en_el_mismo_archivo(extra):
    abre = fin("abre", ref("message", "M1"), **extra)
    hijo = inicio("hijo", ref("message", "M1"))
    p = proceso(inicio(), hijo, abre, fin(), flujos("inicio > abre", "hijo > fin"))
    piscina = etiqueta("collaboration", etiqueta("participant", id="A", processRef="p"))
    definido = etiqueta("message", id="M1", name="M1")
    assert revisar(leer(diagrama(definido, piscina, p))) == []


def test_un_flujo_de_mensaje_no_queda_en_su_piscina_ni_toca_lo_que_no_habla():
    sale = etiqueta("messageFlow", id="m2", sourceRef="e2", targetRef="fin")
    entra = etiqueta("messageFlow", id="m3", sourceRef="negra", targetRef="r3")
    assert colaboracion(sale, entra) == {
        ("m2", "flujo_mensaje_interno"),
        ("m2", "flujo_mensaje_mudo"),
    }


def test_exigir_ejecutable_se_niega_con_todos_los_hallazgos_graves():
    tareas = nodo("callActivity", "a") + nodo("serviceTask", "b")
    caminos = flujos("inicio > a > b > fin")
    documento = leer(diagrama(proceso(inicio(), tareas, fin(), caminos)))
    with pytest.raises(DiagramaInvalido) as error:
        exigir_ejecutable(documento)
    assert [h.elemento for h in error.value.hallazgos] == ["a", "b"]
    assert "línea 4, «a»: No dice a qué proceso llama." in str(error.value)
