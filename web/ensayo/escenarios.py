"""Los escenarios de un borrador: correrlos, cómo les fue y qué caminos recorren."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from motor.consultas.borradores import obtener_borrador
from motor.consultas.cobertura import medir_cobertura
from motor.consultas.ensayo import obtener_prueba
from motor.pruebas.ensayar import probar_borrador
from web.contexto import actor, lectura, operar, quien
from web.ensayo.plano import EN_EL_BORRADOR, pantalla
from web.ensayo.sitio import Faltas, intentar
from web.seguridad import requiere_facultad


@pantalla.get(f"{EN_EL_BORRADOR}/escenarios", endpoint="escenarios")
@requiere_facultad("procesos", o_lectura=True)
def ver_escenarios(borrador_id: int) -> ResponseReturnValue:
    """Muestra cómo les fue a los escenarios y qué parte del diagrama recorren."""
    return _pagina(borrador_id)


@pantalla.post(f"{EN_EL_BORRADOR}/escenarios/correr")
@requiere_facultad("procesos")
def correr(borrador_id: int) -> ResponseReturnValue:
    """Corre una tanda de escenarios sobre lo que el borrador dice ahora."""
    yo, sigue = actor(), bool(request.form.get("sigue"))
    faltas = intentar(
        lambda: operar(lambda e, b: probar_borrador(e, yo, b, sigue=sigue), borrador_id)
    )
    if faltas:
        return _pagina(borrador_id, faltas), 422
    return redirect(url_for("ensayo.escenarios", borrador_id=borrador_id), 303)


def _pagina(borrador_id: int, faltas: Faltas = ()) -> str:
    b, prueba = obtener_borrador(lectura(), borrador_id), obtener_prueba(lectura(), borrador_id)
    return render_template(
        "ensayo/escenarios.html",
        b=b,
        p=prueba,
        c=medir_cobertura(lectura(), borrador_id, prueba),
        faltas=faltas,
        puede="procesos" in quien().facultades and b.estado in ("abierto", "en_revision"),
    )
