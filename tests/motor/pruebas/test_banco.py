"""Lo que el banco mide: el proceso y la tabla que escribe, y cuándo dice que falta una meta."""

from dataclasses import replace
from decimal import Decimal

from motor.bpmn import leer
from motor.feel import leer_dmn
from motor.pruebas.banco.grande import CLAVE, DECISION, carpeta_grande, tabla_grande
from motor.pruebas.banco.resultados import EnBase, Medicion, Piezas

CUMPLE = EnBase(
    base="sqlite",
    expedientes_por_segundo=151.0,
    veces_spiff=4.0,
    sentencias_por_acto=10,
    vueltas={10: 2.0, 5000: 2.2},
    kb_por_expediente=5.0,
    publicar_grande_segundos=1.0,
    iniciar_grande_ms=5.0,
)


def test_el_proceso_grande_tiene_quinientos_nodos() -> None:
    assert len(leer(carpeta_grande().xml).procesos[CLAVE].nodos) == 500


def test_en_la_tabla_grande_casa_solo_la_ultima_de_mil_reglas() -> None:
    fila = {
        "unidad": "u49",
        "monto": Decimal(9_999),
        "dias": Decimal(6),
        "clase": "obra",
        "urgente": True,
    }
    hallado = leer_dmn(tabla_grande()).decidir(DECISION, fila)
    assert (hallado.valor, hallado.reglas) == (Decimal(999), (1000,))


def test_en_la_meta_justa_no_falta_nada() -> None:
    assert Medicion(10, 600.0, (CUMPLE,), Piezas(5.0, 2.0)).incumplidas() == []


def test_cada_meta_que_falta_se_dice_con_lo_medido_y_su_tope() -> None:
    grande = replace(CUMPLE, kb_por_expediente=5.8, expedientes_por_segundo=149.0)
    assert Medicion(10, 600.0, (grande,), Piezas(6.0, 2.5)).incumplidas() == [
        "sqlite: 149 expedientes/s < 150",
        "sqlite, kB por expediente: 5.80 > 5",
        "FEEL: 6.0 µs > 5",
        "tabla de mil reglas: 2.50 ms > 2",
    ]


def test_postgresql_tiene_su_propia_meta_de_expedientes_por_segundo() -> None:
    en_postgresql = replace(CUMPLE, base="postgresql", expedientes_por_segundo=100.0)
    assert en_postgresql.incumplidas() == []
