"""Si la base responde."""

from sqlalchemy import select
from sqlalchemy.orm import Session


def base_responde(sesion: Session) -> None:
    """Hace la consulta más barata; si la base no responde, falla como fallaría cualquier otra."""
    sesion.execute(select(1)).one()
