"""Los datos de la página de una tarea, y responderla."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.documentos import extensiones_admitidas
from motor.consultas.tarea import TareaVista, obtener_tarea
from motor.consultas.tareas import listar_bandeja
from motor.consultas.valores import Dato
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.anotar_lectura import AnotarLectura, anotar_lectura
from web.contexto import actor, ahora, entorno, lectura, operar, quien
from web.navegacion import si_existe
from web.tareas.formulario import formulario_de

BOTONES = {
    "elabora": "Terminar y enviar",
    "revisa": "Terminar la revisión",
    "aprueba": "Registrar la decisión",
    "firma": "Firmar y enviar",
    "recibe": "Recibir",
}
ACTOS = {
    "elabora": "Elaborar",
    "revisa": "Revisar",
    "aprueba": "Aprobar",
    "firma": "Firmar",
    "recibe": "Recibir",
}
HECHOS = {
    "expediente_iniciado": "Se inició el expediente",
    "mensaje_entregado": "Llegó un mensaje",
    "plazo_vencido": "Venció un plazo",
    "tarea_devuelta": "Se devolvió",
    "tarea_completada": "Se completó",
}


@dataclass(frozen=True)
class Salida:
    """Algo que la persona puede hacer, y dónde."""

    texto: str
    url: str


@dataclass(frozen=True)
class Rechazo:
    """Por qué no se hizo. `estado` es el de HTTP; `escrito`, lo que ya no está a la vista."""

    estado: int
    titulo: str
    frase: str
    salidas: tuple[Salida, ...]
    escrito: tuple[Dato, ...] = ()


def leer_tarea(tarea_id: int) -> TareaVista:
    """Devuelve la tarea como la ve quien mira; si es confidencial, anota que la miró."""
    vista = obtener_tarea(lectura(), entorno().versiones, actor(), tarea_id, ahora())
    if vista.caso.confidencial and request.method == "GET":
        operar(anotar_lectura, AnotarLectura(actor(), vista.caso.id))
    return vista


def mostrar(
    tarea_id: int,
    error: DatosInvalidos | None = None,
    *,
    con_lo_escrito: bool = False,
    rechazo: Rechazo | None = None,
) -> ResponseReturnValue:
    """Devuelve la página de la tarea; con `error`, con el resumen de sus faltas (422).

    `con_lo_escrito`: el formulario lleva lo que se acaba de enviar, no el borrador. `rechazo`: lo
    que no se pudo y no se corrige escribiendo otra cosa, arriba de todo.
    """
    vista = leer_tarea(tarea_id)
    faltas: Sequence[Falta] = ()
    if error is not None:
        faltas = error.faltas or (Falta("", error.mensaje),)
    datos = {
        "t": vista,
        "formulario": formulario_de(vista, faltas, con_envio=con_lo_escrito),
        "faltas": faltas,
        "rechazo": rechazo,
        "enviado": request.form,
        "acto": ACTOS.get(vista.acto, ""),
        "boton": BOTONES.get(vista.acto, "Completar tarea"),
        "hechos": HECHOS,
        "yo": quien(),
        "extensiones": ",".join(extensiones_admitidas()),
        "maximo_mb": entorno().ajustes.maximo_mb,
        "siguiente": _siguiente(vista),
        "url_expediente": si_existe("expedientes.ver", hr=vista.caso.hr),
        "url_diagrama": si_existe("expedientes.recorrido", hr=vista.caso.hr),
    }
    estado = rechazo.estado if rechazo else 200 if error is None else 422
    return render_template("tareas/ver.html", **datos), estado


def volver(tarea_id: int, dicho: str, donde: str = "") -> ResponseReturnValue:
    """Dice lo hecho y vuelve a la página de la tarea, a la parte `donde`."""
    flash(dicho, "exito")
    return redirect(url_for("tareas.ver", tarea_id=tarea_id, _anchor=donde or None), 303)


def entero(nombre: str) -> int:
    """Devuelve el número del campo.

    Raises:
        DatosInvalidos: no es un número entero.
    """
    texto = request.form.get(nombre, "").strip()
    if not texto.isdecimal() or len(texto) > 6:
        raise DatosInvalidos(f"Escriba un número entero de días; se recibió «{texto[:20]}».")
    return int(texto)


def _siguiente(vista: TareaVista) -> object:
    """La próxima tarea de la bandeja de quien acaba de cerrar esta; None si no cerró nada."""
    if vista.abierta:
        return None
    pendientes = listar_bandeja(lectura(), actor(), ahora(), cuantas=25)
    lejos = max((r.vence_el for r in pendientes if r.vence_el), default=None)
    return min(pendientes, key=lambda r: r.vence_el or lejos or r.creada_el, default=None)
