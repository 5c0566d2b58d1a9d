"""La guía de estilo, para mirar y revisar las piezas en los dos temas."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.formularios import Escrito, leer_formulario, preparar_suelto
from motor.consultas.semaforo import Semaforo
from web.contexto import ahora, ajustes, es_parcial, lectura
from web.formularios import leer_envio
from web.seguridad import publica

pantalla = Blueprint("guia", __name__, template_folder="plantillas")
MUESTRA = Path(__file__).with_name("muestra.bpmn")
FORMULARIO = Path(__file__).with_name("muestra.form")
VARIABLES = {
    "solicitante": "la comunidad de Vinto",
    "antecedentes": [
        {"fecha": date(2027, 1, 18), "que": "Se pidió el informe técnico."},
        {"fecha": date(2027, 2, 2), "que": "Se amplió el plazo por cinco días hábiles."},
    ],
    "documentos": [],
}
SEMAFOROS = (
    Semaforo("vencido", -2, "Venció hace 2 días hábiles (11/03/2027)"),
    Semaforo("hoy", 0, "Vence hoy (15/03/2027)"),
    Semaforo("pronto", 3, "Vence en 3 días hábiles (18/03/2027)"),
    Semaforo("bien", 9, "Vence en 9 días hábiles (26/03/2027)"),
    Semaforo("sin", None, "Sin plazo"),
)


@dataclass(frozen=True)
class FaltaDeMuestra:
    """Una falta como las que dan los formularios."""

    campo: str
    mensaje: str


@pantalla.get("/guia")
@publica("muestra piezas sin ningún dato, y solo en la demostración y las pruebas")
def ver() -> ResponseReturnValue:
    """Muestra cada pieza."""
    _exigir_demostracion()
    return render_template(
        "guia/ver.html",
        semaforos=SEMAFOROS,
        faltas=(
            FaltaDeMuestra("cite", "Escriba el cite de la nota, por ejemplo GAD/SDEF/045/2027."),
            FaltaDeMuestra("recibida", "La fecha 31/02/2027 no existe."),
        ),
        instante=datetime(2027, 3, 15, 14, 30, tzinfo=UTC),
        dia=date(2027, 3, 15),
    )


@pantalla.get("/guia/muestra.bpmn")
@publica("un dibujo de muestra, sin ningún dato, y solo en la demostración y las pruebas")
def muestra() -> ResponseReturnValue:
    """Da el diagrama de muestra del visor."""
    _exigir_demostracion()
    return Response(MUESTRA.read_bytes(), mimetype="application/xml")


@pantalla.route("/guia/formulario", methods=["GET", "POST"])
@publica("un formulario de muestra, sin ningún dato, y solo en la demostración y las pruebas")
def formulario() -> ResponseReturnValue:
    """Muestra uno de cada componente; lo enviado se recalcula y no se guarda."""
    _exigir_demostracion()
    esquema = FORMULARIO.read_bytes()
    envio = leer_envio(leer_formulario(esquema), request.form)
    escrito = Escrito(envio.datos) if request.form else None
    vista = preparar_suelto(lectura(), esquema, VARIABLES, ahora(), escrito)
    plantilla = "guia/_campos.html" if es_parcial() else "guia/formulario.html"
    return render_template(plantilla, vista=vista)


def _exigir_demostracion() -> None:
    if not (ajustes().demo or current_app.testing or current_app.debug):
        abort(404)
