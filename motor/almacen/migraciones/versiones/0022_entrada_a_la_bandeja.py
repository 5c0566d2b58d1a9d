"""Una tarea nueva entra en la bandeja con los destinos de su fila, sin que la base los busque.

Fase: antes de desplegar (lo llevan los disparadores; ponen las mismas filas que los anteriores).
"""

from motor.almacen.migraciones.disparadores import es_postgresql
from motor.almacen.migraciones.mantenimiento import Mantenimiento, crear, quitar
from motor.almacen.migraciones.mantenimientos_bandeja import (
    disparadores_de_bandeja,
    entradas_directas,
)

revision = "0022_entrada_a_la_bandeja"
down_revision = "0021_trabajo_del_expediente"


def upgrade() -> None:
    _cambiar(_anteriores(), entradas_directas(es_postgresql()))


def downgrade() -> None:
    _cambiar(entradas_directas(es_postgresql()), _anteriores())


def _cambiar(unos: list[Mantenimiento], por_otros: list[Mantenimiento]) -> None:
    for mantenimiento in unos:
        quitar(mantenimiento)
    for mantenimiento in por_otros:
        crear(mantenimiento)


def _anteriores() -> list[Mantenimiento]:
    nuevos = {m.nombre for m in entradas_directas(es_postgresql())}
    return [m for m in disparadores_de_bandeja(es_postgresql()) if m.nombre in nuevos]
