"""Publicar: lo que la orden de la consola y la aprobación de un borrador hacen igual."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from motor.almacen.procesos import Version
from motor.bpmn.modelo import Documento
from motor.nucleo.valores import Valor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.inicios_programados import cancelar_programados, programar
from motor.reglas.organizacion import Firmante
from motor.reglas.publicacion import (
    Carpeta,
    es_la_misma,
    guardar_version,
    proceso_del_catalogo,
    registrar_procesos,
    version_vigente,
)


def publicar(
    sesion: Session,
    carpeta: Carpeta,
    documento: Documento,
    quien: tuple[Firmante | None, datetime],
    mas: Mapping[str, Valor] | None = None,
) -> tuple[Version, bool]:
    """Publica la carpeta ya revisada y devuelve la versión, y si es nueva.

    Args:
        sesion: la de la transacción.
        carpeta: lo que se publica.
        documento: su BPMN leído.
        quien: quién publica (None = la consola) y cuándo.
        mas: otros datos del asiento.
    """
    firmante, ahora = quien
    proceso = proceso_del_catalogo(sesion, carpeta)
    anterior = version_vigente(sesion, proceso)
    if anterior is not None and es_la_misma(anterior, carpeta):
        return anterior, False
    if anterior is not None:
        cancelar_programados(sesion, anterior)
    persona_id = firmante.persona.id if firmante else None
    version = guardar_version(sesion, proceso, carpeta, ahora, persona_id)
    registrar_procesos(sesion, version, documento)
    programar(sesion, version, documento, ahora)
    datos = {
        "proceso": carpeta.clave,
        "version": version.numero,
        "sha256": version.sha256,
        "reemplaza": anterior.numero if anterior else None,
        "nota": carpeta.nota,
        **(mas or {}),
    }
    asentar(sesion, Hecho("version_publicada", ahora, firmante, datos=datos))
    return version, True
