"""Lo que quien arma un formulario escribió en su vista previa, para ver qué cambia con eso."""

from flask import request

from motor.consultas.formularios import Escrito, leer_formulario
from motor.nucleo.errores import DatosInvalidos
from web.formularios import leer_envio

ESQUEMA = "_esquema"


def leer_prueba() -> tuple[bytes, Escrito]:
    """Devuelve el esquema pedido y lo escrito en la vista previa.

    El cuerpo es el esquema solo, o un formulario con el esquema en `_esquema` y los campos de la
    vista previa con los nombres de siempre. Con un esquema que no se lee, lo escrito se deja.
    """
    if request.mimetype != "multipart/form-data":
        return request.get_data(), Escrito()
    esquema = request.form.get(ESQUEMA, "").encode("utf-8", "replace")
    try:
        return esquema, Escrito(leer_envio(leer_formulario(esquema), request.form).datos)
    except DatosInvalidos:
        return esquema, Escrito()
