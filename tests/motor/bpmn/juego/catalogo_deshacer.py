"""Más diagramas del catálogo: una transacción que se cancela y un subproceso ad hoc."""

from motor.bpmn.modelo import DefinicionEvento, TipoEvento, TipoNodo
from tests.motor.bpmn.juego.casos import Caso
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import fin, limite, nodo, proceso, reloj, usuario, varias, y_

DESHACE = {"isForCompensation": "true"}
COMPENSAR = DefinicionEvento(TipoEvento.COMPENSACION)
CANCELAR = DefinicionEvento(TipoEvento.CANCELAR)


def _transaccion(hechos: list[str], m: Mesa) -> None:
    """Se deshace lo que se completó antes de cancelar, al revés; la repetida, si terminó entera."""
    if "plazo" in hechos:
        assert m.finales == ("fuera",)
        return
    antes, despues = hechos[: hechos.index("no") + 1], hechos[hechos.index("no") + 1 :]
    espera = [h for h in antes if h == "a"] + (["v", "v"] if antes.count("v") == 2 else [])
    assert sorted(despues) == sorted(f"des_{h}" for h in espera)
    if len(despues) == 3:
        hecho_al_final = next(h for h in reversed(antes) if h in ("a", "v"))
        assert despues[0] == f"des_{hecho_al_final}"
    assert m.finales == ("cancelada",)


def _ad_hoc(hechos: list[str], m: Mesa) -> None:
    """En secuencia y en el orden del archivo; `c` va con `a`, no por su cuenta."""
    assert hechos == ["a", "c", "b"]
    assert m.finales == ("fin",)


CASOS_QUE_DESHACEN = {
    "transaccion": Caso(
        proceso(
            "inicio > s > fin; l > cancelada; plazo > fuera",
            {
                "s": "inicio_s > y; y > a > fin_a; y > v > fin_v; y > no > mal; "
                "l_a; des_a; l_v; des_v"
            },
            s=nodo(TipoNodo.TRANSACCION),
            y=y_(),
            a=usuario(),
            l_a=limite("a", COMPENSAR, extensiones={"compensa": "des_a"}),
            des_a=usuario(extensiones=DESHACE),
            v=usuario(repeticion=varias("[1, 2]")),
            l_v=limite("v", COMPENSAR, extensiones={"compensa": "des_v"}),
            des_v=usuario(extensiones=DESHACE),
            no=usuario(),
            mal=fin(CANCELAR),
            l=limite("s", CANCELAR),
            plazo=limite("s", reloj()),
            cancelada=fin(),
            fuera=fin(),
        ),
        _transaccion,
    ),
    "ad_hoc": Caso(
        proceso(
            "inicio > s > fin",
            {"s": "a > c; b"},
            s=nodo(TipoNodo.AD_HOC, extensiones={"ordering": "Sequential"}),
            a=usuario(),
            b=usuario(),
            c=usuario(),
        ),
        _ad_hoc,
    ),
}
