"""Pruebas del motor."""
