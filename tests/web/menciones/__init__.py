"""Pruebas de la lista de personas que se abre al escribir «@»."""
