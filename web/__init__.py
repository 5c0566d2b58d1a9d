"""La cara web de Cauce: Flask delgado sobre las órdenes y consultas del motor."""

from web.ajustes import AjustesWeb
from web.aplicacion import crear_aplicacion

__all__ = ["AjustesWeb", "crear_aplicacion"]
