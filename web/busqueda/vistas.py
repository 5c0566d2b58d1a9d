"""La vista de la búsqueda de expedientes."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from motor.consultas.bandeja_opciones import listar_procesos, listar_unidades
from motor.consultas.expedientes_buscados import buscar_expedientes
from web.busqueda.direccion import leer_pedida
from web.contexto import actor, ahora, lectura, pagina
from web.seguridad import requiere_sesion

pantalla = Blueprint("busqueda", __name__, template_folder="plantillas")


@pantalla.get("/expedientes")
@requiere_sesion
def lista() -> ResponseReturnValue:
    """Muestra los expedientes que la persona puede ver y tienen lo pedido."""
    pedida = leer_pedida(request.args)
    hallados = buscar_expedientes(lectura(), actor(), ahora(), pedida.busqueda, pedida.despues)
    return pagina(
        "busqueda/lista.html",
        d=pedida,
        f=pedida.busqueda.filtros,
        lista=hallados,
        procesos=listar_procesos(lectura()),
        unidades=listar_unidades(lectura()),
    )
