"""Los trabajos del sistema: crearlos con el acto que los causa, reservarlos, cerrarlos, reintentar.

Un trabajo reservado es de un trabajador hasta `reservado_hasta`; después, cualquiera lo toma. Quien
perdió la reserva ya no puede cerrarlo: su transacción se deshace entera.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, or_, select, text, update
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.nucleo.valores import Json

CANAL = "cauce_trabajo"
INTENTOS = 3
ESPERA_INICIAL = timedelta(seconds=10)
ESPERA_MAXIMA = timedelta(hours=1)
_AVISADA = "trabajo_avisado"


class TrabajoPerdido(OrdenRechazada):
    """Otro trabajador tomó el trabajo, o ya no está pendiente."""

    codigo = "trabajo_perdido"


@dataclass(frozen=True)
class Encargo:
    """Un trabajo por crear. `instancia` None = no es de ninguna (por ejemplo, iniciar una)."""

    tipo: TipoTrabajo
    debido_el: datetime
    instancia: Instancia | None = None
    ficha: int | None = None
    expediente_id: int | None = None
    tema: str | None = None
    datos: dict[str, Json] = field(default_factory=dict)


def encargar(sesion: Session, encargo: Encargo) -> Trabajo:
    """Agrega el trabajo a la transacción; al confirmar, los trabajadores se enteran."""
    instancia = encargo.instancia
    expediente_id = instancia.expediente_id if instancia else encargo.expediente_id
    trabajo = Trabajo(
        tipo=encargo.tipo,
        estado=EstadoTrabajo.PENDIENTE,
        debido_el=encargo.debido_el,
        expediente_id=expediente_id,
        instancia_id=instancia.id if instancia else None,
        ficha=encargo.ficha,
        tema=encargo.tema,
        datos=encargo.datos,
        intentos=0,
        creado_el=encargo.debido_el,
    )
    sesion.add(trabajo)
    avisar(sesion)
    return trabajo


def avisar(sesion: Session) -> None:
    """Despierta a los trabajadores de PostgreSQL cuando la transacción confirme."""
    transaccion = sesion.get_transaction()
    if sesion.get_bind().dialect.name != "postgresql":
        return
    if sesion.info.get(_AVISADA) is not transaccion:
        sesion.info[_AVISADA] = transaccion
        sesion.execute(text(f"NOTIFY {CANAL}"))


def promover_vencidos(sesion: Session, ahora: datetime, limite: int) -> None:
    """Encarga el trabajo de cada temporizador vencido y de cada aviso que ya toca."""
    _promover(sesion, TipoTrabajo.VENCER_PLAZO, ahora, limite)
    _promover(sesion, TipoTrabajo.AVISAR_PLAZO, ahora, limite)


def _promover(sesion: Session, tipo: TipoTrabajo, ahora: datetime, limite: int) -> None:
    vencer = tipo is TipoTrabajo.VENCER_PLAZO
    instante = Plazo.vence_el if vencer else Plazo.proximo_aviso_el
    consulta = (
        select(Plazo)
        .where(Plazo.estado == EstadoPlazo.ABIERTO, instante <= ahora)
        .order_by(instante, Plazo.id)
        .limit(limite)
        .with_for_update(skip_locked=True)
    )
    if vencer:
        consulta = consulta.where(Plazo.clase == ClasePlazo.TEMPORIZADOR)
    plazos = {f"{tipo}:{plazo.id}": plazo for plazo in sesion.scalars(consulta)}
    if not plazos:
        return
    ya = sesion.scalars(
        select(Trabajo.tema).where(
            Trabajo.tipo == tipo,
            Trabajo.tema.in_(plazos),
            Trabajo.estado.in_((EstadoTrabajo.PENDIENTE, EstadoTrabajo.INCIDENTE)),
        )
    ).all()
    for tema in plazos.keys() - set(ya):
        plazo = plazos[tema]
        sesion.add(
            Trabajo(
                tipo=tipo,
                estado=EstadoTrabajo.PENDIENTE,
                debido_el=plazo.vence_el if vencer else plazo.proximo_aviso_el,
                expediente_id=plazo.expediente_id,
                instancia_id=plazo.instancia_id,
                ficha=plazo.ficha,
                tema=tema,
                datos={"plazo": plazo.id},
                intentos=0,
                creado_el=ahora,
            )
        )
    sesion.flush()


@dataclass(frozen=True)
class Reserva:
    """Quién reserva, hasta cuándo y, si atiende solo algunos temas de servicio, cuáles."""

    trabajador: str
    ahora: datetime
    hasta: datetime
    cuantos: int = 1
    temas: frozenset[str] | None = None


def reservar(sesion: Session, reserva: Reserva) -> list[Trabajo]:
    """Reserva los trabajos debidos más antiguos y los devuelve por orden de vencimiento."""
    consulta = (
        select(Trabajo)
        .where(
            Trabajo.estado == EstadoTrabajo.PENDIENTE,
            Trabajo.debido_el <= reserva.ahora,
            or_(Trabajo.reservado_hasta.is_(None), Trabajo.reservado_hasta <= reserva.ahora),
        )
        .order_by(Trabajo.debido_el, Trabajo.id)
        .limit(reserva.cuantos)
        .with_for_update(skip_locked=True)
    )
    if reserva.temas is not None:
        consulta = consulta.where(
            or_(Trabajo.tipo != TipoTrabajo.SERVICIO, Trabajo.tema.in_(reserva.temas))
        )
    trabajos = list(sesion.scalars(consulta))
    for trabajo in trabajos:
        trabajo.reservado_por = reserva.trabajador
        trabajo.reservado_hasta = reserva.hasta
    return trabajos


def obtener_trabajo(sesion: Session, trabajo_id: int) -> Trabajo:
    """Devuelve el trabajo, sin bloquearlo.

    Raises:
        NoEncontrado: no existe.
    """
    trabajo = sesion.get(Trabajo, trabajo_id)
    if trabajo is None:
        raise NoEncontrado(f"No existe el trabajo {trabajo_id}.")
    return trabajo


def cerrar_trabajo(sesion: Session, trabajo: Trabajo, trabajador: str) -> None:
    """Da el trabajo por hecho si sigue siendo de ese trabajador.

    Raises:
        TrabajoPerdido: otro lo tomó, o ya no está pendiente; nada de este acto queda.
    """
    resultado = sesion.execute(
        update(Trabajo)
        .where(
            Trabajo.id == trabajo.id,
            Trabajo.estado == EstadoTrabajo.PENDIENTE,
            Trabajo.reservado_por == trabajador,
        )
        .values(estado=EstadoTrabajo.HECHO, reservado_por=None, reservado_hasta=None),
        execution_options={"synchronize_session": False},
    )
    if not isinstance(resultado, CursorResult) or resultado.rowcount != 1:
        raise TrabajoPerdido(
            f"El trabajo {trabajo.id} ya no es de «{trabajador}»: otro lo tomó o se canceló. "
            "No se hizo nada."
        )


def anotar_fallo(
    sesion: Session, trabajo: Trabajo, mensaje: str, ahora: datetime, intentos: int = INTENTOS
) -> Incidente | None:
    """Cuenta un intento fallido: lo deja para más tarde o, si se agotaron, abre un incidente.

    La espera se dobla con cada intento, desde diez segundos y hasta una hora.
    """
    trabajo.intentos += 1
    trabajo.ultimo_error = mensaje[:2000]
    trabajo.reservado_por = trabajo.reservado_hasta = None
    if trabajo.intentos < intentos:
        espera = min(ESPERA_INICIAL * 2 ** (trabajo.intentos - 1), ESPERA_MAXIMA)
        trabajo.debido_el = ahora + espera
        return None
    trabajo.estado = EstadoTrabajo.INCIDENTE
    incidente = Incidente(
        expediente_id=trabajo.expediente_id,
        instancia_id=trabajo.instancia_id,
        ficha=trabajo.ficha,
        elemento=str(trabajo.datos.get("elemento", "")),
        trabajo_id=trabajo.id,
        mensaje=mensaje[:2000],
        abierto_el=ahora,
    )
    sesion.add(incidente)
    return incidente
