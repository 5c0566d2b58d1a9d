"""Cómo habla el programa: JSON con `--json`; si no, frases, tablas y avance."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])
ANCHO_SIN_TERMINAL = 120


def opcion_json(orden: _F) -> _F:
    """Agrega `--json` a la orden, como el argumento `en_json`."""
    return click.option("--json", "en_json", is_flag=True, help="Escribe el resultado en JSON.")(
        orden
    )


def escribir_json(datos: Any) -> None:
    """Escribe los datos en JSON legible; los que JSON no tiene, como texto."""
    click.echo(json.dumps(datos, ensure_ascii=False, indent=2, default=str))


def consola(*, errores: bool = False) -> Any:
    """Devuelve la consola de rich; fuera de una terminal, ancha y sin colores."""
    from rich.console import Console

    hallada = Console(stderr=errores, highlight=False)
    if not hallada.is_terminal:
        hallada = Console(stderr=errores, highlight=False, width=ANCHO_SIN_TERMINAL)
    return hallada


def tabla(titulo: str, columnas: Sequence[str], filas: Iterable[Sequence[object]]) -> None:
    """Escribe una tabla en la salida."""
    from rich.table import Table
    from rich.text import Text

    dibujo = Table(title=titulo or None, title_justify="left", title_style="bold")
    for columna in columnas:
        dibujo.add_column(columna, overflow="fold")
    for fila in filas:
        dibujo.add_row(*(Text(str(celda)) for celda in fila))
    consola().print(dibujo)


def avance(total: int, que: str) -> Any:
    """Devuelve una barra de avance de rich (contexto) que se borra al terminar.

    Va por la salida de errores: la de resultados queda limpia.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    barra = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=consola(errores=True),
        transient=True,
    )
    barra.add_task(que, total=total)
    return barra
