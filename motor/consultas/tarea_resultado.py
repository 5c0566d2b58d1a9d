"""Qué pasó al completar una tarea: a qué pasos y a quiénes fue, qué salió y si acabó."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.tareas import Tarea
from motor.consultas.valores import Dato, aplanar
from motor.nucleo.valores import Json, Valor, decodificar
from motor.reglas.acto import Acto
from motor.reglas.formularios import Formulario


@dataclass(frozen=True)
class Paso:
    """Un paso que se abrió: su tarea y a quién va."""

    tarea_id: int
    nombre: str
    a_quien: str


@dataclass(frozen=True)
class Resultado:
    """El acto que cerró la tarea. `devuelta` si se devolvió; `datos`, lo que quedó escrito.

    `mensajes` son los nombres de los que salieron; `termino` si con él acabó esta parte del
    trámite, y `final`, en qué estado quedó el expediente si también acabó.
    """

    el: datetime
    devuelta: bool
    motivo: str
    pasos: tuple[Paso, ...]
    mensajes: tuple[str, ...]
    incidentes: tuple[str, ...]
    termino: bool
    final: str
    datos: tuple[Dato, ...]


def resultado_de(acto: Acto, tarea: Tarea) -> Resultado | None:
    """Devuelve qué pasó al completarla; None si sigue abierta o se canceló."""
    if tarea.cerrada_el is None or tarea.completada_por_id is None:
        return None
    contenido = _asiento(acto, tarea)
    if contenido is None:
        return None
    datos = contenido.get("datos") or {}
    despues = decodificar(contenido.get("despues") or {})
    formulario = acto.version.formulario(tarea.formulario) if tarea.formulario else None
    return Resultado(
        el=tarea.cerrada_el,
        devuelta=contenido["hecho"] == "tarea_devuelta",
        motivo=str(contenido.get("motivo", "")),
        pasos=_pasos(acto, [uno["tarea"] for uno in datos.get("abiertas") or []]),
        mensajes=tuple(str(uno) for uno in datos.get("mensajes") or []),
        incidentes=tuple(str(uno.get("mensaje", "")) for uno in datos.get("incidentes") or []),
        termino=acto.instancia.terminada_el == tarea.cerrada_el,
        final=acto.expediente.final or "",
        datos=decir_lo_escrito(formulario, despues if isinstance(despues, dict) else {}),
    )


def decir_lo_escrito(
    formulario: Formulario | None, valores: Mapping[str, Valor]
) -> tuple[Dato, ...]:
    """Devuelve lo escrito con los nombres de los campos y de las opciones, en su orden.

    Sin formulario, con sus claves hechas legibles.
    """
    if formulario is None:
        return aplanar(valores)
    legibles: dict[str, Valor] = {}
    for campo in formulario.campos:
        componente, valor = campo.componente, valores.get(campo.componente.clave)
        etiquetas = {str(o.valor): o.etiqueta for o in componente.opciones}
        if isinstance(valor, list):
            valor = [etiquetas.get(v, v) if isinstance(v, str) else v for v in valor]
        elif isinstance(valor, str):
            valor = etiquetas.get(valor, valor)
        legibles[componente.titulo] = valor
    return aplanar(legibles)


def _asiento(acto: Acto, tarea: Tarea) -> dict[str, Json] | None:
    filas = acto.sesion.scalars(
        select(Asiento.contenido).where(
            Asiento.expediente_id == tarea.expediente_id,
            Asiento.hecho_el == tarea.cerrada_el,
            Asiento.hecho.in_(("tarea_completada", "tarea_devuelta")),
        )
    )
    for texto in filas:
        contenido: dict[str, Json] = json.loads(texto)
        if (contenido.get("tarea") or {}).get("id") == tarea.id:
            return contenido
    return None


def _pasos(acto: Acto, ids: list[int]) -> tuple[Paso, ...]:
    filas = acto.sesion.execute(
        select(Tarea.id, Tarea.nombre, Cargo.nombre, Unidad.nombre, Persona.nombre)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(Unidad, (Unidad.id == Tarea.unidad_id) | (Unidad.id == Cargo.unidad_id))
        .outerjoin(Persona, Persona.id == Tarea.persona_id)
        .where(Tarea.id.in_(ids))
        .order_by(Tarea.id)
    )
    pasos: dict[int, Paso] = {}
    for id_, nombre, cargo, unidad, persona in filas:
        partes = [parte for parte in (persona, cargo, unidad) if parte]
        pasos.setdefault(id_, Paso(id_, nombre, " — ".join(dict.fromkeys(partes))))
    return tuple(pasos.values())
