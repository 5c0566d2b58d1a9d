"""El registro del programa: structlog, una línea JSON por suceso, en CAUCE_DATOS/log."""

import json
import logging
import tempfile
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

from motor.nucleo.reloj import RelojSistema

BYTES_POR_ARCHIVO = 5_000_000
ARCHIVOS = 5
# las variables locales de una falla podrían llevar claves o datos reservados
_SIN_VARIABLES = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
_manejador: logging.Handler | None = None


def configurar_registro(datos: Path | None) -> Path:
    """Dirige el registro a `datos/log/cauce.log` y devuelve ese archivo.

    Si la carpeta no se puede escribir (o no se sabe aún), va a la carpeta temporal del sistema:
    un error nunca queda sin anotar.
    """
    ruta = _primera_que_sirva(datos)
    global _manejador  # noqa: PLW0603 un programa, un registro
    raiz = logging.getLogger("cauce")
    if _manejador is not None:
        raiz.removeHandler(_manejador)
        _manejador.close()
    _manejador = RotatingFileHandler(
        ruta, maxBytes=BYTES_POR_ARCHIVO, backupCount=ARCHIVOS, encoding="utf-8", delay=True
    )
    _manejador.setFormatter(logging.Formatter("%(message)s"))
    raiz.addHandler(_manejador)
    raiz.setLevel(logging.INFO)
    raiz.propagate = False
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            _con_instante,
            _SIN_VARIABLES,
            structlog.processors.JSONRenderer(serializer=_json),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    return ruta


def _primera_que_sirva(datos: Path | None) -> Path:
    candidatas = [datos / "log"] if datos is not None else []
    for carpeta in [*candidatas, Path(tempfile.gettempdir()) / "cauce-log"]:
        try:
            carpeta.mkdir(parents=True, exist_ok=True)
            ruta = carpeta / "cauce.log"
            with ruta.open("ab"):
                return ruta
        except OSError:
            continue
    return Path(tempfile.mkdtemp(prefix="cauce-log-")) / "cauce.log"


def _con_instante(_: Any, __: str, suceso: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    suceso["el"] = RelojSistema().ahora().isoformat()
    return suceso


def _json(suceso: Any, **_: Any) -> str:
    return json.dumps(suceso, ensure_ascii=False, default=str)
