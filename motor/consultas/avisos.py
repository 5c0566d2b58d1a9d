"""Los avisos de una persona: los suyos y los del cargo en que actúa."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.personales import Preferencia
from motor.almacen.plazos import Aviso
from motor.reglas.preferencias import (
    CLASES,
    ETIQUETAS,
    Clase,
    Modo,
    Preferencias,
    clase_de,
    leer_preferencias,
)

TOPE = 100  # al contar, «99+» basta
POR_PAGINA = 30


@dataclass(frozen=True)
class AvisoVisto:
    """Un aviso para mostrar; `hr` y `tarea_id` llevan a de qué trata ('' y None si a nada)."""

    id: int
    clase: str
    clase_nombre: str
    texto: str
    creado_el: datetime
    leido_el: datetime | None
    hr: str
    tarea_id: int | None
    del_cargo: bool


@dataclass(frozen=True)
class PaginaDeAvisos:
    """Los renglones y la clave de la página siguiente ('' = no hay más)."""

    avisos: tuple[AvisoVisto, ...]
    siguiente: str


def contar_sin_leer(sesion: Session, persona_id: int, cargo_id: int | None) -> int:
    """Devuelve cuántos tiene sin leer, hasta 100. Una consulta sobre índices de lo no leído."""
    partes = [_hasta(Aviso.persona_id == persona_id)]
    if cargo_id is not None:
        partes.append(_hasta(Aviso.cargo_id == cargo_id))
    suma = sum((parte for parte in partes[1:]), start=partes[0])
    return min(int(sesion.scalar(select(suma)) or 0), TOPE)


def listar_avisos(
    sesion: Session, persona_id: int, cargo_id: int | None, despues: str = ""
) -> PaginaDeAvisos:
    """Devuelve una página: primero los no leídos, del más nuevo al más viejo.

    Args:
        sesion: de lectura.
        persona_id: de quien mira.
        cargo_id: el cargo en que actúa.
        despues: la clave que dio la página anterior; si no se entiende, la primera.
    """
    leidos, tras = _leer_clave(despues)
    filas: list[tuple[Aviso, str | None]] = []
    if not leidos:
        filas = _pagina(sesion, persona_id, cargo_id, Aviso.leido_el.is_(None), tras)
        tras = None
    if len(filas) <= POR_PAGINA:
        filas += _pagina(sesion, persona_id, cargo_id, Aviso.leido_el.is_not(None), tras)
    vistos = tuple(_visto(aviso, hr) for aviso, hr in filas[:POR_PAGINA])
    if len(filas) <= POR_PAGINA:
        return PaginaDeAvisos(vistos, "")
    return PaginaDeAvisos(vistos, f"{'l' if vistos[-1].leido_el else 'n'}{vistos[-1].id}")


@dataclass(frozen=True)
class ClaseElegida:
    """Una clase con lo elegido y lo que se puede elegir: pares (valor, etiqueta)."""

    clase: Clase
    modo: str
    opciones: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PreferenciasVistas:
    """Lo que la persona eligió. `hora` es «07:30»."""

    clases: tuple[ClaseElegida, ...]
    resumen: bool
    hora: str
    tiene_calendario: bool


def obtener_preferencias(sesion: Session, persona_id: int) -> PreferenciasVistas:
    """Devuelve lo elegido, o lo de siempre."""
    fila = sesion.get(Preferencia, persona_id)
    elegido = leer_preferencias(fila.valores if fila else None)
    return PreferenciasVistas(
        tuple(_elegida(clase, elegido) for clase in CLASES),
        elegido.resumen,
        f"{elegido.hora:%H:%M}",
        fila is not None and fila.calendario_huella is not None,
    )


def _elegida(clase: Clase, elegido: Preferencias) -> ClaseElegida:
    opciones = tuple((m.value, ETIQUETAS[Modo(m)]) for m in clase.modos)
    return ClaseElegida(clase, elegido.modo(clase).value, opciones)


def _hasta(de_quien: ColumnElement[bool]) -> ColumnElement[int]:
    primeros = select(Aviso.id).where(de_quien, Aviso.leido_el.is_(None)).limit(TOPE).subquery()
    return select(func.count()).select_from(primeros).scalar_subquery()


def _pagina(
    sesion: Session,
    persona_id: int,
    cargo_id: int | None,
    cuales: ColumnElement[bool],
    tras: int | None,
) -> list[tuple[Aviso, str | None]]:
    consulta: Select[Aviso, str] = (
        select(Aviso, Expediente.hr)
        .outerjoin(Expediente, Expediente.id == Aviso.expediente_id)
        .where(or_(Aviso.persona_id == persona_id, Aviso.cargo_id == cargo_id), cuales)
        .order_by(Aviso.id.desc())
        .limit(POR_PAGINA + 1)
    )
    if tras is not None:
        consulta = consulta.where(Aviso.id < tras)
    return [(aviso, hr) for aviso, hr in sesion.execute(consulta)]


def _leer_clave(despues: str) -> tuple[bool, int | None]:
    numero = despues[1:]
    if despues[:1] not in ("n", "l") or not (numero.isascii() and numero.isdigit()):
        return False, None
    return despues[0] == "l", int(numero[:18])


def _visto(aviso: Aviso, hr: str | None) -> AvisoVisto:
    return AvisoVisto(
        aviso.id,
        aviso.clase,
        clase_de(aviso.clase).nombre,
        aviso.texto,
        aviso.creado_el,
        aviso.leido_el,
        hr or "",
        aviso.tarea_id,
        aviso.cargo_id is not None,
    )
