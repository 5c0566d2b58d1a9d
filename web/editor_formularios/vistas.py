"""El editor de un formulario y su vista previa, hecha por el mismo servidor que lo mostrará."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import leer_archivo, obtener_borrador
from motor.consultas.formularios import Escrito
from motor.consultas.vista_previa import VistaPrevia, previsualizar, variables_del_borrador
from web.contexto import ahora, lectura, quien
from web.editor_formularios.escrito import leer_prueba
from web.editor_formularios.hoja import preparar
from web.editor_formularios.palabras import en_palabras_del_panel
from web.seguridad import con_estilos_en_linea, requiere_facultad

pantalla = Blueprint("editor_formularios", __name__, template_folder="plantillas")
_RUTA = "/procesos/borradores/<int:borrador_id>/formularios/<clave>"


@pantalla.get(_RUTA)
@requiere_facultad("procesos", o_lectura=True)
@con_estilos_en_linea("form-js ubica lo que se arrastra y los anchos con atributos style")
def ver(borrador_id: int, clave: str) -> ResponseReturnValue:
    """Muestra el editor; quien no puede cambiar el formulario, o no ahora, solo lo mira."""
    contenido, archivo = leer_archivo(lectura(), borrador_id, "formulario", clave)
    hoja = preparar(
        obtener_borrador(lectura(), borrador_id),
        archivo,
        puede="procesos" in quien().facultades,
        pide_mirar=bool(request.args.get("mirar")),
    )
    previa = _previa((borrador_id, clave), contenido)
    return render_template(
        "editor_formularios/ver.html", h=hoja, previa=previa, en_palabras=en_palabras_del_panel
    )


@pantalla.post(f"{_RUTA}/vista")
@requiere_facultad("procesos", o_lectura=True)
def vista(borrador_id: int, clave: str) -> ResponseReturnValue:
    """Devuelve el fragmento con lo que el esquema enviado mostraría y lo que tiene mal."""
    previa = _previa((borrador_id, clave), *leer_prueba())
    return render_template(
        "editor_formularios/_vista.html",
        previa=previa,
        clave=clave,
        en_palabras=en_palabras_del_panel,
    )


@pantalla.get("/procesos/borradores/<int:borrador_id>/formularios")
@requiere_facultad("procesos", o_lectura=True)
def lista(borrador_id: int) -> ResponseReturnValue:
    """Muestra los formularios del borrador y cómo agregar otro."""
    borrador = obtener_borrador(lectura(), borrador_id)
    cambia = borrador.abierto and "procesos" in quien().facultades
    return render_template(
        "editor_formularios/lista.html",
        b=borrador,
        cambia=cambia,
        agregar=url_for("procesos.agregar", borrador_id=borrador_id),
    )


def _previa(cual: tuple[int, str], esquema: bytes, escrito: Escrito | None = None) -> VistaPrevia:
    variables = variables_del_borrador(lectura(), *cual)
    return previsualizar(lectura(), esquema, ahora(), variables, escrito)
