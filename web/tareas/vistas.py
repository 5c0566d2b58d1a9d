"""Las vistas de una tarea: verla y lo que se hace con ella."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.tarea import estado_de_tarea, presentes_en
from motor.nucleo.errores import ErrorMotor
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.derivar_tarea import derivar_tarea
from motor.operaciones.devolver_tarea import DevolverTarea, devolver_tarea
from motor.operaciones.marcar_presencia import MarcarPresencia, marcar_presencia
from motor.operaciones.pedir_prorroga import PedirProrroga, pedir_prorroga
from motor.operaciones.resolver_prorroga import ResolverProrroga, resolver_prorroga
from motor.operaciones.soltar_tarea import SoltarTarea, soltar_tarea
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from web.contexto import actor, ahora, entorno, lectura, operar, quien
from web.seguridad import requiere_sesion
from web.tareas.derivacion import mostrar_derivacion, orden_de_derivar
from web.tareas.formulario import (
    guardar_lo_escrito,
    leer_formulario,
    pide_filas,
    recalcular_formulario,
)
from web.tareas.pagina import entero, leer_tarea, mostrar, volver
from web.tareas.rechazo import responder_en_la_tarea

pantalla = Blueprint("tareas", __name__, template_folder="plantillas")
pantalla.register_error_handler(ErrorMotor, responder_en_la_tarea)


@pantalla.get("/tareas/<int:tarea_id>")
@requiere_sesion
def ver(tarea_id: int) -> ResponseReturnValue:
    """Muestra la tarea."""
    return mostrar(tarea_id)


@pantalla.get("/tareas/<int:tarea_id>/<any(completar, devolver, prorroga, comentar):_acto>")
@requiere_sesion
def otra_vez(tarea_id: int, _acto: str) -> ResponseReturnValue:
    """Quien actualiza la página de un envío con faltas, o vuelve de ingresar, va a la tarea."""
    return redirect(url_for("tareas.ver", tarea_id=tarea_id), 303)


@pantalla.post("/tareas/<int:tarea_id>/completar")
@requiere_sesion
def completar(tarea_id: int) -> ResponseReturnValue:
    """Completa la tarea; si algo falta, vuelve al formulario con lo escrito."""
    if pide_filas():
        return mostrar(tarea_id, con_lo_escrito=True)
    datos = leer_formulario(leer_tarea(tarea_id))
    orden = CompletarTarea(actor(), tarea_id, datos, request.form.get("idempotencia"))
    operar(completar_tarea, orden)
    return volver(tarea_id, "Listo: la tarea quedó completada.")


@pantalla.post("/tareas/<int:tarea_id>/devolver")
@requiere_sesion
def devolver(tarea_id: int) -> ResponseReturnValue:
    """Devuelve la tarea para que se corrija."""
    motivo = request.form.get("devolver_motivo", "")
    campos = tuple(request.form.getlist("devolver_campo"))
    datos = leer_formulario(leer_tarea(tarea_id))
    clave = request.form.get("idempotencia")
    operar(devolver_tarea, DevolverTarea(actor(), tarea_id, motivo, campos, datos, clave))
    return volver(tarea_id, "La tarea se devolvió con su motivo.")


@pantalla.post("/tareas/<int:tarea_id>/borrador")
@requiere_sesion
def borrador(tarea_id: int) -> ResponseReturnValue:
    """Guarda lo escrito hasta ahora y dice a qué hora."""
    guardado = guardar_lo_escrito(leer_tarea(tarea_id))
    return render_template("tareas/_borrador.html", guardado=guardado, el=ahora())


@pantalla.post("/tareas/<int:tarea_id>/recalcular")
@requiere_sesion
def recalcular(tarea_id: int) -> ResponseReturnValue:
    """Vuelve a mostrar el formulario con lo que cambió al escribir."""
    vista = leer_tarea(tarea_id)
    return render_template("tareas/_campos.html", t=vista, formulario=recalcular_formulario(vista))


@pantalla.post("/tareas/<int:tarea_id>/tomar")
@requiere_sesion
def tomar(tarea_id: int) -> ResponseReturnValue:
    """Reserva la tarea para quien la pide."""
    operar(tomar_tarea, TomarTarea(actor(), tarea_id, request.form.get("idempotencia")))
    return volver(tarea_id, "La tarea es suya: nadie más la puede completar hasta que la suelte.")


@pantalla.post("/tareas/<int:tarea_id>/soltar")
@requiere_sesion
def soltar(tarea_id: int) -> ResponseReturnValue:
    """Devuelve la tarea a la bandeja común."""
    operar(soltar_tarea, SoltarTarea(actor(), tarea_id, request.form.get("idempotencia")))
    return volver(tarea_id, "Soltó la tarea: volvió a la bandeja de su cargo o unidad.")


@pantalla.get("/tareas/<int:tarea_id>/derivar")
@requiere_sesion
def elegir_destino(tarea_id: int) -> ResponseReturnValue:
    """Busca a quién derivar, con lo ya elegido a la vista."""
    return mostrar_derivacion(tarea_id)


@pantalla.post("/tareas/<int:tarea_id>/derivar")
@requiere_sesion
def derivar(tarea_id: int) -> ResponseReturnValue:
    """Deriva la tarea con su proveído."""
    operar(derivar_tarea, orden_de_derivar(tarea_id))
    return volver(tarea_id, "La tarea se derivó con su proveído.")


@pantalla.post("/tareas/<int:tarea_id>/prorroga")
@requiere_sesion
def prorroga(tarea_id: int) -> ResponseReturnValue:
    """Pide que se amplíe el plazo."""
    clave = request.form.get("idempotencia")
    motivo = request.form.get("motivo", "")
    operar(pedir_prorroga, PedirProrroga(actor(), tarea_id, entero("dias"), motivo, clave))
    return volver(tarea_id, "El pedido se envió. Le avisaremos cuando lo respondan.", "plazo")


@pantalla.post("/tareas/<int:tarea_id>/prorroga/<int:pedido_id>")
@requiere_sesion
def responder(tarea_id: int, pedido_id: int) -> ResponseReturnValue:
    """Concede o niega un pedido de prórroga."""
    clave, motivo = request.form.get("idempotencia"), request.form.get("motivo", "")
    dias = entero("dias") if request.form.get("decision") == "conceder" else 0
    operar(resolver_prorroga, ResolverProrroga(actor(), pedido_id, dias, motivo, clave))
    return volver(tarea_id, "Su respuesta quedó asentada y se avisó a quien pidió.", "plazo")


@pantalla.post("/tareas/<int:tarea_id>/comentar")
@requiere_sesion
def comentario(tarea_id: int) -> ResponseReturnValue:
    """Agrega un comentario y avisa a los mencionados."""
    texto, menciones = request.form.get("texto", ""), tuple(request.form.getlist("mencion"))
    expediente_id, clave = leer_tarea(tarea_id).caso.id, request.form.get("idempotencia")
    operar(comentar, Comentar(actor(), expediente_id, texto, tarea_id, menciones, clave))
    return volver(tarea_id, "Comentario agregado.", "comentarios")


@pantalla.post("/tareas/<int:tarea_id>/presencia")
@requiere_sesion
def presencia(tarea_id: int) -> ResponseReturnValue:
    """Anota que la persona sigue aquí y dice quién más está y si la tarea cambió."""
    estado = estado_de_tarea(lectura(), entorno().versiones, actor(), tarea_id, ahora())
    operar(marcar_presencia, MarcarPresencia(quien().persona_id, tarea_id))
    cambio = request.form.get("estado", estado) != estado
    otros = presentes_en(lectura(), tarea_id, actor(), ahora())
    refrescar = url_for("tareas.ver", tarea_id=tarea_id)
    return render_template(
        "tareas/_presentes.html", presentes=otros, cambio=cambio, refrescar=refrescar
    )
