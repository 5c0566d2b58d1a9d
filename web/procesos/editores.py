"""Lo que piden los editores de un borrador: sus archivos y quién más lo tiene abierto."""

from flask import jsonify
from flask.typing import ResponseReturnValue

from web.contexto import quien
from web.procesos import archivos
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad

_ARCHIVO = "/procesos/borradores/<int:borrador_id>/archivos/<clase>/<clave>"


@pantalla.get(_ARCHIVO)
@requiere_facultad("procesos", o_lectura=True)
def archivo(borrador_id: int, clase: str, clave: str) -> ResponseReturnValue:
    """Entrega los bytes de un archivo, con su revisión en X-Revision."""
    return archivos.leer(borrador_id, clase, clave)


@pantalla.put(_ARCHIVO)
@requiere_facultad("procesos")
def guardar(borrador_id: int, clase: str, clave: str) -> ResponseReturnValue:
    """Guarda un archivo sobre la revisión que su editor vio."""
    return archivos.guardar(borrador_id, clase, clave)


@pantalla.post("/procesos/borradores/<int:borrador_id>/presencia")
@requiere_facultad("procesos", o_lectura=True)
def presencia(borrador_id: int) -> ResponseReturnValue:
    """Anota que la persona sigue ahí y dice quiénes más."""
    puede = "procesos" in quien().facultades
    return jsonify(archivos.presentes(borrador_id, marca=puede))
