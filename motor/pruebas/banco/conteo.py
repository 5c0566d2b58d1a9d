"""Contar las sentencias SQL que cuesta un acto."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

_NO_CUENTAN = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SET")


@contextmanager
def contar_sentencias(motor: Engine) -> Iterator[list[str]]:
    """Da la lista en que se van anotando las sentencias mientras dura el bloque.

    No cuenta abrir ni cerrar la transacción.
    """
    sentencias: list[str] = []

    def anotar(_c: Any, _cursor: Any, sentencia: str, *_: Any) -> None:
        if not sentencia.lstrip().upper().startswith(_NO_CUENTAN):
            sentencias.append(sentencia)

    event.listen(motor, "before_cursor_execute", anotar)
    try:
        yield sentencias
    finally:
        event.remove(motor, "before_cursor_execute", anotar)
