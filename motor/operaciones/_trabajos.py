"""Reservar trabajos y contar sus fallos: transacciones del trabajador, sin mover ningún trámite.

Un fallo solo toca su trabajo; el acto que falló ya se deshizo entero.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.trabajos import EstadoTrabajo, TipoTrabajo, Trabajo
from motor.entorno import Entorno
from motor.manejadores import Contexto
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id
from motor.reglas.servicios import contexto_de, intentos_de
from motor.reglas.trabajos import Reserva, anotar_fallo, promover_vencidos, reservar


@dataclass(frozen=True)
class Tomado:
    """Un trabajo reservado. `debido_el` es el instante en que tocaba."""

    id: int
    tipo: TipoTrabajo
    debido_el: datetime


def tomar_trabajos(entorno: Entorno, trabajador: str, cuantos: int = 1) -> list[Tomado]:
    """Reserva para el trabajador los debidos más antiguos; los plazos vencidos van con ellos."""
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        promover_vencidos(sesion, ahora, cuantos)
        hasta = ahora + timedelta(seconds=entorno.ajustes.reserva_segundos)
        reserva = Reserva(trabajador, ahora, hasta, cuantos, entorno.manejadores.temas)
        return [Tomado(*debido) for debido in reservar(sesion, reserva)]


def renovar_reserva(entorno: Entorno, trabajo_id: int, trabajador: str) -> bool:
    """Alarga la reserva de un trabajo que tarda; False si ya no es de ese trabajador."""
    with entorno.sesiones.begin() as sesion:
        trabajo = sesion.get(Trabajo, trabajo_id, with_for_update=True)
        if trabajo is None or trabajo.reservado_por != trabajador:
            return False
        ahora = entorno.reloj.ahora()
        trabajo.reservado_hasta = ahora + timedelta(seconds=entorno.ajustes.reserva_segundos)
        return True


def leer_contexto(entorno: Entorno, trabajo_id: int) -> Contexto:
    """Devuelve lo que verá el manejador de una tarea de servicio."""
    with entorno.leer() as sesion:
        trabajo = sesion.get_one(Trabajo, trabajo_id)
        return contexto_de(sesion, entorno.versiones, trabajo, entorno.reloj.ahora())


def anotar_trabajo_fallido(
    entorno: Entorno, trabajo_id: int, trabajador: str, mensaje: str, *, definitivo: bool = False
) -> None:
    """Cuenta un intento fallido; al agotarlos queda un incidente, asentado en su expediente.

    `definitivo`: reintentar no ayuda, y el incidente queda ya.
    """
    with entorno.sesiones.begin() as sesion:
        trabajo = sesion.get(Trabajo, trabajo_id, with_for_update=True)
        perdido = trabajo is None or trabajo.reservado_por != trabajador
        if trabajo is None or perdido or trabajo.estado is not EstadoTrabajo.PENDIENTE:
            return
        ahora = entorno.reloj.ahora()
        intentos = 1 if definitivo else intentos_de(trabajo)
        incidente = anotar_fallo(sesion, trabajo, mensaje, ahora, intentos)
        if incidente is None:
            return
        expediente = None
        if trabajo.expediente_id is not None:
            expediente = bloquear_expediente_id(sesion, trabajo.expediente_id)
        datos = {"trabajo": trabajo.id, "tipo": trabajo.tipo.value}
        hecho = Hecho(
            "incidente_abierto", ahora, None, expediente, motivo=mensaje[:500], datos=datos
        )
        asentar(sesion, hecho)


def proximo_instante(entorno: Entorno) -> datetime | None:
    """Devuelve cuándo toca lo primero por hacer: un trabajo, un plazo o un aviso; None si nada."""
    with entorno.leer() as sesion:
        instantes = (
            sesion.scalar(
                select(func.min(Trabajo.debido_el)).where(Trabajo.estado == EstadoTrabajo.PENDIENTE)
            ),
            sesion.scalar(
                select(func.min(Plazo.vence_el)).where(
                    Plazo.estado == EstadoPlazo.ABIERTO, Plazo.clase == ClasePlazo.TEMPORIZADOR
                )
            ),
            sesion.scalar(
                select(func.min(Plazo.proximo_aviso_el)).where(Plazo.estado == EstadoPlazo.ABIERTO)
            ),
        )
        return min((i for i in instantes if i is not None), default=None)
