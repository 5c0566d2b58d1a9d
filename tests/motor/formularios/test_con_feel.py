"""Los formularios con el FEEL de verdad."""

from decimal import Decimal

import pytest

from motor.feel import compilar
from motor.nucleo.errores import DatosInvalidos
from motor.reglas.formularios import leer_esquema, revisar_envio, revisar_esquema
from tests.motor.formularios.ayudas import AHORA, campo, esquema

VOTOS = esquema(
    campo("number", "presentes", decimalDigits=0, validate={"required": True, "max": "=miembros"}),
    campo("number", "favor", decimalDigits=0, validate={"required": True, "min": 0}),
    campo(
        "number",
        "contra",
        decimalDigits=0,
        validate={"required": True, "min": 0},
        properties={
            "cauce:exigir": "favor + contra <= presentes",
            "cauce:mensaje": "Hay más votos que presentes.",
        },
    ),
    campo("expression", "aprobada", expression="=favor > presentes / 2"),
    campo("textarea", "motivo", conditional={"hide": "=aprobada"}, validate={"required": True}),
    {
        "type": "dynamiclist",
        "path": "articulos",
        "components": [
            campo("textfield", "numero"),
            campo(
                "textarea",
                "texto",
                properties={
                    "cauce:requerido": "numero != null and favor > 0 and parent.contra > 0"
                },
            ),
        ],
    },
)


def revisar(datos):
    def evaluar(expresion, vista):
        return compilar(expresion).evaluar(vista, ahora=AHORA)

    return revisar_envio(leer_esquema(VOTOS), datos, {"miembros": Decimal(34)}, evaluar, AHORA)


def test_el_esquema_no_tiene_defectos():
    assert revisar_esquema(VOTOS, compilar) == []


def test_una_votacion_aprobada_no_pide_motivo():
    valores = revisar({"presentes": "30", "favor": "24", "contra": "4"})
    assert valores["aprobada"] is True
    assert "motivo" not in valores


def test_una_votacion_rechazada_pide_motivo_y_los_votos_cuadran():
    with pytest.raises(DatosInvalidos) as capturado:
        revisar({"presentes": "30", "favor": "14", "contra": "17"})
    faltas = {f.campo: f.mensaje for f in capturado.value.faltas}
    assert faltas == {
        "contra": "Hay más votos que presentes.",
        "motivo": "falta llenar «Motivo».",
    }


def test_las_filas_ven_lo_de_afuera():
    filas = [{"numero": "art. 4"}, {"numero": "art. 7", "texto": "Redacción"}]
    with pytest.raises(DatosInvalidos) as capturado:
        revisar({"presentes": 35, "favor": 24, "contra": 4, "articulos": filas})
    assert [f.campo for f in capturado.value.faltas] == ["presentes", "articulos[1].texto"]


def test_una_expresion_mal_escrita_impide_publicar():
    malo = esquema(campo("textfield", "a", conditional={"hide": "=b ="}))
    [hallazgo] = revisar_esquema(malo, compilar)
    assert hallazgo.regla == "formulario_feel"
