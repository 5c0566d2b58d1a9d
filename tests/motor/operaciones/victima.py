"""Un proceso aparte que trabaja sin parar hasta que lo maten: `python -m … url carpeta papel`.

Papeles: `oficina` inicia y completa lo que encuentra; `trabajador` hace los trabajos debidos.
"""

import sys
import time
from pathlib import Path

from sqlalchemy import select

from motor.almacen.conexion import crear_motor, crear_sesiones
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.entorno import Ajustes, Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.reloj import RelojSistema
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.reglas.archivos import AlmacenArchivos
from motor.trabajador import drenar

TECNICO, JEFE = "tecnico.ucl", "responsable.ucl"
QUIEN = {"atender": JEFE}


def entorno_de(url: str, carpeta: Path) -> Entorno:
    sesiones = crear_sesiones(crear_motor(url, duradero=False))
    ajustes = Ajustes(carpeta, url, reserva_segundos=2)
    return Entorno(sesiones, RelojSistema(), AlmacenArchivos(carpeta), ajustes=ajustes)


def una_vuelta_de_oficina(entorno: Entorno) -> None:
    iniciar_expediente(entorno, IniciarExpediente(Actor(TECNICO), "p", "Con apagones"))
    with entorno.sesiones() as sesion:
        abiertas = sesion.execute(
            select(Tarea.id, Tarea.elemento).where(Tarea.estado.in_(ABIERTAS)).limit(3)
        ).all()
    for tarea_id, elemento in abiertas:
        try:
            completar_tarea(entorno, CompletarTarea(Actor(QUIEN[elemento]), tarea_id))
        except ErrorMotor as error:
            sys.stderr.write(f"{error.codigo}\n")


if __name__ == "__main__":
    url, carpeta, papel = sys.argv[1:]
    entorno = entorno_de(url, Path(carpeta))
    sys.stdout.write("listo\n")
    sys.stdout.flush()
    while True:
        if papel == "oficina":
            una_vuelta_de_oficina(entorno)
        else:
            drenar(entorno)
        time.sleep(0.03)
