"""Los escenarios que acompañan a una versión: sus borradores los llevan y los tienen que pasar."""

from collections.abc import Mapping

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from motor.almacen.procesos import VersionEscenario
from motor.reglas.borradores import borrador_de_version, escenarios_de


def poner_escenarios(sesion: Session, version_id: int, escenarios: Mapping[str, bytes]) -> None:
    """Deja esos como los de la versión; no son parte de lo que se ejecuta ni de su huella."""
    if not escenarios:
        return
    sesion.execute(delete(VersionEscenario).where(VersionEscenario.version_id == version_id))
    sesion.add_all(
        VersionEscenario(version_id=version_id, clave=clave, contenido=contenido)
        for clave, contenido in escenarios.items()
    )
    sesion.flush()


def escenarios_de_version(sesion: Session, version_id: int) -> dict[str, bytes]:
    """Devuelve los del borrador del que salió o, si se publicó de una carpeta, los de ella."""
    borrador = borrador_de_version(sesion, version_id)
    if borrador is not None:
        return escenarios_de(sesion, borrador.id)
    filas = sesion.execute(
        select(VersionEscenario.clave, VersionEscenario.contenido)
        .where(VersionEscenario.version_id == version_id)
        .order_by(VersionEscenario.clave)
    )
    return {fila.clave: fila.contenido for fila in filas}
