"""Anotar que alguien miró lo confidencial o lo reservado, sin inundar la bitácora.

Una vez por visita: lo que la misma persona con el mismo cargo mira dentro de los diez minutos que
siguen a la última anotada (otra pestaña, la página recargada) es la misma mirada; después, otra. De
los documentos, cada versión aparte (docs/decisiones/0009-lecturas-anotadas.md).
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.documentos import DocumentoVersion
from motor.almacen.expedientes import Expediente

VISITA = timedelta(minutes=10)
EXPEDIENTE_LEIDO = "expediente_leido"
DOCUMENTO_LEIDO = "documento_leido"


@dataclass(frozen=True)
class Lectura:
    """Quién mira, con qué cargo (clave, o None), qué y cuándo; `version` si es un documento."""

    persona_id: int
    cargo: str | None
    expediente: Expediente
    el: datetime
    version: DocumentoVersion | None = None

    @property
    def hecho(self) -> str:
        """La clave del hecho con que se asienta."""
        return EXPEDIENTE_LEIDO if self.version is None else DOCUMENTO_LEIDO


def se_anota(expediente: Expediente, version: DocumentoVersion | None = None) -> bool:
    """Dice si mirarlo deja asiento: es confidencial, o el documento es reservado."""
    return expediente.confidencial or (version is not None and version.documento.reservado)


def ya_anotada(sesion: Session, lectura: Lectura) -> bool:
    """Dice si esa lectura es de una visita que ya se anotó."""
    contenidos = sesion.scalars(
        select(Asiento.contenido).where(
            Asiento.persona_id == lectura.persona_id,
            Asiento.expediente_id == lectura.expediente.id,
            Asiento.hecho == lectura.hecho,
            Asiento.hecho_el > lectura.el - VISITA,
        )
    )
    return any(_es_la_misma(json.loads(contenido), lectura) for contenido in contenidos)


def _es_la_misma(contenido: dict[str, object], lectura: Lectura) -> bool:
    quien = contenido.get("quien")
    con_cargo = quien.get("cargo") if isinstance(quien, dict) else None
    if lectura.cargo is not None and con_cargo != lectura.cargo:
        return False
    if lectura.version is None:
        return True
    documentos = contenido.get("documentos")
    leidos = documentos if isinstance(documentos, list) else []
    buscado = (lectura.version.documento_id, lectura.version.numero)
    return any((d.get("documento"), d.get("version")) == buscado for d in leidos)
