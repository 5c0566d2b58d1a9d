"""Mover la ficha de un caso: dónde está, a dónde puede ir, y lo que otra persona tiene que ver."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.expediente import obtener_expediente
from motor.consultas.movimientos import hay_por_resolver, listar_fichas, listar_movimientos
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.anotar_lectura import AnotarLectura, anotar_lectura
from motor.operaciones.aprobar_movimiento import AprobarMovimiento, aprobar_movimiento
from motor.operaciones.pedir_movimiento import PedirMovimiento, pedir_movimiento
from motor.operaciones.rechazar_movimiento import RechazarMovimiento, rechazar_movimiento
from web.contexto import actor, ahora, entorno, lectura, operar
from web.intento import intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("movimientos", __name__, template_folder="plantillas")


@pantalla.get("/expedientes/<hr>/mover")
@requiere_facultad("expedientes", o_lectura=True)
def ver(hr: str) -> ResponseReturnValue:
    """Muestra dónde están las fichas del expediente y lo que se pidió mover."""
    return _pagina(hr)


@pantalla.post("/expedientes/<hr>/mover")
@requiere_facultad("expedientes")
def pedir(hr: str) -> ResponseReturnValue:
    """Pide mover una ficha; otra persona lo resuelve."""
    pedido, faltas = intentar(pedir_movimiento, _pedido)
    if pedido is None:
        return _pagina(hr, faltas), 422
    flash("Quedó pedido. Otra persona que administre expedientes tiene que aprobarlo.", "exito")
    return redirect(url_for("movimientos.ver", hr=hr), 303)


@pantalla.post("/expedientes/<hr>/mover/<int:movimiento_id>/<any(aprobar,rechazar):como>")
@requiere_facultad("expedientes")
def resolver(hr: str, movimiento_id: int, como: str) -> ResponseReturnValue:
    """Aprueba lo que pidió otra persona, y el caso se mueve, o lo rechaza."""
    motivo = request.form.get("motivo", "")
    if como == "aprobar":
        _, faltas = intentar(aprobar_movimiento, lambda: AprobarMovimiento(actor(), movimiento_id))
    else:
        orden = RechazarMovimiento(actor(), movimiento_id, motivo)
        _, faltas = intentar(rechazar_movimiento, lambda: orden)
    if faltas:
        return _pagina(hr, faltas), 422
    flash("El caso se movió." if como == "aprobar" else "El caso queda donde está.", "exito")
    return redirect(url_for("movimientos.ver", hr=hr), 303)


@pantalla.app_template_global("movimiento_por_resolver")
def por_resolver(expediente_id: int) -> bool:
    """Si hay un movimiento que espera a la segunda persona, para decirlo en el expediente."""
    return hay_por_resolver(lectura(), expediente_id)


def _pedido() -> PedirMovimiento:
    """Lee la ficha como «instancia:ficha».

    Raises:
        DatosInvalidos: falta elegir la ficha o el destino.
    """
    instancia, _, ficha = request.form.get("ficha", "").partition(":")
    destino = request.form.get("destino", "")
    if not (instancia.isdecimal() and ficha.isdecimal()):
        raise DatosInvalidos("Elija qué mover.", [Falta("ficha", "Elija qué mover.")])
    if not destino:
        falta = "Elija a qué paso va."
        raise DatosInvalidos(falta, [Falta(f"destino-{instancia}-{ficha}", falta)])
    motivo = request.form.get("motivo", "")
    return PedirMovimiento(actor(), int(instancia), int(ficha), destino, motivo)


def _pagina(hr: str, faltas: tuple[Falta, ...] = ()) -> str:
    vista = obtener_expediente(lectura(), entorno().versiones, actor(), hr, ahora())
    if vista.caratula.confidencial:
        operar(anotar_lectura, AnotarLectura(actor(), vista.caratula.id))
    enviado = request.form if request.method == "POST" else {}
    return render_template(
        "movimientos/ver.html",
        c=vista.caratula,
        procesos=listar_fichas(lectura(), entorno().versiones, vista.mirada, ahora()),
        movimientos=listar_movimientos(lectura(), entorno().versiones, vista.mirada),
        faltas=faltas,
        enviado=enviado,
    )
