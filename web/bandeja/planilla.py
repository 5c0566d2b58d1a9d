"""La bandeja como planilla CSV, que Excel y LibreOffice abren bien."""

import csv
import io
from collections.abc import Iterator, Sequence

from motor.consultas.bandeja import Pagina
from motor.consultas.bandeja_filtros import Vista
from motor.consultas.expedientes_listados import PaginaExpedientes
from web.bandeja.direccion import Direccion
from web.filtros import fecha, fecha_hora
from web.planillas import BOM, sin_formula

_TAREAS = (
    "Hoja de ruta",
    "Asunto",
    "Tarea",
    "Proceso",
    "Unidad",
    "Quién la tiene",
    "Recibida",
    "Vence",
    "Días hábiles",
    "Devuelta por",
)
_EXPEDIENTES = ("Hoja de ruta", "Asunto", "Proceso", "Desde", "Etapa", "Unidad", "Quién lo tiene")


def escribir_planilla(direccion: Direccion, paginas: Iterator[object]) -> Iterator[str]:
    """Da la planilla por trozos; punto y coma, como la espera Excel en español."""
    de_tareas = direccion.vista in (Vista.MIAS, Vista.UNIDAD)
    yield BOM + _linea(_TAREAS if de_tareas else _EXPEDIENTES)
    for pagina in paginas:
        if isinstance(pagina, Pagina):
            yield from (_linea(fila) for fila in _de_tareas(pagina))
        elif isinstance(pagina, PaginaExpedientes):
            yield from (_linea(fila) for fila in _de_expedientes(pagina))


def _de_tareas(pagina: Pagina) -> Iterator[Sequence[object]]:
    for r in pagina.renglones:
        dias = "" if r.semaforo.dias_habiles is None else r.semaforo.dias_habiles
        yield (
            r.hr,
            r.asunto,
            r.nombre,
            r.proceso,
            r.unidad,
            r.tiene,
            fecha_hora(r.creada_el),
            fecha(r.semaforo.fecha),
            dias,
            r.devuelta,
        )


def _de_expedientes(pagina: PaginaExpedientes) -> Iterator[Sequence[object]]:
    for r in pagina.renglones:
        for etapa in r.etapas or (None,):
            suyo = (etapa.nombre, etapa.unidad, etapa.tiene) if etapa else ("", "", "")
            yield (r.hr, r.asunto, r.proceso, fecha_hora(r.desde), *suyo)


def _linea(valores: Sequence[object]) -> str:
    salida = io.StringIO()
    limpios = [sin_formula(valor) for valor in valores]
    csv.writer(salida, delimiter=";", lineterminator="\r\n").writerow(limpios)
    return salida.getvalue()
