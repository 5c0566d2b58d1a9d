"""`cauce trabajador`: hace lo que el sistema debe, hasta que se lo detiene."""

import signal
from types import FrameType

import click

from motor.cli.contexto import abrir_entorno, sin_clave
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json


@click.command("trabajador", cls=Orden)
@click.option("--una-vez", is_flag=True, help="Hace lo debido ahora y termina.")
@opcion_json
def trabajador(una_vez: bool, en_json: bool) -> None:
    """Atiende plazos vencidos, mensajes y tareas de servicio.

    Puede haber varios, en varias máquinas. Se detiene con Ctrl+C o SIGTERM, al terminar lo que
    tiene en mano; lo que otro dejó a medias se retoma cuando vence su reserva.
    """
    from motor.trabajador import Trabajador, drenar

    with abrir_entorno() as entorno:
        if una_vez:
            hechos = drenar(entorno)
            if en_json:
                escribir_json({"hechos": hechos})
            else:
                click.echo(f"Trabajos hechos: {hechos}.")
            return
        obrero = Trabajador(entorno)

        def parar(_numero: int, _marco: FrameType | None) -> None:
            obrero.parar()

        for senal in (signal.SIGINT, signal.SIGTERM):
            signal.signal(senal, parar)
        if en_json:
            escribir_json({"trabajador": obrero.nombre, "base": sin_clave(entorno.ajustes.url)})
        else:
            click.echo(f"Trabajando como {obrero.nombre}. Para detenerlo: Ctrl+C.")
        obrero.correr()
        click.echo("Detenido.", err=True)
