"""Los procesos: qué rige, qué se está dibujando y qué toca hacer."""

from flask import render_template
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import listar_borradores
from motor.consultas.versiones import listar_procesos_publicados
from web.contexto import lectura
from web.procesos import agregar, borrador, editores, nuevo, paquetes, versiones
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad

RUTAS = (
    agregar,
    borrador,
    editores,
    nuevo,
    paquetes,
    versiones,
)  # importarlos les cuelga sus rutas


@pantalla.get("/procesos")
@requiere_facultad("procesos", o_lectura=True)
def lista() -> ResponseReturnValue:
    """Muestra los procesos con su versión vigente y sus borradores."""
    return render_template(
        "procesos/lista.html",
        procesos=listar_procesos_publicados(lectura()),
        borradores=listar_borradores(lectura()),
    )
