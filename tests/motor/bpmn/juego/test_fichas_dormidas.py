"""Un suceso despierta solo las fichas que toca: las demás se guardan como se leyeron."""

from tests.motor.bpmn.juego.mesa import Mesa
from tests.motor.bpmn.juego.taller import proceso, script, usuario, varias

CUANTAS = 30


def la_de_muchas() -> Mesa:
    texto = "inicio > a > despues > fin"
    atender = usuario(repeticion=varias("lista", "x"))
    return Mesa(proceso(texto, a=atender, despues=script("{}"))).iniciar(lista=list(range(CUANTAS)))


def test_lo_que_no_se_toca_queda_identico():
    mesa = la_de_muchas()
    antes = mesa._restaurado()["f"]
    mesa.completar("a", 7)
    quedan = {ficha[0]: ficha for ficha in mesa.estado["f"]}
    tocadas = [ficha for ficha in antes if quedan.get(ficha[0]) != ficha]
    assert [ficha[-1].get("i") for ficha in tocadas] == [None, 7], "la que se completa y su madre"


def test_en_cualquier_orden_se_completan_todas_y_termina():
    mesa = la_de_muchas()
    for indice in [*range(CUANTAS, 0, -2), *range(1, CUANTAS, 2)]:
        assert mesa.fin is None
        mesa.completar("a", indice)
    assert mesa.finales == ("fin",)
