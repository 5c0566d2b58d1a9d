"""Lo que se rechaza desde la página de una tarea se dice en ella: la frase, qué hacer y lo escrito.

Vale igual para el envío común y para htmx, al que va solo el recuadro de la frase.
"""

from secrets import token_hex

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.formularios import esquema_de_tarea
from motor.consultas.tarea import TareaVista
from motor.consultas.tarea_resultado import decir_lo_escrito
from motor.consultas.valores import Dato
from motor.nucleo.errores import DatosInvalidos, ErrorMotor, NoEncontrado
from web.contexto import cerrar_lectura, entorno, es_parcial, lectura
from web.errores import ESTADOS, TITULOS, responder_rechazo
from web.navegacion import si_existe
from web.seguridad import anotar_rechazo
from web.tareas.derivacion import mostrar_derivacion
from web.tareas.formulario import enviado
from web.tareas.pagina import Rechazo, Salida, leer_tarea, mostrar

CON_FORMULARIO = {"tareas.completar", "tareas.devolver"}
DE_FONDO = {"tareas.presencia", "tareas.borrador", "tareas.recalcular"}
_SUELTOS = {
    "devolver_motivo": "Motivo de la devolución",
    "motivo": "Motivo",
    "dias": "Días",
    "texto": "Comentario",
    "otro": "Proveído",
    "instruccion": "Instrucción",
}
_AQUI = {
    "cuatro_ojos": Salida("Vea a quién le toca", "#sin-permiso"),
    "fuera_de_alcance": Salida("Vea a quién le toca", "#sin-permiso"),
    "sin_permiso": Salida("Vea a quién le toca", "#sin-permiso"),
    "tarea_de_otro": Salida("Pídaselo en un comentario", "#comentarios"),
    "tarea_ya_completada": Salida("Vea cómo quedó", "#resultado"),
    "pedido_pendiente": Salida("Vea el pedido", "#plazo"),
    "plazo_vencido": Salida("Vea el plazo", "#plazo"),
    "prorroga_agotada": Salida("Vea el plazo y sus prórrogas", "#plazo"),
}


def responder_en_la_tarea(error: ErrorMotor) -> ResponseReturnValue:
    """Devuelve la tarea con la frase del rechazo; si no se puede ver, la página de siempre."""
    tarea_id = (request.view_args or {}).get("tarea_id")
    estado = ESTADOS.get(error.codigo, 400)
    if tarea_id is None or estado >= 500 or request.endpoint in DE_FONDO:
        return responder_rechazo(error)
    cerrar_lectura()
    try:
        return _responder(leer_tarea(tarea_id), error)
    except NoEncontrado:
        return responder_rechazo(error)


def _responder(vista: TareaVista, error: ErrorMotor) -> ResponseReturnValue:
    estado = ESTADOS.get(error.codigo, 400)
    anotar_rechazo(error.codigo, token_hex(4), estado)
    if es_parcial():
        return _fragmento(rechazo_de(vista, error), estado)
    if request.endpoint == "tareas.derivar" and "derivar" in vista.actos:
        return mostrar_derivacion(vista.id, error, estado)
    con_lo_escrito = request.endpoint in CON_FORMULARIO
    if isinstance(error, DatosInvalidos):
        return mostrar(vista.id, error, con_lo_escrito=con_lo_escrito)
    return mostrar(vista.id, con_lo_escrito=con_lo_escrito, rechazo=rechazo_de(vista, error))


def rechazo_de(vista: TareaVista, error: ErrorMotor) -> Rechazo:
    """Devuelve lo que la página dice del rechazo, con lo que la persona había escrito."""
    estado = ESTADOS.get(error.codigo, 400)
    escrito = () if "completar" in vista.actos else _escrito(vista)
    titulo = TITULOS.get(estado, TITULOS[400])
    return Rechazo(estado, titulo, error.mensaje, _salidas(vista, error), escrito)


def _fragmento(rechazo: Rechazo, estado: int) -> ResponseReturnValue:
    respuesta = make_response(render_template("tareas/_rechazo.html", rechazo=rechazo), estado)
    respuesta.headers["HX-Retarget"] = "#rechazo"
    respuesta.headers["HX-Reswap"] = "innerHTML"
    return respuesta


def _salidas(vista: TareaVista, error: ErrorMotor) -> tuple[Salida, ...]:
    """Qué puede hacer: lo de la página que lo explica, el expediente, y su bandeja."""
    aqui = _AQUI.get(error.codigo)
    if aqui is not None and aqui.url == "#sin-permiso" and vista.permiso.puede:
        aqui = Salida("Vea quién responde los pedidos", "#plazo") if vista.pedidos else None
    expediente = si_existe("expedientes.recorrido", hr=vista.caso.hr)
    salidas = [aqui] if aqui else []
    if aqui is None and expediente:
        salidas.append(Salida("Vea por dónde sigue el trámite", expediente))
    return (*salidas, Salida("Vaya a su bandeja", url_for("bandeja.lista")))


def _escrito(vista: TareaVista) -> tuple[Dato, ...]:
    """Lo que la persona envió y el formulario ya no le deja ver, para que lo copie."""
    sueltos = [
        Dato(nombre, texto)
        for campo, nombre in _SUELTOS.items()
        if (texto := request.form.get(campo, "").strip())
    ]
    if request.endpoint not in CON_FORMULARIO:
        return tuple(sueltos)
    formulario = esquema_de_tarea(lectura(), entorno().versiones, vista.id)
    return (*decir_lo_escrito(formulario, enviado(vista).datos), *sueltos)
