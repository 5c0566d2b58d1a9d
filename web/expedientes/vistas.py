"""Las vistas del expediente: sus pestañas, su diagrama, sus actos y su impreso."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.diagrama import obtener_xml
from motor.consultas.impreso import obtener_impreso
from motor.consultas.verificacion_impreso import verificar_impreso
from web.contexto import actor, ahora, entorno, es_parcial, lectura, operar, pagina
from web.expedientes.actos import ACTOS, frase_de
from web.expedientes.freno import freno
from web.expedientes.pestanas import PESTANAS, abrir, datos_de
from web.impresos.hoja_de_ruta import imprimir
from web.seguridad import publica, requiere_sesion

pantalla = Blueprint("expedientes", __name__, template_folder="plantillas")


@pantalla.get("/expedientes/<hr>")
@requiere_sesion
def ver(hr: str) -> ResponseReturnValue:
    """Muestra la hoja de ruta."""
    return _mostrar(hr, "ver")


@pantalla.get("/expedientes/<hr>/recorrido")
@requiere_sesion
def recorrido(hr: str) -> ResponseReturnValue:
    """Muestra dónde está: el diagrama y, al lado, lo mismo como lista."""
    return _mostrar(hr, "recorrido")


@pantalla.get("/expedientes/<hr>/plazos")
@requiere_sesion
def plazos(hr: str) -> ResponseReturnValue:
    """Muestra los plazos."""
    return _mostrar(hr, "plazos")


@pantalla.get("/expedientes/<hr>/mensajes")
@requiere_sesion
def mensajes(hr: str) -> ResponseReturnValue:
    """Muestra los mensajes con sus dos acuses."""
    return _mostrar(hr, "mensajes")


@pantalla.get("/expedientes/<hr>/documentos")
@requiere_sesion
def documentos(hr: str) -> ResponseReturnValue:
    """Muestra los documentos."""
    return _mostrar(hr, "documentos")


@pantalla.get("/expedientes/<hr>/personas")
@requiere_sesion
def personas(hr: str) -> ResponseReturnValue:
    """Muestra quiénes actuaron y en qué cargo."""
    return _mostrar(hr, "personas")


@pantalla.get("/expedientes/<hr>/comentarios")
@requiere_sesion
def comentarios(hr: str) -> ResponseReturnValue:
    """Muestra los comentarios."""
    return _mostrar(hr, "comentarios")


@pantalla.get("/expedientes/<hr>/bitacora")
@requiere_sesion
def bitacora(hr: str) -> ResponseReturnValue:
    """Muestra la bitácora."""
    return _mostrar(hr, "bitacora")


@pantalla.get("/expedientes/<hr>/diagrama")
@requiere_sesion
def diagrama(hr: str) -> ResponseReturnValue:
    """Entrega el BPMN publicado, para el visor."""
    vista = abrir(hr)
    version = request.args.get("version", type=int)
    xml = obtener_xml(lectura(), entorno().versiones, vista.mirada, version)
    return Response(xml, mimetype="application/xml")


@pantalla.get("/expedientes/<hr>/impreso.pdf")
@requiere_sesion
def impreso(hr: str) -> ResponseReturnValue:
    """Entrega la hoja de ruta como PDF/A, con su código de verificación."""
    vista = abrir(hr)
    datos = obtener_impreso(lectura(), entorno(), vista, ahora())
    direccion = url_for(".verificar", hr=hr, codigo=datos.codigo, _external=True)
    respuesta = Response(imprimir(datos, direccion), mimetype="application/pdf")
    respuesta.headers["Content-Disposition"] = f'inline; filename="{vista.caratula.hr}.pdf"'
    return respuesta


@pantalla.post(
    "/expedientes/<hr>/<any(retirar,anular,suspender,reanudar,prorrogar,seguir,"
    "reservar,reintentar,comentar):acto>"
)
@requiere_sesion
def actuar(hr: str, acto: str) -> ResponseReturnValue:
    """Hace uno de los actos de la página y vuelve a la pestaña que le toca."""
    vista = abrir(hr)
    operacion, orden, vuelve = ACTOS[acto](vista, actor(), request.form)
    operar(operacion, orden)
    flash(frase_de(acto, request.form), "exito")
    return redirect(url_for(f".{vuelve}", hr=hr), 303)


@pantalla.get("/verificar/<hr>/<codigo>")
@publica("quien tiene el papel comprueba que es auténtico; el código no se puede adivinar")
def verificar(hr: str, codigo: str) -> ResponseReturnValue:
    """Dice si un impreso es auténtico y si la bitácora sigue conteniendo lo impreso."""
    freno().exigir_moderado(request.remote_addr or "", ahora())
    verificacion = verificar_impreso(lectura(), entorno(), hr, codigo)
    return render_template("expedientes/verificar.html", v=verificacion), (
        200 if verificacion.autentico else 404
    )


def _mostrar(hr: str, pestana: str) -> str:
    vista = abrir(hr)
    return pagina(
        "expedientes/ver.html",
        e=vista,
        c=vista.caratula,
        pestana=pestana,
        pestanas=PESTANAS,
        parcial=es_parcial(),
        **datos_de(pestana, vista),
    )
