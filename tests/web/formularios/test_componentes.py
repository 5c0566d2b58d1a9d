"""Cada componente de form-js se muestra o se rechaza con una frase; ninguno se pierde."""

import base64
import json
from pathlib import Path

import pytest

from motor.nucleo.errores import DatosInvalidos
from motor.reglas.formularios.lectura import leer_esquema
from motor.reglas.formularios.modelo import FormularioInvalido
from tests.web.formularios.pantalla import Pantalla, campo, esquema, hallar

# los de @bpmn-io/form-js 1.x, por su `type`
DE_FORM_JS = {
    "button", "checkbox", "checklist", "datetime", "documentPreview", "dynamiclist", "expression",
    "filepicker", "group", "html", "iframe", "image", "number", "radio", "select", "separator",
    "spacer", "table", "taglist", "text", "textarea", "textfield",
}  # fmt: skip
PIXEL = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n").decode()
OPCIONES = {"values": [{"value": "a", "label": "Alfa"}, {"value": "b", "label": "Beta"}]}
DOCUMENTO = {"documento": 3, "version": 2, "nombre": "Nota.pdf", "sha256": "a" * 64}
UNO_DE_CADA = {
    "button": {"type": "button", "label": "Enviar"},
    "checkbox": campo("checkbox", "c"),
    "checklist": campo("checklist", "c", **OPCIONES),
    "datetime": campo("datetime", "c", subtype="date"),
    "documentPreview": {
        "type": "documentPreview", "id": "d", "title": "Antecedentes", "dataSource": "=notas",
    },
    "dynamiclist": {
        "type": "dynamiclist", "path": "c", "label": "C", "components": [campo("textfield", "x")],
    },
    "expression": campo("expression", "c", expression="=1 + 1"),
    "filepicker": campo("filepicker", "c"),
    "group": {"type": "group", "label": "Grupo", "components": [campo("textfield", "x")]},
    "html": {"type": "html", "id": "h", "content": "<p>Hola, <b>{{ nombre }}</b></p>"},
    "image": {"type": "image", "id": "i", "source": PIXEL, "alt": "Escudo de {{ nombre }}"},
    "number": campo("number", "c"),
    "radio": campo("radio", "c", **OPCIONES),
    "select": campo("select", "c", **OPCIONES),
    "separator": {"type": "separator"},
    "spacer": {"type": "spacer"},
    "table": {"type": "table", "id": "t", "label": "Filas", "dataSource": "=filas"},
    "taglist": campo("taglist", "c", **OPCIONES),
    "text": {"type": "text", "id": "t", "text": "# Estimado {{ nombre }}"},
    "textarea": campo("textarea", "c"),
    "textfield": campo("textfield", "c"),
}  # fmt: skip
VISTA = {"nombre": "Ana <b>", "notas": [DOCUMENTO], "filas": [{"item": "Uno"}]}
SE_VE = {
    "button": None,  # los botones son de la página
    "html": "Hola, Ana <b>",
    "image": None,
    "separator": None,
    "spacer": None,
    "text": "Estimado Ana <b>",
    "table": "Uno",
    "documentPreview": "Nota.pdf",
    "group": "Grupo",
    "expression": "2",
}


def forma_con(dibujante, *componentes):
    return Pantalla(dibujante, esquema(*componentes), VISTA).ver()


def test_todos_los_componentes_de_form_js_estan_previstos():
    assert UNO_DE_CADA.keys() | {"iframe"} == DE_FORM_JS


@pytest.mark.parametrize("tipo", sorted(UNO_DE_CADA))
def test_cada_componente_se_muestra(dibujante, tipo):
    forma = forma_con(dibujante, UNO_DE_CADA[tipo])
    esperado = SE_VE.get(tipo, "C" if tipo not in SE_VE else None)
    if esperado is not None:
        assert esperado in forma.text_content()
    if tipo not in SE_VE:
        assert hallar(forma, "c") or hallar(forma, "c.1.x"), "el control falta"


def test_un_marco_se_rechaza_y_dice_que_hacer():
    with pytest.raises(FormularioInvalido) as rechazo:
        leer_esquema(esquema({"type": "iframe", "id": "m", "url": "https://ejemplo.bo"}))
    assert "ponga el enlace" in rechazo.value.faltas[0].mensaje


@pytest.mark.parametrize("fuente", ["https://ejemplo.bo/x.png", "data:image/svg+xml;base64,AAAA"])
def test_una_imagen_de_otro_sitio_o_con_guiones_se_rechaza(fuente):
    with pytest.raises(FormularioInvalido) as rechazo:
        leer_esquema(esquema({"type": "image", "id": "i", "source": fuente}))
    assert "dentro del formulario" in rechazo.value.faltas[0].mensaje


def test_la_imagen_dice_en_palabras_lo_que_muestra(dibujante):
    [imagen] = forma_con(dibujante, UNO_DE_CADA["image"]).xpath(".//img")
    assert (imagen.get("alt"), imagen.get("src")) == ("Escudo de Ana <b>", PIXEL)


@pytest.mark.parametrize(
    ("malo", "queda"),
    [
        ("<script>alert(1)</script>Hola", "Hola"),
        ("<p onclick='x()' style='color:red'>Hola</p>", "<p>Hola</p>"),
        ("<a href='javascript:x()'>Hola</a>", "<a>Hola</a>"),
        ("<a href='//otro.bo'>Hola</a>", "<a>Hola</a>"),
        ("<img src=x onerror=x()>Hola", "Hola"),
        ("<svg><script>x()</script></svg>Hola", "Hola"),
        ("<b>Hola", "<b>Hola</b>"),
        ("</div></form>Hola", "Hola"),
        ("&lt;script&gt;Hola", "&lt;script&gt;Hola"),
        ("<style>body{}</style><iframe src='x'></iframe>Hola", "Hola"),
        ("<form><input name=x>Hola</form>", "Hola"),
    ],
)
def test_el_html_del_formulario_no_puede_hacer_dano(dibujante, malo, queda):
    from web.html_seguro import html_seguro

    assert str(html_seguro(malo)) == queda


def test_lo_que_una_expresion_da_se_escapa_en_el_html(dibujante):
    forma = forma_con(dibujante, {"type": "html", "id": "h", "content": "<p>{{ nombre }}</p>"})
    assert forma.xpath(".//p")[0].text_content() == "Ana <b>"


def test_rotulo_ayuda_y_adornos_completan_sus_expresiones(dibujante):
    componente = campo(
        "textfield",
        "c",
        label="Nota para {{ nombre }}",
        description="Son {{ count(filas) }}",
        appearance={"prefixAdorner": "N°", "suffixAdorner": "/2027"},
    )
    texto = forma_con(dibujante, componente).text_content()
    for parte in ("Nota para Ana <b>", "Son 1", "N°", "/2027"):
        assert parte in texto


def test_los_documentos_se_enlazan_con_su_version(dibujante):
    [enlace] = forma_con(dibujante, UNO_DE_CADA["documentPreview"]).xpath(".//a")
    assert enlace.get("href") == "/documentos/3/2?ver=1"


def test_los_formularios_de_los_procesos_solo_usan_componentes_previstos():
    raiz = Path(__file__).parents[3] / "diagramas"
    usados = set()
    for archivo in raiz.glob("*/formularios/*.form"):
        pendientes = list(json.loads(archivo.read_text(encoding="utf-8"))["components"])
        while pendientes:
            uno = pendientes.pop()
            usados.add(uno["type"])
            pendientes += uno.get("components", [])
    assert usados <= DE_FORM_JS


@pytest.mark.parametrize(
    ("forma", "bueno", "malo"),
    [
        ("email", "ana@ejemplo.bo", "ana@ejemplo"),
        ("email", "a.b+c@correo.gob.bo", "ana ejemplo.bo"),
        ("phone", "+591 70712345", "llámeme"),
    ],
)
def test_un_correo_y_un_telefono_se_comprueban(dibujante, forma, bueno, malo):
    con = campo("textfield", "c", validate={"validationType": forma})
    pantalla = Pantalla(dibujante, esquema(con))
    assert pantalla.revisar({"c": bueno})["c"] == bueno
    with pytest.raises(DatosInvalidos) as rechazo:
        pantalla.revisar({"c": malo})
    assert "debe ser un" in rechazo.value.faltas[0].mensaje
    [control] = hallar(pantalla.ver(), "c")
    assert control.get("inputmode") == {"email": "email", "phone": "tel"}[forma]


def test_una_lista_empieza_con_sus_filas_y_puede_ser_fija(dibujante):
    lista = UNO_DE_CADA["dynamiclist"] | {"defaultRepetitions": 3, "allowAddRemove": False}
    forma = forma_con(dibujante, lista)
    assert [bool(hallar(forma, f"c.{n}.x")) for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert (
        forma.xpath('.//button[starts-with(@value, "agregar") or starts-with(@value, "quitar")]')
        == []
    )


@pytest.mark.parametrize(
    "mal", [{"validate": {"validationType": "color"}}, {"defaultRepetitions": -1}]
)
def test_una_regla_que_no_se_conoce_se_dice_al_publicar(mal):
    base = UNO_DE_CADA["dynamiclist"] if "defaultRepetitions" in mal else campo("textfield", "c")
    with pytest.raises(FormularioInvalido):
        leer_esquema(esquema(base | mal))


@pytest.mark.parametrize("tipo", ["textfield", "filepicker", "dynamiclist"])
def test_lo_que_se_exige_segun_una_condicion_lleva_su_sena(dibujante, tipo):
    componente = {**UNO_DE_CADA[tipo], "properties": {"cauce:requerido": "urgente"}}
    fuente = json.dumps(esquema(componente))
    for urgente, cuantas in ((True, 1), (False, 0)):
        forma = Pantalla(dibujante, fuente, {"urgente": urgente}).ver()
        assert len(forma.xpath('.//*[contains(@class, "required")]')) == cuantas


def test_los_de_una_misma_fila_van_juntos_con_su_ancho_y_la_siguiente_empieza_renglon(dibujante):
    fila_a, fila_b = {"row": "A", "columns": 4}, {"row": "B", "columns": 12}
    visto = forma_con(
        dibujante,
        campo("textfield", "uno", layout=fila_a),
        campo("textfield", "dos", layout=fila_a),
        campo("textfield", "tres", layout=fila_b),
    )
    clases = [e.get("class").split() for e in visto.find_class("campo")]
    assert clases == [
        ["campo", "ancho-4"],
        ["campo", "ancho-4"],
        ["campo", "ancho-12", "campo-empieza"],
    ]


def test_la_fecha_toma_el_rotulo_que_form_js_le_da(dibujante):
    fecha = {"type": "datetime", "key": "f", "subtype": "date", "dateLabel": "Fecha de entrega"}
    hora = {"type": "datetime", "key": "h", "subtype": "time", "timeLabel": "Hora de entrega"}
    visto = forma_con(dibujante, fecha, hora)
    rotulos = [e.text_content() for e in visto.iter("label")]
    assert rotulos == ["Fecha de entrega", "Hora de entrega"]


@pytest.mark.parametrize(("cuantas", "lleva"), [(15, False), (16, True)])
@pytest.mark.parametrize("tipo", ["select", "taglist"])
def test_una_lista_larga_de_opciones_lleva_filtro(dibujante, tipo, cuantas, lleva):
    valores = [{"value": f"v{n}", "label": f"Opción {n}"} for n in range(cuantas)]
    visto = forma_con(dibujante, campo(tipo, "c", values=valores))
    assert bool(visto.xpath(".//*[@data-filtra]")) is lleva
