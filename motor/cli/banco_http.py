"""`cauce banco http`: mide el proceso de aprobación contra el servidor de verdad."""

import os
from dataclasses import asdict

import click

from motor.cli.programa import FALTA, Orden
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Entero


@click.command("http", cls=Orden)
@click.option(
    "--expedientes",
    default=150,
    show_default=True,
    metavar="N",
    type=Entero(10, 100_000),
    help="Cuántos expedientes recorre cada tanda.",
)
@click.option("--solo-sqlite", is_flag=True, help="No mide sobre PostgreSQL.")
@click.option("--exigir", is_flag=True, help="Sale con 1 si no se alcanza alguna meta.")
@opcion_json
def por_http(expedientes: int, solo_sqlite: bool, exigir: bool, en_json: bool) -> int:
    """Mide cuántos expedientes por segundo atiende `cauce servir`.

    Protocolo: un servidor de un proceso, sin trabajador (el proceso que se mide no le deja nada),
    y un cliente con la conexión sostenida, en otro proceso.
    Cada expediente son cuatro pedidos con su sesión y su testigo: iniciar, ver su tarea, completar
    y completar. Mejor de tres tandas, tras un calentamiento. Metas sobre SQLite: 60 expedientes/s
    y completar en 15 ms como máximo (p95).
    """
    from motor.pruebas.banco.bases import bases_por_medir
    from motor.pruebas.banco.http import TANDAS, medir_http

    with bases_por_medir(os.environ.get("CAUCE_BASE_DATOS_PG")) as todas:
        urls = {n: url for n, url in todas.items() if n == "sqlite" or not solo_sqlite}
        with avance((TANDAS + 1) * len(urls), "Midiendo por HTTP") as barra:
            medidas = [
                medir_http(n, url, expedientes, lambda: barra.advance(barra.task_ids[0]))
                for n, url in urls.items()
            ]
    faltas = [falta for medida in medidas for falta in medida.incumplidas()]
    if en_json:
        escribir_json({"bases": [asdict(m) for m in medidas], "incumplidas": faltas})
    else:
        filas = [
            (
                f"{m.servidor} sobre {m.base}",
                f"{m.por_segundo:.0f}",
                *(f"{m.pedidos[q][0]:.1f} / {m.pedidos[q][1]:.1f}" for q in _PEDIDOS),
            )
            for m in medidas
        ]
        columnas = ("", "expedientes/s", *(f"{q}: p50 / p95 ms" for q in _PEDIDOS))
        tabla(f"{expedientes} expedientes por tanda, por HTTP", columnas, filas)
        for falta in faltas:
            click.echo(f"No alcanza la meta: {falta}")
    return FALTA if exigir and faltas else 0


_PEDIDOS = ("iniciar", "ver", "completar")
