"""Los asientos y los valores dichos como la gente los lee."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motor.consultas.relato import detallar, nombre_de_hecho, relatar
from motor.consultas.valores import Rotulo, aplanar, decir, nombrar

QUIEN = {"nombre": "Ana Rojas", "usuario": "ana"}


@pytest.mark.parametrize(
    ("valor", "dicho"),
    [
        (True, "Sí"),
        (date(2027, 2, 5), "05/02/2027"),
        (datetime(2027, 2, 5, 14, 30, tzinfo=UTC), "05/02/2027 10:30"),
        (Decimal("1234567.50"), "1.234.567,50"),
        (2027, "2027"),
        (["a", "b"], "a, b"),
    ],
)
def test_cada_valor_se_dice_como_aqui(valor, dicho):
    assert decir(valor) == dicho


def test_lo_elegido_de_una_lista_se_dice_por_su_etiqueta():
    etiquetas = {"c2": "2 · Planificación, Presupuesto y Finanzas", "c3": "3 · Desarrollo"}
    [dato] = aplanar({"pasa_a": ["c2", "c3"]}, {"pasa_a": Rotulo("Pasa a", etiquetas)})
    assert dato.texto == "2 · Planificación, Presupuesto y Finanzas; 3 · Desarrollo"


def test_las_listas_se_cuentan_y_los_archivos_llevan_a_su_version():
    datos = aplanar(
        {
            "vacio": None,
            "ley": [{"documento": 3, "version": 2, "nombre": "Texto", "fojas": 14}],
            "preguntas": [{"n": 1}, {"n": 2}],
        }
    )
    assert [(d.nombre, d.texto, d.documento) for d in datos] == [
        ("Ley", "Texto, versión 2 (14 fojas)", (3, 2)),
        ("Preguntas 1 · N", "1", None),
        ("Preguntas 2 · N", "2", None),
    ]


@pytest.mark.parametrize(
    ("asiento", "frase"),
    [
        (
            {"hecho": "tarea_completada", "quien": QUIEN, "tarea": {"nombre": "Firmar"}},
            "Ana Rojas completó «Firmar».",
        ),
        (
            {"hecho": "plazo_vencido", "quien": {"sistema": True}, "datos": {"elemento": "limite"}},
            "Venció el plazo «Observar la ley».",
        ),
        (
            {"hecho": "mensaje_recibido", "quien": QUIEN}
            | {"datos": {"mensaje": "M6", "computa": {"$f": "2027-01-20"}}},
            "Ana Rojas recibió y selló el mensaje «M6», que computa desde el 20/01/2027.",
        ),
        ({"hecho": "cosa_nueva", "quien": {"sistema": True}}, "Cosa nueva."),
    ],
)
def test_cada_asiento_es_una_frase(asiento, frase):
    assert relatar(asiento, {"limite": "Observar la ley"}) == frase


def test_los_detalles_dicen_el_antes_el_despues_y_el_motivo():
    asiento = {
        "hecho": "tarea_devuelta",
        "estado": ["tomada", "disponible"],
        "motivo": "Falta la firma",
        "despues": {"monto": {"$d": "10.50"}},
    }
    assert [(d.nombre, d.texto) for d in detallar(asiento)] == [
        ("Estado", "tomada → disponible"),
        ("Motivo", "Falta la firma"),
        ("Después: Monto", "10,50"),
    ]


def test_los_hechos_se_nombran_con_sus_acentos():
    claves = ("documento_leido", "prorroga_sin_objeto", "senal_emitida", "tarea_completada")
    nombres = ["Documento leído", "Prórroga sin objeto", "Señal emitida", "Tarea completada"]
    assert [nombre_de_hecho(clave) for clave in claves] == nombres


def test_lo_que_da_el_motor_se_llama_como_siempre():
    assert (nombrar("hr"), nombrar("fecha_entrega")) == ("Hoja de ruta", "Fecha entrega")
