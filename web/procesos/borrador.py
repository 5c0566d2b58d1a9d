"""Un borrador: qué lleva, qué le falta, y proponerlo, devolverlo, aprobarlo o descartarlo."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import (
    leer_guardada,
    listar_historia,
    obtener_borrador,
)
from motor.consultas.borradores_presentes import listar_presentes
from motor.consultas.borradores_revisados import listar_iniciadores, revisar_borrador
from motor.consultas.ensayo import obtener_prueba
from motor.consultas.importacion import vino_de
from motor.entorno import Entorno
from motor.nucleo.errores import Falta
from motor.operaciones.aprobar_borrador import AprobarBorrador, aprobar_borrador
from motor.operaciones.descartar_borrador import DescartarBorrador, descartar_borrador
from motor.operaciones.devolver_borrador import DevolverBorrador, devolver_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.operaciones.guardar_ficha_borrador import guardar_ficha_borrador
from motor.operaciones.proponer_borrador import ProponerBorrador, proponer_borrador
from motor.operaciones.quitar_archivo_borrador import QuitarArchivo, quitar_archivo_borrador
from web.contexto import actor, ahora, entorno, lectura, quien
from web.procesos.ficha import ficha_escrita, leer_ficha
from web.procesos.intentos import intentar_en_borrador
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad

_DE = "/procesos/borradores/<int:borrador_id>"


@pantalla.get(_DE)
@requiere_facultad("procesos", o_lectura=True)
def borrador(borrador_id: int) -> ResponseReturnValue:
    """Muestra el borrador entero y qué toca hacer."""
    return pagina_del_borrador(borrador_id)


@pantalla.get(f"{_DE}/ficha")
@requiere_facultad("procesos")
def ficha(borrador_id: int) -> ResponseReturnValue:
    """Pide nombre, propósito, normas y quién puede iniciar."""
    return _formulario_de_ficha(borrador_id)


@pantalla.post(f"{_DE}/ficha")
@requiere_facultad("procesos")
def guardar_ficha(borrador_id: int) -> ResponseReturnValue:
    """Guarda la ficha."""
    _, faltas = intentar_en_borrador(guardar_ficha_borrador, lambda: leer_ficha(borrador_id))
    if faltas:
        return _formulario_de_ficha(borrador_id, faltas), 422
    flash("La ficha quedó guardada.", "exito")
    return redirect(url_for("procesos.borrador", borrador_id=borrador_id), 303)


@pantalla.post(f"{_DE}/proponer")
@requiere_facultad("procesos")
def proponer(borrador_id: int) -> ResponseReturnValue:
    """Lo deja esperando la aprobación de otra persona."""
    escrito = request.form
    return _acto(
        borrador_id,
        proponer_borrador,
        lambda: ProponerBorrador(
            actor(), borrador_id, escrito.get("nota", ""), escrito.get("norma", "")
        ),
        "Quedó propuesto. Otra persona que administre procesos debe aprobarlo.",
    )


@pantalla.post(f"{_DE}/devolver")
@requiere_facultad("procesos")
def devolver(borrador_id: int) -> ResponseReturnValue:
    """Lo vuelve a abrir, con el motivo a la vista."""
    motivo = request.form.get("motivo", "")
    return _acto(
        borrador_id,
        devolver_borrador,
        lambda: DevolverBorrador(actor(), borrador_id, motivo),
        "El borrador está abierto otra vez.",
    )


@pantalla.post(f"{_DE}/aprobar")
@requiere_facultad("procesos")
def aprobar(borrador_id: int) -> ResponseReturnValue:
    """Lo publica: los casos nuevos usan esa versión."""
    return _acto(
        borrador_id,
        aprobar_borrador,
        lambda: AprobarBorrador(actor(), borrador_id),
        "La versión quedó publicada. Los casos nuevos la usan; los que corren siguen en la suya.",
    )


@pantalla.post(f"{_DE}/descartar")
@requiere_facultad("procesos")
def descartar(borrador_id: int) -> ResponseReturnValue:
    """Lo aparta; nada se borra."""
    motivo = request.form.get("motivo", "")
    return _acto(
        borrador_id,
        descartar_borrador,
        lambda: DescartarBorrador(actor(), borrador_id, motivo),
        "El borrador quedó descartado.",
    )


@pantalla.post(f"{_DE}/quitar")
@requiere_facultad("procesos")
def quitar(borrador_id: int) -> ResponseReturnValue:
    """Quita un archivo; se puede recuperar de la historia."""
    escrito = request.form
    clase, clave = escrito.get("clase", ""), escrito.get("clave", "")
    revision = int(escrito.get("revision", "0")) if escrito.get("revision", "").isdecimal() else 0
    return _acto(
        borrador_id,
        quitar_archivo_borrador,
        lambda: QuitarArchivo(actor(), borrador_id, clase, clave, revision),
        f"Se quitó «{clave}». Si hacía falta, restáurelo desde la historia.",
    )


@pantalla.get(f"{_DE}/historia")
@requiere_facultad("procesos", o_lectura=True)
def historia(borrador_id: int) -> ResponseReturnValue:
    """Muestra quién guardó qué y cuándo."""
    return render_template(
        "procesos/historia.html",
        b=obtener_borrador(lectura(), borrador_id),
        guardadas=listar_historia(lectura(), borrador_id),
        puede="procesos" in quien().facultades,
    )


@pantalla.post(f"{_DE}/historia/<int:historia_id>/restaurar")
@requiere_facultad("procesos")
def restaurar(borrador_id: int, historia_id: int) -> ResponseReturnValue:
    """Guarda otra vez lo que decía una revisión: es una revisión nueva."""
    contenido, clase, clave = leer_guardada(lectura(), borrador_id, historia_id)
    vistos = obtener_borrador(lectura(), borrador_id).de_clase(clase)
    revision = next((a.revision for a in vistos if a.clave == clave), 0)
    return _acto(
        borrador_id,
        guardar_archivo_borrador,
        lambda: GuardarArchivo(actor(), borrador_id, clase, clave, contenido, revision),
        f"«{clave}» dice otra vez lo de esa revisión.",
    )


def _acto(
    borrador_id: int, funcion: Callable[[Entorno, Any], Any], armar: Callable[[], Any], frase: str
) -> ResponseReturnValue:
    _, faltas = intentar_en_borrador(funcion, armar)
    if faltas:
        return pagina_del_borrador(borrador_id, faltas), 422
    flash(frase, "exito")
    return redirect(url_for("procesos.borrador", borrador_id=borrador_id), 303)


def pagina_del_borrador(borrador_id: int, faltas: tuple[Falta, ...] = ()) -> str:
    """Devuelve la página del borrador, con lo que no se pudo."""
    b = obtener_borrador(lectura(), borrador_id)
    yo = quien()
    return render_template(
        "procesos/borrador.html",
        b=b,
        r=revisar_borrador(lectura(), borrador_id, entorno().manejadores.temas),
        vino_de=vino_de(lectura(), borrador_id),
        p=obtener_prueba(lectura(), borrador_id),
        presentes=listar_presentes(lectura(), borrador_id, ahora(), yo.persona_id),
        puede="procesos" in yo.facultades,
        puede_aprobar=yo.persona_id not in (b.propuesto_por_id, b.tocado_por_id),
        escrito=request.form,
        faltas=faltas,
    )


def _formulario_de_ficha(borrador_id: int, faltas: tuple[Falta, ...] = ()) -> str:
    b = obtener_borrador(lectura(), borrador_id)
    escrita = leer_ficha(borrador_id) if faltas and request.form.get("revision") else None
    nombre, datos = (escrita.nombre, escrita.ficha) if escrita else (b.nombre, b.ficha)
    return render_template(
        "procesos/ficha.html",
        b=b,
        nombre=nombre,
        ficha=ficha_escrita(dict(datos)),
        procesos=revisar_borrador(lectura(), borrador_id, entorno().manejadores.temas).procesos,
        iniciadores=listar_iniciadores(lectura()),
        errores={f.campo: f.mensaje for f in faltas},
        faltas=faltas,
    )
