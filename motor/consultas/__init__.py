"""Lecturas para pantallas: dataclasses inmutables, paginadas por clave."""
