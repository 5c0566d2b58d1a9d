"""Comprobar una hoja de ruta impresa por el código de su QR, sin decir más de lo debido."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.expedientes import Expediente
from motor.consultas.etapas_publicas import EtapaPublica, listar_etapas
from motor.consultas.integridad import defecto_de_cadena
from motor.entorno import Entorno
from motor.reglas.sellos import Sello, leer_codigo


@dataclass(frozen=True)
class VerificacionImpreso:
    """Lo que se dice de un impreso. Si no es auténtico, nada más; de un confidencial, solo eso.

    `intacta`: la bitácora todavía contiene el asiento impreso y no tiene defectos. `etapas`: lo que
    el diagrama publica de su recorrido.
    """

    hr: str
    autentico: bool
    intacta: bool = False
    proceso: str = ""
    estado: str = ""
    final: str = ""
    numero: int = 0
    huella: str = ""
    ultimo: int = 0
    reservado: bool = False
    etapas: tuple[EtapaPublica, ...] = ()


def verificar_impreso(
    sesion: Session, entorno: Entorno, hr: str, codigo: str
) -> VerificacionImpreso:
    """Devuelve si el impreso salió de este sistema y si la bitácora sigue diciendo lo mismo."""
    sello = leer_codigo(entorno.ajustes.secreto, hr, codigo) if entorno.ajustes.secreto else None
    expediente = sesion.scalar(select(Expediente).where(Expediente.hr == hr))
    if sello is None or expediente is None:
        return VerificacionImpreso(hr, False)
    intacta = _contiene(sesion, expediente.id, sello) and not defecto_de_cadena(sesion, hr)
    if expediente.confidencial:
        return VerificacionImpreso(hr, True, intacta, reservado=True)
    return VerificacionImpreso(
        hr,
        True,
        intacta,
        expediente.proceso.nombre if expediente.proceso else "",
        expediente.estado.value,
        (expediente.final or "").replace("_", " "),
        sello.numero,
        sello.huella,
        expediente.cola_numero,
        etapas=listar_etapas(sesion, entorno.versiones, expediente),
    )


def _contiene(sesion: Session, expediente_id: int, sello: Sello) -> bool:
    huella = sesion.scalar(
        select(Asiento.huella).where(
            Asiento.expediente_id == expediente_id, Asiento.numero == sello.numero
        )
    )
    return huella == sello.huella
