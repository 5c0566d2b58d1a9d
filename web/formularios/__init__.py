"""Los formularios en el navegador: leer lo enviado y los actos sobre filas."""

from web.formularios.adjuntos import adjuntar_subidos, adjuntos_de_inicio
from web.formularios.lectura import ACCION, Envio, leer_envio

__all__ = ["ACCION", "Envio", "adjuntar_subidos", "adjuntos_de_inicio", "leer_envio"]
