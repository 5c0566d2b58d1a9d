"""Agregar un archivo a un borrador: uno vacío para llenarlo aquí, o uno del equipo."""

import re

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.archivos_vacios import archivo_vacio
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from web.contexto import actor
from web.navegacion import si_existe
from web.procesos.borrador import pagina_del_borrador
from web.procesos.intentos import intentar_en_borrador
from web.procesos.plano import pantalla
from web.seguridad import requiere_facultad

CLASES = {".form": "formulario", ".dmn": "decision", ".yaml": "escenario", ".yml": "escenario"}
EDITORES = {"formulario": "editor_formularios.ver", "decision": "editor_decisiones.ver"}
_CLAVE = re.compile(r"[a-z][a-z0-9_]{0,79}")


@pantalla.post("/procesos/borradores/<int:borrador_id>/agregar")
@requiere_facultad("procesos")
def agregar(borrador_id: int) -> ResponseReturnValue:
    """Agrega el archivo y, si tiene editor, lo abre."""
    ordenes: list[GuardarArchivo] = []

    def armar() -> GuardarArchivo:
        ordenes.append(_orden(borrador_id))
        return ordenes[0]

    _, faltas = intentar_en_borrador(guardar_archivo_borrador, armar)
    if faltas:
        return pagina_del_borrador(borrador_id, faltas), 422
    hecha = ordenes[0]
    flash(f"Se agregó «{hecha.clave}».", "exito")
    editor = EDITORES.get(hecha.clase, "")
    destino = si_existe(editor, borrador_id=borrador_id, clave=hecha.clave)
    return redirect(destino or url_for("procesos.borrador", borrador_id=borrador_id), 303)


def _orden(borrador_id: int) -> GuardarArchivo:
    subido = request.files.get("archivo")
    if subido is not None and subido.filename:
        clase, clave = _de_archivo(subido.filename)
        return GuardarArchivo(actor(), borrador_id, clase, clave, subido.read(), 0)
    clase, clave = request.form.get("clase", ""), request.form.get("clave", "").strip()
    if not _CLAVE.fullmatch(clave):
        frase = "El nombre lleva minúsculas sin acento, números y _, como «t1_recibir»."
        raise DatosInvalidos("No se agregó.", [Falta("clave", frase)])
    titulo = request.form.get("titulo", "").strip() or clave
    contenido = archivo_vacio(clase, clave, titulo)
    return GuardarArchivo(actor(), borrador_id, clase, clave, contenido, 0)


def _de_archivo(nombre: str) -> tuple[str, str]:
    """La clase y la clave, del nombre con que se subió.

    Raises:
        DatosInvalidos: por su extensión no es de un proceso.
    """
    solo = nombre.replace("\\", "/").rpartition("/")[2]
    clave, punto, extension = solo.rpartition(".")
    clase = CLASES.get(f"{punto}{extension.lower()}", "")
    if not clase:
        frase = "Se agregan formularios (.form), tablas (.dmn) y escenarios (.yaml)."
        raise DatosInvalidos("No se agregó.", [Falta("archivo", frase)])
    return clase, clave
