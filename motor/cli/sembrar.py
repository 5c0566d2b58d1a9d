"""`cauce sembrar`: la organización, los plazos y los feriados con que empieza una base."""

from pathlib import Path

import click

from motor.cli.contexto import abrir_entorno
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json
from motor.cli.tipos import Ruta

_NOMBRES = {"parametros": "plazos", "dias_inhabiles": "días inhábiles"}


@click.command("sembrar", cls=Orden)
@click.argument("carpeta", required=False, type=Ruta(), metavar="[CARPETA]")
@opcion_json
def sembrar(carpeta: Path | None, en_json: bool) -> None:
    """Carga la organización, los plazos y los feriados de CARPETA.

    Por omisión, los que vienen con Cauce, en diagramas/organizacion. CARPETA lleva
    organizacion.yaml, parametros_plazo.yaml y feriados.yaml. Agrega lo que falta y no cambia lo que
    ya está: se puede repetir. Las cuentas nuevas quedan sin clave; se la pone «cauce usuario
    clave».
    """
    from motor.operaciones.sembrar_organizacion import SembrarOrganizacion, sembrar_organizacion
    from motor.pruebas.carpetas import ORGANIZACION, carpeta_de_diagramas, exigir_carpeta

    origen = carpeta or carpeta_de_diagramas() / ORGANIZACION
    exigir_carpeta(origen)
    with abrir_entorno() as entorno:
        agregadas = sembrar_organizacion(entorno, SembrarOrganizacion(origen))
    if en_json:
        escribir_json({"agregadas": dict(agregadas)})
    elif any(agregadas.values()):
        cuentas = (f"{n} {_NOMBRES.get(que, que)}" for que, n in agregadas.items() if n)
        click.echo(f"Se agregaron {', '.join(cuentas)}.")
    else:
        click.echo("Ya estaba todo: no se agregó nada.")
