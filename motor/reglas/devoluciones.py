"""Devolver para corregir: una decisión que el formulario ofrece y el diagrama sabe seguir.

Devolver no rechaza ni reinicia el plazo: la tarea a la que se vuelve recibe el motivo y los campos
observados, y su plazo sigue contando desde donde empezó la primera vez (dominio F).
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada
from motor.nucleo.valores import Json, Valor
from motor.reglas.acto import Acto
from motor.reglas.formularios import Formulario

DEVOLVER = "devolver"
CAMPOS_DE_MOTIVO = ("motivo", "motivo_devolucion", "observaciones", "observacion", "detalle")
CAMPO_OBSERVADOS = "campos_observados"


class NoSeDevuelve(OrdenRechazada):
    """El diagrama no prevé volver atrás desde esta tarea."""

    codigo = "no_se_devuelve"


def datos_para_devolver(
    formulario: Formulario | None, tarea: Tarea, motivo: str, campos: tuple[str, ...]
) -> dict[str, Valor]:
    """Devuelve lo que se envía en el formulario para devolver.

    Raises:
        NoSeDevuelve: el formulario no ofrece la opción.
        DatosInvalidos: falta el motivo.
    """
    if not motivo.strip():
        raise DatosInvalidos("Para devolver hay que decir el motivo: qué debe corregirse.")
    decision = _campo_de_decision(formulario)
    if formulario is None or decision is None:
        raise NoSeDevuelve(
            f"La tarea «{tarea.nombre}» no ofrece devolver: el diagrama no tiene un camino de "
            "vuelta desde ella. Complétela con la decisión que corresponda."
        )
    claves = [campo.componente.clave for campo in formulario.campos]
    datos: dict[str, Valor] = {decision: DEVOLVER}
    donde = next((clave for clave in CAMPOS_DE_MOTIVO if clave in claves), None)
    if donde is not None:
        datos[donde] = motivo
    if campos and CAMPO_OBSERVADOS in claves:
        datos[CAMPO_OBSERVADOS] = list(campos)
    return datos


def ofrece_devolver(formulario: Formulario | None) -> bool:
    """Dice si el formulario tiene la decisión de devolver."""
    return _campo_de_decision(formulario) is not None


def es_devolucion(formulario: Formulario | None, valores: Mapping[str, Valor]) -> bool:
    """Dice si lo enviado decide devolver."""
    campo = _campo_de_decision(formulario)
    return campo is not None and valores.get(campo) == DEVOLVER


def ficha_de_devolucion(
    valores: Mapping[str, Valor],
    quien: str,
    ahora: datetime,
    motivo: str = "",
    observados: Sequence[str] = (),
) -> dict[str, Json]:
    """Devuelve lo que guarda la tarea que vuelve: lo dicho al devolver o, si no, lo enviado."""
    enviado = next((valores[c] for c in CAMPOS_DE_MOTIVO if valores.get(c)), "")
    campos = observados or valores.get(CAMPO_OBSERVADOS) or []
    return {
        "motivo": motivo or str(enviado),
        "campos": [str(campo) for campo in campos],
        "por": quien,
        "el": ahora.isoformat(),
    }


def desde_de_la_anterior(acto: Acto, tarea: Tarea) -> datetime | None:
    """Devuelve desde cuándo corría el plazo de la misma tarea la vez anterior."""
    return acto.sesion.scalar(
        select(Plazo.desde_el)
        .where(
            Plazo.instancia_id == acto.instancia.id,
            Plazo.elemento == tarea.elemento,
            Plazo.tarea_id.is_not(None),
            Plazo.tarea_id != tarea.id,
        )
        .order_by(Plazo.id.desc())
        .limit(1)
    )


def _campo_de_decision(formulario: Formulario | None) -> str | None:
    if formulario is None:
        return None
    for campo in formulario.campos:
        if any(opcion.valor == DEVOLVER for opcion in campo.componente.opciones):
            return campo.componente.clave
    return None
