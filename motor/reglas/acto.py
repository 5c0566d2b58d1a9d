"""Un acto sobre una instancia: lo que dura una transacción, con su fila ya bloqueada."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlalchemy import Text, and_, bindparam, cast, exists, literal, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from motor.almacen.carga import Cargador, columnas
from motor.almacen.diferidas import leer
from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.fijas import Fija
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.plazos import Plazo
from motor.almacen.procesos import Version
from motor.almacen.procesos_suspendidos import ProcesoSuspendido
from motor.almacen.tareas import Tarea
from motor.almacen.trabajos import TipoTrabajo, Trabajo
from motor.bpmn.modelo import Nodo, Proceso
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.nucleo.valores import Json
from motor.reglas.ambitos import VariablesDeInstancia
from motor.reglas.bitacora import marcar_bloqueado
from motor.reglas.evaluacion import EvaluadorDeVersion
from motor.reglas.idempotencia import Respuesta
from motor.reglas.organizacion import Firmante
from motor.reglas.trabajos import Reservado
from motor.reglas.versiones import CacheVersiones, VersionLista


class ExpedienteTerminado(OrdenRechazada):
    """La instancia o su expediente ya terminó."""

    codigo = "expediente_terminado"


@dataclass
class Resumen:
    """Lo que un acto causó, para su asiento: ids de elementos y nombres."""

    abiertas: list[Json] = field(default_factory=list)
    canceladas: list[Json] = field(default_factory=list)
    mensajes: list[Json] = field(default_factory=list)
    senales: list[Json] = field(default_factory=list)
    incidentes: list[Json] = field(default_factory=list)

    @property
    def tareas(self) -> tuple[int, ...]:
        """Los ids de las tareas abiertas."""
        return tuple(abierta["tarea"] for abierta in self.abiertas)

    def como_datos(self) -> dict[str, Json]:
        """Devuelve lo que no está vacío."""
        return {clave: valor for clave, valor in vars(self).items() if valor}


@dataclass
class Acto:
    """La sesión, la instancia bloqueada, su versión y el instante. `quien` None = el sistema."""

    sesion: Session
    instancia: Instancia
    version: VersionLista
    ahora: datetime
    quien: Firmante | None = None
    nueva: bool = False
    detenido: bool = True  # si puede que el proceso esté suspendido con sus casos: hay que mirar
    termino: bool = False  # la instancia terminó en este acto
    devolucion: dict[str, Json] | None = None  # con que vuelve la tarea a la que se regresa
    resumen: Resumen = field(default_factory=Resumen)

    @cached_property
    def variables(self) -> VariablesDeInstancia:
        """Los ámbitos de la instancia."""
        return VariablesDeInstancia(self.sesion, self.instancia.id, nueva=self.nueva)

    @cached_property
    def evaluador(self) -> EvaluadorDeVersion:
        """FEEL y decisiones, en este instante."""
        return EvaluadorDeVersion(self.sesion, self.version, self.ahora)

    @property
    def expediente(self) -> Expediente:
        """El expediente de la instancia."""
        return self.instancia.expediente

    def respuesta(self, de: int) -> Respuesta:
        """Lo que se responde a quien actuó: el id que creó o cambió, y lo que el acto abrió."""
        caso = self.expediente
        return Respuesta(de, caso.id, self.instancia.id, caso.hr, self.resumen.tareas)

    @property
    def proceso(self) -> Proceso:
        """El `process` que corre."""
        return self.version.proceso(self.instancia.proceso)

    def nodo(self, elemento: str) -> Nodo:
        """El nodo de ese id."""
        return self.proceso.nodos[elemento]


# key_share: nadie cambia las claves, así que otra transacción puede entretanto nombrar estas filas
# (FOR NO KEY UPDATE en PostgreSQL); sin eso, el índice de búsqueda y los actos se trababan.
# Si el proceso se suspendió con sus casos; de paso, que así no cuesta otra ida a la base.
_DETENIDA = (
    exists()
    .where(
        ProcesoSuspendido.reanudado_el.is_(None),
        ProcesoSuspendido.con_casos,
        or_(
            ProcesoSuspendido.proceso_id == Expediente.proceso_id,
            ProcesoSuspendido.proceso_id
            == select(Version.proceso_id)
            .where(Version.id == Instancia.version_id)
            .correlate(Instancia)
            .scalar_subquery(),
        ),
    )
    .correlate(Expediente, Instancia)
)
_CASO = columnas(Instancia, Expediente)
_POR_INSTANCIA = Fija(
    select(*_CASO, _DETENIDA)
    .join(Instancia.expediente)
    .where(Instancia.id == bindparam("id"))
    .with_for_update(of=[Instancia, Expediente], key_share=True)
)
_POR_TAREA = Fija(
    select(*_CASO, *columnas(Tarea), _DETENIDA)
    .join_from(Tarea, Instancia, Instancia.id == Tarea.instancia_id)
    .join(Instancia.expediente)
    .where(Tarea.id == bindparam("id"))
    .with_for_update(of=[Instancia, Expediente, Tarea], key_share=True)
)
_DEL_PLAZO = Trabajo.tema == literal(f"{TipoTrabajo.VENCER_PLAZO}:").concat(cast(Plazo.id, Text))
_POR_VENCIMIENTO = Fija(
    select(*_CASO, *columnas(Plazo), Trabajo.id, Trabajo.estado, Trabajo.reservado_por, _DETENIDA)
    .join_from(Instancia, Expediente, Expediente.id == Instancia.expediente_id)
    .join(Plazo, Plazo.instancia_id == Instancia.id)
    .join(Trabajo, and_(Trabajo.instancia_id == Instancia.id, _DEL_PLAZO))
    .where(Trabajo.id == bindparam("id"))
    .with_for_update(of=[Instancia, Expediente, Plazo, Trabajo], key_share=True)
)


def bloquear_instancia(
    sesion: Session, versiones: CacheVersiones, instancia_id: int, ahora: datetime
) -> Acto:
    """Bloquea la instancia y su expediente, y devuelve el acto.

    Raises:
        NoEncontrado: no existe.
    """
    cargador = _bloquear(sesion, _POR_INSTANCIA, instancia_id)
    if cargador is None:
        raise NoEncontrado(f"No existe la instancia {instancia_id}.")
    instancia = _caso(cargador)
    (detenida,) = cargador.resto()
    return _acto(sesion, versiones, instancia, ahora, detenida)


def bloquear_tarea(
    sesion: Session, versiones: CacheVersiones, tarea_id: int, ahora: datetime
) -> tuple[Acto, Tarea]:
    """Bloquea la tarea, su instancia y su expediente con una consulta.

    Raises:
        NoEncontrado: no existe.
    """
    cargador = _bloquear(sesion, _POR_TAREA, tarea_id)
    if cargador is None:
        raise NoEncontrado(f"No existe la tarea {tarea_id}.")
    instancia, tarea = _caso(cargador), cargador.objeto(Tarea)
    set_committed_value(tarea, "instancia", instancia)
    (detenida,) = cargador.resto()
    return _acto(sesion, versiones, instancia, ahora, detenida), tarea


def bloquear_vencimiento(
    sesion: Session, versiones: CacheVersiones, trabajo_id: int, ahora: datetime
) -> tuple[Acto, Plazo, Reservado]:
    """Bloquea el trabajo de vencer un plazo, el plazo, su instancia y su expediente, de una vez.

    Raises:
        NoEncontrado: no existe.
    """
    cargador = _bloquear(sesion, _POR_VENCIMIENTO, trabajo_id)
    if cargador is None:
        raise NoEncontrado(f"No existe el trabajo {trabajo_id} de vencer un plazo.")
    instancia, plazo = _caso(cargador), cargador.objeto(Plazo)
    *reservado, detenida = cargador.resto()
    acto = _acto(sesion, versiones, instancia, ahora, detenida)
    return acto, plazo, Reservado(*reservado)


def exigir_activa(acto: Acto) -> None:
    """Comprueba que la instancia corra y su expediente siga abierto.

    Raises:
        ExpedienteTerminado: ya terminó.
    """
    if (
        acto.instancia.estado is not EstadoInstancia.ACTIVA
        or acto.expediente.estado is not EstadoExpediente.ABIERTO
    ):
        raise ExpedienteTerminado(
            f"El expediente {acto.expediente.hr} ya está {acto.expediente.estado.value} o este "
            "proceso suyo ya terminó: no admite más actos."
        )


def _bloquear(sesion: Session, consulta: Fija, id_: int) -> Cargador | None:
    sesion.flush()  # lo pendiente no se pierde al poner al día lo que ya se tenía
    filas = leer(sesion, consulta, {"id": id_})
    return Cargador(sesion, filas[0]) if filas else None


def _caso(cargador: Cargador) -> Instancia:
    instancia, expediente = cargador.objeto(Instancia), cargador.objeto(Expediente)
    set_committed_value(instancia, "expediente", expediente)
    return instancia


def _acto(
    sesion: Session,
    versiones: CacheVersiones,
    instancia: Instancia,
    ahora: datetime,
    detenido: bool,
) -> Acto:
    marcar_bloqueado(sesion, instancia.expediente)
    version = versiones.obtener(sesion, instancia.version_id)
    ligar_version(instancia, version)
    return Acto(sesion, instancia, version, ahora, detenido=detenido)


def ligar_version(instancia: Instancia, version: VersionLista) -> None:
    """Pone en la instancia la fila de su versión, ya leída: no hace falta pedirla otra vez."""
    set_committed_value(instancia, "version", version.fila)
