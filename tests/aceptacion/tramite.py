"""El trámite genérico: recepción, calificar, derivar y atender (las veces que haga falta),
responder y archivar. Cómo se dibuja, qué dice cada paso y qué pide cada formulario.
"""

from tests.aceptacion.armado import Campo
from tests.aceptacion.dibujante import Dibujante, Figura

CLAVE = "tramite_generico"
NOMBRE = "Trámite genérico"
PROPOSITO = (
    "Lleva cualquier trámite que no tenga proceso propio: lo recibe Ventanilla, lo califica y "
    "deriva Coordinación General, lo atienden las unidades que hagan falta, se responde y se "
    "archiva. Sirve de plantilla para hacer uno nuevo."
)
NORMAS = [
    ("Ley 2341 arts. 16.h, 17.II, 22 y 23", "CITADO", "Respuesta fundada, tope de seis meses."),
    ("Instructivo interno de correspondencia", "SUPUESTO", "Plazo de atención y de su aviso."),
]
DECISION = "unidad_que_atiende"
REGLAS = (
    ("caminos", "SEDCAM"),
    ("salud", "SEDES"),
    ("agua", "SDC"),
    ("produccion", "SDDPEP"),
    ("otra", "SDCG"),
)
_MATERIAS = (
    ("Caminos y puentes", "caminos"),
    ("Salud", "salud"),
    ("Agua y cuencas", "agua"),
    ("Producción", "produccion"),
    ("Otra", "otra"),
)
_CLASES = (
    ("Solicitud", "solicitud"),
    ("Reclamo", "reclamo"),
    ("Consulta", "consulta"),
    ("Invitación", "invitacion"),
)
_POR_QUE_NO = (("ocultar", "corresponde != false"), ("requeridoSi", "corresponde = false"))
FORMULARIOS = {
    "t14_recibir": (
        "Recibir el trámite",
        (
            Campo("textfield", "Remitente", "remitente"),
            Campo("oficina-municipio", "Municipio", "municipio", ()),
            Campo("select", "Clase", "clase_tramite", opciones=_CLASES),
            Campo("select", "Materia", "materia", opciones=_MATERIAS),
            Campo("textarea", "Referencia", "referencia"),
            Campo("number", "Fojas", "fojas", escritos=(("desde", "1"),)),
            Campo("oficina-documento", "Nota de ingreso", "nota_de_ingreso"),
        ),
    ),
    "t14_calificar": (
        "Calificar",
        (
            Campo("checkbox", "¿Le corresponde a la Gobernación?", "corresponde", ("si_no",)),
            Campo("textarea", "Por qué no", "motivo", (), feel=_POR_QUE_NO),
        ),
    ),
    "t14_remitir": (
        "Remitir a la entidad competente",
        (
            Campo("textfield", "Entidad", "entidad"),
            Campo("textfield", "Cite de la nota de remisión", "cite_remision"),
        ),
    ),
    "t14_derivar": (
        "Derivar",
        (
            Campo("oficina-unidad", "Unidad que atiende", "unidad_destino"),
            Campo("textarea", "Proveído", "proveido"),
        ),
    ),
    "t14_atender": (
        "Atender",
        (
            Campo("textarea", "Informe", "informe"),
            Campo("oficina-tabla", "Costos estimados", "costos", ()),
            Campo("checkbox", "¿Falta que atienda otra unidad?", "falta_otra_unidad", ("si_no",)),
        ),
    ),
    "t14_reiterar": (
        "Reiterar el proveído",
        (Campo("textarea", "Qué se reitera", "reiteracion"),),
    ),
    "t14_responder": (
        "Responder",
        (
            Campo("oficina-documento", "Respuesta firmada", "respuesta"),
            Campo(
                "radio",
                "Cómo se entrega",
                "entrega",
                opciones=(("En mano", "mano"), ("Por correo", "correo")),
            ),
        ),
    ),
    "t14_archivar": (
        "Archivar",
        (
            Campo("number", "Fojas archivadas", "fojas_archivadas", escritos=(("desde", "1"),)),
            Campo("textfield", "Estante y caja", "ubicacion"),
        ),
    ),
}
_TAREA = "bpmn:UserTask"
_DECIDE = "bpmn:ExclusiveGateway"
_FIN = "bpmn:EndEvent"
_FIGURAS = (
    Figura(_TAREA, "Remitir a la entidad competente", 820, 155),
    Figura("bpmn:BusinessRuleTask", "Elegir la unidad", 795, 310),
    Figura(_DECIDE, "", 895, 310),
    Figura(_TAREA, "Derivar", 990, 310),
    Figura(_TAREA, "Atender", 990, 540),
    Figura(_TAREA, "Responder", 1300, 310),
    Figura(_TAREA, "Archivar", 1460, 680),
    Figura(_TAREA, "Reiterar el proveído", 820, 412),
    Figura(_FIN, "Remitido", 970, 155),
    Figura(_FIN, "Reiterado", 680, 412),
    Figura("bpmn:BoundaryEvent", "Se demora", 940, 540, "bpmn:TimerEventDefinition", "Atender"),
)
_FLUJOS = (
    ("Recibir el trámite", "Calificar", ((450, 155), (540, 155), (540, 270))),
    ("Calificar", "¿Corresponde?", ()),
    ("¿Corresponde?", "Remitir a la entidad competente", ((680, 285), (680, 155), (770, 155))),
    ("Remitir a la entidad competente", "Remitido", ()),
    ("¿Corresponde?", "Elegir la unidad", ()),
    ("Elegir la unidad", "", ()),
    ("", "Derivar", ()),
    ("Derivar", "Atender", ()),
    ("Atender", "¿Falta otra unidad?", ()),
    ("¿Falta otra unidad?", "", ((1140, 515), (1140, 248), (895, 248), (895, 285))),
    ("¿Falta otra unidad?", "Responder", ((1165, 540), (1300, 540), (1300, 350))),
    ("Responder", "Archivar", ((1350, 310), (1460, 310), (1460, 640))),
    ("Archivar", "Atendido", ()),
    ("Se demora", "Reiterar el proveído", ((922, 540), (820, 540), (820, 452))),
    ("Reiterar el proveído", "Reiterado", ()),
)
_ROTULOS = {
    ("¿Corresponde?", "Remitir a la entidad competente"): "No",
    ("¿Corresponde?", "Elegir la unidad"): "Sí",
    ("¿Falta otra unidad?", ""): "Sí",
    ("¿Falta otra unidad?", "Responder"): "No",
}
CARRILES = (
    ("Ventanilla Única", {"clave": "l_ventanilla", "unidad": "VU", "cargo": "ventanilla.unica"}),
    (
        "Coordinación General",
        {"clave": "l_coordinacion", "unidad": "SDCG", "cargo": "secretario.coordinacion"},
    ),
    ("Unidad que atiende", {"clave": "l_unidad", "unidad": "=unidad_destino"}),
    ("Archivo Central", {"clave": "l_archivo", "unidad": "ARCHIVO", "cargo": "archivo.central"}),
)


def dibujar(dibujante: Dibujante) -> None:
    """Dibuja el proceso sobre el inicial, que trae un inicio, una tarea y un fin."""
    carriles = dibujante.carriles(1520, (150, 230, 160, 120))
    for carril, (nombre, _) in zip(carriles, CARRILES, strict=True):
        dibujante.nombrar(carril, nombre)
    dibujante.llevar("inicio", "Ingresa", 290, 155)
    dibujante.llevar("tarea_1", "Recibir el trámite", 390, 155)
    dibujante.soltar("flujo_2")
    dibujante.llevar("fin", "Atendido", 1600, 680)
    recibir, calificar = "Recibir el trámite", Figura(_TAREA, "Calificar", 540, 310)
    dibujante.agregar(recibir, "tarea de usu", calificar)
    decide = Figura(_DECIDE, "¿Corresponde?", 680, 310)
    dibujante.agregar("Calificar", "compuerta excl", decide)
    otra = Figura(_DECIDE, "¿Falta otra unidad?", 1140, 540)
    dibujante.de_paleta("create.exclusive-gateway", otra)
    for figura in _FIGURAS:
        dibujante.poner(figura)
    for de, a, puntos in _FLUJOS:
        dibujante.unir(de, a, *puntos, nombre=_ROTULOS.get((de, a), ""))
    dibujante.rotulo("Se demora", 848, 550)
    dibujante.rotulo("¿Falta otra unidad? → ", 1150, 480)


PASOS: tuple[tuple[str, dict[str, str]], ...] = (
    ("piscina", {"institucion": "GADC"}),
    (
        "Recibir el trámite",
        {
            "clave": "recibir",
            "instruccion": "Cuente las fojas delante de quien trae el trámite.",
            "acto": "recibe",
            "formulario": "t14_recibir",
        },
    ),
    ("Calificar", {"clave": "calificar", "acto": "revisa", "formulario": "t14_calificar"}),
    (
        "Remitir a la entidad competente",
        {"clave": "remitir", "formulario": "t14_remitir", "plazo": "tramite.remitir"},
    ),
    (
        "Elegir la unidad",
        {"clave": "elegir_unidad", "decision": DECISION, "resultado": "unidad_destino"},
    ),
    (
        "Derivar",
        {
            "clave": "derivar",
            "instruccion": "La unidad viene elegida por la materia: cámbiela si hace falta.",
            "formulario": "t14_derivar",
        },
    ),
    (
        "Atender",
        {
            "clave": "atender",
            "acto": "elabora",
            "formulario": "t14_atender",
            "plazo": "tramite.atender",
            "publico": "En atención",
        },
    ),
    ("Se demora", {"clave": "se_demora", "tiempo": "tramite.aviso", "interrumpe": ""}),
    ("Reiterar el proveído", {"clave": "reiterar", "formulario": "t14_reiterar"}),
    (
        "Responder",
        {
            "clave": "responder",
            "distintoDe": "atender",
            "acto": "firma",
            "formulario": "t14_responder",
            "plazo": "resolver.max",
            "desde": "expediente_iniciado_el",
            "publico": "La respuesta está por firmarse",
        },
    ),
    ("Archivar", {"clave": "archivar", "acto": "recibe", "formulario": "t14_archivar"}),
    ("¿Corresponde?", {"clave": "corresponde_o_no"}),
    ("", {"clave": "une_derivar"}),
    ("¿Falta otra unidad?", {"clave": "falta_otra"}),
    ("Remitido", {"clave": "remitido", "estadoFinal": "remitido"}),
    ("Reiterado", {"clave": "reiterado"}),
    ("Atendido", {"clave": "atendido", "estadoFinal": "atendido"}),
    ("¿Corresponde? → Remitir a la entidad competente", {"condicion": "corresponde = false"}),
    ("¿Corresponde? → Elegir la unidad", {"predeterminado": ""}),
    ("¿Falta otra unidad? → ", {"condicion": "falta_otra_unidad = true"}),
    ("¿Falta otra unidad? → Responder", {"predeterminado": ""}),
)
