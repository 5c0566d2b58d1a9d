"""`cauce hoja`: la hoja de ruta de un expediente, en la terminal."""

from dataclasses import asdict

import click

from motor.cli.contexto import abrir_entorno
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json


@click.command("hoja", cls=Orden)
@click.argument("hr", metavar="HR")
@opcion_json
def hoja(hr: str, en_json: bool) -> None:
    """Escribe la hoja de ruta del expediente HR (por ejemplo, HR-2027-000001).

    Lleva la carátula, cada derivación con quién la tuvo, cuándo entró y salió y cuántos días, los
    mensajes con sus acuses, los plazos, los documentos y lo demás que pasó.
    """
    from motor.cli.hoja import escribir_hoja
    from motor.consultas.hoja_de_ruta import mirar_todo, obtener_hoja_de_ruta

    with abrir_entorno() as entorno, entorno.leer() as sesion:
        mirada = mirar_todo(sesion, hr)
        leida = obtener_hoja_de_ruta(sesion, entorno.versiones, mirada, entorno.reloj.ahora())
    if en_json:
        escribir_json(asdict(leida))
    else:
        escribir_hoja(leida)
