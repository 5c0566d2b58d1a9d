"""Llevar el reloj de un escenario adelante: cada plazo y trabajo del camino, en su instante."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.trabajos import EstadoTrabajo, Trabajo
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.plazos import sumar_meses
from motor.nucleo.reloj import LA_PAZ, hora_local
from motor.pruebas.pasos import MoverReloj
from motor.pruebas.reloj_fijo import RelojFijo
from motor.reglas.calendario import cargar_tablas


class RelojImposible(ErrorMotor):
    """El reloj de un escenario no puede ir adonde se le pide."""

    codigo = "reloj_imposible"


def destino(sesion: Session, orden: MoverReloj, ahora: datetime) -> datetime:
    """Devuelve el instante a que manda ir la orden.

    Una fecha sola, y los tramos en días o meses, guardan la hora local que había.

    Raises:
        RelojImposible: queda antes de `ahora`.
    """
    local = ahora.astimezone(LA_PAZ)
    if isinstance(orden.hasta, datetime):
        meta = orden.hasta
    elif orden.unidad == "horas":
        meta = local + timedelta(hours=orden.cantidad)
    else:
        meta = datetime.combine(_dia(sesion, orden, local), local.timetz())
    if meta < ahora:
        raise RelojImposible(
            f"El reloj está en el {hora_local(ahora)} y no puede volver al {hora_local(meta)}."
        )
    return meta


def _dia(sesion: Session, orden: MoverReloj, local: datetime) -> date:
    hoy = local.date()
    if orden.hasta is not None:
        return orden.hasta
    if orden.unidad == "dh":
        return cargar_tablas(sesion).calendario.sumar_habiles(hoy, orden.cantidad)
    if orden.unidad == "meses":
        return sumar_meses(hoy, orden.cantidad)
    return hoy + timedelta(days=orden.cantidad)


def mover_reloj(
    leer: Callable[[], Session],
    reloj: RelojFijo,
    meta: datetime,
    vaciar: Callable[[], object],
) -> None:
    """Lleva el reloj hasta `meta`, parando en cada instante en que algo vence.

    Args:
        leer: abre una sesión de lectura.
        reloj: el reloj que se mueve.
        meta: adónde va.
        vaciar: hace todo lo que ya se debe al instante del reloj.
    """
    vaciar()
    while True:
        with leer() as sesion:
            parada = proximo_debido(sesion, reloj.ahora(), meta)
        if parada is None:
            break
        reloj.poner(parada)
        vaciar()
    reloj.poner(meta)
    vaciar()


def proximo_debido(sesion: Session, despues_de: datetime, hasta: datetime) -> datetime | None:
    """Devuelve el primer instante de ese tramo en que algo vence o debe hacerse."""
    abierto = Plazo.estado == EstadoPlazo.ABIERTO
    pendiente = Trabajo.estado == EstadoTrabajo.PENDIENTE
    primeros = [
        sesion.scalar(select(func.min(columna)).where(si, columna > despues_de, columna <= hasta))
        for si, columna in (
            (abierto, Plazo.vence_el),
            (abierto, Plazo.proximo_aviso_el),
            (pendiente, Trabajo.debido_el),
        )
    ]
    return min((p for p in primeros if p is not None), default=None)
