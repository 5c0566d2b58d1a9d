"""La página del ensayo: dónde está, el reloj, los mensajes, deshacer y guardarlo."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import obtener_borrador
from motor.pruebas.ensayar import (
    VistaDeEnsayo,
    deshacer_paso,
    empezar,
    guardar_como_escenario,
)
from web.contexto import actor, ahora, lectura, operar, quien
from web.ensayo import escenarios, tareas
from web.ensayo.pasos import UNIDADES, leer_comienzo, leer_contenido, leer_reloj
from web.ensayo.plano import AQUI, pantalla
from web.ensayo.sitio import Faltas, intentar, intentar_paso, sitio, volver
from web.seguridad import requiere_facultad

RUTAS = (escenarios, tareas)  # importarlos les cuelga sus rutas


@pantalla.get(AQUI)
@requiere_facultad("procesos")
def ver(borrador_id: int) -> ResponseReturnValue:
    """Muestra el ensayo de quien mira, o cómo empezarlo."""
    return pagina(borrador_id)


@pantalla.post(f"{AQUI}/empezar")
@requiere_facultad("procesos")
def comenzar(borrador_id: int) -> ResponseReturnValue:
    """Empieza de nuevo, con el reloj en la fecha dada."""
    yo = (actor(), quien().persona_id)
    faltas = intentar(
        lambda: operar(lambda e, cuando: empezar(e, yo, borrador_id, cuando), leer_comienzo())
    )
    if faltas:
        return pagina(borrador_id, faltas), 422
    return volver(borrador_id, "El ensayo empezó: nada de lo que haga aquí ocurre de verdad.")


@pantalla.post(f"{AQUI}/reloj")
@requiere_facultad("procesos")
def reloj(borrador_id: int) -> ResponseReturnValue:
    """Adelanta el reloj; en el camino para en cada plazo."""
    al_proximo = request.form.get("hasta") == "proximo"
    faltas = intentar_paso(
        borrador_id,
        lambda: {"reloj": sitio(borrador_id).hasta_lo_proximo()} if al_proximo else leer_reloj(),
    )
    if faltas:
        return pagina(borrador_id, faltas), 422
    return volver(borrador_id, "El reloj se adelantó.")


@pantalla.post(f"{AQUI}/mensaje")
@requiere_facultad("procesos")
def mensaje(borrador_id: int) -> ResponseReturnValue:
    """Contesta como la institución de fuera."""
    faltas = intentar_paso(borrador_id, lambda: {"mensaje": _mensaje(borrador_id)})
    if faltas:
        return pagina(borrador_id, faltas), 422
    return volver(borrador_id, "El mensaje llegó.")


@pantalla.post(f"{AQUI}/senal")
@requiere_facultad("procesos")
def senal(borrador_id: int) -> ResponseReturnValue:
    """Difunde una señal que algún paso espera."""
    nombre = request.form.get("nombre", "")
    faltas = intentar_paso(
        borrador_id,
        lambda: {"senal": {"nombre": nombre, "como": sitio(borrador_id).quien_registra()}},
    )
    if faltas:
        return pagina(borrador_id, faltas), 422
    return volver(borrador_id, "La señal se difundió.")


@pantalla.post(f"{AQUI}/deshacer")
@requiere_facultad("procesos")
def deshacer(borrador_id: int) -> ResponseReturnValue:
    """Deshace el último paso."""
    yo = (actor(), quien().persona_id)
    faltas = intentar(lambda: operar(lambda e, b: deshacer_paso(e, yo, b), borrador_id))
    if faltas:
        return pagina(borrador_id, faltas), 422
    return volver(borrador_id, "Se deshizo el último paso.")


@pantalla.post(f"{AQUI}/guardar")
@requiere_facultad("procesos")
def guardar(borrador_id: int) -> ResponseReturnValue:
    """Guarda lo ensayado como un escenario del borrador."""
    yo, titulo = (actor(), quien().persona_id), request.form.get("titulo", "")
    faltas = intentar(
        lambda: operar(lambda e, t: guardar_como_escenario(e, yo, borrador_id, t), titulo)
    )
    if faltas:
        return pagina(borrador_id, faltas), 422
    flash("Se guardó como escenario. Córralo para ver que pasa.", "exito")
    return redirect(url_for("ensayo.escenarios", borrador_id=borrador_id), 303)


def pagina(borrador_id: int, faltas: Faltas = ()) -> str:
    """Devuelve la página, con lo que no se pudo."""
    vistas: list[VistaDeEnsayo | None] = []
    impide = intentar(lambda: vistas.append(sitio(borrador_id).mirar()))
    return render_template(
        "ensayo/ver.html",
        b=obtener_borrador(lectura(), borrador_id),
        v=vistas[0] if vistas else None,
        impide=impide,
        faltas=faltas,
        escrito=request.form,
        unidades=UNIDADES,
        hoy=ahora(),
    )


def _mensaje(borrador_id: int) -> dict[str, object]:
    escrito, aqui = request.form, sitio(borrador_id)
    contenido = leer_contenido()
    return {
        "nombre": escrito.get("nombre", ""),
        "de": escrito.get("de", ""),
        "como": aqui.quien_registra(),
        **aqui.en_que_expediente(escrito.get("hr", "")),
        **({"contenido": contenido} if contenido else {}),
    }
