"""El editor de tablas de decisión: la página, la revisión de lo escrito y la prueba."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import leer_archivo, obtener_borrador
from motor.consultas.probar_decision import nombre_del_modelo, probar_decision, revisar_decision
from motor.nucleo.errores import DatosInvalidos, ErrorFeel, NoEncontrado
from web.contexto import ahora, lectura, quien
from web.editor_decisiones.hoja import preparar
from web.seguridad import con_estilos_en_linea, requiere_facultad

pantalla = Blueprint("editor_decisiones", __name__, template_folder="plantillas")
_RUTA = "/procesos/borradores/<int:borrador_id>/decisiones/<clave>"


@pantalla.get(_RUTA)
@requiere_facultad("procesos", o_lectura=True)
@con_estilos_en_linea("dmn-js ubica sus menús y dibuja con atributos style")
def ver(borrador_id: int, clave: str) -> ResponseReturnValue:
    """Muestra el editor; quien no puede cambiar las decisiones, o no ahora, solo mira y prueba."""
    xml, archivo = leer_archivo(lectura(), borrador_id, "decision", clave)
    hoja = preparar(
        obtener_borrador(lectura(), borrador_id),
        archivo,
        titulo=nombre_del_modelo(xml) or clave,
        puede="procesos" in quien().facultades,
        pide_mirar=bool(request.args.get("mirar")),
    )
    return render_template("editor_decisiones/ver.html", h=hoja)


@pantalla.post(f"{_RUTA}/revisar")
@requiere_facultad("procesos", o_lectura=True)
def revisar(borrador_id: int, clave: str) -> ResponseReturnValue:
    """Dice qué pide cada decisión del XML enviado y qué tiene mal o conviene mirar."""
    leer_archivo(lectura(), borrador_id, "decision", clave)
    return jsonify(asdict(revisar_decision(_texto(_enviado(), "xml").encode(), ahora())))


@pantalla.post(f"{_RUTA}/probar")
@requiere_facultad("procesos", o_lectura=True)
def probar(borrador_id: int, clave: str) -> ResponseReturnValue:
    """Toma una decisión del XML enviado con unos datos; 422 si no se entienden o no se puede."""
    leer_archivo(lectura(), borrador_id, "decision", clave)
    enviado = _enviado()
    crudos = enviado.get("datos")
    datos = {str(k): str(v) for k, v in crudos.items()} if isinstance(crudos, dict) else {}
    try:
        xml, decision = _texto(enviado, "xml").encode(), _texto(enviado, "decision")
        return jsonify(asdict(probar_decision(xml, decision, datos, ahora())))
    except DatosInvalidos as error:
        return jsonify(mensaje=error.mensaje, faltas=[asdict(f) for f in error.faltas]), 422
    except (ErrorFeel, NoEncontrado) as error:
        return jsonify(mensaje=error.mensaje, faltas=[]), 422


def _enviado() -> dict[str, Any]:
    datos = request.get_json(silent=True)
    if not isinstance(datos, dict):
        raise DatosInvalidos('Se espera JSON {"xml": texto, "decision": texto, "datos": objeto}.')
    return datos


def _texto(datos: dict[str, Any], nombre: str) -> str:
    valor = datos.get(nombre)
    if not isinstance(valor, str):
        raise DatosInvalidos(f"Falta «{nombre}», que es un texto.")
    return valor
