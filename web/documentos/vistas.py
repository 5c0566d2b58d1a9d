"""Las vistas de los documentos: adjuntar y descargar."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue

from motor.consultas.documentos import abrir_documento
from motor.nucleo.errores import DatosInvalidos
from motor.operaciones.adjuntar_documentos import adjuntar_documentos
from motor.operaciones.anotar_lectura import AnotarLectura, anotar_lectura
from motor.operaciones.reservar_documento import ReservarDocumento, reservar_documento
from web.contexto import actor, entorno, lectura, operar
from web.documentos.subida import frase_de_subida, orden_de_adjuntar
from web.seguridad import destino_local, requiere_sesion

pantalla = Blueprint("documentos", __name__, template_folder="plantillas")

EN_LA_ZONA = "X-Cauce-Zona"  # el guion pide solo la frase, que pone junto al recuadro
ENCERRADO = (
    "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@pantalla.post("/documentos/adjuntar")
@requiere_sesion
def adjuntar() -> ResponseReturnValue:
    """Adjunta los archivos elegidos a un expediente, todos o ninguno."""
    vuelve = destino_local(request.form.get("vuelve", ""), "/")
    try:
        orden = orden_de_adjuntar()
        operar(adjuntar_documentos, orden)
    except DatosInvalidos as error:  # se elige otra vez, con el camino de vuelta
        if request.headers.get(EN_LA_ZONA):
            return error.mensaje, 422, {"Content-Type": "text/plain; charset=utf-8"}
        datos = {"mensaje": error.mensaje, "vuelve": vuelve}
        return render_template("documentos/rechazado.html", **datos), 422
    flash(frase_de_subida(orden), "exito")
    return redirect(f"{vuelve}#documentos", 303)


@pantalla.post("/documentos/<int:documento_id>/reserva")
@requiere_sesion
def reservar(documento_id: int) -> ResponseReturnValue:
    """Reserva el documento, o levanta su reserva, con la norma que lo manda."""
    reservado, norma = request.form.get("reservado") == "si", request.form.get("norma", "")
    clave = request.form.get("idempotencia")
    operar(reservar_documento, ReservarDocumento(actor(), documento_id, norma, reservado, clave))
    flash("El documento quedó reservado." if reservado else "Se levantó la reserva.", "exito")
    vuelve = destino_local(request.form.get("vuelve", ""), "/")
    return redirect(f"{vuelve}#documentos", 303)


@pantalla.get("/documentos/<int:documento_id>/<int:numero>")
@requiere_sesion
def descargar(documento_id: int, numero: int) -> ResponseReturnValue:
    """Entrega una versión, con su huella comprobada; con `?ver=1`, a la vista del navegador.

    A la vista solo va lo que `motor.reglas.tipos_archivo` dice que se puede ver (PDF, PNG y JPEG,
    por su contenido); lo demás baja como adjunto aunque se pida. Todo va con `ENCERRADO`: sin
    origen, sin guiones y sin recursos. El visor de PDF de Chromium abre así (probado en el 156, por
    dirección y en otra pestaña); uno que no pueda lo deja en blanco, y queda bajarlo.
    """
    abierto = abrir_documento(entorno(), lectura(), actor(), documento_id, numero)
    operar(anotar_lectura, AnotarLectura(actor(), abierto.expediente_id, documento_id, numero))
    a_la_vista = abierto.se_ve and request.args.get("ver") == "1"
    respuesta = send_file(
        BytesIO(abierto.contenido),
        mimetype=abierto.mime,
        as_attachment=not a_la_vista,
        download_name=abierto.archivo,
    )
    respuesta.headers["Content-Security-Policy"] = ENCERRADO
    return respuesta
