"""La tabla de reglas de docs/bpmn.md y la de equivalencias con bpmnlint están completas."""

import re

import pytest

from motor.bpmn.revision.bpmnlint import EQUIVALENTES, FALSAS_AQUI
from tests.estructura.fuentes import RAIZ
from tests.motor.bpmn.revision.codigos import codigos

SIN_LITERAL = {"xml", "compensacion", "cancelacion", "ad_hoc", "formulario_desconocido"} | {
    "decision_desconocida",
    "tema_desconocido",
    "proceso_desconocido",
}
# bpmnlint 11.15.0, config/recommended.js
RECOMENDADAS = re.findall(
    r"\S+",
    """
    ad-hoc-sub-process conditional-flows end-event-required event-based-gateway
    event-sub-process-typed-start-event fake-join global label-required link-event no-bpmndi
    no-complex-gateway no-disconnected no-duplicate-sequence-flows no-gateway-join-fork
    no-implicit-split no-implicit-end no-implicit-start no-inclusive-gateway
    no-overlapping-elements single-blank-start-event single-event-definition start-event-required
    sub-process-blank-start-event superfluous-gateway superfluous-label superfluous-termination
""",
)


@pytest.fixture(scope="module")
def documentados() -> list[str]:
    texto = (RAIZ / "docs" / "bpmn.md").read_text(encoding="utf-8")
    seccion = texto.split("## La revisión mientras se dibuja")[1].split("\n## ")[0]
    return re.findall(r"^\| `([a-z_]+)` \|", seccion, re.MULTILINE)


def test_cada_codigo_esta_en_la_tabla_una_vez_y_no_sobra_ninguno(documentados):
    assert sorted(documentados) == sorted(codigos().keys() | SIN_LITERAL)


def test_cada_regla_recomendada_de_bpmnlint_tiene_su_renglon():
    assert set(EQUIVALENTES) == set(RECOMENDADAS)
    assert set(RECOMENDADAS) >= FALSAS_AQUI


def test_cada_equivalente_es_un_codigo_de_aqui(documentados):
    assert {c for codigos_ in EQUIVALENTES.values() for c in codigos_} <= set(documentados)


def test_las_que_el_navegador_no_corre_son_las_falsas_aqui():
    corre = (RAIZ / "web/frontend/modelador/revision/reglas.js").read_text(encoding="utf-8")
    corridas = set(re.findall(r'"bpmnlint/rules/([a-z-]+)"', corre))
    assert corridas == set(RECOMENDADAS) - FALSAS_AQUI
