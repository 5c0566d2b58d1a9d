"""Encargar, una vez por día hábil, el resumen de cada persona a quien ya le llegó su hora."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, or_, select, text, update
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Persona
from motor.almacen.personales import Preferencia
from motor.almacen.trabajos import TipoTrabajo
from motor.entorno import Entorno
from motor.nucleo.calendario import inicio_del_dia
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import cargar_tablas
from motor.reglas.preferencias import leer_preferencias
from motor.reglas.reparto import REINTENTOS_DE_CORREO, TEMA_RESUMEN
from motor.reglas.trabajos import Encargo, encargar

SIN_ASIENTO = "un resumen no es un acto: dice lo que ya está en la bandeja"
LOTE = 100
PRIMERA_VEZ = timedelta(days=1)


@dataclass(frozen=True)
class PrepararResumenes:
    """La orden: a cuántas personas por transacción."""

    lote: int = LOTE


def preparar_resumenes(entorno: Entorno, orden: PrepararResumenes) -> int:
    """Encarga los que tocan y devuelve cuántos; 0 si no hay correo, no es hábil o no es la hora.

    Que ya se encargó hoy queda en `preferencia.resumen_enviado_el`, en la misma transacción que el
    encargo: dos trabajadores a la vez no lo mandan dos veces.
    """
    if entorno.ajustes.correo is None:
        return 0
    ahora = entorno.reloj.ahora()
    with entorno.leer() as lectura:
        if not cargar_tablas(lectura).calendario_de().es_habil(ahora.astimezone(LA_PAZ).date()):
            return 0
        personas = _a_quienes_toca(lectura, ahora)[: orden.lote]
    if not personas:
        return 0
    with entorno.sesiones.begin() as sesion:
        return sum(_encargar(sesion, persona_id, ahora) for persona_id in personas)


def _a_quienes_toca(sesion: Session, ahora: datetime) -> list[int]:
    local = ahora.astimezone(LA_PAZ)
    filas = sesion.execute(
        select(Persona.id, Preferencia.valores)
        .outerjoin(Preferencia, Preferencia.persona_id == Persona.id)
        .where(
            Persona.activa,
            Persona.correo != "",
            or_(
                Preferencia.resumen_enviado_el.is_(None),
                Preferencia.resumen_enviado_el < inicio_del_dia(local.date()),
            ),
        )
        .order_by(Persona.id)
    )
    elegidas = ((id_, leer_preferencias(valores)) for id_, valores in filas)
    return [id_ for id_, suya in elegidas if suya.resumen and suya.hora <= local.time()]


def _encargar(sesion: Session, persona_id: int, ahora: datetime) -> bool:
    """Marca el día y encarga; False si otro trabajador lo hizo antes."""
    sesion.execute(_CREAR, {"persona": persona_id})
    anterior = sesion.scalar(
        select(Preferencia.resumen_enviado_el).where(Preferencia.persona_id == persona_id)
    )
    hoy = inicio_del_dia(ahora.astimezone(LA_PAZ).date())
    marcada = sesion.execute(
        update(Preferencia)
        .where(
            Preferencia.persona_id == persona_id,
            or_(Preferencia.resumen_enviado_el.is_(None), Preferencia.resumen_enviado_el < hoy),
        )
        .values(resumen_enviado_el=ahora),
        execution_options={"synchronize_session": False},
    )
    if not isinstance(marcada, CursorResult) or marcada.rowcount != 1:
        return False
    datos = {
        "persona": persona_id,
        "desde": (anterior or ahora - PRIMERA_VEZ).isoformat(),
        "reintentos": REINTENTOS_DE_CORREO,
    }
    encargar(sesion, Encargo(TipoTrabajo.CORREO, ahora, tema=TEMA_RESUMEN, datos={**datos}))
    return True


_CREAR = text(
    "INSERT INTO preferencia (persona_id, valores) VALUES (:persona, '{}') ON CONFLICT DO NOTHING"
)
