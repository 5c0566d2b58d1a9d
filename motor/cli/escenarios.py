"""`cauce escenarios`: corre los escenarios de los procesos."""

import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motor.cli.programa import FALTA, Orden
from motor.cli.salida import avance, escribir_json, opcion_json, tabla
from motor.cli.tipos import Ruta

if TYPE_CHECKING:
    from motor.pruebas.cobertura import Cobertura
    from motor.pruebas.ejecutor import Resultado


@click.command("escenarios", cls=Orden)
@click.argument("proceso", required=False, metavar="[PROCESO]")
@click.option(
    "--solo", "solo", multiple=True, metavar="ID", help="Solo el escenario de ese id (repetible)."
)
@click.option(
    "--diagramas",
    type=Ruta(),
    metavar="CARPETA",
    help="Carpeta de los procesos (por omisión, la que viene con Cauce).",
)
@click.option(
    "--base-datos",
    "servidor",
    metavar="URL",
    help="Base de mantenimiento de un servidor PostgreSQL (postgresql://usuario:clave@servidor/"
    "postgres): cada escenario corre en una base nueva de ese servidor y no en SQLite.",
)
@click.option("--cobertura", is_flag=True, help="Nombra los flujos que ningún escenario recorre.")
@opcion_json
def escenarios(  # noqa: PLR0913, PLR0917  click entrega cada opción como un argumento
    proceso: str | None,
    solo: tuple[str, ...],
    diagramas: Path | None,
    servidor: str | None,
    cobertura: bool,
    en_json: bool,
) -> int:
    """Corre los escenarios de PROCESO (o de todos), cada uno en una base nueva.

    La última línea dice cuántos pasaron y cuántos fallaron: «N passed, N failed». Sale con 1 si
    alguno falla o, con --cobertura, si queda un flujo sin recorrer ni explicar.
    """
    from motor.pruebas.carpetas import carpeta_de_diagramas
    from motor.pruebas.laboratorio import Laboratorio
    from motor.pruebas.seleccion import elegir

    raiz = diagramas or carpeta_de_diagramas()
    seleccion = elegir(raiz, proceso, solo)
    with (
        tempfile.TemporaryDirectory(prefix="cauce-escenarios-") as temporal,
        Laboratorio(Path(temporal), raiz, seleccion.primer_instante, servidor) as laboratorio,
    ):
        resultados = _correr(laboratorio, seleccion.escenarios)
        medidas = laboratorio.coberturas(seleccion.procesos) if cobertura else []
    fallidos = sum(not r.paso_bien for r in resultados)
    if en_json:
        escribir_json(_como_json(resultados, medidas))
    else:
        _escribir(resultados, medidas)
        click.echo(f"{len(resultados) - fallidos} passed, {fallidos} failed")
    return FALTA if fallidos or not all(m.completa for m in medidas) else 0


def _correr(laboratorio: Any, elegidos: Sequence[Any]) -> "list[Resultado]":
    resultados = []
    with avance(len(elegidos), "Escenarios") as barra:
        tarea = barra.task_ids[0]
        laboratorio.preparar()
        for escenario in elegidos:
            barra.update(tarea, description=f"{escenario.proceso} {escenario.id}")
            resultados.append(laboratorio.correr(escenario))
            barra.advance(tarea)
    return resultados


def _escribir(resultados: "Sequence[Resultado]", medidas: "Sequence[Cobertura]") -> None:
    filas = [
        (
            "pasa" if r.paso_bien else "FALLA",
            r.escenario.id,
            r.escenario.titulo,
            f"{r.segundos:.1f} s",
        )
        for r in resultados
    ]
    tabla("", ("", "Id", "Escenario", "Tiempo"), filas)
    for r in resultados:
        if not r.paso_bien:
            click.echo(f"{r.escenario.archivo}: {r.fallo}")
    for m in medidas:
        click.echo(
            f"{m.proceso}: {m.recorridos} de {m.total} flujos, {len(m.explicados)} explicados"
        )
        for flujo, recorrido in m.sin_razon.items():
            click.echo(f"  sin recorrer: {flujo}, {recorrido}")
        for flujo in m.razones_de_mas:
            click.echo(f"  sobra la razón de {flujo}: se recorre o no existe")


def _como_json(resultados: "Sequence[Resultado]", medidas: "Sequence[Cobertura]") -> dict[str, Any]:
    return {
        "escenarios": [
            {
                "id": r.escenario.id,
                "proceso": r.escenario.proceso,
                "titulo": r.escenario.titulo,
                "pasa": r.paso_bien,
                "paso": r.paso,
                "fallo": r.fallo,
                "segundos": round(r.segundos, 3),
            }
            for r in resultados
        ],
        "passed": sum(r.paso_bien for r in resultados),
        "failed": sum(not r.paso_bien for r in resultados),
        "cobertura": [{**asdict(m), "completa": m.completa} for m in medidas],
    }
