"""La página del diagrama de un borrador."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import obtener_borrador
from web.contexto import lectura, quien
from web.modelador.dibujo import preparar
from web.seguridad import con_estilos_en_linea, requiere_facultad

pantalla = Blueprint("modelador", __name__, template_folder="plantillas")


@pantalla.get("/procesos/borradores/<int:borrador_id>/diagrama")
@requiere_facultad("procesos", o_lectura=True)
@con_estilos_en_linea("bpmn-js dibuja y ubica sus menús con atributos style")
def ver(borrador_id: int) -> ResponseReturnValue:
    """Muestra el modelador; quien no puede dibujar, o no ahora, solo mira."""
    dibujo = preparar(
        obtener_borrador(lectura(), borrador_id),
        puede="procesos" in quien().facultades,
        pide_mirar=bool(request.args.get("mirar")),
    )
    return render_template("modelador/ver.html", d=dibujo)
