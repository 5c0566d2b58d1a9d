"""Adjuntar y descargar documentos."""
