"""Programa que toma números de hoja de ruta: lo lanzan las pruebas como otro proceso."""

import sys

from motor.almacen.conexion import crear_motor, crear_sesiones
from motor.reglas.numeracion import siguiente_hr


def main(url: str, cuantos: str) -> None:
    """Toma `cuantos` números, uno por transacción, y los imprime; deshace uno de cada tres."""
    sesiones = crear_sesiones(crear_motor(url, duradero=False))
    for n in range(int(cuantos)):
        with sesiones() as sesion:
            hr, _ = siguiente_hr(sesion, 2027)
            if n % 3 == 2:
                sesion.rollback()
                continue
            sesion.commit()
            sys.stdout.write(f"{hr}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
