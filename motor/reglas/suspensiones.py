"""Abrir y cerrar una suspensión de plazos."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from motor.almacen.calendario import AlcanceSuspension, Suspension
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Json
from motor.reglas.calendario import subir_revision


@dataclass(frozen=True)
class FichaSuspension:
    """Lo que se declara de una suspensión; días locales inclusive, `hasta` None = sin fin."""

    desde: date
    hasta: date | None
    alcance: AlcanceSuspension
    referencia: str
    motivo: str
    documento: str = ""

    def como_json(self) -> dict[str, Json]:
        """Devuelve los datos planos, para el asiento."""
        return {
            "desde": self.desde.isoformat(),
            "hasta": self.hasta.isoformat() if self.hasta else None,
            "alcance": self.alcance.value,
            "referencia": self.referencia,
            "documento": self.documento,
        }


def abrir_suspension(
    sesion: Session, ficha: FichaSuspension, ahora: datetime, persona_id: int | None
) -> Suspension:
    """Agrega la suspensión y la devuelve.

    Raises:
        DatosInvalidos: falta el motivo o la referencia, o las fechas están al revés.
    """
    if not ficha.motivo.strip():
        raise DatosInvalidos("Para suspender plazos hay que decir el motivo.")
    if (ficha.alcance is AlcanceSuspension.TODO) != (not ficha.referencia):
        raise DatosInvalidos(
            f"Una suspensión de alcance «{ficha.alcance}» debe decir a qué alcanza; la de todo, no."
        )
    if ficha.hasta is not None and ficha.hasta < ficha.desde:
        raise DatosInvalidos("La suspensión terminaría antes de empezar. Corrija las fechas.")
    suspension = Suspension(
        desde_fecha=ficha.desde,
        hasta_fecha=ficha.hasta,
        alcance=ficha.alcance,
        referencia=ficha.referencia,
        motivo=ficha.motivo,
        documento=ficha.documento,
        creada_el=ahora,
        creada_por_id=persona_id,
    )
    sesion.add(suspension)
    subir_revision(sesion)
    return suspension


def cerrar_suspension(
    sesion: Session, suspension_id: int | None, desde: date | None, motivo: str, ahora: datetime
) -> Suspension:
    """Pone fin a la suspensión el día anterior a `desde` (None = hoy) y la devuelve.

    Raises:
        DatosInvalidos: falta el motivo.
        NoEncontrado: no existe, o no hay ninguna vigente.
        OrdenRechazada: ya se había reanudado, o `desde` no es posterior a su primer día.
    """
    if not motivo.strip():
        raise DatosInvalidos("Para reanudar plazos hay que decir el motivo.")
    vuelve = desde or ahora.astimezone(LA_PAZ).date()
    suspension = _vigente(sesion, suspension_id, vuelve)
    if suspension.reanudada_el is not None:
        raise OrdenRechazada("Esa suspensión ya se había reanudado.")
    ultimo = vuelve - timedelta(days=1)
    if ultimo < suspension.desde_fecha:
        raise OrdenRechazada(
            f"La suspensión rige desde el {suspension.desde_fecha:%d/%m/%Y}: los plazos solo "
            "pueden reanudarse desde un día posterior."
        )
    if suspension.hasta_fecha is None or ultimo < suspension.hasta_fecha:
        suspension.hasta_fecha = ultimo
    suspension.reanudada_el = ahora
    subir_revision(sesion)
    return suspension


def _vigente(sesion: Session, suspension_id: int | None, dia: date) -> Suspension:
    if suspension_id is not None:
        suspension = sesion.get(Suspension, suspension_id, with_for_update=True)
    else:
        suspension = sesion.scalar(
            select(Suspension)
            .where(
                Suspension.reanudada_el.is_(None),
                or_(Suspension.hasta_fecha.is_(None), Suspension.hasta_fecha >= dia),
            )
            .order_by(Suspension.id.desc())
            .limit(1)
            .with_for_update(key_share=True)
        )
    if suspension is None:
        raise NoEncontrado("No hay ninguna suspensión de plazos vigente que reanudar.")
    return suspension
