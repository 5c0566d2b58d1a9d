"""Muchos plazos debidos: copias de un expediente de verdad que espera su temporizador."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from motor.almacen.base import Base
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.plazos import Plazo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente

LOTE = 5_000
GESTION = 2001  # de ningún expediente de verdad: las hojas de ruta no chocan
_ORDEN = IniciarExpediente(Actor("tecnico1.sdos", medio="banco"), "banco_plazos", "Medición")
_UN_MILISEGUNDO = timedelta(milliseconds=1)


def rellenar_plazos(entorno: Entorno, cuantos: int) -> range:
    """Crea `cuantos` expedientes que esperan un plazo ya vencido y devuelve los ids de sus plazos.

    Cada uno venció un milisegundo después del anterior, y están guardados sin ese orden.
    """
    muestra = iniciar_expediente(entorno, _ORDEN).expediente_id
    ahora = entorno.reloj.ahora()
    with entorno.sesiones.begin() as sesion:
        modelos = {tabla: _fila(sesion, tabla, muestra) for tabla in (Expediente, Instancia, Plazo)}
        ambitos = _ambitos(sesion, modelos[Instancia]["id"])
        bases = {tabla: 1 + (sesion.scalar(select(func.max(tabla.id))) or 0) for tabla in modelos}
        vencen = ahora - timedelta(days=2)
        for desde in range(0, cuantos, LOTE):
            lote = range(desde, min(desde + LOTE, cuantos))
            for tabla, filas in _copias(lote, modelos, ambitos, bases):
                sesion.execute(insert(tabla), filas)
            sesion.execute(
                insert(Plazo),
                [
                    {
                        **modelos[Plazo],
                        "id": bases[Plazo] + n,
                        "expediente_id": bases[Expediente] + n,
                        "instancia_id": bases[Instancia] + n,
                        "desde_el": vencen - timedelta(days=9),
                        "vence_el": vencen + _UN_MILISEGUNDO * (n * 7919 % cuantos),
                    }
                    for n in lote
                ],
            )
        _adelantar_ids(sesion, list(modelos))
    return range(bases[Plazo], bases[Plazo] + cuantos)


def _adelantar_ids(sesion: Session, tablas: list[type[Base]]) -> None:
    """En PostgreSQL, los ids dados a mano no mueven la secuencia."""
    if sesion.get_bind().dialect.name != "postgresql":
        return
    for tabla in tablas:
        nombre = tabla.__tablename__
        secuencia = func.pg_get_serial_sequence(nombre, "id")
        sesion.execute(
            select(func.setval(secuencia, select(func.max(tabla.__table__.c.id)).scalar_subquery()))
        )


def _copias(
    lote: range, modelos: Any, ambitos: list[dict[str, Any]], bases: Any
) -> Iterator[tuple[type[Base], list[dict[str, Any]]]]:
    expediente, instancia = bases[Expediente], bases[Instancia]
    yield (
        Expediente,
        [
            {
                **modelos[Expediente],
                "id": expediente + n,
                "hr": f"HR-{GESTION}-{expediente + n:06d}",
                "gestion": GESTION,
                "numero": expediente + n,
                "cola_numero": 0,
                "cola_huella": "",
            }
            for n in lote
        ],
    )
    yield (
        Instancia,
        [
            {**modelos[Instancia], "id": instancia + n, "expediente_id": expediente + n}
            for n in lote
        ],
    )
    copias = [{**ambito, "instancia_id": instancia + n} for n in lote for ambito in ambitos]
    if copias:
        yield Ambito, copias


def _fila(sesion: Session, tabla: type[Base], expediente_id: int | None) -> dict[str, Any]:
    columnas = tabla.__table__.c
    suyo = columnas.id if tabla is Expediente else columnas.expediente_id
    return dict(
        sesion.execute(select(tabla.__table__).where(suyo == expediente_id)).mappings().one()
    )


def _ambitos(sesion: Session, instancia_id: int) -> list[dict[str, Any]]:
    tabla = Ambito.__table__
    filas = sesion.execute(select(tabla).where(tabla.c.instancia_id == instancia_id)).mappings()
    return [{clave: valor for clave, valor in fila.items() if clave != "id"} for fila in filas]
