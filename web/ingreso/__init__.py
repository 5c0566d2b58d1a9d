"""Ingresar y salir."""
