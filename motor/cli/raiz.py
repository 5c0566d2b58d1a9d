"""Las órdenes de `cauce`, juntas."""

from importlib.metadata import version

import click

from motor.cli.banco import banco
from motor.cli.bitacora import bitacora
from motor.cli.castellano import castellanizar
from motor.cli.decision import decision
from motor.cli.demo import demo
from motor.cli.escenarios import escenarios
from motor.cli.exportar import exportar
from motor.cli.migrar import migrar
from motor.cli.programa import Programa
from motor.cli.publicar import publicar
from motor.cli.sembrar import sembrar
from motor.cli.servir import servir
from motor.cli.trabajador import trabajador
from motor.cli.usuarios import usuario
from motor.cli.validar import validar
from motor.cli.ver_hoja import hoja

castellanizar()  # antes de crear las opciones: su ayuda se escribe al crearlas


@click.group(
    "cauce",
    cls=Programa,
    context_settings={"help_option_names": ["--help", "--ayuda", "-h"]},
    epilog="Códigos de salida: 0 todo bien, 1 encontró una falta, 2 mal uso.",
)
@click.version_option(version("cauce"), prog_name="cauce")
def programa() -> None:
    """Cauce: procesos BPMN interinstitucionales con plazos legales y bitácora verificable.

    Los ajustes se dan en el entorno: CAUCE_BASE_DATOS (dirección de la base) y CAUCE_DATOS
    (carpeta de documentos, registro y base de la demostración).
    """


_BASE = (banco, bitacora, decision, demo, hoja, migrar, sembrar, servir, trabajador, usuario)
for orden in (*_BASE, escenarios, exportar, publicar, validar):
    programa.add_command(orden)
