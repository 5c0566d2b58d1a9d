"""`cauce migrar`: lleva la base al esquema de esta versión."""

import click

from motor.cli.contexto import leer_ajustes_y_registrar, nombrando_la_base
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json


@click.command("migrar", cls=Orden)
@opcion_json
def migrar(en_json: bool) -> None:
    """Crea la base de datos, o la lleva al esquema de esta versión del programa.

    Repetirla no cambia nada. Conviene respaldar antes una base con expedientes.
    """
    from motor.almacen import esquema
    from motor.almacen.conexion import crear_motor

    with nombrando_la_base():
        motor = crear_motor(leer_ajustes_y_registrar().url)
        try:
            antes = esquema.version(motor)
            esquema.migrar(motor)
        finally:
            motor.dispose()
    ahora = esquema.cabeza()
    if en_json:
        escribir_json({"antes": antes, "ahora": ahora, "cambio": antes != ahora})
    elif antes == ahora:
        click.echo(f"La base ya estaba en el esquema {ahora}.")
    else:
        click.echo(f"La base pasó del esquema {antes or 'ninguno'} al {ahora}.")
