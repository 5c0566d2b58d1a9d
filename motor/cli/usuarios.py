"""`cauce usuario`: cuentas de las personas, desde la consola."""

import sys
import warnings
from dataclasses import asdict
from getpass import GetPassWarning

import click

from motor.cli.contexto import abrir_entorno
from motor.cli.programa import Grupo
from motor.cli.salida import escribir_json, opcion_json, tabla
from motor.nucleo.textos import contar


@click.group("usuario", cls=Grupo)
def usuario() -> None:
    """Cuentas: darlas de alta, cambiar su clave y listarlas.

    Lo que se hace aquí queda en la bitácora del sistema como hecho desde la consola.
    """


def _opcion_clave(orden: click.decorators.FC) -> click.decorators.FC:
    return click.option(
        "--clave-por-entrada",
        "por_entrada",
        is_flag=True,
        help="Lee la clave de la entrada estándar en vez de preguntarla.",
    )(orden)


def _pedir_clave(por_entrada: bool) -> str:
    if por_entrada:
        clave = sys.stdin.readline().rstrip("\n")
        if not clave:
            raise click.UsageError("La entrada estándar no trae la clave.")
        return clave
    try:
        with warnings.catch_warnings():  # sin terminal, getpass avisa en inglés y muestra la clave
            warnings.simplefilter("error", GetPassWarning)
            return str(click.prompt("Clave", hide_input=True, confirmation_prompt=True))
    except GetPassWarning as error:
        raise click.UsageError(
            "No hay una terminal donde pedir la clave. Désela por la entrada estándar con "
            "--clave-por-entrada."
        ) from error


@usuario.command("alta")
@click.argument("nombre_de_usuario", metavar="USUARIO")
@click.option("--nombre", required=True, metavar="TEXTO", help="Nombre y apellidos.")
@click.option("--ci", default="", metavar="TEXTO", help="Cédula de identidad.")
@click.option("--correo", default="", metavar="TEXTO", help="Correo electrónico.")
@_opcion_clave
@opcion_json
def alta(nombre_de_usuario: str, por_entrada: bool, en_json: bool, **datos: str) -> None:
    """Da de alta una cuenta, o cambia los datos de la que ya existe.

    Para que pueda actuar hace falta además una designación en un cargo.
    """
    from motor.operaciones.guardar_persona import GuardarPersona, guardar_persona
    from motor.reglas.organigrama import FichaPersona

    ficha = FichaPersona(nombre_de_usuario, datos["nombre"], datos["ci"], datos["correo"])
    clave = _pedir_clave(por_entrada)
    with abrir_entorno() as entorno:
        id_ = guardar_persona(entorno, GuardarPersona(None, ficha, clave))
    if en_json:
        escribir_json({"id": id_, **asdict(ficha)})
    else:
        click.echo(f"Guardada la cuenta «{nombre_de_usuario}» de {ficha.nombre}.")


@usuario.command("clave")
@click.argument("nombre_de_usuario", metavar="USUARIO")
@_opcion_clave
@opcion_json
def clave(nombre_de_usuario: str, por_entrada: bool, en_json: bool) -> None:
    """Cambia la clave de una cuenta."""
    from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave

    nueva = _pedir_clave(por_entrada)
    with abrir_entorno() as entorno:
        cambiar_clave(entorno, CambiarClave(None, nombre_de_usuario, nueva))
    if en_json:
        escribir_json({"usuario": nombre_de_usuario, "cambiada": True})
    else:
        click.echo(f"Cambiada la clave de «{nombre_de_usuario}».")


@usuario.command("listar")
@opcion_json
def listar(en_json: bool) -> None:
    """Lista las cuentas, con los cargos que hoy ejercen."""
    from motor.consultas.cuentas import listar_cuentas

    with abrir_entorno() as entorno, entorno.leer() as sesion:
        cuentas = listar_cuentas(sesion, entorno.reloj.ahora())
    if en_json:
        escribir_json([asdict(c) for c in cuentas])
        return
    filas = [
        (c.usuario, c.nombre, ", ".join(c.cargos), "sí" if c.activa else "no") for c in cuentas
    ]
    tabla("", ("Usuario", "Nombre", "Cargos", "Activa"), filas)
    click.echo(f"{contar(len(cuentas), 'cuenta', 'cuentas')}.")
