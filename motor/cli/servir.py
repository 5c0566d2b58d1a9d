"""`cauce servir`: la web y, al lado, el trabajador."""

import os
from typing import Any

import click

from motor.cli.contexto import abrir_entorno, sin_clave
from motor.cli.programa import Orden
from motor.cli.salida import escribir_json, opcion_json
from motor.cli.tipos import Entero

HTTPS = "CAUCE_HTTPS"


@click.command("servir", cls=Orden)
@click.option(
    "--direccion", metavar="IP", default="127.0.0.1", show_default=True, help="Dónde escuchar."
)
@click.option(
    "--puerto",
    metavar="N",
    type=Entero(1, 65535),
    default=8000,
    show_default=True,
    help="En qué puerto.",
)
@click.option(
    "--procesos",
    metavar="N",
    type=Entero(1, 64),
    default=1,
    show_default=True,
    help="Cuántos procesos atienden.",
)
@click.option(
    "--hilos",
    metavar="N",
    type=Entero(1, 64),
    default=4,
    show_default=True,
    help="Cuántos hilos tiene cada proceso.",
)
@click.option("--sin-trabajador", is_flag=True, help="Los trabajos los atiende otro proceso.")
@opcion_json
def servir(sin_trabajador: bool, en_json: bool, **escucha_en: Any) -> None:
    """Sirve la web hasta que se la detiene con Ctrl+C o SIGTERM.

    Necesita CAUCE_SECRETO (al menos 32 caracteres), con que se firman las sesiones. En la propia
    máquina se sirve por HTTP; hacia afuera va detrás de un servidor con HTTPS: las galletas solo
    viajan cifradas, salvo que CAUCE_HTTPS diga «no».
    """
    from motor.cli.servidor import Escucha, exigir_puerto_libre
    from motor.cli.servidor import servir as poner_a_servir
    from motor.nucleo.errores import ConfiguracionInvalida

    escucha = Escucha(**escucha_en)
    if escucha.es_local:
        os.environ.setdefault(HTTPS, "no")
    with abrir_entorno() as entorno:
        if not entorno.ajustes.secreto:
            raise ConfiguracionInvalida(
                "Falta CAUCE_SECRETO, con que se firman las sesiones. Genere uno y póngalo en el "
                "entorno: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        exigir_puerto_libre(escucha)

        def avisar() -> None:
            if en_json:
                escribir_json({"url": escucha.url, "base": sin_clave(entorno.ajustes.url)})
            else:
                click.echo(f"Cauce está en {escucha.url}. Para detenerlo: Ctrl+C.")

        poner_a_servir(escucha, None if sin_trabajador else entorno, avisar)
