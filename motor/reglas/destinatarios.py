"""A quiénes llega el aviso de un plazo (dominio B.0.1, regla 5)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Cargo
from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.organizacion import Facultad


def avisar_a_responsables(
    sesion: Session, expediente: Expediente, plazo: Plazo, porcentaje: int, ahora: datetime
) -> None:
    """Agrega un aviso al responsable, a su superior y a los cargos con la facultad `avisos`."""
    tarea = sesion.get(Tarea, plazo.tarea_id) if plazo.tarea_id is not None else None
    cargos = _cargos(sesion, tarea)
    nombre = tarea.nombre if tarea is not None else plazo.elemento
    vencio = "venció" if porcentaje >= 100 else f"va por el {porcentaje} %"
    texto = (
        f"{expediente.hr}: el plazo de «{nombre}» {vencio}; último día {plazo.vence_fecha:%d/%m/%Y}"
    )
    suyas = (tarea.persona_id, tarea.tomada_por_id) if tarea is not None else ()
    noticia = Noticia(f"plazo_{porcentaje}", texto, ahora, expediente.id, plazo.tarea_id, plazo.id)
    avisar(sesion, noticia, cargos=cargos, personas=[p for p in suyas if p is not None])


def _cargos(sesion: Session, tarea: Tarea | None) -> set[int]:
    activos = sesion.execute(select(Cargo.id, Cargo.facultades).where(Cargo.activo))
    cargos = {id_ for id_, facultades in activos if Facultad.AVISOS.value in facultades}
    if tarea is None or tarea.cargo_id is None:
        return cargos
    superior = sesion.scalar(select(Cargo.superior_id).where(Cargo.id == tarea.cargo_id))
    return cargos | {tarea.cargo_id} | ({superior} if superior is not None else set())
