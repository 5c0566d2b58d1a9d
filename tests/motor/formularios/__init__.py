"""Pruebas de los formularios."""
