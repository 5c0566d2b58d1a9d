"""Quien lee el QR ve las etapas que el diagrama publica, con sus fechas, y nada más."""

from datetime import UTC, datetime

import pytest

from motor.consultas.etapas_publicas import EtapaPublica, _juntar
from motor.reglas.sellos import Sello, escribir_codigo
from tests.web.ayudas import SECRETO
from tests.web.expedientes.test_impreso import codigo_de, reservar


def dia(numero: int) -> datetime:
    return datetime(2027, 3, numero, 15, tzinfo=UTC)


def publica(como, casos, cual: str) -> str:
    hr = casos.hrs[cual]
    codigo = codigo_de(como("gobernador").ver(f"/expedientes/{hr}/impreso.pdf").data, hr)
    return como().ver(f"/verificar/{hr}/{codigo}").get_data(as_text=True)


def test_lo_terminado_dice_cada_etapa_en_orden_y_como_termino(como, casos):
    visto = publica(como, casos, "pie")
    textos = ["Presentada en la Asamblea", "Remitida a la Gobernación", "Respondida conforme"]
    lugares = [visto.index(texto) for texto in textos]
    assert lugares == sorted(lugares)
    assert "hasta hoy" not in visto


def test_lo_abierto_dice_donde_esta_y_desde_cuando(como, casos):
    visto = publica(como, casos, "abierta")
    assert "La Gobernación elabora la respuesta" in visto
    assert "hasta hoy" in visto
    assert visto.count('aria-current="step"') >= 1


def test_no_se_nombra_a_nadie_ni_lo_que_no_se_publica(como, casos):
    visto = publica(como, casos, "pie")
    for callado in ("Visto bueno", "Designar", "Asambleísta", "Técnico", "Vinto"):
        assert callado not in visto


def test_de_lo_confidencial_no_se_dice_etapa_alguna(como, casos):
    hr = casos.hrs["abierta"]
    codigo = codigo_de(como("gobernador").ver(f"/expedientes/{hr}/impreso.pdf").data, hr)
    reservar(casos, hr, True)
    visto = como().ver(f"/verificar/{hr}/{codigo}").get_data(as_text=True)
    reservar(casos, hr, False)
    assert "Auténtico" in visto
    assert "elabora la respuesta" not in visto


def test_sin_un_codigo_bueno_no_se_dice_nada(como, casos):
    hr = casos.hrs["pie"]
    otro = escribir_codigo(SECRETO + "x", Sello(hr, 3, "ab" * 32))
    visto = como().ver(f"/verificar/{hr}/{otro}").get_data(as_text=True)
    assert "Respondida" not in visto


def test_el_personal_ve_en_el_expediente_lo_que_ve_el_publico(como, casos):
    hr = casos.hrs["pie"]
    visto = como("gobernador").ver(f"/expedientes/{hr}/recorrido").get_data(as_text=True)
    assert "Lo que ve el público" in visto
    assert "Respondida conforme" in visto.split("Lo que ve el público")[1]


@pytest.mark.parametrize(
    ("estadias", "juntas"),
    [
        ([("A", 1, 3), ("A", 2, 5)], [("A", 1, 5)]),  # a la vez
        ([("A", 1, None), ("A", 2, 5)], [("A", 1, None)]),  # una sigue
        ([("A", 1, 2), ("B", 2, 3), ("A", 4, 5)], [("A", 1, 2), ("B", 2, 3), ("A", 4, 5)]),
        ([("A", 1, 2), ("A", 2, 4)], [("A", 1, 4)]),  # una tras otra, sin nada en medio
    ],
)
def test_lo_que_se_hace_a_la_vez_es_una_sola_etapa(estadias, juntas):
    def etapas(filas):
        return tuple(EtapaPublica(t, dia(de), dia(a) if a else None) for t, de, a in filas)

    assert _juntar(etapas(estadias)) == etapas(juntas)
