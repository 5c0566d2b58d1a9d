"""Los avisos de una persona: los suyos y los del cargo en que actúa.

Lo que se avisó antes de que el expediente fuera confidencial tampoco se lee después, salvo que a
quien mira le concierna.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, true
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.personales import Preferencia
from motor.almacen.plazos import Aviso
from motor.reglas.mirador import Mirador, le_concierne
from motor.reglas.preferencias import (
    CLASES,
    ETIQUETAS,
    Clase,
    Modo,
    Preferencias,
    clase_de,
    leer_preferencias,
)

AJENO = "De un expediente ahora confidencial, que no le corresponde ver con el cargo en que actúa."
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
    sesion: Session, mirador: Mirador, de_quien: tuple[int, int | None], despues: str = ""
) -> PaginaDeAvisos:
    """Devuelve una página: primero los no leídos, del más nuevo al más viejo.

    Args:
        sesion: de lectura.
        mirador: con qué mira.
        de_quien: su persona_id y el id del cargo en que actúa (None = ninguno).
        despues: la clave que dio la página anterior; si no se entiende, la primera.
    """
    leidos, tras = _leer_clave(despues)
    consulta = _consulta(mirador, *de_quien)
    filas: list[_Fila] = []
    if not leidos:
        filas = _pagina(sesion, consulta.where(Aviso.leido_el.is_(None)), tras)
        tras = None
    if len(filas) <= POR_PAGINA:
        filas += _pagina(sesion, consulta.where(Aviso.leido_el.is_not(None)), tras)
    vistos = tuple(_visto(*fila) for fila in filas[:POR_PAGINA])
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


_Fila = tuple[Aviso, str | None, bool]


def _consulta(mirador: Mirador, persona_id: int, cargo_id: int | None) -> Select[Aviso, str, bool]:
    suyo = true() if mirador.todo else le_concierne(mirador)
    ajeno = and_(Expediente.confidencial, not_(suyo))
    return (
        select(Aviso, Expediente.hr, ajeno)
        .outerjoin(Expediente, Expediente.id == Aviso.expediente_id)
        .where(or_(Aviso.persona_id == persona_id, Aviso.cargo_id == cargo_id))
        .order_by(Aviso.id.desc())
        .limit(POR_PAGINA + 1)
    )


def _pagina(sesion: Session, consulta: Select[Aviso, str, bool], tras: int | None) -> list[_Fila]:
    if tras is not None:
        consulta = consulta.where(Aviso.id < tras)
    return [(aviso, hr, bool(ajeno)) for aviso, hr, ajeno in sesion.execute(consulta)]


def _leer_clave(despues: str) -> tuple[bool, int | None]:
    numero = despues[1:]
    if despues[:1] not in ("n", "l") or not (numero.isascii() and numero.isdigit()):
        return False, None
    return despues[0] == "l", int(numero[:18])


def _visto(aviso: Aviso, hr: str | None, ajeno: bool) -> AvisoVisto:
    return AvisoVisto(
        aviso.id,
        aviso.clase,
        clase_de(aviso.clase).nombre,
        AJENO if ajeno else aviso.texto,
        aviso.creado_el,
        aviso.leido_el,
        "" if ajeno else hr or "",
        None if ajeno else aviso.tarea_id,
        aviso.cargo_id is not None,
    )
