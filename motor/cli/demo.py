"""`cauce demo`: unos cuarenta casos vivos y la web para recorrerlos."""

import os
import secrets
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from motor.cli.contexto import abrir_entorno, leer_ajustes_y_registrar, nombrando_la_base, sin_clave
from motor.cli.programa import Orden
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Entero

if TYPE_CHECKING:
    from motor.entorno import Ajustes
    from motor.pruebas.demostracion import CasoMontado

ARCHIVO_SECRETO = "secreto_demo"
CUENTAS = (
    ("responsable.ucl", "Responsable de Coordinación Legislativa: reparte las peticiones"),
    ("secretario.sdos", "Secretario de Obras: designa técnico y da el visto bueno"),
    ("tecnico1.sdos", "Técnico de Obras: elabora informes"),
    ("gobernador", "Gobernador: firma, promulga u observa"),
    ("ventanilla.unica", "Ventanilla Única: recibe y sella"),
    ("ventanilla.ald", "Ventanilla de la Asamblea"),
    ("presidencia.ald", "Presidencia de la Asamblea"),
    ("seguimiento.scg", "Seguimiento de la SCG: el tablero; revisa y publica procesos"),
    ("admin.procesos", "Dueño de procesos: los dibuja y los propone; plazos y calendario"),
    ("auditor.interno", "Auditoría: lee todo, no actúa"),
    ("admin.sistema", "Administración: organización y personas, ningún expediente"),
)


@click.command("demo", cls=Orden)
@click.option("--sin-servir", is_flag=True, help="Termina al dejar lista la base.")
@click.option(
    "--puerto",
    metavar="N",
    type=Entero(1, 65535),
    default=8000,
    show_default=True,
    help="En qué puerto escuchar.",
)
@opcion_json
def demo(sin_servir: bool, puerto: int, en_json: bool) -> None:
    """Monta la demostración y la sirve en http://127.0.0.1:8000.

    La primera vez crea la base, la organización con una cuenta por cargo, los procesos y unos
    cuarenta casos en todas sus etapas, recorriendo escenarios con un reloj que llega hasta hoy. La
    segunda, encuentra todo como se lo dejó. La clave de todas las cuentas está a la vista: es solo
    para probar.
    """
    from motor.pruebas.demostracion import listar_casos

    ajustes = leer_ajustes_y_registrar()
    with nombrando_la_base():
        nueva = _montar_si_falta(ajustes)
    with abrir_entorno() as entorno:
        casos = listar_casos(entorno)
    if en_json:
        base = {"base": sin_clave(ajustes.url), "carpeta": str(ajustes.carpeta), "nueva": nueva}
        escribir_json({**base, "casos": [asdict(c) for c in casos]})
    else:
        _contar(ajustes, casos, nueva)
    if not sin_servir:
        _servir(ajustes, puerto)


def _montar_si_falta(ajustes: "Ajustes") -> bool:
    from motor.pruebas.carpetas import carpeta_de_diagramas
    from motor.pruebas.demostracion import montar, preparar, ya_montada

    if ya_montada(ajustes):
        return False
    demostracion = preparar(carpeta_de_diagramas())
    with avance(demostracion.pasos, "Demostración") as barra:
        barrita = barra.task_ids[0]

        def avanzar(que: str) -> None:
            barra.update(barrita, advance=1, description=que)

        detenidos = montar(demostracion, ajustes, avanzar)
    for caso in detenidos:
        click.echo(
            f"El caso {caso.escenario} quedó en el paso {caso.paso} ({caso.verbo}): {caso.motivo}",
            err=True,
        )
    return True


def _contar(ajustes: "Ajustes", casos: "list[CasoMontado]", nueva: bool) -> None:
    from motor.pruebas.demostracion import CLAVE

    abiertos = sum(1 for c in casos if c.pendientes)
    como = "Se montaron" if nueva else "Ya estaban"
    click.echo(f"{como} {len(casos)} expedientes, {abiertos} con tareas pendientes.")
    tabla("Cuentas para empezar (hay una por cargo)", ("Usuario", "Quién es"), CUENTAS)
    click.echo(f"La clave de todas es: {CLAVE}")
    click.echo(f"La base de datos está en {sin_clave(ajustes.url)}")
    click.echo(f"Los documentos y el registro están en {ajustes.carpeta}")


def _servir(ajustes: "Ajustes", puerto: int) -> None:
    from motor.cli.servidor import Escucha, exigir_puerto_libre, servir
    from motor.pruebas.demostracion import CLAVE

    escucha = Escucha(puerto=puerto)
    exigir_puerto_libre(escucha)
    os.environ["CAUCE_DEMO"] = CLAVE
    os.environ.setdefault("CAUCE_HTTPS", "no")
    os.environ.setdefault("CAUCE_DIRECCION", escucha.url)
    if not ajustes.secreto:
        os.environ["CAUCE_SECRETO"] = _secreto(ajustes.carpeta)
    with abrir_entorno() as entorno:
        servir(
            escucha,
            entorno,
            lambda: click.echo(f"\nAbra {escucha.url} en el navegador. Para detener: Ctrl+C."),
        )


def _secreto(carpeta: Path) -> str:
    """El secreto de la demostración, guardado para que un reinicio no cierre las sesiones.

    Fuera de la demostración, el secreto viene solo del entorno.
    """
    ruta = carpeta / ARCHIVO_SECRETO
    if not ruta.exists():
        descriptor = os.open(ruta, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as archivo:
            archivo.write(secrets.token_urlsafe(48))
    return ruta.read_text(encoding="utf-8").strip()
