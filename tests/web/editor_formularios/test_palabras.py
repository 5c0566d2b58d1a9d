"""Lo que la revisión objeta se dice con los nombres del panel."""

import pytest

from web.editor_formularios.palabras import en_palabras_del_panel


@pytest.mark.parametrize(
    ("dicho", "en_palabras"),
    [
        (
            "la expresión de conditional.hide, «a = (», está mal escrita",
            "la expresión de «Ocultar cuando», «a = (», está mal escrita",
        ),
        (
            "«cauce:exigir» necesita «cauce:mensaje», lo que leerá la persona.",
            "«Además debe cumplirse» necesita «Si no se cumple, se lee», lo que leerá la persona.",
        ),
        ("a «unidad» le falta «key».", "a «unidad» le falta «Nombre del dato»."),
        ("la clave «asunto» está repetida", "la clave «asunto» está repetida"),
    ],
)
def test_las_propiedades_se_llaman_como_en_el_panel(dicho, en_palabras):
    assert en_palabras_del_panel(dicho) == en_palabras
