"""La publicación en la Gaceta: para qué es, en qué se apoya y qué pide cada formulario."""

from tests.aceptacion.armado import Campo

CLAVE = "publicacion_gaceta"
NOMBRE = "Publicación en la Gaceta"
PROPOSITO = (
    "Publica en la Gaceta Oficial del departamento una norma promulgada: la registra, coteja el "
    "texto firmado con el editado, le asigna edición y página, la autoriza, la publica con su "
    "huella, reparte los ejemplares y da constancia. Lo ya publicado no se reemplaza: se corrige "
    "con una fe de erratas, que es otra edición."
)
NORMAS = [
    ("CPE art. 164", "CONOCIDO", "Publicación inmediata y vigencia. Verificar el articulado."),
    ("Ley 2341 art. 31", "CITADO", "Los errores materiales se corrigen sin alterar el texto."),
]
_TIPOS = (
    ("Ley departamental", "ley_departamental"),
    ("Decreto departamental", "decreto_departamental"),
    ("Decreto ejecutivo", "decreto_ejecutivo"),
    ("Resolución", "resolucion"),
    ("Estatuto", "estatuto"),
    ("Convenio", "convenio"),
)
_OBSERVADO = (("El texto", "texto"), ("Los anexos", "anexos"), ("La firma", "firma"))
_CON_DIFERENCIAS = (
    ("ocultar", 'conforme != "diferencias"'),
    ("requeridoSi", 'conforme = "diferencias"'),
)
_NO_ESTA = ("mensaje", "Ese tipo y número ya está en la Gaceta: no se publica dos veces.")
_SI_AUTORIZA = ("mensaje", "Sin autorización no se publica: devuelva la tarea a quien la preparó.")
FORMULARIOS = {
    "t4_registrar": (
        "Registrar la norma",
        (
            Campo("select", "Tipo de norma", "tipo", opciones=_TIPOS),
            Campo("textfield", "Número", "numero"),
            Campo("datetime", "Fecha de promulgación", "fecha_promulgacion"),
            Campo("textfield", "Quién la promulgó", "promulgador"),
            Campo("oficina-documento", "Texto firmado", "texto_firmado"),
            Campo("oficina-documento", "Texto editable", "texto_editable"),
            Campo("textfield", "Código del proyecto de ley", "codigo_proyecto", ()),
            Campo(
                "checkbox",
                "¿Ya está publicada con ese número?",
                "ya_publicada",
                ("si_no",),
                feel=(("exigir", "valor = false"),),
                escritos=(_NO_ESTA,),
            ),
        ),
    ),
    "t4_cotejar": (
        "Cotejar el texto",
        (
            Campo(
                "radio",
                "Lo firmado y lo editado",
                "conforme",
                opciones=(("Son iguales", "conforme"), ("Tienen diferencias", "diferencias")),
            ),
            Campo("textarea", "Qué diferencias", "diferencias", (), feel=_CON_DIFERENCIAS),
        ),
    ),
    "t4_devolver": (
        "Devolver al promulgador",
        (
            Campo("textarea", "Motivo", "motivo"),
            Campo("checklist", "Qué se observa", "campos_observados", opciones=_OBSERVADO),
        ),
    ),
    "t4_asignar": (
        "Asignar edición y página",
        (
            Campo(
                "textfield",
                "Edición",
                "edicion",
                (),
                escritos=(("serie", "GO-{numero:03d}/{anio}"),),
            ),
            Campo("number", "Página", "pagina", escritos=(("desde", "1"),)),
            Campo("checkbox", "¿Es extraordinaria?", "extraordinaria", ("si_no",)),
        ),
    ),
    "t4_autorizar": (
        "Autorizar la publicación",
        (
            Campo(
                "checkbox",
                "¿La autoriza?",
                "autorizada",
                ("si_no",),
                feel=(("exigir", "valor = true"),),
                escritos=(_SI_AUTORIZA,),
            ),
        ),
    ),
    "t4_publicar": (
        "Publicar en el portal",
        (
            Campo("textfield", "Dirección en el portal", "direccion"),
            Campo("textfield", "Huella del PDF", "huella", escritos=(("ayuda", "Su sha256."),)),
            Campo("textarea", "Normas que modifica o abroga", "normas_afectadas", ()),
        ),
    ),
    "t4_distribuir": (
        "Distribuir los ejemplares",
        (Campo("number", "Ejemplares impresos", "ejemplares", escritos=(("desde", "1"),)),),
    ),
    "t4_fe_de_erratas": (
        "Corregir erratas",
        (
            Campo("textarea", "Dónde dice y dónde debe decir", "errata"),
            Campo(
                "textfield",
                "Edición de la fe de erratas",
                "edicion_fe",
                (),
                escritos=(("serie", "GO-FE-{numero:03d}/{anio}"),),
            ),
            Campo("oficina-documento", "Fe de erratas firmada", "fe_firmada"),
        ),
    ),
    "t4_publicar_fe": (
        "Publicar la fe de erratas",
        (Campo("textfield", "Dirección de la fe de erratas", "direccion_fe"),),
    ),
    "t4_reclamar": (
        "Reclamar el cotejo",
        (Campo("textarea", "Qué se reclama", "reclamo"),),
    ),
    "t4_demora": (
        "Informar la demora",
        (Campo("textarea", "Por qué se demoró", "causa_demora"),),
    ),
    "t4_recibir_ejemplar": (
        "Recibir el ejemplar",
        (Campo("number", "Ejemplares recibidos", "recibidos", escritos=(("desde", "1"),)),),
    ),
}
