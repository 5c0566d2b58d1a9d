"""Llevar casos en curso a otra versión: qué tocaría, qué pasa con cada paso, y cómo va."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.migraciones import (
    CambioDeVersion,
    listar_casos,
    listar_deshacibles,
    listar_migraciones,
    obtener_cambio,
    obtener_migracion,
)
from motor.nucleo.errores import Falta
from motor.nucleo.textos import contar
from motor.operaciones.deshacer_migracion import DeshacerMigracion, deshacer_migracion
from motor.operaciones.pedir_migracion import PedirMigracion, pedir_migracion
from motor.operaciones.prever_migracion import PreverMigracion, prever_migracion
from web.contexto import actor, entorno, lectura, operar
from web.intento import intentar
from web.migraciones.resumen import Prevision, resumir
from web.seguridad import requiere_facultad

pantalla = Blueprint("migraciones", __name__, template_folder="plantillas")
PREVE_SOLA = 60  # casos; con más, se prevé cuando lo piden: mientras tanto sus filas se bloquean


@pantalla.get("/procesos/<clave>/casos")
@requiere_facultad("procesos", o_lectura=True)
def ver(clave: str) -> ResponseReturnValue:
    """Muestra cuántos casos corren en otras versiones y qué pasos hay que decidir."""
    return _pagina(_cambio(clave))


@pantalla.post("/procesos/<clave>/casos/prever")
@requiere_facultad("procesos")
def prever(clave: str) -> ResponseReturnValue:
    """Corre el cambio de verdad con cada caso, lo deshace y dice cuáles pueden."""
    cambio = _cambio(clave)
    return _pagina(cambio, prevision=_prever(cambio))


@pantalla.post("/procesos/<clave>/casos")
@requiere_facultad("procesos")
def llevar(clave: str) -> ResponseReturnValue:
    """Pide llevar los casos, todos o los que se eligieron; los lleva el trabajador, de a uno."""
    cambio, motivo = _cambio(clave), request.form.get("motivo", "")
    cuales = _elegidos()
    pedida, faltas = intentar(
        pedir_migracion,
        lambda: PedirMigracion(actor(), cambio.version_id, motivo, _mapa(cambio), cuales),
    )
    if pedida is None:
        prevision = None if cuales is None else _prever(cambio)
        return _pagina(cambio, prevision, faltas), 422
    return redirect(url_for("migraciones.avance", clave=clave, migracion_id=pedida.id), 303)


@pantalla.get("/procesos/<clave>/casos/<int:migracion_id>")
@requiere_facultad("procesos", o_lectura=True)
def avance(clave: str, migracion_id: int) -> ResponseReturnValue:
    """Muestra cómo va: cuántos, cuáles no pudieron y por qué."""
    return _avance(clave, migracion_id, "migraciones/avance.html")


@pantalla.get("/procesos/<clave>/casos/<int:migracion_id>/avance")
@requiere_facultad("procesos", o_lectura=True)
def fragmento(clave: str, migracion_id: int) -> ResponseReturnValue:
    """Da solo la parte que cambia, mientras el trabajador lleva los casos."""
    return _avance(clave, migracion_id, "migraciones/_avance.html")


@pantalla.post("/procesos/<clave>/casos/<int:migracion_id>/deshacer/<int:caso_id>")
@requiere_facultad("procesos")
def deshacer(clave: str, migracion_id: int, caso_id: int) -> ResponseReturnValue:
    """Devuelve un caso a la versión en que estaba, si no se movió."""
    motivo = request.form.get("motivo", "")
    _, faltas = intentar(deshacer_migracion, lambda: DeshacerMigracion(actor(), caso_id, motivo))
    if faltas:
        return _avance(clave, migracion_id, "migraciones/avance.html", faltas), 422
    flash("El caso volvió a la versión en que estaba.", "exito")
    return redirect(url_for("migraciones.avance", clave=clave, migracion_id=migracion_id), 303)


@pantalla.post("/procesos/<clave>/casos/<int:migracion_id>/deshacer")
@requiere_facultad("procesos")
def deshacer_todo(clave: str, migracion_id: int) -> ResponseReturnValue:
    """Devuelve a su versión cada caso que no se movió, cada uno en su transacción."""
    motivo, vueltos = request.form.get("motivo", ""), 0
    if not motivo.strip():
        falta = Falta("motivo-todo", "Diga por qué estos casos vuelven a su versión.")
        return _avance(clave, migracion_id, "migraciones/avance.html", (falta,)), 422
    for caso in listar_deshacibles(lectura(), migracion_id):
        orden = partial(DeshacerMigracion, actor(), caso, motivo)
        vueltos += intentar(deshacer_migracion, orden)[0] is not None
    dicho = contar(vueltos, "caso volvió a su versión", "casos volvieron a su versión")
    flash(f"{dicho}. Los que ya se movieron siguen en la nueva.", "exito")
    return redirect(url_for("migraciones.avance", clave=clave, migracion_id=migracion_id), 303)


def _prever(cambio: CambioDeVersion) -> Prevision:
    orden = PreverMigracion(actor(), cambio.version_id, _mapa(cambio))
    return resumir(operar(prever_migracion, orden), cambio.total)


def _elegidos() -> tuple[int, ...] | None:
    """Las instancias marcadas en la previsión; None si no se previó: van todas."""
    if not request.form.get("con_eleccion"):
        return None
    return tuple(int(caso) for caso in request.form.getlist("caso") if caso.isdecimal())


def _cambio(clave: str) -> CambioDeVersion:
    numero = request.values.get("version", type=int)
    return obtener_cambio(lectura(), entorno().versiones, clave, numero)


def _mapa(cambio: CambioDeVersion) -> dict[str, str | None]:
    """Lo elegido para cada paso; vacío = a ninguno."""
    return {p.viejo: request.form.get(f"paso-{p.viejo}") or None for p in cambio.pasos}


def _pagina(
    cambio: CambioDeVersion,
    prevision: Prevision | None = None,
    faltas: tuple[Falta, ...] = (),
) -> str:
    elegidos = _mapa(cambio) if request.method == "POST" else {}
    return render_template(
        "migraciones/ver.html",
        c=cambio,
        prevision=prevision,
        faltas=faltas,
        elegidos=elegidos,
        versiones=[(str(n), f"Versión {n}") for n in cambio.numeros],
        migraciones=listar_migraciones(lectura(), cambio.clave),
        motivo=request.form.get("motivo", ""),
        marcados=_elegidos(),
        PREVE_SOLA=PREVE_SOLA,
    )


def _avance(clave: str, migracion_id: int, plantilla: str, faltas: tuple[Falta, ...] = ()) -> str:
    return render_template(
        plantilla,
        clave=clave,
        m=obtener_migracion(lectura(), migracion_id),
        casos=listar_casos(lectura(), migracion_id),
        faltas=faltas,
    )
