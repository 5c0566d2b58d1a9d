"""Lo que está mal en un borrador, con el dibujo como está en pantalla."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from motor.consultas.borradores_revisados import revisar_borrador
from motor.nucleo.errores import DatosInvalidos, Hallazgo
from web.contexto import entorno, lectura
from web.seguridad import requiere_facultad

pantalla = Blueprint("revision", __name__)


@pantalla.post("/procesos/borradores/<int:borrador_id>/revisar")
@requiere_facultad("procesos", o_lectura=True)
def revisar(borrador_id: int) -> ResponseReturnValue:
    """Entrega los hallazgos; sin «diagrama», los de lo guardado."""
    datos = request.get_json(silent=True)
    diagrama = datos.get("diagrama") if isinstance(datos, dict) else ""
    if not (diagrama is None or isinstance(diagrama, str)):
        diagrama = ""
    if diagrama == "":
        raise DatosInvalidos('Se espera JSON {"diagrama": el XML del dibujo, o null}.')
    xml = None if diagrama is None else diagrama.encode("utf-8", "replace")
    revisado = revisar_borrador(lectura(), borrador_id, entorno().manejadores.temas, xml)
    return jsonify(hallazgos=[_como_json(hallazgo) for hallazgo in revisado.hallazgos])


def _como_json(hallazgo: Hallazgo) -> dict[str, object]:
    return {
        "codigo": hallazgo.regla,
        "elemento": hallazgo.elemento,
        "nombre": hallazgo.nombre,
        "grave": hallazgo.grave,
        "mensaje": hallazgo.mensaje,
        "que_hacer": hallazgo.que_hacer,
        "arreglo": hallazgo.arreglo.como_json() if hallazgo.arreglo else None,
    }
