"""El plan de una sentencia en SQLite: qué tablas recorre enteras, de las que crecen siempre."""

import re
import sqlite3

CRECEN = {
    "asiento",
    "ambito",
    "aviso",
    "derivacion",
    "derivacion_destino",
    "documento",
    "documento_version",
    "espera",
    "expediente",
    "incidente",
    "instancia",
    "mensaje",
    "participacion",
    "plazo",
    "plazo_evento",
    "recorrido",
    "tarea",
    "tarea_candidato",
    "trabajo",
    "bandeja",
    "busqueda",
}


def recorridas(base: sqlite3.Connection, sentencia: str, parametros: object) -> set[str]:
    """Devuelve las tablas de `CRECEN` que la sentencia recorre sin índice."""
    plan = base.execute(f"EXPLAIN QUERY PLAN {sentencia}", parametros)
    pasos = [re.match(r"SCAN (\w+)", fila[3]) for fila in plan]
    return {paso[1] for paso in pasos if paso} & CRECEN
