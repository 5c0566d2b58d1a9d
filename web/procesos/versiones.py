"""Una versión publicada: qué dice, quién la propuso y quién la aprobó."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from motor.consultas.version import leer_de_version, obtener_version
from web.contexto import lectura, quien
from web.procesos.archivos import TIPOS
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad

_DE = "/procesos/<clave>/versiones/<int:numero>"


@pantalla.get(_DE)
@requiere_facultad("procesos", o_lectura=True)
def version(clave: str, numero: int) -> ResponseReturnValue:
    """Muestra la versión con su diagrama y sus archivos."""
    return render_template(
        "procesos/version.html",
        e=obtener_version(lectura(), clave, numero),
        puede="procesos" in quien().facultades,
    )


@pantalla.get(f"{_DE}/archivos/<clase>/<archivo>")
@requiere_facultad("procesos", o_lectura=True)
def archivo_de_version(clave: str, numero: int, clase: str, archivo: str) -> ResponseReturnValue:
    """Entrega los bytes de un archivo de la versión."""
    contenido = leer_de_version(lectura(), clave, numero, clase, archivo)
    return Response(contenido, content_type=f"{TIPOS[clase]}; charset=utf-8")
