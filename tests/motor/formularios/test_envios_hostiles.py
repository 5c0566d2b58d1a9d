"""Lo que un atacante o un programa descuidado puede mandar: se rechaza y no rompe nada."""

import pytest

from motor.nucleo.errores import DatosInvalidos
from motor.reglas.formularios.patrones import cumple, defecto_de_patron
from tests.motor.formularios.ayudas import campo, faltas, revisar

TITULO = campo("textfield", "titulo")
FILAS = {"type": "dynamiclist", "path": "filas", "components": [TITULO]}


@pytest.mark.parametrize("nombre", ["__class__", "typename", "$d", "hr", "titulo.x", "a" * 500])
def test_los_campos_desconocidos_se_rechazan_por_su_nombre(nombre):
    [(lugar, frase)] = faltas([TITULO], {"titulo": "a", nombre: {"typename": "Workflow"}}).items()
    assert lugar.startswith(nombre[:50])
    assert "no es un campo de este formulario" in frase


@pytest.mark.parametrize("datos", [None, [], "texto", 3, {1: "a"}, {"filas": [{2: "b"}]}])
def test_lo_que_no_es_un_objeto_con_nombres_se_rechaza(datos):
    with pytest.raises(DatosInvalidos):
        revisar([TITULO, FILAS], datos)


def test_un_anidamiento_enorme_no_agota_la_pila():
    hondo = []
    for _ in range(100_000):
        hondo = [hondo]
    with pytest.raises(DatosInvalidos, match="anida demasiado"):
        revisar([FILAS], {"filas": hondo})


def test_un_envio_enorme_se_rechaza():
    with pytest.raises(DatosInvalidos, match="demasiado grande"):
        revisar([FILAS], {"filas": [{"titulo": "x"}] * 60_000})


@pytest.mark.parametrize("filas", ["texto", 5, {"0": {}}, [1, 2], [[{"titulo": "x"}]]])
def test_las_filas_con_forma_ajena_se_rechazan(filas):
    assert faltas([FILAS], {"filas": filas})


def test_mas_filas_de_la_cuenta_se_rechazan():
    assert "hasta 1000 filas" in faltas([FILAS], {"filas": [{"titulo": "x"}] * 1001})["filas"]


@pytest.mark.parametrize(
    "patron",
    ["(a+)+$", "(a|a)*b", "(a?){30}", "(.*)\\1", "(?=a)b", "(a*)*", "a?" * 60, "(a|b)" * 60, "["],
)
def test_los_patrones_que_pueden_colgar_se_rechazan(patron):
    assert defecto_de_patron(patron)


@pytest.mark.parametrize(
    ("patron", "bueno", "malo"),
    [
        ("^PL-ALDC-[0-9]{3}/[0-9]{4}-[0-9]{4}$", "PL-ALDC-001/2027-2028", "PL-ALDC-1/2027"),
        ("^(SDOS|SDFA)/\\d+(-[A-Z])?$", "SDOS/12-B", "SDOS/"),
        ("^[^@ ]+@[^@ ]+$", "ana@gob.bo", "ana"),
        ("^Bs \\d{1,3}(?:,\\d{2})?$", "Bs 120,50", "Bs 1200"),
    ],
)
def test_los_patrones_comunes_se_admiten(patron, bueno, malo):
    assert defecto_de_patron(patron) == ""
    assert cumple(patron, bueno)
    assert not cumple(patron, malo)


def test_un_patron_mal_escrito_se_dice_en_espanol():
    dicho = "el patrón no se puede leer; revíselo desde el carácter 1"
    assert defecto_de_patron("[abc") == dicho
    assert defecto_de_patron("*a") == dicho


def test_el_peor_patron_admitido_termina():
    patron = "^a*a*a*b$"
    assert defecto_de_patron(patron) == ""
    assert not cumple(patron, "a" * 300)
