"""Las vistas de la correspondencia: mirar, recibir y sellar, y registrar lo que llega de fuera."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.expediente import nombres_de_instituciones
from motor.consultas.mensajes import (
    Cual,
    dia_de_computo,
    listar_correspondencia,
    mirador_de,
    obtener_mensaje,
)
from motor.consultas.mensajes_externos import listar_esperados
from motor.operaciones.anotar_lectura import AnotarLectura, anotar_lectura
from motor.operaciones.recibir_mensaje import RecibirMensaje, recibir_mensaje
from motor.operaciones.registrar_mensaje_externo import registrar_mensaje_externo
from web.consulta import uno_de
from web.contexto import actor, ahora, entorno, lectura, operar, pagina
from web.mensajes.registro import leer_registro
from web.seguridad import requiere_sesion

pantalla = Blueprint("mensajes", __name__, template_folder="plantillas")

BANDEJAS = {
    Cual.POR_RECIBIR: "Por recibir",
    Cual.RECIBIDOS: "Recibidos",
    Cual.ENVIADOS: "Enviados",
}


@pantalla.get("/mensajes")
@requiere_sesion
def lista() -> ResponseReturnValue:
    """Muestra la correspondencia de la institución en que se actúa."""
    cual = uno_de(Cual, request.args.get("cual")) or Cual.POR_RECIBIR
    mirador = mirador_de(lectura(), actor(), ahora())
    antes = request.args.get("antes", type=int)
    hallados = listar_correspondencia(lectura(), entorno().versiones, mirador, cual, antes)
    computa = dia_de_computo(lectura(), ahora())
    datos = {"lista": hallados, "cual": cual, "bandejas": BANDEJAS, "computa": computa}
    return pagina("mensajes/lista.html", **datos)


@pantalla.get("/mensajes/<int:mensaje_id>")
@requiere_sesion
def ver(mensaje_id: int) -> ResponseReturnValue:
    """Muestra un mensaje con sus dos acuses y lo que dice."""
    mirador = mirador_de(lectura(), actor(), ahora())
    mensaje = obtener_mensaje(lectura(), entorno().versiones, mirador, mensaje_id)
    if mensaje.confidencial_id is not None:
        operar(anotar_lectura, AnotarLectura(actor(), mensaje.confidencial_id))
    return pagina("mensajes/ver.html", m=mensaje, computa=dia_de_computo(lectura(), ahora()))


@pantalla.post("/mensajes/<int:mensaje_id>/recibir")
@requiere_sesion
def recibir(mensaje_id: int) -> ResponseReturnValue:
    """Recibe y sella un mensaje: el segundo acuse."""
    mirador = mirador_de(lectura(), actor(), ahora())
    mensaje = obtener_mensaje(lectura(), entorno().versiones, mirador, mensaje_id)
    clave = request.form.get("idempotencia", "")[:80] or None
    operar(recibir_mensaje, RecibirMensaje(actor(), mensaje_id, clave))
    flash(f"Se recibió y selló «{mensaje.titulo}».", "exito")
    return redirect(url_for(".ver", mensaje_id=mensaje_id), 303)


@pantalla.get("/mensajes/registrar")
@requiere_sesion
def registrar() -> ResponseReturnValue:
    """Muestra el formulario para registrar lo que llega de una institución de fuera."""
    return pagina(
        "mensajes/registrar.html",
        esperados=listar_esperados(lectura(), entorno().versiones, actor(), ahora()),
        instituciones=nombres_de_instituciones(lectura()),
        f=request.args,
    )


@pantalla.post("/mensajes/registrar")
@requiere_sesion
def guardar() -> ResponseReturnValue:
    """Registra el mensaje; el sistema lo entrega enseguida a quien lo espera."""
    orden = leer_registro(request.form)
    respuesta = operar(registrar_mensaje_externo, orden)
    flash(f"Se registró «{orden.nombre}». El sistema lo entrega a quien lo espera.", "exito")
    if respuesta.hr:
        return redirect(url_for("expedientes.mensajes", hr=respuesta.hr), 303)
    return redirect(url_for(".lista", cual=Cual.POR_RECIBIR), 303)
