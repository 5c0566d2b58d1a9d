"""Un formulario o una tabla que cambió dice qué cambió, y nada más."""

import json

from motor.reglas.diferencias import comparar_decisiones, comparar_formularios

CABEZA = (
    b'<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="d" name="d" '
    b'namespace="n">'
)
TABLA = """<decision id="t" name="Reparto"><decisionTable id="x" hitPolicy="FIRST">
<input id="e" label="Monto"><inputExpression id="ie"><text>monto</text></inputExpression></input>
<output id="s" name="ruta"/>{}</decisionTable></decision></definitions>"""
REGLA = (
    '<rule id="{0}"><inputEntry id="i{0}"><text>{1}</text></inputEntry>'
    '<outputEntry id="o{0}"><text>{2}</text></outputEntry></rule>'
)


def formulario(*componentes) -> bytes:
    return json.dumps({"type": "default", "components": list(componentes)}).encode()


def tabla(*reglas) -> bytes:
    return CABEZA + TABLA.format("".join(REGLA.format(*r) for r in reglas)).encode()


def campo(clave, **mas):
    return {"type": "textfield", "id": f"x{clave}", "key": clave, "label": clave.title(), **mas}


def test_lo_agregado_lo_quitado_y_lo_cambiado_se_dicen_por_su_nombre():
    antes = formulario(campo("asunto"), campo("cite"))
    despues = formulario(campo("asunto", validate={"required": True}), campo("monto"))
    hallado = {d.parte: (d.clase, d.propiedades) for d in comparar_formularios(antes, despues)}
    assert hallado["Asunto"] == ("cambiado", (("Hay que llenarlo", "", "sí"),))
    assert hallado["Cite"][0] == "quitado"
    assert hallado["Monto"][0] == "agregado"


def test_mover_un_campo_se_dice_y_cambiarle_el_id_no_es_un_cambio():
    antes = formulario(campo("a"), campo("b"), campo("c"))
    despues = formulario(campo("c"), campo("a", id="otro", layout={"row": "R"}), campo("b"))
    [movido] = comparar_formularios(antes, despues)
    assert (movido.parte, movido.clase) == ("C", "movido")
    assert movido.propiedades == (("Lugar", "3", "1"),)


def test_cada_cosa_se_dice_como_en_el_editor():
    opciones = [{"label": "Aprobado", "value": "si"}, {"label": "Negado", "value": "no"}]
    antes = formulario(campo("a", validate={"max": 3}))
    despues = formulario(campo("a", type="select", values=opciones, validate={"max": 5}))
    [cambio] = comparar_formularios(antes, despues)
    assert cambio.propiedades == (
        ("Clase de campo", "texto corto", "lista"),
        ("Hasta", "3", "5"),
        ("Opciones", "", "Aprobado (si), Negado (no)"),
    )


def test_cambiar_de_lugar_una_regla_es_un_cambio_porque_la_primera_gana():
    antes = tabla(("r1", "> 10", '"a"'), ("r2", "-", '"b"'))
    despues = tabla(("r2", "-", '"b"'), ("r1", "> 10", '"a"'))
    [movida] = comparar_decisiones(antes, despues)
    assert (movida.clase, movida.propiedades[0][0]) == ("movido", "Lugar")


def test_lo_que_esta_dentro_de_una_lista_tambien_se_compara():
    lista = {"type": "dynamiclist", "path": "filas", "label": "Filas"}
    antes = formulario(lista | {"components": [campo("a")]})
    despues = formulario(lista | {"components": [campo("a", label="Otra")]})
    [cambio] = comparar_formularios(antes, despues)
    assert (cambio.parte, cambio.propiedades) == ("Otra", (("Rótulo", "A", "Otra"),))


def test_una_regla_cambiada_dice_en_que_columna():
    antes = tabla(("r1", "> 10", '"a"'), ("r2", "-", '"b"'))
    despues = tabla(("r0", "> 99", '"z"'), ("r1", "> 20", '"a"'), ("r2", "-", '"b"'))
    nueva, cambiada = sorted(comparar_decisiones(antes, despues), key=lambda d: d.clase)
    assert (nueva.parte, nueva.clase) == ("Reparto, regla 1", "agregado")
    assert cambiada.propiedades == (("si Monto", "> 10", "> 20"),)


def test_lo_que_no_se_puede_leer_se_compara_entero():
    assert comparar_formularios(b"{", b"{") == ()
    assert [d.parte for d in comparar_formularios(b"{", b"[")] == ["el formulario"]
    assert [d.parte for d in comparar_decisiones(b"<a/>", b"<b/>")] == ["la decisión"]
