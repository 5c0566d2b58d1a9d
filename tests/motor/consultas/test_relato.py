"""Todo lo que el motor asienta se puede decir en una frase, sin claves ni identificadores."""

import ast
import re
from pathlib import Path

import pytest

import motor
from motor.consultas.relato import HECHOS_CON_FRASE, relatar

RAIZ = Path(motor.__file__).parent
# Los hechos que no están escritos en la llamada: la expresión y todo lo que puede valer.
CALCULADOS = {
    "_HECHOS[pedido.estado]": {"prorroga_concedida", "prorroga_negada", "prorroga_sin_objeto"},
    "cumplimiento.hecho": {"tarea_completada", "tarea_devuelta"},
    "f'plazo_{causa.hecho}'": {
        "plazo_prorrogado", "plazo_suspendido", "plazo_reanudado", "plazo_recalculado",
    },
    "hecho": {
        "expediente_reservado", "expediente_reserva_levantada", "documento_reservado",
        "documento_reserva_levantada", "tarea_derivada", "tarea_devuelta",
    },
    "lectura.hecho": {"expediente_leido", "documento_leido"},
}  # fmt: skip
ANA = {"nombre": "Ana Pérez", "usuario": "ana"}
DESIGNADA = {
    "persona": "luis", "cargo": "secretario.sdos", "calidad": "suplente", "por": "ana",
    "desde": "2027-01-04T13:00:00+00:00", "hasta": "2027-01-09T04:00:00+00:00",
    "documento": "Res. 12/2027",
}  # fmt: skip


def primeros_argumentos():
    for ruta in sorted(RAIZ.rglob("*.py")):
        for nodo in ast.walk(ast.parse(ruta.read_text(encoding="utf-8"))):
            llamado = isinstance(nodo, ast.Call) and getattr(nodo.func, "id", "") == "Hecho"
            if llamado and nodo.args:
                yield nodo.args[0]


def test_todo_hecho_que_el_motor_asienta_tiene_su_frase():
    escritos, calculados = set(), set()
    for argumento in primeros_argumentos():
        if isinstance(argumento, ast.Constant):
            escritos.add(argumento.value)
        else:
            calculados.add(ast.unparse(argumento))
    assert calculados == set(CALCULADOS)
    posibles = escritos.union(*CALCULADOS.values())
    assert len(posibles) > 50
    assert sorted(posibles - HECHOS_CON_FRASE) == []


@pytest.mark.parametrize(
    ("contenido", "frase"),
    [
        (
            {"hecho": "tarea_completada", "tarea": {"nombre": "Firmar"}, "quien": ANA},
            "Ana Pérez completó «Firmar».",
        ),
        (
            {"hecho": "suplencia_dispuesta", "quien": ANA, "datos": DESIGNADA},
            "Ana Pérez dispuso que supla a «luis» en el cargo «secretario.sdos», suplente por "
            "«ana», desde el 04/01/2027 09:00 hasta el 09/01/2027 00:00 (Res. 12/2027).",
        ),
        (
            {"hecho": "ingreso_negado", "datos": {"usuario": "eva"}},
            "Se negó el ingreso de «eva».",
        ),
        (
            {
                "hecho": "parametro_cambiado", "quien": ANA, "motivo": "Ley 3",
                "despues": {"clave": "ley.admision"},
            },
            "Ana Pérez cambió el plazo «ley.admision»: Ley 3.",
        ),
        (
            {"hecho": "prorroga_concedida", "quien": ANA, "datos": {"pedidos": 5, "concedidos": 3}},
            "Ana Pérez concedió 3 de los 5 días de prórroga pedidos.",
        ),
        (
            {"hecho": "sesion_cerrada", "quien": ANA, "datos": {"sesiones": 2}},
            "Ana Pérez cerró 2 sesiones.",
        ),
    ],
)  # fmt: skip
def test_la_frase_dice_quien_que_y_por_que(contenido, frase):
    assert relatar(contenido) == frase


def test_un_elemento_se_dice_por_su_nombre_en_el_diagrama():
    contenido = {"hecho": "plazo_avisado", "datos": {"elemento": "aviso_comision"}}
    dicho = relatar(contenido, {"aviso_comision": "Aviso a la comisión"})
    assert dicho == "Se avisó del plazo de «Aviso a la comisión»."


@pytest.mark.parametrize("hecho", sorted(HECHOS_CON_FRASE))
def test_ninguna_frase_se_cae_sin_datos_ni_muestra_la_clave_del_hecho(hecho):
    frase = relatar({"hecho": hecho})
    assert frase.endswith(".")
    assert not re.search(r"[a-z]_[a-z]", frase)
