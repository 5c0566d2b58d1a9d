"""Los tipos de los argumentos, con sus límites dichos en español."""

from pathlib import Path
from typing import Any

import click


class Entero(click.IntRange):
    """Un entero entre dos límites, incluidos."""

    name = "n"  # como se lee en la ayuda

    def _describe_range(self) -> str:
        """Como se lee en la ayuda y en el error; click diría «10<=x<=100000»."""
        return f"de {self.min} a {self.max}"


class Ruta(click.Path):
    """Una ruta, como `Path`; vacía no vale: Python la tomaría por la carpeta actual."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)
        self.name = "ruta"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Devuelve la ruta.

        Raises:
            click.BadParameter: está vacía o lleva un carácter nulo.
        """
        if not str(value).strip() or "\0" in str(value):
            self.fail("la ruta está vacía; escriba la de un archivo o una carpeta.", param, ctx)
        return super().convert(value, param, ctx)
