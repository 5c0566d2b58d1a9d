"""`cauce decision probar`: corre una decisión con unos datos y dice qué reglas la dieron."""

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from motor.cli.programa import Grupo, Orden
from motor.cli.salida import escribir_json, opcion_json, tabla
from motor.cli.tipos import Ruta

if TYPE_CHECKING:
    from motor.feel import ModeloDmn, Paso


@click.group("decision", cls=Grupo)
def decision() -> None:
    """Decisiones y tablas de decisión (DMN)."""


@decision.command("probar", cls=Orden)
@click.argument("archivo", type=Ruta(), metavar="ARCHIVO")
@click.option(
    "--datos", required=True, type=Ruta(), metavar="DATOS", help="Archivo JSON con las entradas."
)
@click.option(
    "--decision", "cual", default="", metavar="DECISION", help="Nombre o id; sin ella, la última."
)
@opcion_json
def probar(archivo: Path, datos: Path, cual: str, en_json: bool) -> int:
    """Corre una decisión de un .dmn y muestra las entradas, las reglas que casaron y el resultado.

    DATOS es un objeto JSON: un nombre por entrada. Un texto que empieza por «=» se calcula como
    FEEL, para dar fechas y duraciones: {"desde": "=date(\\"2027-01-04\\")"}. Un texto donde la
    decisión pide un número o una fecha se lee como en el panel: «1500,50», «10/01/2027».
    """
    from motor.consultas.decision_campos import campos_de, completar_datos
    from motor.feel import celdas_de, explicar, leer_dmn

    xml = _leer(archivo)
    modelo = leer_dmn(xml)
    elegida = cual or _ultima(modelo)
    entradas = completar_datos(campos_de(modelo, elegida, celdas_de(xml)), _entradas(datos))
    _exigir_que_se_tome(modelo, elegida, entradas)
    pasos = explicar(modelo, elegida, entradas)
    if en_json:
        escribir_json({"resultado": pasos[-1].valor, "decisiones": [_plano(p) for p in pasos]})
    else:
        _mostrar(pasos)
    return 0


def _exigir_que_se_tome(modelo: "ModeloDmn", cual: str, entradas: dict[str, Any]) -> None:
    """Prueba la decisión como el panel: si no se puede tomar, cuenta hasta dónde se llegó."""
    from motor.consultas.probar_decision import describir_intento
    from motor.feel import intentar
    from motor.nucleo.errores import ErrorFeel

    intento = intentar(modelo, cual, entradas)
    if intento.error:
        for renglon in describir_intento(intento):
            click.echo(renglon, err=True)
        raise ErrorFeel(intento.error)


def _leer(ruta: Path) -> bytes:
    try:
        return ruta.read_bytes()
    except OSError:
        raise click.UsageError(
            f"No se pudo leer «{ruta}»; revise que exista y sea legible."
        ) from None


def _ultima(modelo: "ModeloDmn") -> str:
    if not modelo.decisiones:
        raise click.UsageError(f"El modelo «{modelo.nombre}» no tiene ninguna decisión.")
    return modelo.ids[-1]


def _entradas(ruta: Path) -> dict[str, Any]:
    try:
        leidos = json.loads(_leer(ruta), parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        raise click.UsageError(f"«{ruta}» no es JSON; corríjalo y repita.") from None
    if not isinstance(leidos, dict):
        raise click.UsageError(f"«{ruta}» debe ser un objeto JSON: un nombre por entrada.")
    return {nombre: _valor(v) for nombre, v in leidos.items()}


def _valor(dato: Any) -> Any:
    if isinstance(dato, dict):
        return {nombre: _valor(v) for nombre, v in dato.items()}
    if isinstance(dato, list):
        return [_valor(v) for v in dato]
    if isinstance(dato, str) and dato.startswith("="):
        from motor.feel import compilar

        return compilar(dato[1:]).evaluar({})
    return dato


def _plano(paso: "Paso") -> dict[str, Any]:
    return {**vars(paso), "reglas": [vars(r) for r in paso.reglas]}


def _mostrar(pasos: Sequence["Paso"]) -> None:
    for paso in pasos:
        if paso.entradas is not None:
            _mostrar_tabla(paso)
        click.echo(f"{paso.decision} = {_escribir(paso.valor)}")


def _mostrar_tabla(paso: "Paso") -> None:
    click.echo(f"Tabla «{paso.decision}», política {paso.politica}")
    for nombre, valor in (paso.entradas or {}).items():
        click.echo(f"  entrada {nombre} = {_escribir(valor)}")
    if not paso.reglas:
        click.echo("  No casó ninguna regla.")
        return
    nombres = [*paso.reglas[0].pruebas, *(f"→ {s}" for s in paso.reglas[0].salidas)]
    filas = [(r.numero, *r.pruebas.values(), *r.salidas.values()) for r in paso.reglas]
    tabla("Reglas que casaron", ("regla", *nombres), filas)


def _escribir(valor: Any) -> str:
    return json.dumps(valor, ensure_ascii=False, default=str)
