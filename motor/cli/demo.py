"""`cauce demo`: un caso entero de cada proceso, a la vista."""

from dataclasses import asdict

import click

from motor.cli.contexto import leer_ajustes_y_registrar, nombrando_la_base, sin_clave
from motor.cli.programa import Orden
from motor.cli.salida import avance, escribir_json, opcion_json


@click.command("demo", cls=Orden)
@click.option("--sin-servir", is_flag=True, help="Termina al escribir las hojas de ruta.")
@opcion_json
def demo(sin_servir: bool, en_json: bool) -> None:  # noqa: ARG001 hoy siempre termina ahí
    """Recorre un caso completo de cada proceso y escribe su hoja de ruta.

    Crea la carpeta de datos y la base si faltan, siembra la organización, publica los procesos y
    hace cada acto con quien corresponde, moviendo el reloj por los meses que el trámite dura. Se
    puede repetir: agrega casos nuevos.
    """
    from motor.cli.hoja import escribir_hoja
    from motor.pruebas.carpetas import carpeta_de_diagramas
    from motor.pruebas.demostracion import demostrar, preparar

    ajustes = leer_ajustes_y_registrar()
    demostracion = preparar(carpeta_de_diagramas())
    with avance(demostracion.pasos, "Demostración") as barra, nombrando_la_base():
        tarea = barra.task_ids[0]

        def avanzar(que: str) -> None:
            barra.update(tarea, advance=1, description=que)

        hojas = demostrar(demostracion, ajustes, avanzar)
    if en_json:
        base = {"base": sin_clave(ajustes.url), "carpeta": str(ajustes.carpeta)}
        escribir_json({**base, "hojas_de_ruta": [asdict(h) for h in hojas]})
        return
    for hoja in hojas:
        escribir_hoja(hoja)
    click.echo(f"\nLa base de datos está en {sin_clave(ajustes.url)}")
    click.echo(f"Los documentos y el registro están en {ajustes.carpeta}")
