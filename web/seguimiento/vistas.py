"""El tablero y sus planillas."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.seguimiento import Alcance, listar_procesos_y_unidades, obtener_tablero
from web.contexto import ahora, entorno, lectura, quien
from web.planillas import cabeceras_de_planilla
from web.seguimiento.planilla import CUADROS, escribir_cuadro
from web.seguridad import requiere_facultad

pantalla = Blueprint("seguimiento", __name__, template_folder="plantillas")


@pantalla.get("/seguimiento")
@requiere_facultad("avisos", o_lectura=True)
def tablero() -> ResponseReturnValue:
    """Muestra el tablero."""
    alcance = _alcance()
    procesos, unidades = listar_procesos_y_unidades(lectura(), alcance)
    return render_template(
        "seguimiento/tablero.html",
        t=obtener_tablero(lectura(), entorno().versiones, alcance, ahora()),
        alcance=alcance,
        procesos=procesos,
        unidades=unidades,
    )


@pantalla.get("/seguimiento/<cuadro>.csv")
@requiere_facultad("avisos", o_lectura=True)
def planilla(cuadro: str) -> ResponseReturnValue:
    """Entrega un cuadro como planilla."""
    if cuadro not in CUADROS:
        abort(404)
    tablero = obtener_tablero(lectura(), entorno().versiones, _alcance(), ahora())
    texto = escribir_cuadro(cuadro, tablero)
    return texto, 200, cabeceras_de_planilla(f"seguimiento-{cuadro}")


def _alcance() -> Alcance:
    yo = quien()
    todas = yo.acceso == "lectura"
    return Alcance(
        institucion_id=None if todas or yo.en is None else yo.en.institucion_id,
        proceso=request.args.get("proceso", "")[:80],
        unidad=request.args.get("unidad", "")[:80],
    )
