"""Más diagramas del catálogo: bucle, compuerta compleja, condiciones y eventos a la vez."""

from motor.bpmn.modelo import AlCompletar, DefinicionEvento, TipoEvento
from tests.motor.bpmn.juego.casos import Caso
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import (
    bucle,
    captura,
    compleja,
    condicional,
    fin,
    limite,
    mensaje,
    proceso,
    reloj,
    script,
    senal,
    sub,
    usuario,
    varias,
    y_,
)


def _bucle(hechos: list[str], m: Mesa) -> None:
    """Tres vueltas del subproceso, con dos correcciones cada una, salvo que el plazo las corte."""
    if "plazo" in hechos:
        assert hechos.count("corrige") < 6
        assert m.finales == ("fuera",)
    else:
        assert hechos == ["corrige"] * 6
        assert m.finales == ("fin",)


def _compleja(hechos: list[str], m: Mesa) -> None:
    """El dictamen se hace una vez, tras dos de los tres informes; el otro llega cuando llega."""
    assert sorted(hechos) == ["a", "b", "c", "dictamen"]
    assert hechos.index("dictamen") >= 2
    assert m.flujos().count("g-dictamen") == 1
    assert m.finales == ("fin",)


def _condicional(hechos: list[str], m: Mesa) -> None:
    """Con dos sumas el total pasa de 100: corta lo que quede; el aviso ya salió con la primera."""
    assert hechos.count("suma") == 2
    assert hechos.count("aviso") == 1
    assert m.finales is not None
    assert "fuera" in m.finales


def _a_la_vez(hechos: list[str], m: Mesa) -> None:
    """Sigue cuando llegaron el mensaje y el plazo, en cualquier orden, y cada voto se anuncia."""
    assert hechos.count("espera") == 2
    assert hechos.index("sigue") > max(n for n, h in enumerate(hechos) if h == "espera")
    assert [s.nombre for s in m.senales] == ["Voto", "Voto"]


CASOS_ENTEROS = {
    "bucle": Caso(
        proceso(
            "inicio > s > fin; plazo > fuera",
            {"s": "inicio2 > corrige > fin2"},
            s=sub(repeticion=bucle("loopCounter < 3")),
            corrige=usuario(repeticion=bucle("true", maximo=2)),
            plazo=limite("s", reloj()),
            fuera=fin(),
        ),
        _bucle,
    ),
    "compleja": Caso(
        proceso(
            "inicio > y > a > g > dictamen > fin; y > b > g; y > c > g",
            y=y_(),
            a=usuario(),
            b=usuario(),
            c=usuario(),
            g=compleja("activationCount >= 2"),
            dictamen=usuario(),
        ),
        _compleja,
    ),
    "condicional": Caso(
        proceso(
            "inicio > s > fin; mucho > fuera; algo > aviso > fin_aviso",
            {"s": "inicio2 > y > suma > mas > suma; y > lado > fin2"},
            s=sub(),
            y=y_(),
            suma=usuario(),
            mas=script("total + 60", "total"),
            lado=usuario(),
            mucho=limite("s", condicional("total > 100")),
            algo=limite("s", condicional("total > 50"), interrumpe=False),
            aviso=usuario(),
            fuera=fin(),
        ),
        _condicional,
        {"total": 0},
    ),
    "a_la_vez": Caso(
        proceso(
            "inicio > y > espera > sigue > fin; y > v > fin_v",
            y=y_(),
            espera=captura(
                DefinicionEvento(TipoEvento.MULTIPLE),
                eventos=(mensaje("M"), reloj()),
                extensiones={"parallelMultiple": "true"},
            ),
            sigue=usuario(),
            v=usuario(repeticion=varias("[1, 2]", lanza=(AlCompletar(senal("Voto")),))),
        ),
        _a_la_vez,
    ),
}
