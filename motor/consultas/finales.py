"""Cómo se llama, en el diagrama, el estado final que alcanzó un expediente."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.consultas.valores import nombrar
from motor.reglas.finales import ESTADO_FINAL
from motor.reglas.versiones import CacheVersiones


def nombre_del_final(sesion: Session, versiones: CacheVersiones, expediente: Expediente) -> str:
    """Devuelve el nombre del evento de fin que dio el estado final; vacío si no lo tiene.

    Si varios fines dan el mismo estado, o ninguno tiene nombre, la clave del estado, legible.
    """
    if not expediente.final:
        return ""
    ids = sesion.scalars(
        select(Instancia.version_id).where(Instancia.expediente_id == expediente.id).distinct()
    )
    nombres = {
        " ".join(nodo.nombre.split())
        for version_id in ids
        for proceso in versiones.obtener(sesion, version_id).documento.procesos.values()
        for nodo in proceso.nodos.values()
        if nodo.extensiones.get(ESTADO_FINAL) == expediente.final and nodo.nombre
    }
    return nombres.pop() if len(nombres) == 1 else nombrar(expediente.final)
