"""`cauce banco bandeja`: mide la bandeja y la búsqueda por HTTP."""

import importlib
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from motor.cli.programa import FALTA, Orden
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Entero

if TYPE_CHECKING:
    from motor.pruebas.banco.bandeja import BandejaEnBase


@click.command("bandeja", cls=Orden)
@click.option(
    "--tareas",
    "cantidades",
    multiple=True,
    default=(100_000, 1_000_000),
    show_default=True,
    metavar="N",
    type=Entero(1_000, 5_000_000),
    help="Con cuántas tareas abiertas (repetible: se mide con cada cantidad, en la misma base).",
)
@click.option("--solo-sqlite", is_flag=True, help="No mide sobre PostgreSQL.")
@click.option("--exigir", is_flag=True, help="Sale con 1 si no se alcanza alguna meta.")
@opcion_json
def bandeja(cantidades: tuple[int, ...], solo_sqlite: bool, exigir: bool, en_json: bool) -> int:
    """Mide cuánto tarda el servidor en dar cada página de la bandeja.

    Protocolo: una base nueva con la organización y los procesos de verdad, llena con tareas
    abiertas repartidas entre sus cargos; un solo hilo pide cada página entera, con su HTML, como la
    persona más cargada, 30 veces tras 2 de calentamiento. Metas: p95 de 150 ms como máximo, y que
    con la mayor cantidad no cueste más de 1,5 veces lo que con la menor (dentro de una corrida; de
    las que duran menos de 5 ms no se exige: ahí el cociente es ruido).
    """
    from motor.pruebas.banco.bandeja import medir_bandeja
    from motor.pruebas.banco.bases import bases_por_medir

    cliente = importlib.import_module("web.medicion").cliente  # el motor no conoce la web
    with bases_por_medir(os.environ.get("CAUCE_BASE_DATOS_PG")) as todas:
        urls = {n: url for n, url in todas.items() if n == "sqlite" or not solo_sqlite}
        with avance(len(urls) * len(set(cantidades)), "Llenando y midiendo") as barra:
            medidas = medir_bandeja(
                urls, tuple(set(cantidades)), cliente, lambda: barra.advance(barra.task_ids[0])
            )
    faltas = [falta for medida in medidas for falta in medida.incumplidas()]
    if en_json:
        escribir_json({"bases": [_como_json(m) for m in medidas], "incumplidas": faltas})
    else:
        for medida in medidas:
            _escribir(medida)
        for falta in faltas:
            click.echo(f"No alcanza la meta: {falta}")
    return FALTA if exigir and faltas else 0


def _como_json(medida: "BandejaEnBase") -> dict[str, Any]:
    return {**asdict(medida), "cocientes": medida.cocientes()}


def _escribir(medida: "BandejaEnBase") -> None:
    cocientes = medida.cocientes()
    cantidades = sorted(medida.por_cantidad)
    filas = []
    for tiempos in zip(*(medida.por_cantidad[c] for c in cantidades), strict=True):
        medidos = [f"{t.p50:.0f} / {t.p95:.0f}" for t in tiempos]
        cociente = f"{cocientes[tiempos[0].pagina]:.2f}".replace(".", ",")
        filas.append((tiempos[0].pagina, *medidos, cociente, f"{tiempos[-1].bytes / 1000:.0f}"))
    columnas = (
        "página",
        *(f"{c} tareas: p50 / p95 ms" for c in cantidades),
        "cociente",
        "kB",
    )
    tabla(f"La bandeja en {medida.base}", columnas, filas)
