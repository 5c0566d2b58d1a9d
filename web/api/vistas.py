"""Lo mínimo para que un programa trabaje como una persona: iniciar, ver lo pendiente y completar.

Se ingresa como en la web; cada POST lleva en `X-CSRFToken` el testigo que da `/api/yo`.
"""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from motor.consultas.abiertas import listar_abiertas_de
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from web.api.lectura import leer_json, texto_de, valores_de
from web.contexto import actor, ahora, lectura, operar, quien
from web.seguridad import requiere_sesion

pantalla = Blueprint("api", __name__)


@pantalla.get("/api/yo")
@requiere_sesion
def yo() -> ResponseReturnValue:
    """Quién es, en qué cargo actúa y el testigo para sus POST."""
    return jsonify(usuario=quien().usuario, cargo=quien().cargo, csrf=generate_csrf())


@pantalla.post("/api/expedientes")
@requiere_sesion
def iniciar() -> ResponseReturnValue:
    """Abre un expediente: `{proceso, asunto, datos?, clave?, idempotencia?}`."""
    dado = leer_json(request)
    orden = IniciarExpediente(
        actor(),
        texto_de(dado, "proceso"),
        texto_de(dado, "asunto"),
        valores_de(dado, "datos"),
        texto_de(dado, "clave") or None,
        texto_de(dado, "idempotencia") or None,
    )
    respuesta = operar(iniciar_expediente, orden)
    return jsonify(id=respuesta.id, hr=respuesta.hr), 201


@pantalla.get("/api/expedientes/<hr>/tareas")
@requiere_sesion
def tareas(hr: str) -> ResponseReturnValue:
    """Las tareas abiertas del expediente que esta persona puede ver."""
    abiertas = listar_abiertas_de(lectura(), actor(), hr, ahora())
    return jsonify(
        tareas=[
            {
                "id": t.id,
                "elemento": t.elemento,
                "nombre": t.nombre,
                "vence_el": t.vence_el.isoformat() if t.vence_el else None,
            }
            for t in abiertas
        ]
    )


@pantalla.post("/api/tareas/<int:tarea_id>/completar")
@requiere_sesion
def completar(tarea_id: int) -> ResponseReturnValue:
    """Completa la tarea: `{datos?, idempotencia?}`."""
    dado = leer_json(request)
    clave = texto_de(dado, "idempotencia") or None
    orden = CompletarTarea(actor(), tarea_id, valores_de(dado, "datos"), clave)
    respuesta = operar(completar_tarea, orden)
    return jsonify(id=respuesta.id, hr=respuesta.hr)
