"""Anotar que una persona tiene abierto un archivo de un borrador, para que las demás lo vean."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert as insertar_pg
from sqlalchemy.dialects.sqlite import insert as insertar_sqlite

from motor.almacen.borradores import BorradorPresencia, BorradorProceso
from motor.entorno import Entorno
from motor.nucleo.errores import DatosInvalidos, NoEncontrado

SIN_ASIENTO = "es un latido mientras la página está abierta: no es un acto"
OLVIDO = timedelta(seconds=45)
ARCHIVO_MAXIMO = 200


@dataclass(frozen=True)
class MarcarPresencia:
    """La orden; `archivo` es lo que edita ('' = solo mira). Quien llama ya comprobó que puede."""

    persona_id: int
    borrador_id: int
    archivo: str = ""


def marcar_presencia_borrador(entorno: Entorno, orden: MarcarPresencia) -> None:
    """Anota el latido; de paso olvida los viejos. Quien pasa a mirar ya no edita nada.

    Raises:
        NoEncontrado: no existe el borrador.
        DatosInvalidos: el nombre del archivo es demasiado largo.
    """
    if len(orden.archivo) > ARCHIVO_MAXIMO:
        raise DatosInvalidos(f"El nombre del archivo pasa de {ARCHIVO_MAXIMO} letras.")
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if sesion.get(BorradorProceso, orden.borrador_id) is None:
            raise NoEncontrado(f"No existe el borrador {orden.borrador_id}.")
        olvidados = BorradorPresencia.vista_el < ahora - OLVIDO
        if not orden.archivo:
            olvidados |= BorradorPresencia.persona_id == orden.persona_id
        sesion.execute(
            delete(BorradorPresencia).where(
                BorradorPresencia.borrador_id == orden.borrador_id, olvidados
            ),
            execution_options={"synchronize_session": False},
        )
        pg = sesion.get_bind().dialect.name == "postgresql"
        insertar = insertar_pg if pg else insertar_sqlite
        sesion.execute(
            insertar(BorradorPresencia)
            .values(
                borrador_id=orden.borrador_id,
                persona_id=orden.persona_id,
                archivo=orden.archivo,
                desde_el=ahora,
                vista_el=ahora,
            )
            .on_conflict_do_update(
                index_elements=["borrador_id", "persona_id", "archivo"], set_={"vista_el": ahora}
            )
        )
