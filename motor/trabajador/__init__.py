"""El bucle que toma trabajos y plazos vencidos."""

from motor.operaciones._trabajos import proximo_instante
from motor.trabajador.bucle import Trabajador, drenar, nombre_unico

__all__ = ["Trabajador", "drenar", "nombre_unico", "proximo_instante"]
