"""El grupo `cauce`: ayuda en español, códigos de salida y ningún rastro de pila a la vista.

Códigos: 0 todo bien, 1 encontró una falta, 2 mal uso (argumentos, ajustes o algo que no existe).
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn
from uuid import uuid4

import click

from motor.cli.castellano import castellanizar
from motor.cli.salida import escribir_json
from motor.nucleo.errores import ConfiguracionInvalida, DatosInvalidos, ErrorMotor, NoEncontrado
from motor.nucleo.textos import abreviar

FALTA = 1
MAL_USO = 2
INTERRUMPIDO = 130
LECTOR_CERRADO = 141  # el de SIGPIPE: lo que da cualquier programa cuando nadie lee su salida


class _FraseEntera(click.Command):
    """En la lista de órdenes, la primera frase entera: click la cortaría con «...»."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 lo llama click
        """La primera frase de la ayuda."""
        return super().get_short_help_str(limit=1000)


class Orden(_FraseEntera):
    """Una orden, con la línea de uso en español."""

    def __init__(self, *args: Any, **opciones: Any) -> None:
        opciones.setdefault("options_metavar", "[OPCIONES]")
        super().__init__(*args, **opciones)


class Grupo(_FraseEntera, click.Group):
    """Un grupo de órdenes, con la línea de uso en español."""

    command_class = Orden

    def __init__(self, *args: Any, **opciones: Any) -> None:
        opciones.setdefault("options_metavar", "[OPCIONES]")
        opciones.setdefault("subcommand_metavar", "ORDEN [ARGUMENTOS]…")
        super().__init__(*args, **opciones)


class Programa(Grupo):
    """El programa entero: convierte cualquier error en una frase y un código de salida."""

    group_class = Grupo

    def main(  # type: ignore[override] # siempre termina el proceso: no hay otro modo que ofrecer
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **_: Any
    ) -> NoReturn:
        """Corre la orden y termina el proceso con su código."""
        castellanizar()
        dados = list(sys.argv[1:] if args is None else args)
        sys.exit(self._correr(dados, prog_name or "cauce"))

    def invoke(self, ctx: click.Context) -> Any:
        """Corre la orden; click tomaría por falta que nadie lea ya la salida."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return _sin_lector()

    def _correr(self, dados: list[str], nombre: str) -> int:
        en_json = "--json" in dados
        try:
            codigo = super().main(dados, nombre, standalone_mode=False)
            sys.stdout.flush()
            return codigo if isinstance(codigo, int) else 0
        except click.exceptions.Exit as salida:
            return salida.exit_code
        except click.Abort:
            click.echo("Interrumpido.", err=True)
            return INTERRUMPIDO
        except click.ClickException as error:
            return _mal_usado(error, en_json)
        except ErrorMotor as error:
            return _decir(error, en_json)
        except BrokenPipeError:
            return _sin_lector()
        except Exception as error:
            return _imprevisto(error, en_json)


def _sin_lector() -> int:
    """Quien leía cerró (por ejemplo, `| head`): lo que quede por escribir va a ninguna parte."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return LECTOR_CERRADO


def _mal_usado(error: click.ClickException, en_json: bool) -> int:
    mensaje = abreviar(error.format_message())
    if en_json:
        escribir_json({"error": {"codigo": "mal_uso", "mensaje": mensaje}})
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(mensaje, err=True)  # es la ayuda entera
        return error.exit_code
    if isinstance(error, click.UsageError) and error.ctx is not None:
        click.echo(error.ctx.get_usage(), err=True)
        click.echo(f"Vea la ayuda con «{error.ctx.command_path} --help».\n", err=True)
    click.echo(f"Error: {mensaje}", err=True)
    return error.exit_code


def _decir(error: ErrorMotor, en_json: bool) -> int:
    if en_json:
        datos: dict[str, Any] = {"codigo": error.codigo, "mensaje": abreviar(error.mensaje)}
        if isinstance(error, DatosInvalidos):
            datos["faltas"] = [
                {"campo": f.campo, "mensaje": abreviar(f.mensaje)} for f in error.faltas
            ]
        escribir_json({"error": datos})
    else:
        click.echo(f"Error: {abreviar(error.mensaje)}", err=True)
    return MAL_USO if isinstance(error, NoEncontrado | ConfiguracionInvalida) else FALTA


def _imprevisto(error: Exception, en_json: bool) -> int:
    """Anota el error con un número y lo dice en una frase."""
    import structlog

    from motor.registro import configurar_registro

    numero = uuid4().hex[:8]
    ruta = configurar_registro(carpeta_de_datos())
    structlog.get_logger("cauce").error("error_imprevisto", numero=numero, exc_info=error)
    mensaje = (
        f"Ocurrió un error imprevisto (número {numero}). No se guardó lo que estaba a medias. "
        f"El detalle está en {ruta}; búsquelo por ese número."
    )
    if en_json:
        escribir_json({"error": {"codigo": "imprevisto", "numero": numero, "mensaje": mensaje}})
    else:
        click.echo(f"Error: {mensaje}", err=True)
    return FALTA


def carpeta_de_datos() -> Path | None:
    """La carpeta de CAUCE_DATOS, o `datos` si no se dijo."""
    return Path(os.environ.get("CAUCE_DATOS") or "datos")
