"""Las tablas de mayorías de iniciativa_legislativa, frente a cifras escritas a mano."""

from decimal import Decimal
from pathlib import Path

import pytest

from motor.feel import leer_dmn

DECISIONES = Path(__file__).parents[2] / "diagramas" / "iniciativa_legislativa" / "decisiones"


def decidir(tabla: str, **vista: object) -> object:
    modelo = leer_dmn((DECISIONES / f"{tabla}.dmn").read_bytes())
    numeros = {k: Decimal(v) if type(v) is int else v for k, v in vista.items()}
    return modelo.decidir(tabla, numeros).valor


def votar(tipo: str, presentes: int, favor: int) -> object:
    return decidir(
        "resultado_votacion",
        quorum=18,
        total_miembros=34,
        tipo_mayoria=tipo,
        presentes=presentes,
        favor=favor,
    )


@pytest.mark.parametrize(
    ("tipo", "presentes", "alcanza"),
    [
        ("simple", 30, 16),
        ("simple", 31, 16),
        ("absoluta", 30, 18),
        ("absoluta", 34, 18),
        ("dos_tercios_presentes", 30, 20),
        ("dos_tercios_presentes", 31, 21),
        ("dos_tercios_total", 30, 23),
        ("dos_tercios_total", 34, 23),
    ],
)
def test_aprueba_con_los_votos_justos_y_no_con_uno_menos(tipo, presentes, alcanza):
    assert votar(tipo, presentes, alcanza) == "aprobado"
    assert votar(tipo, presentes, alcanza - 1) == "rechazado"


def test_sin_quorum_no_importa_cuantos_voten_a_favor():
    assert votar("simple", 17, 17) == "sin_quorum"
    assert votar("simple", 18, 17) == "aprobado"


@pytest.mark.parametrize(
    ("materia", "tipo"),
    [
        ("organizacion_ejecutiva", "absoluta"),
        ("presupuesto", "absoluta"),
        ("limites_territorio", "dos_tercios_total"),
        ("convenio_ratificar", "dos_tercios_presentes"),
        ("desarrollo_productivo", "simple"),
        ("otro", "simple"),
    ],
)
def test_cada_materia_tiene_su_mayoria(materia, tipo):
    assert decidir("mayoria_por_materia", materia=materia) == tipo


def test_reponer_un_proyecto_rechazado_advierte_y_no_bloquea():
    aviso = decidir("aviso_reposicion", rechazado_en_legislatura=True, admision="admitido")
    assert "quedó advertido" in str(aviso)
