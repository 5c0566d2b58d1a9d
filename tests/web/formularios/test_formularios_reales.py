"""Cada formulario de los procesos da HTML válido, con nombres y rótulos, vacío y lleno."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.motor.formularios.ayudas import AHORA
from tests.web.formularios.pantalla import Pantalla, enviado

RAIZ = Path(__file__).parents[3] / "diagramas"
FORMULARIOS = sorted(RAIZ.glob("*/formularios/*.form"))
NOMBRES = [f"{f.parts[-3]}/{f.stem}" for f in FORMULARIOS]
DOCUMENTO = {"documento": 3, "version": 1, "nombre": "Nota", "sha256": "a" * 64}
MUESTRAS = {
    "number": Decimal("3"),
    "datetime": date(2027, 3, 15),
    "checkbox": True,
    "filepicker": [DOCUMENTO],
}


def muestra(componentes) -> dict:
    """Un valor para cada campo que se toma; dos filas por lista."""
    datos = {}
    for c in componentes:
        clase = c.clase.value
        if clase == "group":
            dentro = muestra(c.componentes)
            datos |= {c.clave: dentro} if c.clave else dentro
        elif c.se_toma and clase == "dynamiclist":
            datos[c.clave] = [muestra(c.componentes), muestra(c.componentes)]
        elif c.se_toma and clase == "datetime" and c.subtipo == "datetime":
            datos[c.clave] = AHORA
        elif c.se_toma and clase in ("checklist", "taglist"):
            datos[c.clave] = [o.valor for o in c.opciones[:2]]
        elif c.se_toma and c.opciones:
            datos[c.clave] = c.opciones[0].valor
        elif c.se_toma:
            datos[c.clave] = MUESTRAS.get(clase, f"Texto de {c.etiqueta}\n«segunda» <línea> & más")
    return datos


def sin_rotulo(forma) -> list[str]:
    """Los controles que nadie puede nombrar."""
    mudos = []
    for control in forma.xpath('.//input[not(@type="hidden")] | .//select | .//textarea'):
        propio = control.get("id")
        con = [e.text_content() for e in forma.xpath(f'.//label[@for="{propio}"]') if propio]
        con += [e.text_content() for e in control.iterancestors("label")]
        if not "".join([*con, control.get("aria-label", "")]).strip():
            mudos.append(control.get("name"))
    grupos = forma.xpath(".//fieldset[not(legend)]")
    return mudos + [g.get("id") for g in grupos if not g.get("aria-label")]


def descripciones_perdidas(forma) -> set[str]:
    """Los ids que `aria-describedby` o `aria-labelledby` nombran y no existen."""
    ids = set(forma.xpath(".//@id"))
    nombrados = forma.xpath(".//@aria-describedby | .//@aria-labelledby")
    return {uno for grupo in nombrados for uno in grupo.split()} - ids


def repetidos(forma) -> list[str]:
    ids = forma.xpath(".//@id")
    return [uno for uno in set(ids) if ids.count(uno) > 1]


@pytest.fixture(params=FORMULARIOS, ids=NOMBRES)
def real(request, dibujante) -> Pantalla:
    return Pantalla(dibujante, request.param.read_bytes())


@pytest.mark.parametrize("lleno", [False, True], ids=["vacio", "lleno"])
def test_cada_control_tiene_nombre_rotulo_y_descripcion(real, lleno):
    datos = muestra(real.formulario.componentes) if lleno else None
    rutas = real.preparada(datos).ids
    forma = real.ver(datos, dict.fromkeys(rutas, "falta llenar esto."))
    assert (repetidos(forma), sin_rotulo(forma)) == ([], [])
    assert descripciones_perdidas(forma) == set()
    assert set(rutas.values()) <= set(forma.xpath(".//@id"))


def test_lo_que_se_envia_vuelve_a_leerse_con_las_mismas_claves(real):
    datos = muestra(real.formulario.componentes)
    leido = real.leer(enviado(real.ver(datos))).datos
    otra_vez = real.leer(enviado(real.ver(leido))).datos
    assert leido
    assert otra_vez == leido


def test_una_falta_se_dice_en_su_campo_y_no_en_otro(real):
    [ruta, *_] = real.preparada().ids
    forma = real.ver(None, {ruta: "esto está mal."})
    errores = forma.xpath('.//*[contains(@class,"invalid-feedback")]')
    assert [e.text_content().strip() for e in errores] == ["Error: esto está mal."]
