"""Consultas que PostgreSQL debe planear cada vez, mirando los valores que se piden.

A la quinta vez psycopg prepara una sentencia y PostgreSQL puede quedarse con un plan «genérico»,
que no sabe si la palabra buscada es rara o si el cargo tiene mil tareas. Para leer una fila por su
clave es lo mejor; para las listas de la bandeja, un plan ajeno a los valores cuesta cien veces más
que planear. SQLite planea siempre igual y no le hace caso.
"""

from typing import Any

from sqlalchemy import Engine, event

A_MEDIDA = {"cauce_a_medida": True}  # opciones de ejecución de esas consultas
VECES = 5  # las que psycopg espera antes de preparar una sentencia


def planear_a_medida(motor: Engine) -> None:
    """Hace que las conexiones de ese motor no preparen las sentencias con `A_MEDIDA`."""

    @event.listens_for(motor, "before_cursor_execute")
    def elegir(*partes: Any) -> None:
        cursor, contexto = partes[1], partes[4]
        a_medida = contexto is not None and "cauce_a_medida" in contexto.execution_options
        cursor.connection.prepare_threshold = None if a_medida else VECES
