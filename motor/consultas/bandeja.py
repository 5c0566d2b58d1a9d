"""La bandeja: mis tareas y las de mi unidad, por páginas, con cuántas hay en cada vista."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from motor.almacen.bandeja import Bandeja
from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.planes import A_MEDIDA
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.procesos import Proceso, Version
from motor.almacen.tareas import Tarea
from motor.consultas.bandeja_alcance import Alcance
from motor.consultas.bandeja_filtros import POR_PAGINA, Orden, Vista, codificar_clave
from motor.consultas.bandeja_flujos import Pedido, contar_tareas, ids_de_pagina
from motor.consultas.semaforo import Semaforo, Semaforos, cargar_semaforos
from motor.nucleo.valores import Json

TOPE = 1000  # más allá no se cuenta: «más de 999»


@dataclass(frozen=True)
class Renglon:
    """Una tarea de la bandeja, con lo que se muestra de ella.

    `tiene` es quién la tomó o, si está disponible, a quién va; `mia` si la tomé yo; `puedo` si va a
    mi cargo, a mi unidad o a mí (tomarla puede rechazarse igual: cuatro ojos). `devuelta` es el
    motivo con que volvió, '' si no volvió.
    """

    tarea_id: int
    nombre: str
    elemento: str
    hr: str
    asunto: str
    confidencial: bool
    proceso: str
    unidad: str
    tiene: str
    tomada: bool
    mia: bool
    puedo: bool
    creada_el: datetime
    prioridad: int
    semaforo: Semaforo
    devuelta: str
    devuelta_por: str
    con_borrador: bool


@dataclass(frozen=True)
class Pagina:
    """Una página de la bandeja; `siguiente` es la clave con que se pide la otra, '' si no hay."""

    renglones: tuple[Renglon, ...]
    siguiente: str


def listar_tareas(
    sesion: Session, pedido: Pedido, clave: tuple[object, ...] | None = None, cuantas: int = 0
) -> Pagina:
    """Devuelve una página de mis tareas o de las de mi unidad. Cuatro consultas como mucho.

    Args:
        sesion: de lectura.
        pedido: vista (`mias` o `unidad`), filtros y orden.
        clave: la última fila ya vista (`leer_clave`); None = desde el principio.
        cuantas: cuántas por página; 0 = las de siempre.
    """
    cuantas = cuantas or POR_PAGINA
    filas = ids_de_pagina(sesion, pedido, clave, cuantas + 1)
    vistas = filas[:cuantas]
    ids = [fila[-1] for fila in vistas]
    semaforos = cargar_semaforos(sesion, pedido.ahora)
    siguiente = codificar_clave(vistas[-1]) if len(filas) > cuantas else ""
    return Pagina(leer_renglones(sesion, ids, pedido.alcance, semaforos), siguiente)


def leer_renglones(
    sesion: Session, ids: Sequence[int], alcance: Alcance, semaforos: Semaforos
) -> tuple[Renglon, ...]:
    """Devuelve los renglones de esas tareas, en ese orden. Una consulta."""
    if not ids:
        return ()
    asignada, tomadora, de_cargo = aliased(Persona), aliased(Persona), aliased(Unidad)
    mios = [f"p{alcance.persona_id}"]
    mios += [f"c{p.cargo_id}" for p in alcance.puestos]
    mios += [f"u{unidad_id}" for unidad_id in alcance.unidades]
    puedo = (
        select(func.count())
        .where(Bandeja.tarea_id == Tarea.id, Bandeja.destino.in_(mios))
        .correlate(Tarea)
        .scalar_subquery()
    )
    municipio = and_(
        Plazo.instancia_id == Tarea.instancia_id,
        Plazo.ficha == Tarea.ficha,
        Plazo.tarea_id == Tarea.id,
        Plazo.clase == ClasePlazo.TAREA,
        Plazo.estado == EstadoPlazo.ABIERTO,
    )
    filas = sesion.execute(
        select(
            Tarea.id,
            Tarea.nombre,
            Tarea.elemento,
            Tarea.creada_el,
            Tarea.vence_el,
            Tarea.prioridad,
            Tarea.devolucion,
            Tarea.tomada_por_id,
            Tarea.borrador.is_not(None).label("con_borrador"),
            Expediente.hr,
            Expediente.asunto,
            Expediente.confidencial,
            Proceso.nombre.label("proceso"),
            func.coalesce(Unidad.sigla, de_cargo.sigla, "").label("unidad"),
            func.coalesce(
                tomadora.nombre, asignada.nombre, Cargo.nombre, Unidad.nombre, "Varios"
            ).label("tiene"),
            Plazo.municipio,
            puedo.label("puedo"),
        )
        .join(Expediente, Expediente.id == Tarea.expediente_id)
        .join(Instancia, Instancia.id == Tarea.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .outerjoin(Unidad, Unidad.id == Tarea.unidad_id)
        .outerjoin(Cargo, Cargo.id == Tarea.cargo_id)
        .outerjoin(de_cargo, de_cargo.id == Cargo.unidad_id)
        .outerjoin(asignada, asignada.id == Tarea.persona_id)
        .outerjoin(tomadora, tomadora.id == Tarea.tomada_por_id)
        .outerjoin(Plazo, municipio)
        .where(Tarea.id.in_(ids))
    )
    por_id = {
        fila.id: Renglon(
            fila.id,
            fila.nombre,
            fila.elemento,
            fila.hr,
            fila.asunto,
            fila.confidencial,
            fila.proceso,
            fila.unidad,
            fila.tiene,
            fila.tomada_por_id is not None,
            fila.tomada_por_id == alcance.persona_id,
            bool(fila.puedo),
            fila.creada_el,
            fila.prioridad,
            semaforos.de(fila.vence_el, fila.municipio),
            *_devolucion(fila.devolucion),
            fila.con_borrador,
        )
        for fila in filas
    }
    return tuple(por_id[id_] for id_ in ids if id_ in por_id)


def contar(sesion: Session, alcance: Alcance, ahora: datetime) -> dict[Vista, int]:
    """Devuelve cuántas tareas hay en mis tareas y en las de mi unidad, hasta `TOPE`."""
    return {
        vista: contar_tareas(sesion, Pedido(alcance, vista, ahora), TOPE)
        for vista in (Vista.MIAS, Vista.UNIDAD)
    }


def novedades(sesion: Session, persona_id: int, puestos: Sequence[tuple[int, int]]) -> str:
    """Devuelve una marca que cambia cuando entra o sale algo de la bandeja. Una consulta.

    Args:
        sesion: de lectura.
        persona_id: quien mira.
        puestos: los (cargo, unidad) con que mira.
    """
    destinos = [f"p{persona_id}"]
    destinos += [f"{letra}{id_}" for par in puestos for letra, id_ in zip("cv", par, strict=True)]
    ultimas = [
        select(func.max(Bandeja.tarea_id)).where(Bandeja.destino == destino).scalar_subquery()
        for destino in dict.fromkeys(destinos)
    ]
    cuantas = [
        select(func.count())
        .select_from(
            select(Bandeja.tarea_id)
            .where(Bandeja.destino == destino, Bandeja.tomador_id == 0)
            .order_by(Bandeja.tarea_id.desc())  # las últimas: PostgreSQL no junta antes todas
            .limit(TOPE)
            .subquery()
        )
        .scalar_subquery()
        for destino in dict.fromkeys(destinos)
    ]
    fila = sesion.execute(select(*ultimas, *cuantas), execution_options=A_MEDIDA).one()
    return "-".join(str(valor or 0) for valor in fila)


def _devolucion(devolucion: Json) -> tuple[str, str]:
    if not isinstance(devolucion, dict) or "motivo" not in devolucion:
        return "", ""
    return str(devolucion["motivo"]) or "sin motivo escrito", str(devolucion.get("por", ""))


__all__ = ["TOPE", "Orden", "Pagina", "Pedido", "Renglon", "Vista", "contar", "listar_tareas"]
