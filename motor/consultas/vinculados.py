"""Lo que un expediente tiene atado: el padre, los hijos y los procesos que llamó dentro de sí."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.reglas.visibilidad import Mirada, es_visible


@dataclass(frozen=True)
class Vinculado:
    """Otro expediente, padre o hijo de este; `hr` vacía si existe y no se puede ver."""

    hr: str
    asunto: str
    estado: str


@dataclass(frozen=True)
class Llamado:
    """Un proceso que el trámite llamó y corre, o corrió, dentro de este mismo expediente."""

    nombre: str
    estado: str
    version_id: int


@dataclass(frozen=True)
class Vinculos:
    """Todo lo atado al expediente, según quien mira."""

    padre: Vinculado | None
    hijos: tuple[Vinculado, ...]
    llamados: tuple[Llamado, ...]

    def __bool__(self) -> bool:
        """Si hay alguno."""
        return bool(self.padre or self.hijos or self.llamados)


def listar_vinculos(sesion: Session, mirada: Mirada) -> Vinculos:
    """Devuelve lo que ve de lo atado al expediente."""
    return Vinculos(_padre(sesion, mirada), _hijos(sesion, mirada), _llamados(sesion, mirada))


def _padre(sesion: Session, mirada: Mirada) -> Vinculado | None:
    padre_id = mirada.expediente.padre_id
    if padre_id is None:
        return None
    otro = sesion.scalar(
        select(Expediente).where(Expediente.id == padre_id, es_visible(mirada.mirador))
    )
    return Vinculado(otro.hr, otro.asunto, otro.estado.value) if otro else Vinculado("", "", "")


def _hijos(sesion: Session, mirada: Mirada) -> tuple[Vinculado, ...]:
    filas = sesion.scalars(
        select(Expediente)
        .where(Expediente.padre_id == mirada.expediente.id, es_visible(mirada.mirador))
        .order_by(Expediente.id)
    )
    return tuple(Vinculado(h.hr, h.asunto, h.estado.value) for h in filas)


def _llamados(sesion: Session, mirada: Mirada) -> tuple[Llamado, ...]:
    filas = sesion.scalars(
        select(Instancia)
        .where(Instancia.expediente_id == mirada.expediente.id, Instancia.madre_id.is_not(None))
        .order_by(Instancia.id)
    )
    return tuple(
        Llamado(i.version.proceso.nombre, i.estado.value, i.version_id)
        for i in filas
        if mirada.ve_instancia(i.id)
    )
