"""Programa que asienta en un expediente y en la cadena del sistema: lo lanzan las pruebas."""

import sys
from datetime import UTC, datetime

from motor.almacen.conexion import crear_motor, crear_sesiones
from motor.almacen.expedientes import Expediente
from motor.reglas.bitacora import Hecho, asentar

EL = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)


def main(url: str, cuantos: str) -> None:
    """Asienta `cuantos` veces, una transacción cada vez."""
    sesiones = crear_sesiones(crear_motor(url, duradero=False))
    for n in range(int(cuantos)):
        with sesiones.begin() as sesion:
            expediente = sesion.get_one(Expediente, 1)
            asentar(sesion, Hecho("comentario_agregado", EL, expediente=expediente))
            asentar(sesion, Hecho("comentario_agregado", EL, expediente=expediente, datos={"n": n}))
            asentar(sesion, Hecho("calendario_cambiado", EL))


if __name__ == "__main__":
    main(*sys.argv[1:])
