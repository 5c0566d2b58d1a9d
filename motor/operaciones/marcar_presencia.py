"""Anotar que una persona tiene abierta una tarea, para que las demás la vean ahí."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as insertar_pg
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite

from motor.almacen.personales import Presencia
from motor.entorno import Entorno

SIN_ASIENTO = "es un latido mientras la página está abierta: no es un acto"
OLVIDO = timedelta(minutes=10)


@dataclass(frozen=True)
class MarcarPresencia:
    """La orden; `esta` False cuando cierra la página. Quien llama ya comprobó que ve la tarea."""

    persona_id: int
    tarea_id: int
    esta: bool = True


def marcar_presencia(entorno: Entorno, orden: MarcarPresencia) -> None:
    """Anota el latido, u olvida a la persona; de paso olvida los latidos viejos de la tarea."""
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        viejos = Presencia.vista_el < ahora - OLVIDO
        propio = Presencia.persona_id == orden.persona_id
        olvidados = viejos if orden.esta else viejos | propio
        sesion.execute(
            delete(Presencia).where(Presencia.tarea_id == orden.tarea_id, olvidados),
            execution_options={"synchronize_session": False},
        )
        if not orden.esta:
            return
        pg = sesion.get_bind().dialect.name == "postgresql"
        insertar = insertar_pg if pg else insertar_sqlite
        sesion.execute(
            insertar(Presencia)
            .values(tarea_id=orden.tarea_id, persona_id=orden.persona_id, vista_el=ahora)
            .on_conflict_do_update(
                index_elements=["tarea_id", "persona_id"], set_={"vista_el": ahora}
            )
        )
