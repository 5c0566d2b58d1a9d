"""`cauce publicar`: publica la versión de un proceso desde su carpeta."""

from pathlib import Path

import click

from motor.cli.contexto import abrir_entorno
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json
from motor.cli.tipos import Ruta


@click.command("publicar", cls=Orden)
@click.argument("carpeta", type=Ruta(), metavar="CARPETA")
@opcion_json
def publicar(carpeta: Path, en_json: bool) -> None:
    """Publica el proceso de CARPETA, o cada uno si es una carpeta de procesos.

    Desde ahí, los expedientes nuevos usan esa versión; los que ya corren terminan con la suya. Si
    nada cambió desde la última vez, no publica otra. Si algo impide publicar, dice qué, dónde y qué
    hacer, y no cambia nada.
    """
    from motor.nucleo.errores import NoEncontrado
    from motor.pruebas.carpetas import exigir_carpeta, leer_carpeta, listar_carpetas
    from motor.pruebas.montaje import publicar_carpeta

    exigir_carpeta(carpeta)
    es_proceso = (carpeta / "proceso.yaml").exists() or list(carpeta.glob("*.bpmn"))
    rutas = [carpeta] if es_proceso else listar_carpetas(carpeta)
    if not rutas:
        raise NoEncontrado(f"En {carpeta} no hay ningún proceso: falta un proceso.yaml.")
    leidas = [leer_carpeta(ruta) for ruta in rutas]
    with abrir_entorno() as entorno:
        versiones = {leida.clave: publicar_carpeta(entorno, leida) for leida in leidas}
    if en_json:
        escribir_json({"publicadas": versiones})
        return
    for clave, id_ in versiones.items():
        click.echo(f"Publicado «{clave}»: versión de id {id_}.")
