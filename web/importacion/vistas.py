"""Importar de otro programa: subir, mirar el informe con su dibujo y crear el borrador."""

import json

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import obtener_borrador
from motor.consultas.importacion import (
    Examen,
    examinar,
    leer_original,
    obtener_origen,
    repartir,
)
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.importar_borrador import ImportarBorrador, importar_borrador
from motor.operaciones.importar_bpmn import ImportarBpmn, importar_bpmn
from web.contexto import actor, entorno, lectura
from web.importacion.subida import acompanantes, archivos_subidos, original, sellar
from web.intento import intentar
from web.seguridad import requiere_facultad

pantalla = Blueprint("importacion", __name__, template_folder="plantillas")
Visto = tuple[Examen, list[tuple[str, bytes]]]  # el diagrama examinado y los archivos con que llegó


@pantalla.get("/procesos/importar")
@requiere_facultad("procesos")
def subir() -> ResponseReturnValue:
    """Pide el archivo."""
    return render_template("importacion/subir.html", faltas=())


@pantalla.post("/procesos/importar")
@requiere_facultad("procesos")
def mirar() -> ResponseReturnValue:
    """Muestra qué se entendió de cada archivo; todavía no guarda nada."""
    try:
        archivos = archivos_subidos()
    except DatosInvalidos as error:
        return render_template("importacion/subir.html", faltas=error.faltas), 422
    if len(archivos) == 1 and archivos[0][0].lower().endswith(".zip"):
        return _paquete(archivos[0][1])
    vistos, faltas = _examinar(archivos)
    if not vistos:
        return render_template("importacion/subir.html", faltas=faltas), 422
    return _previa(vistos, faltas)


@pantalla.post("/procesos/importar/crear")
@requiere_facultad("procesos")
def crear() -> ResponseReturnValue:
    """Crea el borrador con lo que se miró y lo abre."""
    hecho, faltas = intentar(importar_bpmn, _orden)
    if hecho is None:
        return _otra_vez(faltas)
    flash(
        "El borrador está listo. Lo que falta decidir está en el informe de importación.", "exito"
    )
    return redirect(url_for("procesos.borrador", borrador_id=hecho.id), 303)


@pantalla.get("/procesos/borradores/<int:borrador_id>/importacion")
@requiere_facultad("procesos", o_lectura=True)
def informe(borrador_id: int) -> ResponseReturnValue:
    """Muestra el informe con que se importó el borrador."""
    origen = obtener_origen(lectura(), borrador_id)
    b = obtener_borrador(lectura(), borrador_id)
    return render_template("importacion/informe.html", b=b, o=origen)


@pantalla.get("/procesos/borradores/<int:borrador_id>/importacion/original")
@requiere_facultad("procesos", o_lectura=True)
def descargar(borrador_id: int) -> Response:
    """Entrega el archivo tal como llegó."""
    nombre, contenido = leer_original(lectura(), borrador_id)
    respuesta = Response(contenido, mimetype="application/octet-stream")
    respuesta.headers.set("Content-Disposition", "attachment", filename=nombre)
    return respuesta


def _examinar(archivos: list[tuple[str, bytes]]) -> tuple[list[Visto], tuple[Falta, ...]]:
    """Los diagramas que se pudieron leer, con lo que llegó con ellos, y por qué no los demás."""
    vistos: list[Visto] = []
    grupos, sueltos = repartir(archivos)
    faltas = [Falta("archivo", frase) for frase in sueltos]
    temas = entorno().manejadores.temas
    pedido = request.form.get("proceso", "") if request.form.get("original") else ""
    for grupo in grupos:
        try:
            vistos.append((examinar(lectura(), grupo, temas, pedido), grupo))
        except DatosInvalidos as error:
            nombre = grupo[0][0]
            faltas += [Falta("archivo", f"{nombre}: {falta.mensaje}") for falta in error.faltas]
    return vistos, tuple(faltas)


def _previa(vistos: list[Visto], faltas: tuple[Falta, ...]) -> str:
    sellados = [(e, [(n, sellar(contenido)) for n, contenido in grupo]) for e, grupo in vistos]
    escrito = request.form if request.form.get("original") else {}
    return render_template(
        "importacion/previa.html", vistos=sellados, faltas=faltas, escrito=escrito
    )


def _otra_vez(faltas: tuple[Falta, ...]) -> ResponseReturnValue:
    """La vista previa con lo que hay que corregir; si el archivo no se puede leer, la subida."""
    if any(falta.campo == "archivo" for falta in faltas):
        return render_template("importacion/subir.html", faltas=faltas), 422
    vistos, otras = _examinar(archivos_subidos())
    return _previa(vistos, (*faltas, *otras)), 422


def _orden() -> ImportarBpmn:
    escrito = request.form
    try:
        dibujo = json.loads(escrito.get("dibujo") or "[]")
    except ValueError as error:
        raise DatosInvalidos(
            "El dibujo llegó mal escrito. Actualice la página y repita."
        ) from error
    return ImportarBpmn(
        actor(),
        escrito.get("nombre_de_archivo", ""),
        original(),
        escrito.get("clave", "").strip(),
        escrito.get("nombre", "").strip(),
        escrito.get("proceso", ""),
        dibujo,
        acompanantes(),
    )


def _paquete(contenido: bytes) -> ResponseReturnValue:
    """El .zip de otro Cauce trae el proceso entero: entra directamente."""
    hecho, faltas = intentar(importar_borrador, lambda: ImportarBorrador(actor(), contenido))
    if hecho is None:
        return render_template("importacion/subir.html", faltas=faltas), 422
    flash("El proceso entró como un borrador nuevo. Revíselo antes de proponerlo.", "exito")
    return redirect(url_for("procesos.borrador", borrador_id=hecho.id), 303)
