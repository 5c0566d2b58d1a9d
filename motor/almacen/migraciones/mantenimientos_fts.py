"""El índice de texto de SQLite (FTS5), que sigue a la tabla `busqueda`.

Las palabras ya vienen plegadas y sin repetir: no hacen falta posiciones (`detail=none`).
"""

from motor.almacen.migraciones.mantenimiento import Mantenimiento

CREAR_FTS = (
    "CREATE VIRTUAL TABLE busqueda_fts USING fts5(palabras, content='busqueda', "
    "content_rowid='expediente_id', tokenize='ascii', detail=none, columnsize=0)"
)
QUITAR_FTS = "DROP TABLE busqueda_fts"

_AGREGAR = "INSERT INTO busqueda_fts (rowid, palabras) VALUES (NEW.expediente_id, NEW.palabras)"
_QUITAR = (
    "INSERT INTO busqueda_fts (busqueda_fts, rowid, palabras) "
    "VALUES ('delete', OLD.expediente_id, OLD.palabras)"
)
DISPARADORES_FTS = [
    Mantenimiento("busqueda_nueva", "busqueda", "INSERT", (_AGREGAR,)),
    Mantenimiento("busqueda_cambia", "busqueda", "UPDATE OF palabras", (_QUITAR, _AGREGAR)),
    Mantenimiento("busqueda_sale", "busqueda", "DELETE", (_QUITAR,)),
]
