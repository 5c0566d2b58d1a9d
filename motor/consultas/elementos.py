"""Los nombres de los elementos del diagrama en que corre un expediente."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.reglas.versiones import CacheVersiones


def nombres_de_elementos(
    sesion: Session, versiones: CacheVersiones, expediente_id: int
) -> dict[str, str]:
    """Devuelve, de cada id de elemento con nombre, cómo se llama en el diagrama."""
    ids = sesion.scalars(
        select(Instancia.version_id).where(Instancia.expediente_id == expediente_id).distinct()
    )
    return {
        nodo.id: nodo.nombre
        for version_id in ids
        for proceso in versiones.obtener(sesion, version_id).documento.procesos.values()
        for nodo in proceso.nodos.values()
        if nodo.nombre
    }


def nombre_de_elemento(
    sesion: Session, versiones: CacheVersiones, version_id: int, proceso: str, elemento: str
) -> str:
    """Devuelve cómo se llama en el diagrama, o su id si no tiene nombre o ya no está."""
    nodo = versiones.obtener(sesion, version_id).proceso(proceso).nodos.get(elemento)
    return (nodo.nombre if nodo is not None else "") or elemento
