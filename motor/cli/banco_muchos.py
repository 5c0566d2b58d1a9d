"""`cauce banco muchos`: mide muchos clientes y muchos plazos a la vez."""

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from motor.cli.programa import FALTA, Orden
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Entero

if TYPE_CHECKING:
    from motor.pruebas.banco.concurrencia import ConClientes, ConPlazos


@click.command("muchos", cls=Orden)
@click.option(
    "--tareas",
    default=1_600,
    show_default=True,
    metavar="N",
    type=Entero(16, 100_000),
    help="Cuántas completan los clientes en cada medida.",
)
@click.option(
    "--plazos",
    default=100_000,
    show_default=True,
    metavar="N",
    type=Entero(10, 1_000_000),
    help="Cuántos vencen en cada medida.",
)
@click.option("--solo-sqlite", is_flag=True, help="No mide sobre PostgreSQL.")
@click.option("--exigir", is_flag=True, help="Sale con 1 si no se alcanza alguna meta.")
@opcion_json
def muchos(tareas: int, plazos: int, solo_sqlite: bool, exigir: bool, en_json: bool) -> int:
    """Mide a muchos clientes y a muchos plazos sobre la misma base.

    Protocolo: dieciséis clientes, repartidos en 1, 2 y 4 procesos (en SQLite, uno), completan
    tareas; una de cada diez la intentan dos y debe ganar uno solo. Después, muchos plazos debidos
    a la vez ante 1 y 2 trabajadores (en SQLite, uno), mientras una persona completa tareas de a
    una: cada uno debe vencer una vez, del más antiguo al más nuevo. Todo se comprueba contra la
    bitácora. Metas: nada perdido ni repetido, 300 plazos por segundo cada trabajador, y que la
    persona no espere más de 3 veces lo que en reposo.
    """
    from motor.pruebas.banco.bases import bases_por_medir
    from motor.pruebas.banco.concurrencia import medir_muchos

    with bases_por_medir(os.environ.get("CAUCE_BASE_DATOS_PG")) as todas:
        urls = {n: url for n, url in todas.items() if n == "sqlite" or not solo_sqlite}
        with avance(sum(_PASOS[n] for n in urls), "Midiendo a muchos") as barra:
            medidas = {
                n: medir_muchos(n, url, tareas, plazos, lambda: barra.advance(barra.task_ids[0]))
                for n, url in urls.items()
            }
    faltas = [
        f"{base}, {falta}"
        for base, partes in medidas.items()
        for parte in partes
        for medida in parte
        for falta in medida.incumplidas()
    ]
    if en_json:
        bases = {b: [[asdict(m) for m in p] for p in partes] for b, partes in medidas.items()}
        escribir_json({"bases": bases, "incumplidas": faltas})
    else:
        for base, (clientes, vencidos) in medidas.items():
            _escribir(base, clientes, vencidos)
        for falta in faltas:
            click.echo(f"No alcanza la meta: {falta}")
    return FALTA if exigir and faltas else 0


def _escribir(base: str, clientes: "list[ConClientes]", vencidos: "list[ConPlazos]") -> None:
    tabla(
        f"Dieciséis clientes en {base}",
        ("procesos", "tareas/s", "tareas", "completadas", "asentadas"),
        [(c.procesos, f"{c.por_segundo:.0f}", c.tareas, c.ganadas, c.asentadas) for c in clientes],
    )
    tabla(
        f"Plazos que vencen juntos en {base}",
        (
            "trabajadores",
            "plazos/s",
            "plazos",
            "vencidos",
            "desorden",
            "persona: reposo / ahora ms",
        ),
        [
            (
                p.trabajadores,
                f"{p.por_segundo:.0f}",
                p.plazos,
                p.vencidos,
                p.desorden,
                f"{p.ociosa_ms:.1f} / {p.ocupada_ms:.1f}",
            )
            for p in vencidos
        ],
    )


_PASOS = {"sqlite": 2, "postgresql": 5}
