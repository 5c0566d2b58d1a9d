"""Planillas CSV que se abren bien en la oficina: punto y coma, marca de UTF-8, ninguna fórmula."""

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escribir_planilla(titulos: Sequence[str], filas: Iterable[Sequence[object]]) -> str:
    """Devuelve la planilla. Lo que se tomaría por fórmula va con un apóstrofo delante."""
    salida = io.StringIO()
    planilla = csv.writer(salida, delimiter=";", lineterminator="\r\n")
    planilla.writerow(titulos)
    planilla.writerows([sin_formula(celda) for celda in fila] for fila in filas)
    return BOM + salida.getvalue()


def cabeceras_de_planilla(nombre: str) -> dict[str, str]:
    """Las de la respuesta que baja la planilla con ese nombre de archivo, sin extensión."""
    return {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{nombre}.csv"',
    }


def sin_formula(celda: object) -> object:
    """Devuelve la celda; si una planilla la tomaría por fórmula, con un apóstrofo delante."""
    peligra = isinstance(celda, str) and celda.startswith(_FORMULA)
    return f"'{celda}" if peligra else celda
