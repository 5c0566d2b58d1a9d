"""Diagramas dibujados a mano con lo que debe pasar en ellos, pase lo que pase primero.

Cada caso tiene su proceso, las variables con que empieza y `debe`: recibe la lista de los
elementos atendidos desde afuera, en orden, y la mesa ya terminada, y afirma lo que corresponde.
Las historias guardadas en `historias/` se grabaron con estos procesos: no se cambian, se agregan.
"""

from tests.motor.bpmn.juego.casos import Caso
from tests.motor.bpmn.juego.catalogo_deshacer import CASOS_QUE_DESHACEN
from tests.motor.bpmn.juego.catalogo_enteros import CASOS_ENTEROS
from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import (
    TERMINAR,
    captura,
    de_eventos,
    error,
    escalada,
    fin,
    inicio,
    lanza,
    limite,
    mensaje,
    o_,
    proceso,
    reloj,
    script,
    servicio,
    sub,
    sub_evento,
    usuario,
    varias,
    xor,
    y_,
)


def _ciclo_paralelo(hechos: list[str], m: Mesa) -> None:
    assert hechos.count("a") == hechos.count("b") == 4
    assert m.finales == ("fin",)
    assert m.flujos().count("j-n") == 4


def _inclusiva(hechos: list[str], m: Mesa) -> None:
    assert sorted(hechos) == ["a", "a", "b", "c"]  # primera vuelta a; segunda a y b; c al final
    assert hechos[-1] == "c"
    assert m.finales == ("fin",)


def _limites_anidados(hechos: list[str], m: Mesa) -> None:
    """El recordatorio (no interrumpe) abre r cada vez; el plazo del subproceso lo corta."""
    assert hechos.count("r") == hechos.count("recordar")
    if "plazo" in hechos:
        assert "fuera" in m.finales
        assert "fin" not in m.finales
    else:
        assert {"a", "b"} <= set(hechos)
        assert "fin" in m.finales


def _quorum(hechos: list[str], m: Mesa) -> None:
    assert hechos == ["voto"] * 3
    assert [v is not None for v in m.variable("votos")].count(True) == 3
    assert len(m.variable("votos")) == 5


def _retiro(hechos: list[str], m: Mesa) -> None:
    """Cada nota corre al lado; el retiro cancela lo demás, notas incluidas."""
    if "retiro" in hechos:
        assert hechos[-1] == "cerrar"
        assert m.finales is not None
        assert m.finales[-1] == "retirado"
        despues = hechos[hechos.index("retiro") + 1 :]
        assert despues == ["cerrar"]
    else:
        assert hechos.count("responder") == hechos.count("nota")
        assert m.finales is not None
        assert "fin" in m.finales


def _eventos(hechos: list[str], m: Mesa) -> None:
    assert hechos[-1] in ("llega", "avisa")
    assert set(hechos[:-1]) <= {"vence"}
    assert m.finales == ("fin_" + hechos[-1],)


def _errores(hechos: list[str], m: Mesa) -> None:
    """El error interno se atrapa dentro y la escalada, fuera, sin interrumpir."""
    assert "interior" in hechos
    assert "fuera" in hechos
    assert "lado" in hechos
    assert m.finales is not None
    assert sorted(m.finales) == ["fin", "fin_aviso"]


def _terminar(hechos: list[str], m: Mesa) -> None:
    assert ("corta" in hechos) or {"a", "b"} <= set(hechos)
    assert hechos[-1] == "sigue"
    assert m.finales == ("fin",)


CASOS = {
    "ciclo_paralelo": Caso(
        proceso(
            "inicio > r > f; f > a > j; f > b > j; j > n > x; x > r [n < 4]; x > fin [*]",
            r=xor(),
            f=y_(),
            j=y_(),
            x=xor(),
            a=usuario(),
            b=servicio(),
            n=script("n + 1", "n"),
        ),
        _ciclo_paralelo,
        {"n": 0},
    ),
    "inclusiva": Caso(
        proceso(
            "inicio > r > n > o; o > a [n < 9]; o > b [n > 1]; a > j; b > j; j > x; "
            "x > r [n < 2]; x > c [*]; c > fin",
            r=xor(),
            n=script("n + 1", "n"),
            o=o_(),
            j=o_(),
            x=xor(),
            a=usuario(),
            b=usuario(),
            c=usuario(),
        ),
        _inclusiva,
        {"n": 0},
    ),
    "limites_anidados": Caso(
        proceso(
            "inicio > s > fin; plazo > fuera; recordar > r > fin_r",
            {"s": "inicio2 > ss > b > fin2", "ss": "inicio3 > a > fin3"},
            s=sub(),
            ss=sub(),
            a=usuario(),
            b=usuario(),
            r=usuario(),
            plazo=limite("s", reloj()),
            recordar=limite("s", reloj(), interrumpe=False),
            fuera=fin(),
        ),
        _limites_anidados,
    ),
    "quorum": Caso(
        proceso(
            "inicio > voto > fin",
            voto=usuario(
                repeticion=varias(
                    "quienes",
                    salida="votos",
                    salida_elemento="loopCounter",
                    termino="nrOfCompletedInstances >= 3",
                )
            ),
        ),
        _quorum,
        {"quienes": [1, 2, 3, 4, 5]},
    ),
    "retiro": Caso(
        proceso(
            "inicio > a > b > fin; evento; otro",
            {"evento": "retiro > cerrar > retirado", "otro": "nota > responder > fin_nota"},
            a=usuario(),
            b=usuario(),
            evento=sub_evento(),
            otro=sub_evento(),
            retiro=inicio(mensaje("RETIRO")),
            nota=inicio(mensaje("NOTA"), interrumpe=False),
            cerrar=usuario(),
            responder=usuario(),
            retirado=fin(),
        ),
        _retiro,
    ),
    "eventos": Caso(
        proceso(
            "inicio > r > g; g > vence > r; g > llega > fin_llega; g > avisa > fin_avisa",
            r=xor(),
            g=de_eventos(),
            vence=captura(reloj()),
            llega=captura(mensaje("M")),
            avisa=captura(mensaje("N")),
        ),
        _eventos,
    ),
    "errores": Caso(
        proceso(
            "inicio > s > fin; aviso > fuera > fin_aviso",
            {
                "s": "inicio2 > f; f > ss > fin2; f > lado > fin2; mal > interior > fin2",
                "ss": "inicio3 > e > a > falla",
            },
            s=sub(),
            ss=sub(),
            f=y_(),
            e=lanza(escalada("AVISO")),
            a=usuario(),
            lado=usuario(),
            interior=usuario(),
            fuera=usuario(),
            falla=fin(error("E1")),
            mal=limite("ss", error("E1")),
            aviso=limite("s", escalada("AVISO"), interrumpe=False),
        ),
        _errores,
    ),
    "terminar": Caso(
        proceso(
            "inicio > s > sigue > fin",
            {"s": "inicio2 > f; f > a > j; f > b > j; j > fin2; f > corta > acaba"},
            s=sub(),
            f=y_(),
            j=y_(),
            a=usuario(),
            b=usuario(),
            corta=usuario(),
            sigue=usuario(),
            acaba=fin(TERMINAR),
        ),
        _terminar,
    ),
    **CASOS_ENTEROS,
    **CASOS_QUE_DESHACEN,
}
