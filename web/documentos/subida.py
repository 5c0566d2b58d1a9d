"""Leer lo que se sube: uno o varios archivos, o la versión nueva de un documento."""

from flask import request

from motor.nucleo.errores import DatosInvalidos
from motor.operaciones.adjuntar_documentos import AdjuntarDocumentos, Adjunto
from web.contexto import actor


def orden_de_adjuntar() -> AdjuntarDocumentos:
    """Devuelve la orden. Nombre y fojas valen si se sube uno solo; lo demás, para todos.

    Raises:
        DatosInvalidos: no se eligió ningún archivo o un número está mal.
    """
    dados = request.form
    subidos = [s for s in request.files.getlist("archivo") if s.filename]
    if not subidos:
        raise DatosInvalidos("No se eligió ningún archivo. Elija uno o arrástrelo al recuadro.")
    solo = len(subidos) == 1
    adjuntos = tuple(
        Adjunto(
            archivo=subido.filename or "",
            contenido=subido.read(),
            nombre=dados.get("nombre", "").strip() if solo else "",
            fojas=_numero("fojas") if solo else None,
            anexos=(_numero("anexos") or 0) if solo else 0,
            tipo=dados.get("tipo", ""),
            norma_reserva=dados.get("norma_reserva", ""),
            documento_id=_numero("documento_id") if solo else None,
        )
        for subido in subidos
    )
    expediente_id, tarea_id = _numero("expediente_id") or 0, _numero("tarea_id")
    clave = dados.get("idempotencia")
    return AdjuntarDocumentos(actor(), expediente_id, adjuntos, tarea_id, clave)


def frase_de_subida(orden: AdjuntarDocumentos) -> str:
    """Devuelve lo que se dice después de adjuntar."""
    cuantos = len(orden.adjuntos)
    if cuantos > 1:
        return f"Se adjuntaron {cuantos} documentos."
    if orden.adjuntos[0].documento_id is not None:
        return "Se agregó una versión nueva del documento."
    return "Se adjuntó el documento."


def _numero(nombre: str) -> int | None:
    texto = request.form.get(nombre, "").strip()
    if not texto:
        return None
    if not texto.isdecimal() or len(texto) > 9:
        raise DatosInvalidos(f"«{nombre}» debe ser un número entero; se recibió «{texto[:20]}».")
    return int(texto)
