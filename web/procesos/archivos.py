"""Lo que los editores piden y guardan: los bytes de un archivo y quién más lo tiene abierto."""

from typing import Any

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import (
    ArchivoVisto,
    leer_archivo,
    obtener_borrador,
)
from motor.consultas.borradores_presentes import listar_presentes
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.operaciones.marcar_presencia_borrador import (
    MarcarPresencia,
    marcar_presencia_borrador,
)
from web.contexto import actor, ahora, lectura, operar, quien

TIPOS = {
    "diagrama": "application/xml",
    "formulario": "application/json",
    "decision": "application/xml",
    "escenario": "text/plain",
}


def entregar(contenido: bytes, clase: str, archivo: ArchivoVisto) -> Response:
    """Devuelve los bytes tal como están, con la revisión que hay que decir al guardar."""
    respuesta = Response(contenido, content_type=f"{TIPOS[clase]}; charset=utf-8")
    respuesta.headers["X-Revision"] = str(archivo.revision)
    respuesta.headers["X-Tocado-El"] = archivo.tocado_el.isoformat()
    return respuesta


def leer(borrador_id: int, clase: str, clave: str) -> Response:
    """La respuesta a quien pide un archivo."""
    contenido, archivo = leer_archivo(lectura(), borrador_id, clase, clave)
    return entregar(contenido, clase, archivo)


def guardar(borrador_id: int, clase: str, clave: str) -> ResponseReturnValue:
    """Guarda lo enviado y responde la revisión nueva; el choque, con quién y cuándo."""
    try:
        contenido, revision = _enviado()
        orden = GuardarArchivo(actor(), borrador_id, clase, clave, contenido, revision)
        guardado = operar(guardar_archivo_borrador, orden)
    except DatosInvalidos as error:
        return jsonify(mensaje=error.mensaje, codigo=error.codigo), 422
    except OrdenRechazada as error:
        return jsonify(_choque(error)), 409
    return jsonify(revision=guardado.revision, tocado_el=guardado.tocado_el.isoformat())


def _choque(error: OrdenRechazada) -> dict[str, str]:
    dicho = {"mensaje": error.mensaje, "codigo": error.codigo}
    cuando = getattr(error, "cuando", None)  # solo el choque lo dice; otro rechazo, no
    if cuando is not None:
        dicho |= {"quien": getattr(error, "quien", ""), "cuando": cuando.isoformat()}
    return dicho


def _enviado() -> tuple[bytes, int]:
    datos = request.get_json(silent=True)
    contenido = datos.get("contenido") if isinstance(datos, dict) else None
    revision = datos.get("revision") if isinstance(datos, dict) else None
    if not isinstance(contenido, str) or type(revision) is not int or revision < 0:
        raise DatosInvalidos(
            'Se espera JSON {"contenido": texto, "revision": número}; 0 si el archivo es nuevo.'
        )
    try:
        return contenido.encode("utf-8"), revision
    except UnicodeEncodeError as error:
        raise DatosInvalidos("El contenido trae letras que no existen; corríjalo.") from error


def presentes(borrador_id: int, marca: bool) -> list[dict[str, Any]]:
    """Anota el latido de quien edita y devuelve a las demás personas.

    Raises:
        NoEncontrado: no existe el borrador.
    """
    datos = request.get_json(silent=True)
    archivo = str(datos.get("archivo") or "") if isinstance(datos, dict) else ""
    if marca:
        operar(marcar_presencia_borrador, MarcarPresencia(quien().persona_id, borrador_id, archivo))
    else:
        obtener_borrador(lectura(), borrador_id)
    return [
        {"nombre": p.nombre, "cargo": p.cargo, "archivo": p.archivo, "desde": p.desde.isoformat()}
        for p in listar_presentes(lectura(), borrador_id, ahora(), quien().persona_id)
    ]
