"""El menú: solo lo que existe y la persona puede usar."""

from dataclasses import dataclass

from flask import current_app, request, url_for

from motor.consultas.sesiones import Quien
from web.ayuda import parte_del_manual, tambien_en_el_manual
from web.manual.capitulos import leer_capitulo


@dataclass(frozen=True)
class Entrada:
    """Una entrada del menú; `facultades` vacías = cualquiera. `atajo`: tecla después de «g»."""

    endpoint: str
    etiqueta: str
    icono: str
    atajo: str
    facultades: frozenset[str] = frozenset()
    sin_expedientes: bool = False  # también quien no ve expedientes
    o_lectura: bool = False  # también los cargos que leen todo


_ADMINISTRAN = frozenset({"organizacion", "calendario", "plazos", "procesos", "expedientes"})

ENTRADAS = (
    Entrada("bandeja.lista", "Bandeja", "inbox", "b"),
    Entrada("busqueda.lista", "Expedientes", "folders", "e"),
    Entrada("mensajes.lista", "Correspondencia", "mail", "c"),
    Entrada("catalogo.lista", "Iniciar", "circle-plus", "i"),
    Entrada(
        "seguimiento.tablero",
        "Seguimiento",
        "chart-bar",
        "s",
        frozenset({"avisos"}),
        o_lectura=True,
    ),
    Entrada("ausencias.lista", "Ausencias", "calendar-user", "a"),
    Entrada(
        "administracion.inicio",
        "Administración",
        "settings",
        "d",
        _ADMINISTRAN,
        sin_expedientes=True,
        o_lectura=True,
    ),
    Entrada("manual.indice", "Manual", "book", "m", sin_expedientes=True),
)


_DE_TODAS = next(e for e in ENTRADAS if e.endpoint == "administracion.inicio")


def _parte(endpoint: str, etiqueta: str, *facultades: str) -> Entrada:
    return Entrada(endpoint, etiqueta, "", "", frozenset(facultades), True, True)


PARTES = (
    _parte("administracion.inicio", "Inicio", *_ADMINISTRAN),
    _parte("organizacion.inicio", "Organización", "organizacion"),
    _parte("personas.lista", "Personas", "organizacion"),
    _parte("calendario.ver", "Calendario", "calendario", "plazos"),
    _parte("parametros.lista", "Plazos", "calendario"),
    _parte("incidentes.lista", "Incidentes", "expedientes"),
    _parte("procesos.lista", "Procesos", "procesos"),
    _parte("versiones.lista", "Versiones", "procesos"),
)


@dataclass(frozen=True)
class Enlace:
    """Una entrada lista para mostrar."""

    etiqueta: str
    icono: str
    atajo: str
    url: str
    activa: bool


def menu(yo: Quien | None) -> list[Enlace]:
    """Devuelve las entradas de la persona, en orden."""
    if yo is None or yo.en is None:
        return []
    return [_enlace(entrada) for entrada in ENTRADAS if _puede(entrada, yo)]


def administracion(yo: Quien | None) -> list[tuple[str, str, bool]]:
    """Devuelve las partes de la administración que puede ver: texto, url y si es esta."""
    if yo is None:
        return []
    enlaces = [(entrada, _enlace(entrada)) for entrada in PARTES if _puede(entrada, yo)]
    return [(e.etiqueta, e.url, entrada.endpoint == _parte_activa()) for entrada, e in enlaces]


def _parte_activa() -> str:
    """La parte a la que pertenece la página: la de su endpoint, o la principal de su pantalla."""
    endpoint = request.endpoint or ""
    propias = {entrada.endpoint for entrada in PARTES}
    if endpoint in propias:
        return endpoint
    pantalla = endpoint.partition(".")[0]
    return next((p.endpoint for p in PARTES if p.endpoint.startswith(f"{pantalla}.")), "")


def manual_de_la_pagina() -> str:
    """La dirección de la parte del manual que explica la página que se está viendo."""
    capitulo, seccion = parte_del_manual(request.endpoint or "")
    return url_for("manual.pagina", pagina=capitulo, _anchor=seccion or None)


def mas_del_manual() -> list[tuple[str, str]]:
    """El título y la dirección de los otros capítulos que sirven en la página que se ve."""
    claves = tambien_en_el_manual(request.endpoint or "")
    return [(leer_capitulo(c).titulo, url_for("manual.pagina", pagina=c)) for c in claves]


def si_existe(endpoint: str, **datos: object) -> str:
    """Devuelve la dirección del endpoint, o vacío si esa pantalla no está."""
    if endpoint not in current_app.view_functions:
        return ""
    return url_for(endpoint, **datos)  # type: ignore[arg-type]  # los datos los pone la plantilla


def _puede(entrada: Entrada, yo: Quien) -> bool:
    if entrada.endpoint not in current_app.view_functions:
        return False
    if yo.acceso == "ninguno" and not entrada.sin_expedientes:
        return False
    lee = entrada.o_lectura and yo.acceso == "lectura"
    return lee or not entrada.facultades or bool(entrada.facultades & yo.facultades)


def _enlace(entrada: Entrada) -> Enlace:
    pantallas = {entrada.endpoint.partition(".")[0]}
    if entrada.endpoint == _DE_TODAS.endpoint:
        pantallas |= {parte.endpoint.partition(".")[0] for parte in PARTES}
    return Enlace(
        entrada.etiqueta,
        entrada.icono,
        entrada.atajo,
        url_for(entrada.endpoint),
        (request.blueprint or "") in pantallas,
    )
