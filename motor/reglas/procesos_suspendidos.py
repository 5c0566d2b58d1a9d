"""Procesos suspendidos: no se inician casos y, si se quiso, los que corren se detienen.

Lo que el sistema debía hacer con un caso detenido no se pierde ni se cuenta como fallo: su trabajo
espera (`detener`) y al reanudar vuelve a tocarle cuando le tocaba (`soltar_detenidos`).
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from motor.almacen.calendario import AlcanceSuspension, Suspension
from motor.almacen.diferidas import adelantar, leer
from motor.almacen.expedientes import Expediente
from motor.almacen.fijas import Fija
from motor.almacen.instancias import Instancia
from motor.almacen.procesos import Proceso, Version
from motor.almacen.procesos_suspendidos import ProcesoSuspendido
from motor.almacen.trabajos import EstadoTrabajo, Trabajo
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.reglas.calendario import subir_revision
from motor.reglas.suspensiones import FichaSuspension, abrir_suspension, cerrar_suspension
from motor.reglas.trabajos import avisar

HASTA_REANUDAR = datetime(9999, 12, 30, tzinfo=UTC)  # debido_el de un trabajo detenido
_DETENIDO, _DEBIA = "detenido_por", "debia"
_VIGENTES = select(
    ProcesoSuspendido.proceso_id, ProcesoSuspendido.con_casos, ProcesoSuspendido.motivo
).where(
    ProcesoSuspendido.reanudado_el.is_(None),
    ProcesoSuspendido.proceso_id.in_(bindparam("procesos", expanding=True)),
)


_DE_UNO = Fija(
    select(ProcesoSuspendido.proceso_id, ProcesoSuspendido.motivo).where(
        ProcesoSuspendido.reanudado_el.is_(None),
        ProcesoSuspendido.proceso_id == bindparam("proceso"),
    )
)


class ProcesoDetenido(OrdenRechazada):
    """El proceso está suspendido: no se inicia o no se avanza hasta que se reanude."""

    codigo = "proceso_suspendido"

    def __init__(self, proceso_id: int, que: str, motivo: str) -> None:
        super().__init__(f"{que} Motivo: {motivo.rstrip('.')}. Espere a que se reanude.")
        self.proceso_id = proceso_id


def adelantar_que_inicie(sesion: Session, proceso_id: int) -> None:
    """Anuncia `exigir_que_inicie`: lo que lee viaja con la consulta siguiente."""
    adelantar(sesion, _DE_UNO, {"proceso": proceso_id})


def exigir_que_inicie(sesion: Session, proceso: Proceso) -> None:
    """Comprueba que se puedan iniciar casos del proceso.

    Raises:
        ProcesoDetenido: está suspendido.
    """
    sesion.flush()
    for id_, motivo in leer(sesion, _DE_UNO, {"proceso": proceso.id}):
        que = f"«{proceso.nombre}» está suspendido: no se inician casos."
        raise ProcesoDetenido(id_, que, motivo)


def exigir_que_corra(sesion: Session, procesos: Iterable[int | None], hr: str) -> None:
    """Comprueba que un caso de esos procesos no esté detenido.

    Raises:
        ProcesoDetenido: se suspendió con sus casos en curso.
    """
    suyos = sorted({p for p in procesos if p is not None})
    for id_, con_casos, motivo in sesion.execute(_VIGENTES, {"procesos": suyos}).all():
        if con_casos:
            que = f"El proceso de {hr} está suspendido, con sus casos en curso: no avanza."
            raise ProcesoDetenido(id_, que, motivo)


def exigir_que_corra_trabajo(sesion: Session, trabajo_id: int) -> None:
    """Comprueba que el caso de un trabajo no esté detenido.

    Raises:
        ProcesoDetenido: se suspendió con sus casos en curso.
    """
    fila = sesion.execute(
        select(Version.proceso_id, Expediente.proceso_id, Expediente.hr)
        .select_from(Trabajo)
        .join(Instancia, Instancia.id == Trabajo.instancia_id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Expediente, Expediente.id == Instancia.expediente_id)
        .where(Trabajo.id == trabajo_id)
    ).first()
    if fila is not None:
        exigir_que_corra(sesion, fila[:2], fila[2])


def bloquear_proceso(sesion: Session, clave: str) -> Proceso:
    """Devuelve el proceso, bloqueado.

    Raises:
        NoEncontrado: no existe.
    """
    proceso = sesion.scalar(
        select(Proceso).where(Proceso.clave == clave).with_for_update(key_share=True)
    )
    if proceso is None:
        raise NoEncontrado(f"No existe el proceso «{clave}».")
    return proceso


def vigente(sesion: Session, proceso_id: int) -> ProcesoSuspendido | None:
    """Devuelve la suspensión vigente del proceso; None si no está suspendido."""
    return sesion.scalar(
        select(ProcesoSuspendido).where(
            ProcesoSuspendido.proceso_id == proceso_id, ProcesoSuspendido.reanudado_el.is_(None)
        )
    )


def bloquear_suspendido(sesion: Session, proceso_id: int) -> bool:
    """Bloquea el proceso y dice si sigue suspendido: nadie lo reanuda entretanto."""
    sesion.get(Proceso, proceso_id, with_for_update={"key_share": True})
    return vigente(sesion, proceso_id) is not None


def exigir_motivo(motivo: str, que: str) -> str:
    """Devuelve el motivo sin espacios de más.

    Raises:
        DatosInvalidos: está vacío; `que` es lo que se hace.
    """
    if not motivo.strip():
        raise DatosInvalidos("Falta el motivo.", [Falta("motivo", f"Diga por qué se {que}.")])
    return motivo.strip()


def suspender_plazos_de(
    sesion: Session, proceso: Proceso, motivo: str, ahora: datetime, persona_id: int
) -> Suspension:
    """Suspende, desde hoy y hasta que se reanude, los plazos de los casos del proceso."""
    hoy = ahora.astimezone(LA_PAZ).date()
    ficha = FichaSuspension(hoy, None, AlcanceSuspension.PROCESO, proceso.clave, motivo)
    suspension = abrir_suspension(sesion, ficha, ahora, persona_id)
    sesion.flush()
    return suspension


def reanudar_plazos_de(
    sesion: Session, suspendido: ProcesoSuspendido, motivo: str, ahora: datetime
) -> bool:
    """Pone fin a la suspensión de plazos; dice si la había. La que no duró un día se quita."""
    if suspendido.suspension_id is None:
        return False
    suspension = sesion.get_one(Suspension, suspendido.suspension_id)
    if suspension.reanudada_el is not None:
        return False
    if suspension.desde_fecha >= ahora.astimezone(LA_PAZ).date():
        suspendido.suspension_id = None
        sesion.flush()
        sesion.delete(suspension)
        subir_revision(sesion)
    else:
        cerrar_suspension(sesion, suspension.id, None, motivo, ahora)
    sesion.flush()
    return True


def detener(trabajo: Trabajo, proceso_id: int) -> None:
    """Deja el trabajo esperando a que se reanude el proceso; no cuenta como intento."""
    debia = trabajo.debido_el.isoformat()
    trabajo.datos = {**trabajo.datos, _DETENIDO: proceso_id, _DEBIA: debia}
    trabajo.debido_el = HASTA_REANUDAR
    trabajo.reservado_por = trabajo.reservado_hasta = None


def soltar_detenidos(sesion: Session, proceso_id: int) -> int:
    """Lo que esperaba al proceso vuelve a tocar cuando le tocaba; devuelve cuántos eran."""
    detenidos = sesion.scalars(
        select(Trabajo)
        .where(Trabajo.estado == EstadoTrabajo.PENDIENTE, Trabajo.debido_el >= HASTA_REANUDAR)
        .order_by(Trabajo.id)
        .with_for_update()
    ).all()
    suyos = [t for t in detenidos if t.datos.get(_DETENIDO) == proceso_id]
    for trabajo in suyos:
        datos = dict(trabajo.datos)
        del datos[_DETENIDO]
        trabajo.debido_el = datetime.fromisoformat(datos.pop(_DEBIA))
        trabajo.datos = datos
    avisar(sesion)
    return len(suyos)
