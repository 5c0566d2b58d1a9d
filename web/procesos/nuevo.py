"""Empezar un borrador: de cero o de una versión publicada."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.versiones import listar_procesos_publicados
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from web.contexto import actor, lectura
from web.intento import intentar
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad


@pantalla.get("/procesos/borradores/nuevo")
@requiere_facultad("procesos")
def formulario_nuevo() -> ResponseReturnValue:
    """Pide de qué se parte, el nombre y la clave."""
    return formulario_de_borrador()


@pantalla.post("/procesos/borradores/nuevo")
@requiere_facultad("procesos")
def crear() -> ResponseReturnValue:
    """Crea el borrador y lo abre."""
    hecho, faltas = intentar(crear_borrador, _orden)
    if hecho is None:
        return formulario_de_borrador(faltas), 422
    flash("El borrador está listo. Abra su diagrama para dibujar.", "exito")
    return redirect(url_for("procesos.borrador", borrador_id=hecho.id), 303)


def _orden() -> CrearBorrador:
    escrito = request.form
    de = escrito.get("de", "")
    if de and not de.isdecimal():
        raise DatosInvalidos("No se creó.", [Falta("de", "Elija de qué versión partir.")])
    clave, nombre = escrito.get("clave", "").strip(), escrito.get("nombre", "").strip()
    if de and (elegida := _version(int(de))):
        clave, nombre = clave or elegida[0], nombre or elegida[1]
    return CrearBorrador(actor(), clave, nombre, int(de) if de else None)


def _version(version_id: int) -> tuple[str, str] | None:
    for proceso in listar_procesos_publicados(lectura()):
        if any(v.id == version_id for v in proceso.versiones):
            return proceso.clave, proceso.nombre
    return None


def formulario_de_borrador(faltas: tuple[Falta, ...] = ()) -> str:
    """Devuelve la página de empezar un borrador, con lo escrito y lo que hay que corregir."""
    de = request.form.get("de") or request.args.get("de", "")
    elegida = _version(int(de)) if de.isdecimal() else None
    omision = dict(zip(("clave", "nombre"), elegida or ("", ""), strict=True))
    return render_template(
        "procesos/nuevo.html",
        procesos=listar_procesos_publicados(lectura()),
        escrito={"de": de, **omision, **request.form.to_dict()},
        faltas=faltas,
    )
