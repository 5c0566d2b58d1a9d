"""La revisión del navegador y la del servidor hablan de lo mismo; sin Node para saberlo."""

import json
import re
from pathlib import Path

from motor.bpmn import revision
from motor.bpmn.revision.bpmnlint import EQUIVALENTES, FALSAS_AQUI

RAIZ = Path(__file__).resolve().parents[3]
NAVEGADOR = RAIZ / "web" / "frontend" / "modelador" / "revision"
SERVIDOR = Path(revision.__file__).parent
QUE_CORREN = EQUIVALENTES.keys() - FALSAS_AQUI


def guion(nombre: str) -> str:
    return (NAVEGADOR / nombre).read_text(encoding="utf-8")


def claves(texto: str, constante: str) -> set[str]:
    """Las claves de primer nivel de un objeto del guion."""
    cuerpo = texto.partition(f"const {constante} = {{\n")[2].partition("\n};")[0]
    return set(re.findall(r'^  "?([\w-]+)"?[:(]', cuerpo, re.MULTILINE))


def test_el_navegador_corre_las_recomendadas_menos_las_que_el_motor_hace_falsas():
    assert set(re.findall(r'"bpmnlint/rules/([\w-]+)"', guion("reglas.js"))) == QUE_CORREN
    assert claves(guion("reglas.js"), "REGLAS") == QUE_CORREN


def test_cada_regla_tiene_su_frase_en_espanol():
    assert claves(guion("frases.js"), "FRASES") == QUE_CORREN


def test_el_navegador_calla_lo_que_el_servidor_dice_con_otro_codigo():
    esperado = {r: list(EQUIVALENTES[r]) for r in QUE_CORREN if EQUIVALENTES[r]}

    assert json.loads(guion("equivalentes.json")) == esperado


def test_cada_arreglo_que_el_servidor_propone_el_navegador_lo_sabe_hacer_y_nombrar():
    fuentes = "\n".join(r.read_text(encoding="utf-8") for r in SERVIDOR.glob("*.py"))
    propuestos = set(re.findall(r'arreglar\(\s*"(\w+)"', fuentes))
    hechos = claves(guion("arreglos.js"), "CLASES")

    assert propuestos
    assert propuestos <= hechos
    assert claves(guion("arreglos.js"), "ROTULOS") == hechos
