"""Las versiones publicadas, leídas y compiladas una vez por programa: no cambian nunca."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, load_only
from sqlalchemy.orm.attributes import set_committed_value

from motor.almacen.procesos import ClaseRecurso, Recurso, Version, VersionProceso
from motor.bpmn import Compilado, compilar, leer
from motor.bpmn.modelo import Asignacion, Documento, Nodo, Proceso
from motor.feel import ModeloDmn, leer_dmn
from motor.nucleo.errores import NoEncontrado
from motor.reglas.formularios import Formulario, leer_esquema

_FIJO = select(Version).options(
    load_only(
        Version.proceso_id,
        Version.numero,
        Version.sha256,
        Version.ficha,
        raiseload=True,
    ),
    joinedload(Version.proceso, innerjoin=True),
)


@dataclass(frozen=True, eq=False)
class VersionLista:
    """Una versión lista para usarse: su documento y, según se piden, lo demás.

    `fila` y `ejecutables` son copias fuera de toda sesión de lo que no cambia una vez publicado: ni
    el XML ni el estado de la versión, que se leen cuando hacen falta.
    """

    id: int
    fila: Version
    ejecutables: Mapping[str, VersionProceso]
    documento: Documento
    esquemas: Mapping[str, bytes]
    tablas: Mapping[str, bytes]
    cargos: dict[str, int] = field(default_factory=dict)  # los ya leídos, de clave a id
    _compilados: dict[str, Compilado] = field(default_factory=dict)
    _formularios: dict[str, Formulario] = field(default_factory=dict)

    def proceso(self, elemento: str) -> Proceso:
        """Devuelve el `process` con ese id.

        Raises:
            NoEncontrado: el BPMN no lo tiene.
        """
        proceso = self.documento.procesos.get(elemento)
        if proceso is None:
            raise NoEncontrado(f"El diagrama de la versión {self.id} no tiene «{elemento}».")
        return proceso

    def compilado(self, elemento: str) -> Compilado:
        """Devuelve el proceso compilado; la primera vez lo compila."""
        if elemento not in self._compilados:
            self._compilados[elemento] = compilar(self.proceso(elemento))
        return self._compilados[elemento]

    def formulario(self, clave: str) -> Formulario:
        """Devuelve el formulario de esa clave.

        Raises:
            NoEncontrado: la versión no lo trae.
        """
        if clave not in self._formularios:
            if clave not in self.esquemas:
                raise NoEncontrado(f"La versión {self.id} no trae el formulario «{clave}».")
            self._formularios[clave] = leer_esquema(self.esquemas[clave])
        return self._formularios[clave]

    @cached_property
    def decisiones(self) -> Mapping[str, ModeloDmn]:
        """El modelo que contiene cada decisión, por id, por nombre y por clave de archivo."""
        modelos: dict[str, ModeloDmn] = {}
        for clave, xml in self.tablas.items():
            modelo = leer_dmn(xml)
            for decision in (*modelo.ids, *modelo.decisiones):
                modelos[decision] = modelo
            modelos.setdefault(clave, modelo)
        return modelos


class CacheVersiones:
    """Las versiones ya leídas, por id. La comparten los hilos de un programa."""

    def __init__(self) -> None:
        self._listas: dict[int, VersionLista] = {}
        self._candado = Lock()

    def obtener(self, sesion: Session, version_id: int) -> VersionLista:
        """Devuelve la versión; solo la primera vez consulta la base.

        Raises:
            NoEncontrado: no existe.
        """
        lista = self._listas.get(version_id)
        if lista is not None:
            return lista
        leida = _leer(sesion, version_id)
        with self._candado:
            return self._listas.setdefault(version_id, leida)


def _leer(sesion: Session, version_id: int) -> VersionLista:
    xml = sesion.scalar(select(Version.xml).where(Version.id == version_id))
    if xml is None:
        raise NoEncontrado(f"No existe la versión {version_id}.")
    fila, ejecutables = _copiar(sesion, version_id)
    recursos: dict[ClaseRecurso, dict[str, bytes]] = {clase: {} for clase in ClaseRecurso}
    filas = sesion.execute(
        select(Recurso.clase, Recurso.clave, Recurso.contenido).where(
            Recurso.version_id == version_id
        )
    )
    for clase, clave, contenido in filas:
        recursos[clase][clave] = contenido
    return VersionLista(
        version_id,
        fila,
        ejecutables,
        leer(xml),
        recursos[ClaseRecurso.FORMULARIO],
        recursos[ClaseRecurso.DECISION],
    )


def _copiar(sesion: Session, version_id: int) -> tuple[Version, dict[str, VersionProceso]]:
    """Lee en una sesión aparte, para que las filas no queden ligadas a la de quien pidió."""
    with Session(sesion.connection(), expire_on_commit=False) as aparte:
        fila = aparte.scalars(_FIJO.where(Version.id == version_id)).one()
        ejecutables = aparte.scalars(
            select(VersionProceso).where(VersionProceso.version_id == version_id)
        ).all()
        for ejecutable in ejecutables:
            set_committed_value(ejecutable, "version", fila)
        aparte.expunge_all()
    return fila, {e.elemento: e for e in ejecutables}


def asignacion_efectiva(proceso: Proceso, nodo: Nodo) -> Asignacion:
    """Devuelve la asignación de la tarea: la suya y, lo que no diga, la de sus carriles.

    Un cargo sin unidad toma la del carril (un papel que se repite en cada unidad); una unidad,
    una persona o unos grupos propios ya no heredan nada.
    """
    asignacion = nodo.trato.asignacion
    carril = proceso.carriles.get(nodo.carril) if nodo.carril else None
    while carril is not None and not _completa(asignacion):
        suya: Asignacion = carril.asignacion
        if asignacion.cargo:
            asignacion = replace(asignacion, unidad=suya.unidad)
        else:
            asignacion = replace(suya, distinto_de=asignacion.distinto_de)
        carril = proceso.carriles.get(carril.padre) if carril.padre else None
    return asignacion


def _completa(asignacion: Asignacion) -> bool:
    return bool(asignacion.unidad or asignacion.persona or asignacion.personas or asignacion.grupos)
