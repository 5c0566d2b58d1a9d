"""`cauce validar`: revisa archivos sin tocar ninguna base."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from motor.cli.programa import FALTA, Orden
from motor.cli.salida import escribir_json, opcion_json
from motor.cli.tipos import Ruta


@click.command("validar", cls=Orden)
@click.argument("archivos", nargs=-1, required=True, type=Ruta(), metavar="ARCHIVO…")
@opcion_json
def validar(archivos: tuple[Path, ...], en_json: bool) -> int:
    """Revisa diagramas, formularios, decisiones, fichas y escenarios.

    Cada ARCHIVO es un .bpmn, .form, .dmn, proceso.yaml, un .yaml de escenarios o una carpeta con
    ellos. Dice de cada falta la línea, el elemento y qué hacer. No publica ni cambia nada.
    """
    from motor.pruebas.validacion import archivos_por_validar, validar_archivo

    hallados = {str(r): validar_archivo(r) for r in archivos_por_validar(archivos)}
    graves = sum(h.grave for lista in hallados.values() for h in lista)
    if en_json:
        escribir_json(
            {
                "archivos": {r: [vars(h) for h in lista] for r, lista in hallados.items()},
                "graves": graves,
            }
        )
    else:
        _escribir(hallados, graves)
    return FALTA if graves else 0


def _escribir(hallados: Mapping[str, Sequence[object]], graves: int) -> None:
    for ruta, lista in hallados.items():
        click.echo(f"{ruta}: {'bien' if not lista else ''}".rstrip())
        for hallazgo in lista:
            aviso = "" if getattr(hallazgo, "grave", True) else "(aviso) "
            click.echo(f"  - {aviso}{hallazgo}")
    click.echo(f"Archivos: {len(hallados)}. Faltas que impiden publicar: {graves}.")
