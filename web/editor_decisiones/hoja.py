"""Lo que la página de unas decisiones necesita saber del borrador."""

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from motor.consultas.borradores import ArchivoVisto, BorradorVisto
from web.navegacion import si_existe
from web.seguridad import nonce_de_estilos

_CERRADOS = {
    "en_revision": "El borrador está propuesto y espera aprobación: ya no se cambia.",
    "publicado": "Este borrador ya se publicó: para cambiar la tabla, cree otro.",
    "descartado": "Este borrador se descartó: para cambiar la tabla, cree otro.",
}


@dataclass(frozen=True)
class Hoja:
    """Los datos de la página; las direcciones de lo que no exista van vacías."""

    clave: str
    titulo: str
    proceso: str
    tocado_por: str
    tocado_el: datetime
    por_que_no: str  # por qué solo se mira; '' = se puede editar
    archivo: str
    presencia: str
    volver: str
    ver_solo: str
    revisar: str
    probar: str
    nonce: str

    @property
    def editable(self) -> bool:
        """Si esta persona puede cambiarlo."""
        return not self.por_que_no


def preparar(
    borrador: BorradorVisto, archivo: ArchivoVisto, *, titulo: str, puede: bool, pide_mirar: bool
) -> Hoja:
    """Devuelve lo que la página muestra.

    Args:
        borrador: el que lo tiene.
        archivo: el de las decisiones.
        titulo: cómo se llaman.
        puede: si la persona tiene la facultad de cambiar procesos.
        pide_mirar: si lo abrió solo para mirar.
    """
    de, clave = borrador.id, archivo.clave
    return Hoja(
        clave=clave,
        titulo=titulo,
        proceso=borrador.nombre,
        tocado_por=archivo.tocado_por,
        tocado_el=archivo.tocado_el,
        por_que_no=_por_que_no(borrador.estado, puede, pide_mirar),
        archivo=url_for("procesos.archivo", borrador_id=de, clase="decision", clave=clave),
        presencia=si_existe("procesos.presencia", borrador_id=de),
        volver=url_for("procesos.borrador", borrador_id=de),
        ver_solo=url_for("editor_decisiones.ver", borrador_id=de, clave=clave, mirar=1),
        revisar=url_for("editor_decisiones.revisar", borrador_id=de, clave=clave),
        probar=url_for("editor_decisiones.probar", borrador_id=de, clave=clave),
        nonce=nonce_de_estilos(),
    )


def _por_que_no(estado: str, puede: bool, pide_mirar: bool) -> str:
    if not puede:
        return "Su cargo puede mirar los procesos, no cambiarlos."
    if estado in _CERRADOS:
        return _CERRADOS[estado]
    return "Se abrió solo para mirar." if pide_mirar else ""
