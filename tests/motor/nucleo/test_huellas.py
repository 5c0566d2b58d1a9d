"""La cadena de huellas sin base de datos, y el JSON canónico en que se apoya."""

from decimal import Decimal

import pytest

from motor.nucleo.huellas import (
    ClaseQuiebre,
    Cola,
    Eslabon,
    comprobar_cadena,
    sha256,
)
from motor.nucleo.json_canonico import canonico
from motor.nucleo.valores import codificar


def cadena(largo: int) -> list[Eslabon]:
    eslabones, anterior = [], ""
    for numero in range(1, largo + 1):
        contenido = canonico({"numero": numero, "anterior": anterior})
        anterior = sha256(contenido)
        eslabones.append(Eslabon(numero, contenido, anterior))
    return eslabones


def cola(eslabones: list[Eslabon]) -> Cola:
    return Cola(eslabones[-1].numero, eslabones[-1].huella) if eslabones else Cola()


def test_una_cadena_entera_no_tiene_quiebre():
    for largo in (0, 1, 5):
        eslabones = cadena(largo)
        assert comprobar_cadena(eslabones, cola(eslabones)) is None


def test_un_asiento_repetido_se_nombra():
    eslabones = cadena(3)
    quiebre = comprobar_cadena([*eslabones[:2], eslabones[1], eslabones[2]], cola(eslabones))
    assert (quiebre.numero, quiebre.clase) == (2, ClaseQuiebre.INTERCALADO)


def test_una_cola_cortada_dice_cuantos_faltan():
    eslabones = cadena(5)
    quiebre = comprobar_cadena(eslabones[:3], cola(eslabones))
    assert (quiebre.numero, quiebre.clase) == (4, ClaseQuiebre.COLA_CORTADA)
    assert "tiene 3 asientos y debe tener 5" in quiebre.mensaje


def test_un_contenido_que_no_es_json_no_rompe_al_verificador():
    malo = Eslabon(1, "no soy json", sha256("no soy json"))
    assert comprobar_cadena([malo], Cola(1, malo.huella)).clase is ClaseQuiebre.INTERCALADO


def test_la_sha256_es_la_publicada():
    assert sha256("abc") == ("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")


def test_el_json_canonico_ordena_claves_y_no_deja_espacios():
    assert canonico({"b": 1, "a": ["ñ", None, True]}) == '{"a":["ñ",null,true],"b":1}'


def test_los_decimales_viajan_etiquetados_sin_perder_cifras():
    assert canonico(codificar({"monto": Decimal("1200000.50")})) == (
        '{"monto":{"$d":"1200000.50"}}'
    )


@pytest.mark.parametrize("valor", [2**53, float("nan"), b"bytes"])
def test_lo_que_json_no_tiene_se_rechaza(valor):
    with pytest.raises((ValueError, TypeError)):
        canonico({"x": valor})
