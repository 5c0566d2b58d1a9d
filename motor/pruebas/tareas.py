"""Elegir una tarea abierta y ver lo que su ámbito ve."""

from collections.abc import Callable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Ambito
from motor.almacen.tareas import Tarea, esta_abierta
from motor.nucleo.valores import Valor
from motor.pruebas.contraste import coincide, escribir
from motor.pruebas.corrida import PasoImposible
from motor.pruebas.lectores import Feel
from motor.pruebas.pasos import DeTarea

Evaluar = Callable[[str, Mapping[str, Valor]], Valor]


def tareas_para(
    sesion: Session, expediente_id: int, acto: DeTarea, evaluar: Evaluar
) -> tuple[Tarea, ...]:
    """Devuelve las tareas abiertas de que habla el acto, por índice; al menos una.

    Raises:
        PasoImposible: ninguna está abierta o ninguna cumple `donde` o `indice`.
    """
    abiertas = sesion.scalars(
        select(Tarea)
        .where(Tarea.expediente_id == expediente_id, esta_abierta())
        .order_by(Tarea.indice, Tarea.id)
    ).all()
    iguales = [t for t in abiertas if t.elemento == acto.tarea]
    if not iguales:
        hay = ", ".join(sorted({t.elemento for t in abiertas})) or "ninguna"
        raise PasoImposible(f"La tarea «{acto.tarea}» no está abierta; están {hay}.")
    elegidas = tuple(
        t
        for t in iguales
        if acto.indice in (None, t.indice) and _cumple(sesion, t, acto.donde, evaluar)
    )
    if not elegidas:
        cual = f"índice {acto.indice}" if acto.indice is not None else escribir(dict(acto.donde))
        raise PasoImposible(
            f"Ninguna de las {len(iguales)} tareas «{acto.tarea}» abiertas cumple {cual}."
        )
    return elegidas


def _cumple(sesion: Session, tarea: Tarea, donde: Mapping[str, Valor], evaluar: Evaluar) -> bool:
    if not donde:
        return True
    vista = vista_de(sesion, tarea.instancia_id, tarea.ambito)
    return all(coincide(querido, evaluar(clave, vista)) for clave, querido in donde.items())


def vista_de(sesion: Session, instancia_id: int, ambito: int) -> dict[str, Valor]:
    """Devuelve lo que se ve desde un ámbito: lo suyo y, hacia afuera, lo de sus mayores."""
    filas = {
        f.numero: f
        for f in sesion.scalars(select(Ambito).where(Ambito.instancia_id == instancia_id))
    }
    vista: dict[str, Valor] = {}
    numero: int | None = ambito
    while numero is not None and numero in filas:
        vista = {**filas[numero].valores, **vista}
        numero = filas[numero].padre
    return vista


def resolver(valor: Valor, vista: Mapping[str, Valor], evaluar: Evaluar) -> Valor:
    """Devuelve el valor con cada `{feel: …}` ya calculado."""
    if isinstance(valor, Feel):
        return evaluar(valor.expresion, vista)
    if isinstance(valor, Mapping):
        return {clave: resolver(dato, vista, evaluar) for clave, dato in valor.items()}
    if isinstance(valor, list):
        return [resolver(dato, vista, evaluar) for dato in valor]
    return valor
