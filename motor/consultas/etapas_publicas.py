"""Lo que el público ve de un expediente: por qué pasos marcados pasó, con qué palabras y cuándo.

Cada paso que el diagrama publica lleva su texto (`cauce:publico`). De los demás no se dice nada, ni
de quién hizo qué; de un expediente confidencial, tampoco.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.consultas.recorrido import Clave, PasoDado, entradas_y_salidas, leer_pasos
from motor.reglas.versiones import CacheVersiones


@dataclass(frozen=True)
class EtapaPublica:
    """Una etapa: su texto, desde cuándo y hasta cuándo; `hasta` es None si sigue en ella."""

    texto: str
    desde: datetime
    hasta: datetime | None


def listar_etapas(
    sesion: Session, versiones: CacheVersiones, expediente: Expediente
) -> tuple[EtapaPublica, ...]:
    """Devuelve las etapas públicas del expediente, de la primera a la última.

    Lo que se hace a la vez con el mismo texto (cinco secretarías que responden) es una sola.
    """
    if expediente.confidencial:
        return ()
    instancias = sesion.scalars(
        select(Instancia).where(Instancia.expediente_id == expediente.id).order_by(Instancia.id)
    ).all()
    textos = {
        (i.id, nodo.id): nodo.trato.publico
        for i in instancias
        for nodo in versiones.obtener(sesion, i.version_id).proceso(i.proceso).nodos.values()
        if nodo.trato.publico
    }
    if not textos:
        return ()
    pasos = [p for p in leer_pasos(sesion, instancias) if (p.instancia_id, p.elemento) in textos]
    terminadas = {i.id: i.terminada_el for i in instancias}
    return _juntar(
        EtapaPublica(textos[clave[:2]], desde, hasta)
        for clave, desde, hasta in _estadias(pasos, terminadas)
    )


def _estadias(
    pasos: list[PasoDado], terminadas: dict[int, datetime | None]
) -> Iterable[tuple[Clave, datetime, datetime | None]]:
    """Cada estadía en un paso; lo que quedó a medias acabó cuando acabó su instancia."""
    entradas, salidas = entradas_y_salidas(pasos)
    for clave, desde in sorted(entradas.items(), key=lambda par: (par[1], par[0])):
        yield clave, desde, salidas.get(clave) or terminadas[clave[0]]


def _juntar(etapas: Iterable[EtapaPublica]) -> tuple[EtapaPublica, ...]:
    juntas: list[EtapaPublica] = []
    ultimas: dict[str, int] = {}  # de texto a su lugar en la lista
    for etapa in etapas:
        lugar = ultimas.get(etapa.texto)
        if lugar is not None and _se_tocan(juntas[lugar], etapa):
            anterior = juntas[lugar]
            juntas[lugar] = replace(anterior, hasta=_ultimo(anterior.hasta, etapa.hasta))
        else:
            ultimas[etapa.texto] = len(juntas)
            juntas.append(etapa)
    return tuple(juntas)


def _se_tocan(anterior: EtapaPublica, etapa: EtapaPublica) -> bool:
    return anterior.hasta is None or etapa.desde <= anterior.hasta


def _ultimo(uno: datetime | None, otro: datetime | None) -> datetime | None:
    return None if uno is None or otro is None else max(uno, otro)
