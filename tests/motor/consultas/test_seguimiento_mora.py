"""Un expediente va al tramo de su tarea más demorada."""

import pytest

from motor.consultas.seguimiento_mora import repartir_por_mora
from motor.consultas.semaforo import SIN_PLAZO, Semaforo


def luz(tono: str, dias: int) -> Semaforo:
    return Semaforo(tono, dias, "")


@pytest.mark.parametrize(
    ("dias", "tramo"),
    [
        (0, "Venció, sin días hábiles de mora todavía"),
        (1, "De 1 a 5 días hábiles de mora"),
        (5, "De 1 a 5 días hábiles de mora"),
        (6, "De 6 a 20 días hábiles de mora"),
        (20, "De 6 a 20 días hábiles de mora"),
        (21, "Más de 20 días hábiles de mora"),
    ],
)
def test_los_bordes_de_cada_tramo(dias, tramo):
    (cuenta,) = repartir_por_mora({7}, [(7, luz("vencido", -dias)), (7, luz("bien", 9))])
    assert (cuenta.nombre, cuenta.abiertas, cuenta.vencidas, cuenta.dias) == (tramo, 1, 1, dias)


def test_cada_expediente_cuenta_una_vez_y_los_tramos_van_del_peor_al_mejor():
    tareas = [
        (1, luz("bien", 8)),
        (2, luz("pronto", 3)),
        (2, luz("bien", 8)),
        (3, SIN_PLAZO),
        (4, luz("vencido", -2)),
        (4, luz("vencido", -4)),
        (5, luz("vencido", -1)),
    ]
    assert [
        (c.nombre, c.abiertas, c.dias) for c in repartir_por_mora({1, 2, 3, 4, 5, 6}, tareas)
    ] == [
        ("De 1 a 5 días hábiles de mora", 2, 2),
        ("Vence en 3 días hábiles o menos", 1, 0),
        ("A tiempo", 1, 0),
        ("Sin un plazo que corra en una tarea", 2, 0),
    ]
