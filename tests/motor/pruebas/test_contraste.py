"""Cada diferencia entre lo esperado y lo visto se dice en una frase; lo que se cumple, calla."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.contraste import coincide, diferencias
from motor.pruebas.expectativas import Documento, Espera, EsperaTarea
from motor.pruebas.observacion import ExpedienteVisto, PlazoVisto, TareaVista

VENCE = datetime(2027, 2, 4, 18, 30, tzinfo=LA_PAZ)


def tarea(elemento, cargo="ucl", unidad="UCL"):
    return TareaVista(
        id=1,
        elemento=elemento,
        indice=None,
        cargos=frozenset({cargo}),
        unidades=frozenset({unidad}),
        personas=frozenset(),
        vence_fecha=VENCE.date(),
        vence_el=VENCE.astimezone(UTC),
    )


VISTO = ExpedienteVisto(
    hr="HR-2027-000001",
    estado="abierto",
    final=None,
    tareas=(tarea("t1"), tarea("t1"), tarea("t2", "gobernador", "DESPACHO")),
    plazos=(PlazoVisto("limite", VENCE.date(), VENCE),),
    mensajes=("M1", "M2"),
    variables={
        "p1_gadc": [{"codigo": "PL-1", "monto": Decimal("1.50")}],
        "p1_ald": [{"codigo": 1}],
    },
    documentos={"Acta": (2, 5)},
    asientos=("expediente_iniciado", "tarea_completada"),
    incidentes=(),
    prorrogas=1,
    hijos=0,
)
CERRADO = replace(VISTO, estado="cerrado", final="publicada", tareas=())


@pytest.mark.parametrize(
    "espera",
    [
        Espera(tareas=("t2", "t1", "t1")),
        Espera(incluye=("t1", "t1"), sin=("t3",)),
        Espera(tarea={"t2": EsperaTarea(cargo="gobernador", unidad="DESPACHO")}),
        Espera(tarea={"t1": EsperaTarea(vence=date(2027, 2, 4))}),
        Espera(tarea={"t1": EsperaTarea(vence=VENCE)}),
        Espera(plazos={"limite": date(2027, 2, 4)}),
        Espera(mensajes=("M2",), no_mensajes=("M6",)),
        Espera(variables={"codigo": "PL-1", "monto": Decimal("1.5")}),
        Espera(variables={"codigo": "PL-1"}, instancia="p1_gadc"),
        Espera(documentos={"Acta": Documento(versiones=2, fojas=5)}),
        Espera(asientos=("tarea_completada",)),
        Espera(incidentes=0, prorrogas=1, hijos=0, abierto=True),
    ],
)
def test_lo_que_se_cumple_no_dice_nada(espera):
    assert diferencias(espera, VISTO) == []


@pytest.mark.parametrize(
    ("espera", "frase"),
    [
        (Espera(tareas=("t1", "t2")), "se esperaban las tareas t1, t2 y están t1 (×2), t2"),
        (Espera(incluye=("t9",)), "faltan las tareas t9; están t1 (×2), t2"),
        (Espera(sin=("t2",)), "no debían estar las tareas t2"),
        (Espera(tarea={"t2": EsperaTarea(cargo="ucl")}), "el cargo ucl y es gobernador"),
        (Espera(tarea={"t9": EsperaTarea()}), "no está abierta la tarea t9"),
        (
            Espera(tarea={"t1": EsperaTarea(vence=date(2027, 2, 5))}),
            "05/02/2027 y vence 04/02/2027",
        ),
        (Espera(plazos={"limite": date(2027, 2, 5)}), "limite venza 05/02/2027 y vence 04/02/2027"),
        (Espera(plazos={"otro": date(2027, 2, 5)}), "no hay plazo abierto en otro; hay en limite"),
        (Espera(mensajes=("M6",)), "no se enviaron M6; se enviaron M1, M2"),
        (Espera(no_mensajes=("M1",)), "no debían enviarse M1"),
        (Espera(variables={"codigo": "PL-2"}), "codigo = «PL-2» y es «PL-1»"),
        (Espera(variables={"x": True}), "x = true y no existe"),
        (Espera(variables={"codigo": "PL-1"}, instancia="p9"), "no hay instancia de p9"),
        (Espera(final="publicada"), "se esperaba el final «publicada» y está abierto"),
        (Espera(abierto=False), "se esperaba cerrado y está abierto"),
        (Espera(documentos={"Acta": Documento(versiones=1)}), "se esperaban 1 versiones y hay 2"),
        (Espera(documentos={"Nota": Documento()}), "no está el documento «Nota»; están Acta"),
        (Espera(asientos=("plazo_vencido",)), "no hay asientos plazo_vencido"),
        (Espera(incidentes=1), "se esperaban 1 incidentes y hay 0"),
        (Espera(hijos=2), "se esperaban 2 expedientes hijos y hay 0"),
    ],
)
def test_lo_que_no_se_cumple_se_dice(espera, frase):
    [dicha] = diferencias(espera, VISTO)
    assert frase in dicha


def test_un_final_se_espera_del_expediente_cerrado():
    assert diferencias(Espera(final="publicada", abierto=False), CERRADO) == []
    assert diferencias(Espera(final="retirada"), CERRADO) == [
        "se esperaba el final «retirada» y está cerrado con final «publicada»"
    ]


@pytest.mark.parametrize(
    ("querido", "visto", "igual"),
    [
        (Decimal("1.5"), Decimal("1.50"), True),
        (True, Decimal(1), False),
        ("18", Decimal(18), False),
        ({"a": "x"}, {"a": "x", "b": "y"}, True),
        ({"c": None}, {"a": "x"}, False),
        (["a"], ["a", "b"], False),
        ("04/02/2027 18:30", VENCE, True),
        (date(2027, 2, 4), date(2027, 2, 4), True),
    ],
)
def test_los_valores_se_comparan_por_lo_que_son(querido, visto, igual):
    assert coincide(querido, visto) is igual
