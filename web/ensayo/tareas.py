"""Hacer, en un ensayo, lo que haría cada cargo: iniciar, completar, devolver, tomar y derivar."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import obtener_borrador
from motor.consultas.formularios import Escrito
from motor.nucleo.errores import Falta
from web.contexto import lectura
from web.ensayo.pasos import Crudo, con_archivos, leer_derivacion
from web.ensayo.plano import AQUI, pantalla
from web.ensayo.sitio import intentar_paso, sitio, volver
from web.formularios import ACCION, Envio, leer_envio
from web.seguridad import requiere_facultad

_TAREA = f"{AQUI}/tareas/<int:tarea_id>"
_INICIO = f"{AQUI}/iniciar/<elemento>"
_RESERVAS = {
    "tomar": "La tarea quedó a nombre de quien la tomó.",
    "soltar": "La tarea volvió a la bandeja común.",
}


@pantalla.get(_TAREA)
@requiere_facultad("procesos")
def tarea(borrador_id: int, tarea_id: int) -> ResponseReturnValue:
    """Muestra la tarea tal como la verá el personal."""
    return _tarea(borrador_id, tarea_id)


@pantalla.post(f"{_TAREA}/recalcular")
@requiere_facultad("procesos")
def recalcular(borrador_id: int, tarea_id: int) -> ResponseReturnValue:
    """Vuelve a mostrar los campos con lo escrito."""
    escrito = Escrito(_envio(borrador_id, tarea_id).datos)
    vista = sitio(borrador_id).tarea(tarea_id, _como(), escrito)
    return render_template("ensayo/_campos.html", formulario=vista.formulario, en_ensayo=True)


@pantalla.post(f"{_TAREA}/completar")
@requiere_facultad("procesos")
def completar(borrador_id: int, tarea_id: int) -> ResponseReturnValue:
    """La completa como el cargo elegido; si algo falta, vuelve al formulario con lo escrito."""
    envio = _envio(borrador_id, tarea_id)
    if request.form.get(ACCION):
        return _tarea(borrador_id, tarea_id, Escrito(envio.datos))
    base = _base(borrador_id, tarea_id)
    paso = {"completar": {**base, "datos": con_archivos(envio)}}
    if faltas := intentar_paso(borrador_id, lambda: paso):
        return _tarea(borrador_id, tarea_id, Escrito(envio.datos, faltas)), 422
    return volver(borrador_id, "La tarea quedó completada.")


@pantalla.post(f"{_TAREA}/devolver")
@requiere_facultad("procesos")
def devolver(borrador_id: int, tarea_id: int) -> ResponseReturnValue:
    """La devuelve con su motivo."""
    paso = {
        **_base(borrador_id, tarea_id),
        "motivo": request.form.get("devolver_motivo", ""),
        "campos": request.form.getlist("devolver_campo"),
    }
    if faltas := intentar_paso(borrador_id, lambda: {"devolver": paso}):
        return _tarea(borrador_id, tarea_id, Escrito(None, faltas)), 422
    return volver(borrador_id, "La tarea se devolvió.")


@pantalla.post(f"{_TAREA}/<any(tomar,soltar):acto>")
@requiere_facultad("procesos")
def reservar(borrador_id: int, tarea_id: int, acto: str) -> ResponseReturnValue:
    """La reserva para quien actúa, o la devuelve a la bandeja común."""
    base = _base(borrador_id, tarea_id)
    if faltas := intentar_paso(borrador_id, lambda: {acto: base}):
        return _tarea(borrador_id, tarea_id, Escrito(None, faltas)), 422
    return volver(borrador_id, _RESERVAS[acto])


@pantalla.post(f"{_TAREA}/derivar")
@requiere_facultad("procesos")
def derivar(borrador_id: int, tarea_id: int) -> ResponseReturnValue:
    """La pasa a otra unidad o cargo, con su proveído."""
    base = _base(borrador_id, tarea_id)
    if faltas := intentar_paso(borrador_id, lambda: {"derivar": {**base, **leer_derivacion()}}):
        return _tarea(borrador_id, tarea_id, Escrito(None, faltas)), 422
    return volver(borrador_id, "La tarea se derivó.")


@pantalla.get(_INICIO)
@requiere_facultad("procesos")
def inicio(borrador_id: int, elemento: str) -> ResponseReturnValue:
    """Pide el asunto y lo que el proceso necesita para empezar."""
    return _inicio(borrador_id, elemento)


@pantalla.post(_INICIO)
@requiere_facultad("procesos")
def iniciar(borrador_id: int, elemento: str) -> ResponseReturnValue:
    """Abre un expediente en el ensayo."""
    envio = _envio_de_inicio(borrador_id, elemento)
    if request.form.get(ACCION):
        return _inicio(borrador_id, elemento, Escrito(envio.datos))
    asunto = request.form.get("asunto", "").strip() or "Un caso de ensayo"
    paso = {"proceso": elemento, "como": _como(), "asunto": asunto, "datos": con_archivos(envio)}
    if faltas := intentar_paso(borrador_id, lambda: {"iniciar": paso}):
        return _inicio(borrador_id, elemento, Escrito(envio.datos, faltas)), 422
    return volver(borrador_id, "El expediente quedó abierto.")


@pantalla.post(f"{_INICIO}/recalcular")
@requiere_facultad("procesos")
def recalcular_inicio(borrador_id: int, elemento: str) -> ResponseReturnValue:
    """Vuelve a mostrar los campos del inicio con lo escrito."""
    aqui = sitio(borrador_id)
    escrito = Escrito(_envio_de_inicio(borrador_id, elemento).datos)
    vista = aqui.formulario_de_inicio(aqui.inicio(elemento).formulario, escrito)
    return render_template("ensayo/_campos.html", formulario=vista, en_ensayo=True)


def _como() -> str:
    return request.form.get("como", "") or request.args.get("como", "")


def _base(borrador_id: int, tarea_id: int) -> Crudo:
    hallada = sitio(borrador_id).tarea(tarea_id, _como())
    return {**hallada.paso, "como": hallada.como}


def _envio(borrador_id: int, tarea_id: int) -> Envio:
    return leer_envio(sitio(borrador_id).esquema(tarea_id), request.form, request.files)


def _envio_de_inicio(borrador_id: int, elemento: str) -> Envio:
    aqui = sitio(borrador_id)
    formulario = aqui.inicio(elemento).formulario
    esquema = aqui.esquema_de_inicio(formulario) if formulario else None
    return leer_envio(esquema, request.form, request.files)


def _tarea(borrador_id: int, tarea_id: int, escrito: Escrito | None = None) -> str:
    hallada = sitio(borrador_id).tarea(tarea_id, _como(), escrito)
    return render_template(
        "ensayo/tarea.html",
        b=obtener_borrador(lectura(), borrador_id),
        e=hallada,
        t=hallada.vista,
        formulario=hallada.formulario,
        destinos=sitio(borrador_id).destinos(),
        faltas=escrito.faltas if escrito else (),
        enviado=request.form,
        en_ensayo=True,
    )


def _inicio(borrador_id: int, elemento: str, escrito: Escrito | None = None) -> str:
    aqui = sitio(borrador_id)
    i = aqui.inicio(elemento)
    faltas: tuple[Falta, ...] = tuple(escrito.faltas) if escrito else ()
    return render_template(
        "ensayo/inicio.html",
        b=obtener_borrador(lectura(), borrador_id),
        i=i,
        formulario=aqui.formulario_de_inicio(i.formulario, escrito) if i.formulario else None,
        faltas=faltas,
        enviado=request.form,
        en_ensayo=True,
    )
