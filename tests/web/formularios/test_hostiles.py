"""Lo que un navegador nunca mandaría: se ignora o se dice, pero no rompe nada."""

import pytest

from motor.nucleo.errores import DatosInvalidos
from tests.web.formularios.pantalla import Pantalla, campo, esquema

OPCIONES = {"values": [{"value": "a", "label": "Alfa"}]}
CAMPOS = (
    campo("textfield", "nombre"),
    campo("select", "letra", **OPCIONES),
    campo("number", "monto"),
    campo("datetime", "dia", subtype="date"),
    campo("textfield", "fijo", readonly=True),
    {
        "type": "dynamiclist",
        "path": "lista",
        "label": "Lista",
        "components": [campo("textfield", "x")],
    },
)


@pytest.fixture
def pantalla(dibujante) -> Pantalla:
    return Pantalla(dibujante, esquema(*CAMPOS))


@pytest.mark.parametrize(
    "nombre",
    ["typename", "__class__", "nombre.__init__", "lista.x.y.z", "lista.-1.x", "lista..x", "", "."],
)
def test_un_nombre_que_no_es_del_formulario_se_ignora(pantalla, nombre):
    leido = pantalla.leer([("nombre", "Ana"), (nombre, "veneno")]).datos
    limpios = pantalla.revisar(leido)
    assert "veneno" not in str(limpios)
    assert limpios["nombre"] == "Ana"


def test_lo_de_solo_lectura_no_se_toma_de_lo_enviado(pantalla):
    assert "fijo" not in pantalla.leer([("fijo", "veneno")]).datos


def test_una_fila_con_numero_enorme_no_ocupa_memoria(pantalla):
    leido = pantalla.leer([("lista.99999999.x", "lejos")]).datos
    assert len(leido.get("lista", [])) <= 1


def test_diez_mil_filas_se_rechazan_con_una_frase(pantalla):
    with pytest.raises(DatosInvalidos, match="más de 1000 filas"):
        pantalla.leer([(f"lista.{n}.x", "v") for n in range(10_000)])


@pytest.mark.parametrize(
    ("campo_", "valor"),
    [
        ("letra", "zeta"),
        ("monto", "9" * 5000),
        ("monto", "1e999999"),
        ("monto", "NaN"),
        ("dia", "31/02/2027"),
        ("dia", "01/01/99999"),
        ("nombre", "a" * 3000),
        ("nombre", "nulo\x00"),
    ],
)
def test_un_valor_imposible_recibe_una_frase_en_su_campo(pantalla, campo_, valor):
    leido = pantalla.leer([(campo_, valor)]).datos
    with pytest.raises(DatosInvalidos) as rechazo:
        pantalla.revisar(leido)
    assert [f.campo for f in rechazo.value.faltas] == [campo_]
    assert rechazo.value.faltas[0].mensaje.endswith(".")
