"""Qué tocaría una versión nueva, y cómo va el cambio de versión de los casos en curso."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.migraciones_de_casos import EstadoCaso, MigracionCaso, MigracionDeCasos
from motor.almacen.organizacion import Persona
from motor.almacen.procesos import Proceso, Version
from motor.bpmn.migracion_sugerencias import MISMO_ID, sugerir
from motor.bpmn.palabras import llamar
from motor.nucleo.errores import NoEncontrado
from motor.reglas.versiones import CacheVersiones

ULTIMAS = 20  # migraciones que se listan
MOSTRADOS = 500  # casos de una migración que se muestran; primero lo que falló


@dataclass(frozen=True)
class PasoMapeado:
    """Un paso viejo sin igual en la versión nueva, el que se sugiere y los que se pueden elegir."""

    viejo: str
    nombre: str
    sugerido: str
    razon: str
    opciones: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CambioDeVersion:
    """A qué versión, cuántos casos corren en cada otra, y los pasos que hay que decidir."""

    clave: str
    proceso: str
    version_id: int
    numero: int
    numeros: tuple[int, ...]
    casos: tuple[tuple[int, int], ...]  # número de versión y cuántos corren en ella
    pasos: tuple[PasoMapeado, ...]

    @property
    def total(self) -> int:
        """Los casos en curso en otras versiones."""
        return sum(cuantos for _, cuantos in self.casos)


@dataclass(frozen=True)
class MigracionVista:
    """Una migración pedida y cuántos casos lleva en cada estado."""

    id: int
    numero: int
    motivo: str
    pedida_por: str
    pedida_el: datetime
    pendientes: int
    migrados: int
    fallidos: int
    deshechos: int

    @property
    def total(self) -> int:
        """Todos sus casos."""
        return self.pendientes + self.migrados + self.fallidos + self.deshechos


@dataclass(frozen=True)
class CasoVisto:
    """Un caso de una migración; `deshacible` mientras no se haya movido."""

    id: int
    expediente_id: int
    hr: str
    estado: str
    mensaje: str
    deshacible: bool


def obtener_cambio(
    sesion: Session, versiones: CacheVersiones, clave: str, numero: int | None = None
) -> CambioDeVersion:
    """Devuelve el cambio hacia la versión de ese número, o hacia la última.

    Raises:
        NoEncontrado: no hay ese proceso o esa versión.
    """
    filas = sesion.execute(
        select(Version.id, Version.numero, Proceso.nombre)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == clave)
        .order_by(Version.numero.desc())
    ).all()
    elegida = next((f for f in filas if numero is None or f.numero == numero), None)
    if elegida is None:
        raise NoEncontrado(f"No hay esa versión del proceso «{clave}». Elija otra en Procesos.")
    otras = {f.id: f.numero for f in filas if f.id != elegida.id}
    corren = sesion.execute(
        select(Instancia.version_id, func.count())
        .join(Expediente, Expediente.id == Instancia.expediente_id)
        .where(Instancia.version_id.in_(otras), Instancia.estado == EstadoInstancia.ACTIVA)
        .where(Expediente.estado == EstadoExpediente.ABIERTO)
        .group_by(Instancia.version_id)
    ).all()
    pasos = _pasos(sesion, versiones, elegida.id, [id_ for id_, _ in corren])
    return CambioDeVersion(
        clave,
        elegida.nombre,
        elegida.id,
        elegida.numero,
        tuple(f.numero for f in filas),
        tuple(sorted((otras[id_], cuantos) for id_, cuantos in corren)),
        tuple({paso.viejo: paso for paso in pasos}.values()),
    )


def _pasos(
    sesion: Session, versiones: CacheVersiones, nueva_id: int, viejas: list[int]
) -> Iterator[PasoMapeado]:
    nueva = versiones.obtener(sesion, nueva_id).documento
    for vieja_id in viejas:
        for id_, proceso in versiones.obtener(sesion, vieja_id).documento.procesos.items():
            despues = nueva.procesos.get(id_)
            if despues is None:
                continue
            for s in sugerir(proceso, despues):
                if s.razon == MISMO_ID:
                    continue
                viejo = proceso.nodos[s.viejo]
                opciones = tuple(
                    (n.id, llamar(n)) for n in despues.nodos.values() if n.tipo is viejo.tipo
                )
                yield PasoMapeado(viejo.id, llamar(viejo), s.nuevo or "", s.razon, opciones)


def listar_migraciones(sesion: Session, clave: str) -> list[MigracionVista]:
    """Devuelve las últimas migraciones pedidas del proceso, de la más nueva a la más vieja."""
    consulta = (
        select(MigracionDeCasos.id)
        .join(Version, Version.id == MigracionDeCasos.a_version_id)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == clave)
        .order_by(MigracionDeCasos.id.desc())
        .limit(ULTIMAS)
    )
    return [obtener_migracion(sesion, id_) for id_ in sesion.scalars(consulta)]


def obtener_migracion(sesion: Session, migracion_id: int) -> MigracionVista:
    """Devuelve la migración con sus cuentas.

    Raises:
        NoEncontrado: no existe.
    """
    fila = sesion.execute(
        select(MigracionDeCasos, Version.numero, Persona.nombre)
        .join(Version, Version.id == MigracionDeCasos.a_version_id)
        .join(Persona, Persona.id == MigracionDeCasos.pedida_por_id)
        .where(MigracionDeCasos.id == migracion_id)
    ).first()
    if fila is None:
        raise NoEncontrado(f"No existe el cambio de versión {migracion_id}.")
    pedida, numero, nombre = fila
    cuentas = dict(
        sesion.execute(
            select(MigracionCaso.estado, func.count())
            .where(MigracionCaso.migracion_id == migracion_id)
            .group_by(MigracionCaso.estado)
        ).all()
    )
    cuatro = [cuentas.get(estado, 0) for estado in EstadoCaso]
    return MigracionVista(
        pedida.id, numero, pedida.motivo, nombre, pedida.pedida_el, cuatro[0], *cuatro[1:]
    )


def listar_deshacibles(sesion: Session, migracion_id: int) -> list[int]:
    """Devuelve los casos de la migración que se pueden deshacer: pasaron y no se movieron."""
    consulta = (
        select(MigracionCaso.id)
        .join(Instancia, Instancia.id == MigracionCaso.instancia_id)
        .where(MigracionCaso.migracion_id == migracion_id, _deshacible())
        .order_by(MigracionCaso.id)
    )
    return list(sesion.scalars(consulta))


def _deshacible() -> ColumnElement[bool]:
    migrado = MigracionCaso.estado == EstadoCaso.MIGRADO
    return and_(
        migrado, MigracionCaso.antes.is_not(None), MigracionCaso.revision == Instancia.revision
    )


def listar_casos(sesion: Session, migracion_id: int) -> list[CasoVisto]:
    """Devuelve los casos de la migración, primero los que no pudieron."""
    filas = sesion.execute(
        select(
            MigracionCaso.id,
            Expediente.id,
            Expediente.hr,
            MigracionCaso.estado,
            MigracionCaso.mensaje,
            _deshacible(),
        )
        .join(Instancia, Instancia.id == MigracionCaso.instancia_id)
        .join(Expediente, Expediente.id == Instancia.expediente_id)
        .where(MigracionCaso.migracion_id == migracion_id)
        .order_by(MigracionCaso.estado != EstadoCaso.FALLIDO, MigracionCaso.id)
        .limit(MOSTRADOS)
    )
    return [
        CasoVisto(id_, exp, hr, estado.value, mensaje, bool(deshacible))
        for id_, exp, hr, estado, mensaje, deshacible in filas
    ]
