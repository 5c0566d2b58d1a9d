"""Los datos del panel de propiedades: qué se puede elegir y si una expresión está bien escrita."""

from dataclasses import asdict

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import obtener_borrador
from motor.consultas.entorno_de_borrador import ver_entorno
from motor.consultas.feel_revisado import revisar_feel
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.reloj import LA_PAZ
from web.contexto import ahora, entorno, lectura, quien
from web.navegacion import si_existe
from web.seguridad import requiere_facultad

pantalla = Blueprint("propiedades", __name__)


@pantalla.get("/procesos/borradores/<int:borrador_id>/entorno.json", endpoint="entorno")
@requiere_facultad("procesos", o_lectura=True)
def elegibles(borrador_id: int) -> ResponseReturnValue:
    """Entrega lo que se puede elegir al dibujar."""
    hoy = ahora().astimezone(LA_PAZ).date()
    visto = ver_entorno(lectura(), borrador_id, entorno().manejadores, hoy)
    ficha = si_existe("procesos.ficha", borrador_id=borrador_id)
    return jsonify(visto | {"ficha": ficha if "procesos" in quien().facultades else ""})


@pantalla.post("/procesos/borradores/<int:borrador_id>/feel")
@requiere_facultad("procesos", o_lectura=True)
def feel(borrador_id: int) -> ResponseReturnValue:
    """Dice qué está mal en una expresión y dónde."""
    obtener_borrador(lectura(), borrador_id)
    datos = request.get_json(silent=True)
    if not isinstance(datos, dict) or not isinstance(datos.get("expresion"), str):
        raise DatosInvalidos('Se espera JSON {"expresion": texto, "clase": texto}.')
    defectos = revisar_feel(datos["expresion"], str(datos.get("clase") or "expresion"))
    return jsonify(errores=[asdict(defecto) for defecto in defectos])
