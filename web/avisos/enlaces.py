"""A qué página lleva un aviso, y la dirección pública de la web."""

from flask import request

from motor.consultas.avisos import AvisoVisto
from web.contexto import ajustes
from web.navegacion import si_existe


def enlace_de(aviso: AvisoVisto) -> str:
    """La página de lo que trata: la tarea, los procesos o el expediente; '' si de nada."""
    if aviso.tarea_id is not None:
        return si_existe("tareas.ver", tarea_id=aviso.tarea_id)
    if aviso.clase.startswith("borrador_"):
        return si_existe("procesos.lista")
    return si_existe("expedientes.ver", hr=aviso.hr) if aviso.hr else ""


def direccion_publica() -> str:
    """CAUCE_DIRECCION o, si no se dijo, la dirección con que se pidió esta página."""
    return ajustes().direccion or request.url_root.rstrip("/")
