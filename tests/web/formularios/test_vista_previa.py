"""Lo que la vista previa dice de un esquema, sin guardarlo."""

import json
from datetime import UTC, datetime

from motor.consultas.vista_previa import previsualizar

AHORA = datetime(2027, 3, 15, 14, tzinfo=UTC)


def previa(entorno_web, *componentes: dict):
    esquema = {"type": "default", "id": "t1", "components": list(componentes)}
    with entorno_web.sesiones() as sesion:
        return previsualizar(sesion, json.dumps(esquema).encode(), AHORA)


def test_lo_bien_hecho_se_ve_y_no_tiene_faltas(entorno_web):
    campo = {"type": "textfield", "id": "c1", "key": "asunto", "label": "Asunto"}

    dada = previa(entorno_web, campo)

    assert [c.etiqueta for c in dada.vista.campos] == ["Asunto"]
    assert dada.hallazgos == ()


def test_una_expresion_mal_escrita_se_ve_igual_y_nombra_su_campo(entorno_web):
    campo = {"type": "textfield", "id": "c1", "key": "asunto", "label": "Asunto"}
    campo["conditional"] = {"hide": "=1 +"}

    dada = previa(entorno_web, campo)

    assert dada.vista is not None
    assert [h.elemento for h in dada.hallazgos] == ["asunto"]


def test_un_tipo_que_no_existe_no_se_puede_mostrar(entorno_web):
    dada = previa(entorno_web, {"type": "adivinanza", "id": "c1"})

    assert dada.vista is None
    assert dada.hallazgos
