"""Una transacción cancelada detiene lo activo, compensa lo hecho y sale por su cancelación."""

from motor.bpmn.modelo import DefinicionEvento, TipoEvento, TipoNodo
from tests.motor.bpmn.juego.taller import (
    error,
    fin,
    limite,
    nodo,
    proceso,
    reloj,
    usuario,
    xor,
    y_,
)

CANCELAR = DefinicionEvento(TipoEvento.CANCELAR)
COMPENSAR = DefinicionEvento(TipoEvento.COMPENSACION)


def transaccion(dentro, **nodos):
    return proceso(
        "inicio > s > fin; lc > aviso > fin_c; lr > fin_r",
        {"s": dentro + "; l_a; des_a"},
        s=nodo(TipoNodo.TRANSACCION),
        lc=limite("s", CANCELAR),
        lr=limite("s", reloj()),
        aviso=usuario(),
        a=usuario(),
        l_a=limite("a", COMPENSAR, extensiones={"compensa": "des_a"}),
        des_a=usuario(extensiones={"isForCompensation": "true"}),
        mal=fin(CANCELAR),
        **nodos,
    )


def test_cancelada_compensa_y_sale_por_su_limite(mesa):
    m = mesa(transaccion("inicio_s > a > mal")).iniciar().completar("a")
    assert m.tareas == ["des_a"]
    assert m.completar("des_a").tareas == ["aviso"]
    assert m.completar("aviso").finales == ("fin_c",)


def test_sin_cancelar_sigue_por_su_flujo(mesa):
    dibujo = transaccion("inicio_s > a > x; x > mal [mala]; x > fin_s [*]", x=xor())
    assert mesa(dibujo).iniciar(mala=False).completar("a").finales == ("fin",)


def test_cancelar_detiene_lo_activo_y_desarma_los_eventos_de_la_transaccion(mesa):
    dibujo = transaccion("inicio_s > y; y > a > mal; y > b > fin_s", y=y_(), b=usuario())
    m = mesa(dibujo).iniciar()
    assert m.esperas == ["a", "b", "lr"]
    assert m.completar("a").esperas == ["des_a"]
    assert m.completar("des_a").tareas == ["aviso"]


def test_cancelar_sin_nada_hecho_sale_enseguida(mesa):
    dibujo = transaccion("inicio_s > y; y > a > fin_s; y > mal", y=y_())
    assert mesa(dibujo).iniciar().tareas == ["aviso"]


def test_con_un_error_se_comporta_como_un_subproceso(mesa):
    dibujo = transaccion(
        "inicio_s > x; x > peor [falla]; x > a [*]; a > mal",
        x=xor(),
        peor=fin(error("E")),
    )
    assert mesa(dibujo).iniciar(falla=True).fin.error == "E"


def test_completada_se_puede_compensar_despues(mesa):
    dibujo = proceso(
        "inicio > s > fin",
        {"s": "inicio_s > a > fin_s; l_a; des_a"},
        s=nodo(TipoNodo.TRANSACCION),
        a=usuario(),
        l_a=limite("a", COMPENSAR, extensiones={"compensa": "des_a"}),
        des_a=usuario(extensiones={"isForCompensation": "true"}),
        fin=fin(COMPENSAR),
    )
    m = mesa(dibujo).iniciar().completar("a").completar("des_a")
    assert m.finales == ("fin",)
