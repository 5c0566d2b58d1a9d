"""La publicación en la Gaceta, dibujada: tres piscinas, y lo que dice cada paso."""

from tests.aceptacion.dibujante import Dibujante, Figura

_TAREA = "bpmn:UserTask"
_DECIDE = "bpmn:ExclusiveGateway"
_FIN = "bpmn:EndEvent"
_LANZA = "bpmn:IntermediateThrowEvent"
_LIMITE = "bpmn:BoundaryEvent"
_MENSAJE = "bpmn:MessageEventDefinition"
_TIEMPO = "bpmn:TimerEventDefinition"
_FIGURAS = (
    Figura("bpmn:StartEvent", "Orden de publicación", 290, 150, _MENSAJE),
    Figura(_DECIDE, "", 370, 150),
    Figura(_TAREA, "Cotejar el texto", 600, 395),
    Figura(_DECIDE, "¿Son iguales?", 730, 395),
    Figura(_TAREA, "Devolver al promulgador", 730, 265),
    Figura(_FIN, "Devuelta", 870, 265),
    Figura(_TAREA, "Asignar edición y página", 960, 150),
    Figura(_TAREA, "Autorizar la publicación", 1110, 535),
    Figura(_TAREA, "Publicar en el portal", 1260, 675),
    Figura(_TAREA, "Distribuir los ejemplares", 1400, 150),
    Figura(_LANZA, "Ejemplar para la Asamblea", 1520, 150, _MENSAJE),
    Figura(_LANZA, "Constancia de publicación", 1620, 150, _MENSAJE),
    Figura(_TAREA, "Corregir erratas, si las hay", 1750, 150),
    Figura(_TAREA, "Autorizar la fe de erratas", 1890, 535),
    Figura(_TAREA, "Publicar la fe de erratas", 2030, 675),
    Figura(_FIN, "Publicada con fe de erratas", 2170, 675),
    Figura(_LIMITE, "Pasa un día", 600, 435, _TIEMPO, "Cotejar el texto"),
    Figura(_TAREA, "Reclamar el cotejo", 600, 535),
    Figura(_FIN, "Reclamado", 710, 535),
    Figura(_LIMITE, "Vence la publicación", 1210, 675, _TIEMPO, "Publicar en el portal"),
    Figura(_TAREA, "Informar la demora", 960, 535),
    Figura(_FIN, "Informada", 840, 535),
    Figura(_LIMITE, "Nadie halló nada", 1750, 190, _TIEMPO, "Corregir erratas, si las hay"),
)
_FLUJOS = (
    ("Orden de publicación", "", ()),
    ("Norma para publicar", "", ((308, 265), (370, 265), (370, 175))),
    ("", "Registrar la norma", ()),
    ("Registrar la norma", "Cotejar el texto", ((540, 150), (600, 150), (600, 355))),
    ("Cotejar el texto", "¿Son iguales?", ()),
    ("¿Son iguales?", "Devolver al promulgador", ()),
    ("Devolver al promulgador", "Devuelta", ()),
    ("¿Son iguales?", "Asignar edición y página", ((755, 395), (960, 395), (960, 190))),
    (
        "Asignar edición y página",
        "Autorizar la publicación",
        ((1010, 150), (1110, 150), (1110, 495)),
    ),
    ("Autorizar la publicación", "Publicar en el portal", ((1160, 535), (1260, 535), (1260, 635))),
    ("Publicar en el portal", "Distribuir los ejemplares", ((1310, 675), (1400, 675), (1400, 190))),
    ("Distribuir los ejemplares", "Ejemplar para la Asamblea", ()),
    ("Ejemplar para la Asamblea", "Constancia de publicación", ()),
    ("Constancia de publicación", "Corregir erratas, si las hay", ()),
    ("Nadie halló nada", "Publicada", ((1750, 208), (1750, 247))),
    (
        "Corregir erratas, si las hay",
        "Autorizar la fe de erratas",
        ((1800, 150), (1890, 150), (1890, 495)),
    ),
    (
        "Autorizar la fe de erratas",
        "Publicar la fe de erratas",
        ((1940, 535), (2030, 535), (2030, 635)),
    ),
    ("Publicar la fe de erratas", "Publicada con fe de erratas", ()),
    ("Pasa un día", "Reclamar el cotejo", ((600, 453), (600, 495))),
    ("Reclamar el cotejo", "Reclamado", ()),
    ("Vence la publicación", "Informar la demora", ((1192, 675), (960, 675), (960, 575))),
    ("Informar la demora", "Informada", ()),
)
_ROTULOS = {
    ("¿Son iguales?", "Devolver al promulgador"): "No",
    ("¿Son iguales?", "Asignar edición y página"): "Sí",
}
ORDENA = "Quien ordena publicar"
ASAMBLEA = "Asamblea Legislativa Departamental"
CARRILES = (
    ("Editor de la Gaceta", {"clave": "l_editor", "unidad": "UCL", "cargo": "editor.gaceta"}),
    ("Cotejo jurídico", {"clave": "l_cotejo", "unidad": "DAJN", "cargo": "asesor.juridica"}),
    ("Jefatura de la Gaceta", {"clave": "l_jefatura", "unidad": "UCL", "cargo": "responsable.ucl"}),
    ("Portal", {"clave": "l_portal", "unidad": "SISTEMAS"}),
)


def dibujar(dibujante: Dibujante) -> None:
    """Dibuja las tres piscinas sobre el diagrama inicial."""
    carriles = dibujante.carriles(2100, (250, 130, 150, 130))
    for carril, (nombre, _) in zip(carriles, CARRILES, strict=True):
        dibujante.nombrar(carril, nombre)
    dibujante.llevar("inicio", "Norma para publicar", 290, 265)
    dibujante.llevar("tarea_1", "Registrar la norma", 480, 150)
    dibujante.soltar("flujo_1")
    dibujante.soltar("flujo_2")
    dibujante.llevar("fin", "Publicada", 1750, 265)
    for figura in _FIGURAS:
        dibujante.poner(figura)
    for de, a, puntos in _FLUJOS:
        dibujante.unir(de, a, *puntos, nombre=_ROTULOS.get((de, a), ""))
    dibujante.rotulo("Pasa un día", 624, 440)
    dibujante.rotulo("Vence la publicación", 1120, 685)
    dibujante.rotulo("Nadie halló nada", 1774, 204)
    _los_otros(dibujante)


def _los_otros(dibujante: Dibujante) -> None:
    """Quien ordena, que no se ve por dentro, y la Asamblea, que recibe su ejemplar."""
    dibujante.otra_piscina(ORDENA, (160, -40, 2100, 70), abierta=False)
    asamblea = dibujante.otra_piscina(ASAMBLEA, (1400, 790, 700, 150), abierta=True)
    for figura in (
        Figura("bpmn:StartEvent", "Llega el ejemplar", 1520, 865, _MENSAJE),
        Figura(_TAREA, "Recibir el ejemplar", 1680, 865),
        Figura(_FIN, "Ejemplar recibido", 1840, 865),
    ):
        dibujante.poner(figura, asamblea)
    dibujante.unir("Llega el ejemplar", "Recibir el ejemplar")
    dibujante.unir("Recibir el ejemplar", "Ejemplar recibido")
    mensaje = "bpmn:MessageFlow"
    dibujante.unir(ORDENA, "Orden de publicación", (290, 30), (290, 132), tipo=mensaje)
    dibujante.unir("Constancia de publicación", ORDENA, (1620, 132), (1620, 30), tipo=mensaje)
    dibujante.unir(
        "Ejemplar para la Asamblea", "Llega el ejemplar", (1520, 168), (1520, 847), tipo=mensaje
    )


_CLAVE_DE_CONSTANCIA = "if codigo_proyecto = null then hr else codigo_proyecto"
PASOS: tuple[tuple[str, dict[str, str]], ...] = (
    ("piscina", {"institucion": "GADC"}),
    (ORDENA, {"institucion": "GADC", "clave": "ordena"}),
    (
        ASAMBLEA,
        {
            "institucion": "ALDC",
            "clave": "asamblea",
            "proceso-nombre": "Recepción del ejemplar",
            "proceso-clave": "recepcion_ejemplar",
            "proceso-ejecutable": "",
        },
    ),
    ("Orden de publicación", {"clave": "orden_de_publicacion", "mensaje": "M10"}),
    ("Norma para publicar", {"clave": "norma_para_publicar"}),
    (
        "Registrar la norma",
        {
            "clave": "registrar",
            "instruccion": "Busque antes en la Gaceta si ese tipo y número ya está publicado.",
            "acto": "elabora",
            "formulario": "t4_registrar",
        },
    ),
    (
        "Cotejar el texto",
        {
            "clave": "cotejar",
            "distintoDe": "registrar",
            "acto": "revisa",
            "formulario": "t4_cotejar",
        },
    ),
    ("Pasa un día", {"clave": "pasa_un_dia", "tiempo": "gaceta.aviso", "interrumpe": ""}),
    ("Reclamar el cotejo", {"clave": "reclamar", "formulario": "t4_reclamar"}),
    ("Devolver al promulgador", {"clave": "devolver", "formulario": "t4_devolver"}),
    ("Asignar edición y página", {"clave": "asignar", "formulario": "t4_asignar"}),
    (
        "Autorizar la publicación",
        {
            "clave": "autorizar",
            "distintoDe": "registrar",
            "acto": "aprueba",
            "formulario": "t4_autorizar",
        },
    ),
    (
        "Publicar en el portal",
        {
            "clave": "publicar",
            "formulario": "t4_publicar",
            "plazo": "gaceta.publicacion",
            "desde": "expediente_iniciado_el",
            "publico": "Se publica en el portal",
        },
    ),
    (
        "Vence la publicación",
        {
            "clave": "vence_publicacion",
            "tiempo": "gaceta.publicacion",
            "desde": "expediente_iniciado_el",
            "interrumpe": "",
        },
    ),
    ("Informar la demora", {"clave": "informar_demora", "formulario": "t4_demora"}),
    ("Distribuir los ejemplares", {"clave": "distribuir", "formulario": "t4_distribuir"}),
    (
        "Ejemplar para la Asamblea",
        {
            "clave": "ejemplar",
            "mensaje": "M20",
            "correlacion": "hr",
            "contenido": "{tipo: tipo, numero: numero, edicion: edicion}",
        },
    ),
    (
        "Constancia de publicación",
        {
            "clave": "constancia",
            "mensaje": "M11",
            "correlacion": _CLAVE_DE_CONSTANCIA,
            "contenido": "{edicion: edicion, pagina: pagina}",
        },
    ),
    ("Nadie halló nada", {"clave": "sin_erratas", "tiempo": "gaceta.erratas"}),
    (
        "Corregir erratas, si las hay",
        {
            "clave": "fe_de_erratas",
            "instruccion": "Solo si se halló un error material: si no, se cierra sola al vencer.",
            "acto": "elabora",
            "formulario": "t4_fe_de_erratas",
        },
    ),
    (
        "Autorizar la fe de erratas",
        {
            "clave": "autorizar_fe",
            "distintoDe": "fe_de_erratas",
            "acto": "aprueba",
            "formulario": "t4_autorizar",
        },
    ),
    ("Publicar la fe de erratas", {"clave": "publicar_fe", "formulario": "t4_publicar_fe"}),
    ("Llega el ejemplar", {"clave": "llega_ejemplar", "mensaje": "M20", "correlacion": "hr"}),
    (
        "Recibir el ejemplar",
        {
            "clave": "recibir_ejemplar",
            "unidad": "ALD-VENT",
            "cargo": "ventanilla.ald",
            "acto": "recibe",
            "formulario": "t4_recibir_ejemplar",
        },
    ),
    ("¿Son iguales?", {"clave": "son_iguales"}),
    ("", {"clave": "une_inicios"}),
    ("Devuelta", {"clave": "devuelta", "estadoFinal": "devuelta"}),
    ("Reclamado", {"clave": "reclamado"}),
    ("Informada", {"clave": "informada"}),
    ("Publicada", {"clave": "publicada", "estadoFinal": "publicada"}),
    (
        "Publicada con fe de erratas",
        {"clave": "publicada_con_fe", "estadoFinal": "publicada_con_fe_de_erratas"},
    ),
    ("Ejemplar recibido", {"clave": "ejemplar_recibido"}),
    ("¿Son iguales? → Devolver al promulgador", {"condicion": 'conforme = "diferencias"'}),
    ("¿Son iguales? → Asignar edición y página", {"predeterminado": ""}),
)
