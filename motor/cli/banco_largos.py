"""`cauce banco largos`: mide lo que podría encarecerse con la edad de un caso o su tamaño."""

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from motor.cli.programa import FALTA, Orden
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Entero

if TYPE_CHECKING:
    from motor.pruebas.banco.largos import Largos


@click.command("largos", cls=Orden)
@click.option(
    "--vueltas",
    default=5_000,
    show_default=True,
    metavar="N",
    type=Entero(100, 100_000),
    help="Hasta qué vuelta llega cada bucle.",
)
@click.option(
    "--tareas",
    default=5_000,
    show_default=True,
    metavar="N",
    type=Entero(1_000, 100_000),
    help="Cuántas tareas tiene la instancia múltiple mayor.",
)
@click.option("--exigir", is_flag=True, help="Sale con 1 si no se alcanza alguna meta.")
@opcion_json
def largos(vueltas: int, tareas: int, exigir: bool, en_json: bool) -> int:
    """Mide bucles de miles de vueltas e instancias múltiples de miles de tareas.

    Protocolo: un solo hilo, una base nueva. Un bucle de una tarea y otro de dos ramas paralelas
    dan todas las vueltas; se compara lo que cuesta un acto junto a la vuelta 10 y junto a la
    última (primer cuartil de los actos cercanos). Después, completar una tarea de una instancia
    múltiple de 10, de 1000 y de la mayor, que se completa entera. Metas: la última vuelta, 1,1
    veces la décima; una entre mil, 2 veces una entre diez.
    """
    from motor.pruebas.banco.bases import bases_por_medir
    from motor.pruebas.banco.largos import BUCLES, MUCHAS, POCAS, medir_largos

    partes = len(BUCLES) + len({POCAS, MUCHAS, tareas})
    with (
        bases_por_medir(os.environ.get("CAUCE_BASE_DATOS_PG")) as urls,
        avance(partes * len(urls), "Midiendo") as barra,
    ):
        medidas = medir_largos(urls, vueltas, tareas, lambda: barra.advance(barra.task_ids[0]))
    faltas = [falta for medida in medidas for falta in medida.incumplidas()]
    if en_json:
        bases = [{**asdict(m), "cocientes": m.cocientes()} for m in medidas]
        escribir_json({"bases": bases, "incumplidas": faltas})
    else:
        for medida in medidas:
            _escribir(medida, vueltas)
        for falta in faltas:
            click.echo(f"No alcanza la meta: {falta}")
    return FALTA if exigir and faltas else 0


def _escribir(medida: "Largos", vueltas: int) -> None:
    cocientes = {que: f"{c:.2f}".replace(".", ",") for que, c in medida.cocientes().items()}
    filas: list[tuple[object, ...]] = [
        (nombre, f"vuelta 10: {antes:.2f} ms · {vueltas}: {luego:.2f} ms", cocientes[nombre])
        for nombre, (antes, luego) in medida.bucles.items()
    ]
    una = " · ".join(f"de {n}: {ms:.2f} ms" for n, ms in medida.multiples.items())
    mayor = max(medida.multiples)
    filas += [
        ("completar una tarea", una, cocientes["múltiple"]),
        (f"abrir las {mayor}", f"{medida.abrirlas_ms:.0f} ms", ""),
        ("completadas todas", medida.cerradas, ""),
    ]
    tabla(f"Lo largo en {medida.base}", ("", "medido", "cociente"), filas)
