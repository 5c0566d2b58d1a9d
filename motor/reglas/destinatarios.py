"""A quiénes llega el aviso de un plazo (dominio B.0.1, regla 5)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.organizacion import Cargo
from motor.almacen.plazos import Plazo
from motor.almacen.tareas import Tarea
from motor.reglas.avisar import Noticia, avisar
from motor.reglas.destinos_de_aviso import cargos_de_unidades
from motor.reglas.organizacion import Facultad
from motor.reglas.versiones import CacheVersiones


def avisar_a_responsables(
    sesion: Session, plazo: Plazo, nombre: str, porcentaje: int, ahora: datetime
) -> None:
    """Avisa a quien tiene la tarea y, como vigilancia, a su superior y a la facultad `avisos`.

    Args:
        sesion: abierta.
        plazo: el que corre o venció.
        nombre: cómo se llama su paso en el diagrama.
        porcentaje: cuánto va corrido; 100 = venció.
        ahora: el instante.
    """
    tarea = sesion.get(Tarea, plazo.tarea_id) if plazo.tarea_id is not None else None
    vencio = "venció" if porcentaje >= 100 else f"va por el {porcentaje} %"
    hr, ultimo = plazo.expediente.hr, f"{plazo.vence_fecha:%d/%m/%Y}"
    texto = f"{hr}: el plazo de «{nombre}» {vencio}; último día {ultimo}"
    expediente_id, tarea_id = plazo.expediente_id, plazo.tarea_id
    suyo = Noticia(f"plazo_{porcentaje}", texto, ahora, expediente_id, tarea_id, plazo.id)
    vigilado = Noticia("vigila", texto, ahora, expediente_id, tarea_id, plazo.id)
    responsables = _responsables(sesion, tarea)
    suyas = (tarea.persona_id, tarea.tomada_por_id) if tarea is not None else ()
    avisar(sesion, suyo, cargos=responsables, personas=[p for p in suyas if p is not None])
    avisar(sesion, vigilado, cargos=_vigilantes(sesion, tarea) - responsables)


def nombre_del_plazo(sesion: Session, versiones: CacheVersiones, plazo: Plazo) -> str:
    """Devuelve el nombre de la tarea o, si es de un evento, el que tiene en el diagrama."""
    if plazo.tarea_id is not None:
        return sesion.get_one(Tarea, plazo.tarea_id).nombre
    instancia = sesion.get_one(Instancia, plazo.instancia_id)
    documento = versiones.obtener(sesion, instancia.version_id).documento
    nombres = (
        nodo.nombre
        for proceso in documento.procesos.values()
        for nodo in proceso.nodos.values()
        if nodo.id == plazo.elemento
    )
    return next(nombres, "") or plazo.elemento


def _responsables(sesion: Session, tarea: Tarea | None) -> set[int]:
    """El cargo de la tarea o, si es de toda una unidad y nadie la tomó, los cargos de la unidad."""
    if tarea is None:
        return set()
    if tarea.cargo_id is not None:
        return {tarea.cargo_id}
    if tarea.unidad_id is None or tarea.tomada_por_id is not None:
        return set()
    return cargos_de_unidades(sesion, [tarea.unidad_id]).get(tarea.unidad_id, set())


def _vigilantes(sesion: Session, tarea: Tarea | None) -> set[int]:
    activos = sesion.execute(select(Cargo.id, Cargo.facultades).where(Cargo.activo))
    cargos = {id_ for id_, facultades in activos if Facultad.AVISOS.value in facultades}
    if tarea is None or tarea.cargo_id is None:
        return cargos
    superior = sesion.scalar(select(Cargo.superior_id).where(Cargo.id == tarea.cargo_id))
    return cargos | ({superior} if superior is not None else set())
