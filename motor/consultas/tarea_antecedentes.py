"""Lo que ya dice el trámite, para quien tiene que hacer el paso que sigue.

Cada antecedente es lo que alguien escribió en un paso anterior de la misma parte del trámite, o lo
que trajo un mensaje de otra institución: el secretario da el visto bueno sobre el informe del
técnico, y el técnico responde las preguntas de la petición.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.instancias import Ambito, Instancia
from motor.almacen.mensajes import Mensaje
from motor.almacen.tareas import Tarea
from motor.consultas.mensajes import MensajeVista, listar_de_expediente
from motor.consultas.quienes import como_de
from motor.consultas.rotulos import rotulos_de
from motor.consultas.valores import Dato, aplanar
from motor.nucleo.valores import Json, decodificar
from motor.reglas.acto import Acto
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada

ANTECEDENTES_MAXIMOS = 12
_ASIENTOS_LEIDOS = 60
_HECHOS = ("expediente_iniciado", "tarea_completada", "tarea_devuelta")


@dataclass(frozen=True)
class Antecedente:
    """Qué paso o mensaje fue, quién, en qué cargo, cuándo y qué dice.

    `tarea_id` o `mensaje_id`, para abrirlo; ambos None si es el formulario de inicio.
    """

    titulo: str
    quien: str
    como: str
    el: datetime
    datos: tuple[Dato, ...]
    tarea_id: int | None = None
    mensaje_id: int | None = None


def antecedentes_de(
    acto: Acto,
    versiones: CacheVersiones,
    tarea: Tarea,
    mirada: Mirada,
    documentos: Collection[tuple[int, int]],
) -> tuple[Antecedente, ...]:
    """Devuelve los antecedentes de la tarea, el último primero; si son muchos, también el primero.

    Args:
        acto: el de la tarea.
        versiones: de los procesos, para los nombres de los campos.
        tarea: la que se mira.
        mirada: lo que ve quien mira.
        documentos: (id, versión) de los que puede ver; los demás no se nombran.
    """
    partes = _partes(acto, mirada)
    hallados = [*_de_pasos(acto, tarea, partes), *_de_mensajes(acto, versiones, mirada, partes)]
    hallados.sort(key=lambda a: a.el, reverse=True)
    legibles = [a for a in (_sin_ajenos(a, documentos) for a in hallados) if a.datos]
    if len(legibles) <= ANTECEDENTES_MAXIMOS:
        return tuple(legibles)
    return (*legibles[: ANTECEDENTES_MAXIMOS - 1], legibles[-1])


def _partes(acto: Acto, mirada: Mirada) -> frozenset[int]:
    """La instancia de la tarea y las que la llamaron, si las ve."""
    partes: set[int] = set()
    instancia: Instancia | None = acto.instancia
    while instancia is not None and mirada.ve_instancia(instancia.id):
        partes.add(instancia.id)
        madre = instancia.madre_id
        instancia = acto.sesion.get(Instancia, madre) if madre else None
    return frozenset(partes)


def _de_pasos(acto: Acto, tarea: Tarea, partes: frozenset[int]) -> Iterator[Antecedente]:
    filas = acto.sesion.scalars(
        select(Asiento)
        .where(Asiento.expediente_id == tarea.expediente_id, Asiento.hecho.in_(_HECHOS))
        .order_by(Asiento.numero.desc())
        .limit(_ASIENTOS_LEIDOS)
    )
    leidos = [(fila, json.loads(fila.contenido)) for fila in filas]
    suyos = [
        _de_paso(acto, fila, contenido)
        for fila, contenido in leidos
        if (contenido.get("proceso") or {}).get("instancia") in partes
    ]
    ajenas = _de_otra_vuelta(acto, tarea, [a.tarea_id for a in suyos if a.tarea_id])
    return (a for a in suyos if a.tarea_id not in ajenas)


def _de_otra_vuelta(acto: Acto, tarea: Tarea, ids: Collection[int]) -> frozenset[int]:
    """La propia tarea y las de otra repetición en curso: lo que hace otra secretaría a la vez."""
    ambitos = select(Ambito.numero, Ambito.padre).where(Ambito.instancia_id == tarea.instancia_id)
    padres = {fila.numero: fila.padre for fila in acto.sesion.execute(ambitos)}
    propios = _linea(padres, tarea.ambito)
    de_esta = (Tarea.id.in_(ids), Tarea.instancia_id == tarea.instancia_id)
    return frozenset({tarea.id}) | frozenset(
        id_
        for id_, ambito in acto.sesion.execute(select(Tarea.id, Tarea.ambito).where(*de_esta))
        if ambito in padres and ambito not in propios and tarea.ambito not in _linea(padres, ambito)
    )


def _linea(padres: Mapping[int, int | None], ambito: int) -> frozenset[int]:
    """El ámbito y los que lo contienen."""
    linea: set[int] = set()
    actual: int | None = ambito
    while actual is not None:
        linea.add(actual)
        actual = padres.get(actual)
    return frozenset(linea)


def _de_paso(acto: Acto, asiento: Asiento, contenido: Mapping[str, Json]) -> Antecedente:
    hecho_en = contenido.get("tarea") or {}
    quien = contenido.get("quien") or {}
    despues = decodificar(contenido.get("despues") or {})
    motivo = {"motivo": contenido["motivo"]} if contenido.get("motivo") else {}
    escrito = {**motivo, **despues} if isinstance(despues, dict) else motivo
    return Antecedente(
        str(hecho_en.get("nombre") or "Inicio del trámite"),
        str(quien.get("nombre", "")),
        como_de(quien),
        asiento.hecho_el,
        aplanar(escrito, rotulos_de(acto.version)),
        tarea_id=hecho_en.get("id"),
    )


def _de_mensajes(
    acto: Acto, versiones: CacheVersiones, mirada: Mirada, partes: frozenset[int]
) -> Iterator[Antecedente]:
    consulta = select(Mensaje.id).where(
        Mensaje.destino_expediente_id == acto.instancia.expediente_id,  # por su índice
        Mensaje.destino_instancia_id.in_(partes),
    )
    suyos = frozenset(acto.sesion.scalars(consulta))
    if not suyos:
        return
    for mensaje in listar_de_expediente(acto.sesion, versiones, mirada).mensajes:
        if mensaje.id in suyos:
            yield _de_mensaje(mensaje)


def _de_mensaje(mensaje: MensajeVista) -> Antecedente:
    return Antecedente(
        mensaje.titulo,
        mensaje.de,
        "",
        mensaje.depositado_el or mensaje.enviado_el,
        mensaje.contenido,
        mensaje_id=mensaje.id,
    )


def _sin_ajenos(antecedente: Antecedente, documentos: Collection[tuple[int, int]]) -> Antecedente:
    vistos = tuple(d for d in antecedente.datos if not d.documento or d.documento in documentos)
    return replace(antecedente, datos=vistos)
