"""Derivar: buscar y elegir destinatarios (también sin JavaScript) y armar la orden."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.destinos import buscar_destinos, elegidos
from motor.nucleo.errores import ErrorMotor, SinPermiso
from motor.operaciones.derivar_tarea import DerivarTarea, Destino
from web.contexto import actor, ahora, es_parcial, lectura, quien
from web.tareas.pagina import leer_tarea

PROVEIDOS = (
    "Para su atención y respuesta",
    "Para su conocimiento y fines consiguientes",
    "Para informe técnico",
    "Para informe legal",
    "Para revisión y visto bueno",
    "Proceda según normativa vigente",
    "Coordine con las unidades involucradas",
    "Para archivo",
)


def mostrar_derivacion(
    tarea_id: int, error: ErrorMotor | None = None, estado: int = 200
) -> ResponseReturnValue:
    """Devuelve la página de derivar, con la frase de `error`; a htmx, solo los destinatarios."""
    vista = leer_tarea(tarea_id)
    if "derivar" not in vista.actos:
        raise SinPermiso(vista.permiso.motivo or "Esta tarea ya no se puede derivar.")
    puesto = quien().en
    institucion_id = puesto.institucion_id if puesto else 0
    dados, texto = request.values, request.values.get("q", "")
    marcados = elegidos(lectura(), institucion_id, dados.getlist("destino"), ahora())
    hallados = buscar_destinos(lectura(), institucion_id, texto, ahora())
    datos = {
        "t": vista,
        "elegidos": marcados,
        "hallados": [h for h in hallados if h not in marcados],
        "copias": set(dados.getlist("copia")),
        "proveidos": PROVEIDOS,
        "dados": dados,
        "q": texto,
        "error": error,
    }
    plantilla = "tareas/_destinos.html" if es_parcial() else "tareas/derivar.html"
    return render_template(plantilla, **datos), estado


def orden_de_derivar(tarea_id: int) -> DerivarTarea:
    """Devuelve la orden que el formulario pide."""
    dados = request.form
    copias = set(dados.getlist("copia"))
    destinos = tuple(_destino(valor, copias) for valor in dict.fromkeys(dados.getlist("destino")))
    proveido = dados.get("otro", "").strip() or dados.get("proveido", "")
    instruccion, clave = dados.get("instruccion", ""), dados.get("idempotencia")
    return DerivarTarea(actor(), tarea_id, destinos, proveido, instruccion, clave)


def _destino(valor: str, copias: set[str]) -> Destino:
    clase, _, clave = valor.partition(":")
    return Destino(
        cargo=clave if clase == "cargo" else "",
        unidad=clave if clase == "unidad" else "",
        persona=clave if clase == "persona" else "",
        con_copia=valor in copias,
    )
