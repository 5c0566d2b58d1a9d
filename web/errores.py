"""Cómo se le dice a una persona que algo no se pudo: una frase, un número y qué hacer."""

from secrets import token_hex
from typing import Any

import structlog
from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from motor.nucleo.errores import DatosInvalidos, ErrorMotor
from web.contexto import cerrar_lectura, es_de_programa, es_parcial
from web.seguridad import anotar_rechazo

_registro = structlog.get_logger("cauce.web")

# Estado HTTP de cada error del motor, por su código. Una prueba exige que estén todos.
ESTADOS = {
    "archivo_alterado": 409,
    "archivo_no_admitido": 422,
    "base_con_trabajo": 409,
    "base_ocupada": 503,
    "carpeta_invalida": 422,
    "clave_equivocada": 422,
    "clave_reutilizada": 409,
    "configuracion_invalida": 500,
    "conflicto": 409,
    "correo_no_entregado": 502,
    "cuatro_ojos": 403,
    "datos_invalidos": 422,
    "demasiadas_consultas": 429,
    "demasiados_intentos": 429,
    "demasiados_pasos": 422,
    "diagrama_invalido": 422,
    "ensayo_demasiado_largo": 409,
    "error_feel": 422,
    "error_motor": 400,
    "error_negocio": 409,
    "escenario_invalido": 422,
    "escenarios_sin_pasar": 409,
    "estado_ilegible": 500,
    "expediente_terminado": 409,
    "ficha_cerrada": 409,
    "ficha_no_espera_eso": 409,
    "formulario_invalido": 422,
    "fuera_de_alcance": 403,
    "ingreso_negado": 403,
    "inicio_desconocido": 404,
    "instancia_terminada": 409,
    "no_encontrado": 404,
    "misma_persona": 403,
    "movimiento_caducado": 409,
    "no_migra": 409,
    "no_puede_recibirla": 403,
    "no_se_devuelve": 409,
    "no_se_mueve": 409,
    "no_se_puede_retirar": 409,
    "orden_rechazada": 409,
    "paso_imposible": 409,
    "pedido_pendiente": 409,
    "plazo_vencido": 409,
    "plazo_ya_vencido": 409,
    "proceso_suspendido": 409,
    "prorroga_agotada": 409,
    "reloj_imposible": 422,
    "sin_permiso": 403,
    "sin_salida": 409,
    "tarea_cancelada": 409,
    "tarea_de_otro": 409,
    "tarea_ya_completada": 409,
    "trabajo_perdido": 409,
    "valor_inservible": 422,
    "yaml_invalido": 422,
}
TITULOS = {
    400: "No se entendió lo enviado",
    401: "Debe ingresar",
    403: "No puede hacer esto",
    404: "No está aquí",
    405: "Esa dirección no se usa así",
    409: "Ya no se puede",
    413: "El archivo es demasiado grande",
    422: "Hay datos por corregir",
    429: "Demasiados intentos",
    500: "Algo falló en Cauce",
    503: "Hay mucha gente escribiendo a la vez",
}
_FRASES = {
    404: "Esa página o ese expediente no existe, o su cargo no puede verlo. Revise la dirección.",
    405: "Vuelva a la página anterior y use sus botones.",
    413: "Lo enviado pasa el tamaño permitido. Divídalo en archivos más chicos.",
    400: "Vuelva a la página anterior, actualícela y repita.",
}


def preparar_errores(app: Flask) -> None:
    """Engancha las respuestas a los errores."""
    app.register_error_handler(ErrorMotor, responder_rechazo)
    app.register_error_handler(CSRFError, _de_csrf)
    app.register_error_handler(HTTPException, _de_http)
    app.register_error_handler(Exception, _inesperado)


def responder(estado: int, frase: str, *, codigo: str, faltas: Any = ()) -> Response:
    """Devuelve la página (o el fragmento) del error, con su número anotado en el registro."""
    cerrar_lectura()
    numero = token_hex(4)
    anotar_rechazo(codigo, numero, estado)
    if es_de_programa():
        detalle = [{"campo": f.campo, "mensaje": f.mensaje} for f in faltas]
        dicho = {"codigo": codigo, "mensaje": frase, "numero": numero, "faltas": detalle}
        return make_response(jsonify(dicho), estado)
    plantilla = "_error.html" if es_parcial() else "error.html"
    titulo = TITULOS.get(estado, TITULOS[400])
    cuerpo = render_template(
        plantilla, estado=estado, titulo=titulo, frase=frase, numero=numero, faltas=faltas
    )
    respuesta = make_response(cuerpo, estado)
    if es_parcial():
        respuesta.headers["HX-Retarget"] = "#anuncios"
        respuesta.headers["HX-Reswap"] = "beforeend"
    return respuesta


def responder_rechazo(error: ErrorMotor) -> Response:
    """Devuelve la página (o el fragmento) de lo que el motor rechazó."""
    estado = ESTADOS.get(error.codigo, 400)
    if estado >= 500:
        return _inesperado(error)
    faltas = error.faltas if isinstance(error, DatosInvalidos) else ()
    return responder(estado, error.mensaje, codigo=error.codigo, faltas=faltas)


def _de_csrf(_error: CSRFError) -> Response:
    return responder(
        400,
        "La página estuvo abierta demasiado tiempo o su sesión cambió. Actualícela y repita; lo "
        "que guardó como borrador sigue ahí.",
        codigo="csrf",
    )


def _de_http(error: HTTPException) -> Response:
    estado = error.code or 500
    if estado < 400 and error.response is not None:
        return make_response(error.response)
    frase = _FRASES.get(estado) or error.description or TITULOS[400]
    if estado == 405:
        respuesta = responder(estado, frase, codigo="http_405")
        respuesta.headers["Allow"] = ", ".join(getattr(error, "valid_methods", None) or ())
        return respuesta
    return responder(estado, frase, codigo=f"http_{estado}")


def _inesperado(error: Exception) -> Response:
    numero = token_hex(4)
    g.setdefault("quien", None)  # la base puede ser lo que falló: no se la vuelve a preguntar
    _registro.error("falla", numero=numero, ruta=request.path, exc_info=error)
    cerrar_lectura()
    frase = (
        "No es culpa suya y nada de lo que pidió se hizo a medias. Vuelva a intentarlo; si sigue, "
        f"dé este número a quien administra el sistema: {numero}."
    )
    if es_de_programa():
        return make_response(jsonify(codigo="falla", mensaje=frase, numero=numero), 500)
    plantilla = "_error.html" if es_parcial() else "error.html"
    cuerpo = render_template(
        plantilla, estado=500, titulo=TITULOS[500], frase=frase, numero=numero, faltas=()
    )
    return make_response(cuerpo, 500)
