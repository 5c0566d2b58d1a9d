"""Lo que pasó en un expediente fuera de sus tareas, en frases; lo repetido, una vez."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from motor.consultas.relato import relatar
from motor.reglas.asientos_visibles import asientos_visibles
from motor.reglas.visibilidad import Mirada

# Lo que la hoja de ruta ya dice en sus derivaciones, documentos, mensajes y comentarios.
_EN_OTRA_PARTE = (
    "tarea_",
    "documento_",
    "mensaje_",
    "comentario_",
    "actividad_",
    "llamada_",
    "servicio_completado",
    "expediente_iniciado",
    "expediente_leido",
)


@dataclass(frozen=True)
class Suceso:
    """Un hecho dicho en una frase; `veces` que ocurrió, entre `el` y `hasta_el`."""

    el: datetime
    hasta_el: datetime
    hecho: str
    frase: str
    veces: int = 1


def listar_sucesos(
    sesion: Session, mirada: Mirada, nombres: Mapping[str, str]
) -> tuple[Suceso, ...]:
    """Devuelve los hechos que ve y que no son el paso de una tarea, en el orden en que empezaron.

    Args:
        sesion: donde se lee.
        mirada: qué ve quien mira.
        nombres: de cada elemento del diagrama, cómo se llama.
    """
    hallados: dict[str, Suceso] = {}
    for visto in asientos_visibles(sesion, mirada):
        asiento = visto.asiento
        if asiento.hecho.startswith(_EN_OTRA_PARTE):
            continue
        frase = relatar(visto.contenido, nombres)
        previo = hallados.get(frase)
        hallados[frase] = (
            Suceso(asiento.hecho_el, asiento.hecho_el, asiento.hecho, frase)
            if previo is None
            else replace(previo, hasta_el=asiento.hecho_el, veces=previo.veces + 1)
        )
    return tuple(hallados.values())
