"""Pruebas del lenguaje de escenarios."""
