"""Qué parte del manual explica cada página: «capítulo» o «capítulo#sección»."""

DE_PANTALLA = {
    "ingreso": "primer-dia#ingresar",
    "cuenta": "primer-dia#su-cuenta",
    "bandeja": "bandeja",
    "busqueda": "bandeja#buscar-filtrar-y-guardar",
    "tareas": "tareas",
    "documentos": "tareas#documentos",
    "expedientes": "expediente",
    "mensajes": "correspondencia",
    "menciones": "tareas#comentar",
    "catalogo": "iniciar",
    "ausencias": "ausencias",
    "avisos": "avisos",
    "seguimiento": "seguimiento",
    "administracion": "administracion",
    "organizacion": "administracion#organizacion",
    "personas": "administracion#personas",
    "calendario": "administracion#calendario",
    "parametros": "administracion#plazos",
    "incidentes": "administracion#incidentes",
    "versiones": "administracion#versiones",
    "calor": "seguimiento#mapa-de-calor",
    "comparacion": "dibujar",
    "ensayo": "ensayo",
    "modelador": "dibujar",
    "editor_formularios": "formularios",
    "editor_decisiones": "decisiones",
    "propiedades": "propiedades",
    "procesos": "dibujar#empezar-un-borrador",
    "importacion": "importar",
    "migraciones": "casos-en-curso",
    "movimientos": "casos-en-curso",
    "suspensiones": "casos-en-curso",
    "guia": "indice",
    "manual": "indice",
}
DE_PAGINA = {
    "avisos.preferencias": "avisos#elegir-que-le-llega-y-por-donde",
    "ensayo.escenarios": "ensayo#los-escenarios-del-borrador",
    "cuenta.elegir": "primer-dia#elegir-en-que-cargo-actua",
    "expedientes.bitacora": "auditoria",
    "expedientes.verificar": "expediente#verificar-un-impreso",
    "tareas.elegir_destino": "tareas#derivar",
}
TAMBIEN = {  # los otros capítulos que hacen falta en esa pantalla
    "procesos": ("primer-proceso",),
    "modelador": ("primer-proceso", "propiedades", "feel"),
    "editor_formularios": ("feel",),
    "editor_decisiones": ("feel",),
}
SIN_PAGINAS = frozenset({"api", "salud"})


def parte_del_manual(endpoint: str) -> tuple[str, str]:
    """Devuelve el capítulo y la sección ('' = todo) de esa página; si no se sabe, el índice."""
    pantalla = endpoint.partition(".")[0]
    parte = DE_PAGINA.get(endpoint) or DE_PANTALLA.get(pantalla, "indice")
    capitulo, _, seccion = parte.partition("#")
    return capitulo, seccion


def tambien_en_el_manual(endpoint: str) -> tuple[str, ...]:
    """Devuelve los otros capítulos que sirven en la pantalla de ese endpoint."""
    return TAMBIEN.get(endpoint.partition(".")[0], ())
