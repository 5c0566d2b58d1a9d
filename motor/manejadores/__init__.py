"""El contrato que cumplen los manejadores de tareas de servicio de procesos/."""

from motor.manejadores.contrato import Contexto, ErrorNegocio, Manejador, Salida
from motor.manejadores.registro import Registro, manejador, reunir

__all__ = ["Contexto", "ErrorNegocio", "Manejador", "Registro", "Salida", "manejador", "reunir"]
