"""El único lugar que escribe avisos; a quién se manda además un correo se decide al repartirlos.

El aviso se escribe en la transacción del acto, y un disparador lo anota en `por_avisar`: esa fila
es el buzón de salida. Nada se envía dentro de la transacción (docs/decisiones/0013).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.plazos import Aviso


@dataclass(frozen=True)
class Noticia:
    """De qué se avisa. `clase` es una de las que conoce motor.reglas.preferencias.clase_de."""

    clase: str
    texto: str
    ahora: datetime
    expediente_id: int | None = None
    tarea_id: int | None = None
    plazo_id: int | None = None


def avisar(
    sesion: Session,
    noticia: Noticia,
    *,
    cargos: Iterable[int] = (),
    personas: Iterable[int] = (),
) -> None:
    """Agrega un aviso por cada cargo y por cada persona, sin repetir."""
    destinos: list[dict[str, int]] = [{"cargo_id": c} for c in sorted(set(cargos))]
    destinos += [{"persona_id": p} for p in sorted(set(personas))]
    sesion.add_all(
        Aviso(
            expediente_id=noticia.expediente_id,
            plazo_id=noticia.plazo_id,
            tarea_id=noticia.tarea_id,
            clase=noticia.clase,
            texto=noticia.texto,
            creado_el=noticia.ahora,
            **destino,
        )
        for destino in destinos
    )
