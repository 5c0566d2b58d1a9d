"""Lo que dice cada correo: el de un aviso y el resumen del día.

De un expediente confidencial no sale nada: ni la hoja de ruta, ni el nombre del paso, ni el texto.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.almacen.trabajos import Trabajo
from motor.nucleo.huellas import sha256
from motor.reglas.correo_saliente import Sobre
from motor.reglas.preferencias import clase_de

LARGO_ASUNTO = 120
RESERVADO = "Tiene un aviso sobre un expediente confidencial."
_PIE = "Este correo lo mandó Cauce, no una persona: no lo responda."


@dataclass(frozen=True)
class Seccion:
    """Un título y sus renglones: texto y dirección ('' = sin enlace)."""

    titulo: str
    renglones: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Carta:
    """El contenido de un correo, antes de ser texto y HTML."""

    asunto: str
    saludo: str
    secciones: Sequence[Seccion]
    preferencias_url: str


def sobre_de(trabajo: Trabajo, persona: Persona, carta: Carta) -> Sobre:
    """Devuelve el correo listo para armar; el mismo trabajo da siempre el mismo `clave`."""
    clave = sha256(f"{trabajo.id}|{trabajo.creado_el.isoformat()}|{persona.id}".encode())
    asunto = carta.asunto
    if len(asunto) > LARGO_ASUNTO:
        asunto = f"{asunto[: LARGO_ASUNTO - 1]}…"
    return Sobre(
        para=persona.correo.strip(),
        nombre=persona.nombre,
        asunto=asunto,
        texto=_texto(carta),
        html=_html(carta),
        clave=f"cauce.{trabajo.id}.{clave[:20]}",
        hecho_el=trabajo.creado_el,
        preferencias_url=carta.preferencias_url,
    )


def carta_de_aviso(sesion: Session, aviso: Aviso, persona: Persona, direccion: str) -> Carta:
    """Devuelve la carta de un aviso."""
    expediente = (
        sesion.get(Expediente, aviso.expediente_id) if aviso.expediente_id is not None else None
    )
    if expediente is not None and expediente.confidencial:
        asunto, texto, enlace = RESERVADO, RESERVADO, f"{direccion}/avisos"
    else:
        asunto, texto, enlace = aviso.texto, aviso.texto, direccion + ruta_de(aviso, expediente)
    seccion = Seccion(clase_de(aviso.clase).nombre, [(texto, enlace)])
    return Carta(asunto, f"{persona.nombre}:", [seccion], f"{direccion}/cuenta/avisos")


def ruta_de(aviso: Aviso, expediente: Expediente | None) -> str:
    """La página que muestra de qué se avisa."""
    if aviso.tarea_id is not None:
        return f"/tareas/{aviso.tarea_id}"
    return f"/expedientes/{quote(expediente.hr)}" if expediente is not None else "/avisos"


def _texto(carta: Carta) -> str:
    partes = [carta.saludo, ""]
    for seccion in carta.secciones:
        partes += [seccion.titulo.upper(), ""]
        for dicho, enlace in seccion.renglones:
            partes += [f"- {dicho}", *([f"  {enlace}"] if enlace else [])]
        partes.append("")
    return "\n".join([*partes, "--", _PIE, f"Elija qué recibir: {carta.preferencias_url}", ""])


def _html(carta: Carta) -> str:
    trozos = [f"<p>{escape(carta.saludo)}</p>"]
    for seccion in carta.secciones:
        renglones = "".join(_renglon(dicho, enlace) for dicho, enlace in seccion.renglones)
        trozos.append(f"<h2>{escape(seccion.titulo)}</h2><ul>{renglones}</ul>")
    enlace = escape(carta.preferencias_url)
    trozos.append(f'<hr><p>{_PIE} <a href="{enlace}">Elija qué recibir</a>.</p>')
    titulo = escape(carta.asunto)
    return (
        f'<!doctype html><html lang="es"><head><meta charset="utf-8"><title>{titulo}</title></head>'
        f"<body>{''.join(trozos)}</body></html>\n"
    )


def _renglon(dicho: str, enlace: str) -> str:
    if not enlace:
        return f"<li>{escape(dicho)}</li>"
    return f'<li><a href="{escape(enlace)}">{escape(dicho)}</a></li>'
