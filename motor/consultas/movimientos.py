"""Dónde están las fichas de un expediente, a dónde podrían moverse, y los movimientos pedidos."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.movimientos import EstadoMovimiento, Movimiento
from motor.almacen.organizacion import Persona
from motor.bpmn.modelo import COMPUERTAS, CONTENEDORES, Nodo, Proceso, TipoNodo
from motor.bpmn.movimiento import FichaEnPie
from motor.bpmn.movimiento_destinos import Destino
from motor.bpmn.palabras import llamar
from motor.consultas.recorrido import clase_de
from motor.reglas.acto import Acto, ligar_version
from motor.reglas.movimientos import fichas_de
from motor.reglas.versiones import CacheVersiones
from motor.reglas.visibilidad import Mirada

ULTIMOS = 50  # movimientos que se listan
_EVENTOS = {TipoNodo.FIN, TipoNodo.CAPTURA, TipoNodo.LANZAMIENTO}


@dataclass(frozen=True)
class FichaVista:
    """Una ficha; `porque` vacío = puede moverse.

    `libres` son los pasos a que puede ir, como (id, «nombre (clase)»), las actividades primero;
    `vedados`, los demás con su porqué.
    """

    instancia_id: int
    ficha: int
    elemento: str
    nombre: str
    dentro_de: str
    porque: str
    libres: tuple[tuple[str, str], ...]
    vedados: tuple[Destino, ...]


@dataclass(frozen=True)
class ProcesoVisto:
    """Una instancia que corre, con sus fichas y el dibujo de su versión."""

    instancia_id: int
    nombre: str
    version_id: int
    numero: int
    fichas: tuple[FichaVista, ...]

    @property
    def elementos(self) -> tuple[str, ...]:
        """Los ids de los pasos en que está, para el dibujo."""
        return tuple(dict.fromkeys(f.elemento for f in self.fichas))


@dataclass(frozen=True)
class MovimientoVisto:
    """Un movimiento pedido. `vale` si el caso sigue ahí; `es_mio` si lo pidió quien mira."""

    id: int
    de: str
    a: str
    motivo: str
    estado: str
    pedido_por: str
    pedido_el: datetime
    resuelto_por: str
    resuelto_el: datetime | None
    respuesta: str
    vale: bool
    es_mio: bool

    @property
    def por_resolver(self) -> bool:
        """Si espera a la segunda persona."""
        return self.estado == EstadoMovimiento.PEDIDO


def listar_fichas(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada, ahora: datetime
) -> tuple[ProcesoVisto, ...]:
    """Devuelve las instancias que corren y se ven, con las fichas que andan en ellas."""
    filas = sesion.scalars(
        select(Instancia)
        .where(
            Instancia.expediente_id == mirada.expediente.id,
            Instancia.estado == EstadoInstancia.ACTIVA,
        )
        .order_by(Instancia.id)
    ).all()
    vistas = (i for i in filas if mirada.ve_instancia(i.id))
    return tuple(_proceso(sesion, versiones, instancia, ahora) for instancia in vistas)


def listar_movimientos(
    sesion: Session, versiones: CacheVersiones, mirada: Mirada
) -> tuple[MovimientoVisto, ...]:
    """Devuelve los movimientos del expediente, del último al primero."""
    pidio, resolvio = aliased(Persona), aliased(Persona)
    filas = sesion.execute(
        select(Movimiento, Instancia, pidio.nombre, resolvio.nombre)
        .join(Instancia, Instancia.id == Movimiento.instancia_id)
        .join(pidio, pidio.id == Movimiento.pedido_por_id)
        .outerjoin(resolvio, resolvio.id == Movimiento.resuelto_por_id)
        .where(Instancia.expediente_id == mirada.expediente.id)
        .order_by(Movimiento.id.desc())
        .limit(ULTIMOS)
    ).all()
    return tuple(
        _movimiento(sesion, versiones, mirada, (m, i), (quien, otro or ""))
        for m, i, quien, otro in filas
        if mirada.ve_instancia(i.id)
    )


def _proceso(
    sesion: Session, versiones: CacheVersiones, instancia: Instancia, ahora: datetime
) -> ProcesoVisto:
    version = versiones.obtener(sesion, instancia.version_id)
    ligar_version(instancia, version)
    acto = Acto(sesion, instancia, version, ahora)
    fichas = (
        FichaVista(
            instancia.id,
            f.ficha,
            f.elemento,
            f.nombre,
            f.dentro_de,
            f.porque,
            _libres(acto.proceso, f),
            tuple(d for d in f.destinos if d.porque and d.elemento != f.elemento),
        )
        for f in fichas_de(acto)
    )
    ordenadas = sorted(fichas, key=lambda f: acto.nodo(f.elemento).tipo in CONTENEDORES)
    nombre = acto.proceso.nombre or version.fila.proceso.nombre
    return ProcesoVisto(instancia.id, nombre, version.id, version.fila.numero, tuple(ordenadas))


def _libres(proceso: Proceso, ficha: FichaEnPie) -> tuple[tuple[str, str], ...]:
    nodos = [proceso.nodos[d.elemento] for d in ficha.destinos if not d.porque]
    ordenados = sorted(nodos, key=lambda n: (n.tipo in COMPUERTAS, n.tipo in _EVENTOS))
    return tuple((nodo.id, _rotulo(nodo)) for nodo in ordenados)


def _rotulo(nodo: Nodo) -> str:
    clase = "compuerta" if nodo.tipo in COMPUERTAS else clase_de(nodo).lower()
    return f"{nodo.nombre} ({clase})" if nodo.nombre else f"{clase} sin nombre ({nodo.id})"


def hay_por_resolver(sesion: Session, expediente_id: int) -> bool:
    """Si el expediente tiene un movimiento pedido que espera a la segunda persona."""
    consulta = (
        select(Movimiento.id)
        .join(Instancia, Instancia.id == Movimiento.instancia_id)
        .where(
            Instancia.expediente_id == expediente_id,
            Movimiento.estado == EstadoMovimiento.PEDIDO,
            Movimiento.revision == Instancia.revision,
        )
        .limit(1)
    )
    return sesion.scalar(consulta) is not None


def _movimiento(
    sesion: Session,
    versiones: CacheVersiones,
    mirada: Mirada,
    fila: tuple[Movimiento, Instancia],
    quienes: tuple[str, str],
) -> MovimientoVisto:
    m, instancia = fila
    nodos = versiones.obtener(sesion, instancia.version_id).proceso(instancia.proceso).nodos
    de, a = (llamar(nodos[e]) if e in nodos else e for e in (m.elemento, m.destino))
    return MovimientoVisto(
        m.id,
        de,
        a,
        m.motivo,
        m.estado.value,
        quienes[0],
        m.pedido_el,
        quienes[1],
        m.resuelto_el,
        m.respuesta,
        m.revision == instancia.revision,
        m.pedido_por_id == mirada.mirador.persona_id,
    )
