"""Las claves de la organización que viajan en los datos, dichas con el nombre que la gente usa."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Persona, Unidad


def nombrar_claves(sesion: Session, claves: Collection[str]) -> dict[str, str]:
    """Devuelve el nombre de cada sigla de unidad, clave de cargo o usuario que exista.

    Las que no son de nada no están en lo devuelto. Si una sigla se repite, gana la unidad vigente.
    """
    buscadas = {clave for clave in claves if clave and " " not in clave}
    if not buscadas:
        return {}
    nombres: dict[str, str] = {}
    for consulta in (
        select(Persona.usuario, Persona.nombre).where(Persona.usuario.in_(buscadas)),
        select(Cargo.clave, Cargo.nombre).where(Cargo.clave.in_(buscadas)),
        select(Unidad.sigla, Unidad.nombre)
        .where(Unidad.sigla.in_(buscadas))
        .order_by(Unidad.vigente_hasta.is_(None)),
    ):
        nombres.update(dict(sesion.execute(consulta).all()))
    return nombres
