"""Una designación dicha para personas: quién, qué cargo, en qué calidad y hasta cuándo."""

from dataclasses import dataclass
from datetime import datetime

from motor.almacen.organizacion import Calidad, Designacion


@dataclass(frozen=True)
class Nombramiento:
    """`estado`: vigente, por_empezar, terminada o revocada; `por`: a quién representa."""

    id: int
    usuario: str
    persona: str
    persona_activa: bool
    cargo: str
    cargo_clave: str
    unidad: str
    calidad: str
    desde_el: datetime
    hasta_el: datetime | None
    documento: str
    por: str
    estado: str
    motivo: str


def como_nombramiento(designacion: Designacion, ahora: datetime) -> Nombramiento:
    """Devuelve la designación, ya leída con su persona, su cargo y la unidad de este."""
    d, representada = designacion, designacion.representada
    return Nombramiento(
        id=d.id,
        usuario=d.persona.usuario,
        persona=d.persona.nombre,
        persona_activa=d.persona.activa,
        cargo=d.cargo.nombre,
        cargo_clave=d.cargo.clave,
        unidad=d.cargo.unidad.sigla,
        calidad="" if d.calidad is Calidad.TITULAR else d.calidad.value,
        desde_el=d.desde_el,
        hasta_el=d.hasta_el,
        documento=d.documento,
        por=representada.nombre if representada else "",
        estado=_estado(d, ahora),
        motivo=d.revocacion_motivo or "",
    )


def _estado(designacion: Designacion, ahora: datetime) -> str:
    if designacion.revocada_el is not None and designacion.revocada_el <= ahora:
        return "revocada"
    if designacion.hasta_el is not None and designacion.hasta_el <= ahora:
        return "terminada"
    return "vigente" if designacion.desde_el <= ahora else "por_empezar"
