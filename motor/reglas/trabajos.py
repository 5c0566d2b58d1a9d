"""Los trabajos del sistema: crearlos con el acto que los causa, reservarlos, cerrarlos, reintentar.

Un trabajo reservado es de un trabajador hasta `reservado_hasta`; después, cualquiera lo toma. Quien
perdió la reserva ya no puede cerrarlo: su transacción se deshace entera.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    CursorResult,
    Select,
    Text,
    bindparam,
    cast,
    exists,
    insert,
    literal,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from motor.almacen.diferidas import diferir, escribir
from motor.almacen.fijas import Fija
from motor.almacen.instancias import Instancia
from motor.almacen.plazos import ClasePlazo, EstadoPlazo, Plazo
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo, esta_por_hacer
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
        diferir(sesion, text(f"NOTIFY {CANAL}"), [{}])


def promover_vencidos(sesion: Session, ahora: datetime, limite: int) -> None:
    """Encarga los temporizadores vencidos y los avisos que ya tocan: los `limite` más antiguos.

    No cuenta los ya encargados: entre los pendientes quedan siempre los `limite` más antiguos.
    """
    _promover(sesion, TipoTrabajo.VENCER_PLAZO, ahora, limite)
    _promover(sesion, TipoTrabajo.AVISAR_PLAZO, ahora, limite)


def _promover(sesion: Session, tipo: TipoTrabajo, ahora: datetime, limite: int) -> None:
    datos = {"ahora": ahora, "limite": limite}
    plazos = sesion.execute(_SIN_ENCARGAR[tipo], datos).mappings().all()
    if not plazos:
        return
    # ya con los candados: otro trabajador pudo encargarlos entre mirar y bloquear
    suyos = {"tipo": tipo, "instancias": [p["instancia_id"] for p in plazos]}
    ya = set(sesion.execute(_ENCARGADOS, suyos).scalars())
    filas = [
        {
            "tipo": tipo,
            "estado": EstadoTrabajo.PENDIENTE,
            "tema": f"{tipo}:{plazo['id']}",
            "debido_el": plazo["debido_el"],
            "expediente_id": plazo["expediente_id"],
            "instancia_id": plazo["instancia_id"],
            "ficha": plazo["ficha"],
            "datos": {"plazo": plazo["id"]},
            "creado_el": ahora,
        }
        for plazo in plazos
        if f"{tipo}:{plazo['id']}" not in ya
    ]
    if filas:
        sesion.execute(insert(Trabajo), filas)


def _sin_encargar(tipo: TipoTrabajo) -> Select[Any]:
    vencer = tipo is TipoTrabajo.VENCER_PLAZO
    instante = _PLAZO.vence_el if vencer else _PLAZO.proximo_aviso_el
    tema = literal(f"{tipo}:").concat(cast(_PLAZO.id, Text))
    de_este = _TRABAJO.instancia_id == _PLAZO.instancia_id
    encargado = exists().where(
        de_este, _TRABAJO.tipo == tipo, _TRABAJO.tema == tema, esta_por_hacer()
    )
    consulta = select(
        _PLAZO.id,
        instante.label("debido_el"),
        _PLAZO.expediente_id,
        _PLAZO.instancia_id,
        _PLAZO.ficha,
    ).where(_PLAZO.estado == EstadoPlazo.ABIERTO, instante <= bindparam("ahora"), ~encargado)
    if vencer:
        consulta = consulta.where(_PLAZO.clase == ClasePlazo.TEMPORIZADOR)
    ordenada = consulta.order_by(instante, _PLAZO.id).limit(bindparam("limite"))
    return ordenada.with_for_update(of=Plazo.__table__, skip_locked=True)


_PLAZO, _TRABAJO = Plazo.__table__.c, Trabajo.__table__.c
_SIN_ENCARGAR = {
    tipo: _sin_encargar(tipo) for tipo in (TipoTrabajo.VENCER_PLAZO, TipoTrabajo.AVISAR_PLAZO)
}
_ENCARGADOS = select(_TRABAJO.tema).where(
    _TRABAJO.tipo == bindparam("tipo"),
    _TRABAJO.instancia_id.in_(bindparam("instancias", expanding=True)),
    esta_por_hacer(),
)


@dataclass(frozen=True)
class Reserva:
    """Quién reserva, hasta cuándo y, si atiende solo algunos temas de servicio, cuáles."""

    trabajador: str
    ahora: datetime
    hasta: datetime
    cuantos: int = 1
    temas: frozenset[str] | None = None


_RESERVAR = Fija(
    update(Trabajo.__table__)  # type: ignore[arg-type]  # __table__ se anota como FromClause
    .where(_TRABAJO.id == bindparam("_id"))
    .values(reservado_por=bindparam("por"), reservado_hasta=bindparam("hasta"))
)


def reservar(sesion: Session, reserva: Reserva) -> list[tuple[int, TipoTrabajo, datetime]]:
    """Reserva los trabajos debidos más antiguos.

    Devuelve, por orden de vencimiento, su id, su tipo y cuándo tocaba.
    """
    consulta = (
        select(Trabajo.id, Trabajo.tipo, Trabajo.debido_el)
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
    debidos = [(id_, tipo, debia) for id_, tipo, debia in sesion.execute(consulta)]
    if debidos:
        suya = {"por": reserva.trabajador, "hasta": reserva.hasta}
        escribir(sesion, _RESERVAR, [suya | {"_id": id_} for id_, _, _ in debidos])
    return debidos


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
        raise _perdido(trabajo.id, trabajador)


class Reservado(NamedTuple):
    """De un trabajo ya bloqueado, lo que dice si sigue siendo de quien lo reservó."""

    id: int
    estado: EstadoTrabajo
    reservado_por: str | None


_TERMINAR = Fija(
    update(Trabajo.__table__)  # type: ignore[arg-type]  # __table__ se anota como FromClause
    .where(_TRABAJO.id == bindparam("_id"))
    .values(estado=EstadoTrabajo.HECHO, reservado_por=None, reservado_hasta=None)
)


def cerrar_bloqueado(sesion: Session, trabajo: Reservado, trabajador: str) -> None:
    """Como `cerrar_trabajo`, con su fila ya bloqueada: no hace falta esperar a la base.

    Raises:
        TrabajoPerdido: otro lo tomó, o ya no está pendiente.
    """
    if trabajo.estado is not EstadoTrabajo.PENDIENTE or trabajo.reservado_por != trabajador:
        raise _perdido(trabajo.id, trabajador)
    escribir(sesion, _TERMINAR, [{"_id": trabajo.id}])


def _perdido(trabajo_id: int, trabajador: str) -> TrabajoPerdido:
    return TrabajoPerdido(
        f"El trabajo {trabajo_id} ya no es de «{trabajador}»: otro lo tomó o se canceló. "
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
