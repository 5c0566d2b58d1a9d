"""Con entradas al azar: o se lee, o se niega con una frase; nunca otra cosa."""

from hypothesis import given, settings
from hypothesis import strategies as st

from motor.bpmn import leer, revisar
from motor.bpmn.lectura.expresiones import a_feel
from motor.bpmn.lectura.juel import SinTraduccion
from motor.feel import compilar
from motor.nucleo.errores import DiagramaInvalido
from tests.motor.bpmn.dibujos import (
    diagrama,
    duracion,
    etiqueta,
    exclusiva,
    extension,
    fin,
    flujos,
    inicio,
    limite,
    multiple,
    proceso,
    ref,
    subproceso,
    usuario,
)

COMPLETO = diagrama(
    etiqueta(
        "collaboration",
        etiqueta("participant", id="A", processRef="p"),
        etiqueta("messageFlow", id="fm", sourceRef="A", targetRef="m1"),
    ),
    etiqueta("message", id="m", name="M1"),
    proceso(
        etiqueta("laneSet", etiqueta("lane", etiqueta("flowNodeRef", "t"), id="c")),
        inicio("m1", ref("message", "m"), **{"camunda:initiator": "quien"}),
        usuario(
            "t",
            multiple(etiqueta("completionCondition", "${a >= 1}"), **{"camunda:collection": "l"}),
            extension(etiqueta("camunda:in", source="a", target="b")),
            **{"camunda:candidateGroups": "a, ${b}", "cauce:plazo": "10 dh"},
        ),
        limite("l", "t", duracion("PT1H")),
        exclusiva("x", default="f_x_fin"),
        subproceso("s", inicio("i"), fin("f"), flujos("i > f")),
        fin(),
        flujos("m1 > t > x", "x > s ? a = 1", "x > fin", "s > fin", "l > fin"),
    ),
)
CAMBIOS = st.lists(
    st.tuples(st.integers(0, len(COMPLETO) - 1), st.binary(max_size=3), st.integers(0, 12)),
    min_size=1,
    max_size=6,
)
PALABRAS = sorted({p.decode() for p in COMPLETO.replace(b'"', b" ").split() if len(p) < 20})


def test_el_diagrama_de_partida_no_tiene_faltas():
    assert [h for h in revisar(leer(COMPLETO)) if h.grave] == []


def leer_y_revisar(xml: bytes) -> None:
    try:
        hallazgos = revisar(leer(xml))
    except DiagramaInvalido as error:
        hallazgos = list(error.hallazgos)
        assert hallazgos
    assert all(h.mensaje and h.que_hacer and h.regla for h in hallazgos)


@given(CAMBIOS)
@settings(deadline=None, max_examples=150)
def test_con_bytes_cambiados_se_lee_o_se_niega(cambios):
    xml = COMPLETO
    for lugar, nuevo, quitar in cambios:
        xml = xml[:lugar] + nuevo + xml[lugar + quitar :]
    leer_y_revisar(xml)


@given(st.lists(st.tuples(st.sampled_from(PALABRAS), st.sampled_from(PALABRAS)), max_size=4))
@settings(deadline=None, max_examples=150)
def test_con_palabras_cambiadas_de_sitio_se_lee_o_se_niega(cambios):
    texto = COMPLETO.decode()
    for vieja, nueva in cambios:
        texto = texto.replace(vieja, nueva, 1)
    leer_y_revisar(texto.encode())


DATOS = ("a", "b.c", "1", "2.5", "'x'", '"y"', "true", "null", "(", ")", "[0]", "loopCounter")
SIGNOS = ("empty ", "!", "-", " + ", " * ", " == ", " != ", " && ", " || ", " ? ", " : ", " gt ")
TROZOS = st.sampled_from((*DATOS, *SIGNOS))


@given(st.lists(TROZOS, max_size=9).map("".join))
@settings(deadline=None, max_examples=300)
def test_lo_que_juel_traduce_es_feel(juel):
    try:
        feel = a_feel("${" + juel + "}")
    except SinTraduccion:
        return
    compilar(feel)
