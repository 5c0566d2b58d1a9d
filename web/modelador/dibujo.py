"""Lo que la página del diagrama necesita saber del borrador."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from flask import url_for

from web.modelador.teclas import TECLAS
from web.navegacion import si_existe
from web.seguridad import nonce_de_estilos


class Borrador(Protocol):
    """El borrador con su diagrama, como lo da la consulta."""

    @property
    def id(self) -> int:
        """El número del borrador."""

    @property
    def clave(self) -> str:
        """La del proceso, que es la de su diagrama."""

    @property
    def nombre(self) -> str:
        """Cómo se llama el proceso."""

    @property
    def estado(self) -> str:
        """abierto, en_revision, publicado o descartado."""

    @property
    def tocado_por(self) -> str:
        """Quién guardó el diagrama por última vez; '' si nadie."""

    @property
    def tocado_el(self) -> datetime | None:
        """Cuándo, en UTC."""


@dataclass(frozen=True)
class Dibujo:
    """Los datos de la página; las direcciones de lo que no exista van vacías."""

    id: int
    clave: str
    nombre: str
    tocado_por: str
    tocado_el: datetime | None
    por_que_no: str  # por qué solo se mira; '' = se puede editar
    archivo: str
    presencia: str
    volver: str
    ver_solo: str
    entorno: str = ""
    feel: str = ""
    revisar: str = ""
    nonce: str = ""
    teclas: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = TECLAS

    @property
    def editable(self) -> bool:
        """Si esta persona puede dibujar."""
        return not self.por_que_no


_CERRADOS = {
    "en_revision": "El borrador está propuesto y espera aprobación: ya no se dibuja en él.",
    "publicado": "Este borrador ya se publicó: para cambiar el proceso, cree otro.",
    "descartado": "Este borrador se descartó: para cambiar el proceso, cree otro.",
}


def preparar(borrador: Borrador, *, puede: bool, pide_mirar: bool) -> Dibujo:
    """Devuelve lo que la página muestra.

    Args:
        borrador: el que se abre.
        puede: si la persona tiene la facultad de dibujar.
        pide_mirar: si lo abrió solo para mirar.
    """
    de = borrador.id
    return Dibujo(
        id=de,
        clave=borrador.clave,
        nombre=borrador.nombre,
        tocado_por=borrador.tocado_por,
        tocado_el=borrador.tocado_el,
        por_que_no=_por_que_no(borrador.estado, puede, pide_mirar),
        archivo=si_existe(
            "procesos.archivo", borrador_id=de, clase="diagrama", clave=borrador.clave
        ),
        presencia=si_existe("procesos.presencia", borrador_id=de),
        volver=si_existe("procesos.borrador", borrador_id=de),
        ver_solo=url_for("modelador.ver", borrador_id=de, mirar=1),
        entorno=si_existe("propiedades.entorno", borrador_id=de),
        feel=si_existe("propiedades.feel", borrador_id=de),
        revisar=si_existe("revision.revisar", borrador_id=de),
        nonce=nonce_de_estilos(),
    )


def _por_que_no(estado: str, puede: bool, pide_mirar: bool) -> str:
    if not puede:
        return "Su cargo puede mirar los procesos, no cambiarlos."
    if estado in _CERRADOS:
        return _CERRADOS[estado]
    return "Se abrió solo para mirar." if pide_mirar else ""
