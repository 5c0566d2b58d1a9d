"""Qué ve de un expediente cada persona: por su cargo, su institución y si le concierne.

- Cargo de lectura (auditoría): todo. Cargo sin acceso (administración del sistema): nada.
- Expediente común: la institución que tiene una instancia en él, o que le mandó o recibió de él un
  mensaje, ve *sus* instancias y los mensajes de y para ella; nunca los pasos de la otra.
- Quien trabaja en una instancia ajena (una mesa, un municipio) ve también esa.
- Una instancia cuyo proceso no declara institución es de las instituciones que trabajan en ella;
  la de un proceso llamado, además, de quienes ven la que la llamó.
- Expediente confidencial y documento reservado: solo quienes les concierne (motor.reglas.mirador),
  y aun ellos, de lo suyo. Quien no lo ve tampoco sabe que existe.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, or_, select, true
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import Mensaje
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.mirador import (
    NADIE,
    POR_NOMBRE,
    Mirador,
    datos_de,
    es_tarea_de_su_institucion,
    es_tarea_suya,
    le_concierne,
    obtener_mirador,
)

POR_LECTURA = "porque su cargo lee todos los expedientes"
POR_CONCERNIR = "porque intervino o interviene en él"
POR_INSTITUCION = "porque su institución participa en él"


@dataclass(frozen=True)
class Mirada:
    """Lo que una persona puede ver de un expediente, y por qué (`motivo`).

    `instituciones` e `instancias` son los ids que ve; None = todos. `documentos_reservados`: si ve
    los reservados de aquello que ve. `mirador` es con qué mira.
    """

    expediente: Expediente
    instituciones: frozenset[int] | None
    documentos_reservados: bool
    motivo: str
    instancias: frozenset[int] | None = None
    mirador: Mirador = NADIE

    def ve_instancia(self, instancia_id: int | None) -> bool:
        """Dice si ve esa instancia (None = de ninguna: hay que mirar otra cosa)."""
        return self.instancias is None or instancia_id in self.instancias

    def ve_institucion(self, institucion_id: int | None) -> bool:
        """Dice si ve lo que hizo esa institución."""
        return self.instituciones is None or institucion_id in self.instituciones


def mirar(sesion: Session, actor: Actor, expediente_id: int, ahora: datetime) -> Mirada:
    """Devuelve lo que el actor ve del expediente.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo; no se dice cuál de las dos.
        SinPermiso: la cuenta está inactiva.
    """
    mirador = obtener_mirador(sesion, actor, ahora)
    return _mirar(sesion, mirador, ("id", expediente_id), f"el expediente {expediente_id}")


def mirar_hr(sesion: Session, actor: Actor, hr: str, ahora: datetime) -> Mirada:
    """Devuelve lo que el actor ve del expediente de esa hoja de ruta.

    Raises:
        NoEncontrado, SinPermiso: como `mirar`.
    """
    mirador = obtener_mirador(sesion, actor, ahora)
    return _mirar(sesion, mirador, ("hr", hr), f"la hoja de ruta «{hr}»")


def condicion_visible(sesion: Session, actor: Actor, ahora: datetime) -> ColumnElement[bool]:
    """Devuelve la condición SQL de que el actor pueda ver un `Expediente`, para las listas."""
    return es_visible(obtener_mirador(sesion, actor, ahora))


def es_visible(mirador: Mirador) -> ColumnElement[bool]:
    """La condición SQL de que quien mira pueda ver un `Expediente`."""
    if mirador.todo:
        return true()
    return _puede_ver(mirador) if mirador.ve_algo else false()


def _puede_ver(mirador: Mirador) -> ColumnElement[bool]:
    partes = (
        exists().where(Instancia.expediente_id == Expediente.id, _es_de_su_institucion(mirador)),
        exists().where(Mensaje.expediente_id == Expediente.id, es_mensaje_suyo(mirador)),
        exists().where(Mensaje.destino_expediente_id == Expediente.id, es_mensaje_suyo(mirador)),
    )
    participa = or_(*(parte.correlate(Expediente) for parte in partes))
    comun = and_(Expediente.confidencial.is_(False), participa)
    return or_(comun, le_concierne(mirador))


def es_mensaje_suyo(mirador: Mirador) -> ColumnElement[bool]:
    """La condición SQL de que un `Mensaje` sea de su institución o para ella."""
    if mirador.todo:
        return true()
    return or_(
        Mensaje.de_institucion_id.in_(mirador.instituciones),
        Mensaje.a_institucion_id.in_(mirador.instituciones),
    )


def _mirar(sesion: Session, mirador: Mirador, cual: tuple[str, int | str], nombre: str) -> Mirada:
    columna, valor = cual
    consulta = _TODO[columna] if mirador.todo else _LO_SUYO[columna]
    datos = {"cual": valor, **(datos_de(mirador) if not mirador.todo else {})}
    fila = sesion.execute(consulta, datos).one_or_none() if mirador.ve_algo else None
    if fila is None:
        raise NoEncontrado(
            f"No se encontró {nombre}, o no le corresponde verlo con el cargo con que actúa. "
            "Revise el número o elija otro de sus cargos."
        )
    expediente, concierne = fila
    if mirador.todo:
        return Mirada(expediente, None, True, POR_LECTURA, None, mirador)
    return Mirada(
        expediente,
        mirador.instituciones,
        bool(concierne),
        POR_CONCERNIR if concierne else POR_INSTITUCION,
        _instancias(sesion, mirador, expediente.id),
        mirador,
    )


def _instancias(sesion: Session, mirador: Mirador, expediente_id: int) -> frozenset[int]:
    datos = {"expediente": expediente_id, **datos_de(mirador)}
    filas = sesion.execute(_INSTANCIAS, datos).all()
    vistas: set[int] = set()
    for instancia_id, madre_id, institucion_id, suya in filas:
        if suya or (institucion_id is None and madre_id in vistas):
            vistas.add(instancia_id)
    return frozenset(vistas)


def _es_de_su_institucion(mirador: Mirador) -> ColumnElement[bool]:
    de_quien_trabaja = (
        exists()
        .where(
            Tarea.instancia_id == Instancia.id,
            Tarea.expediente_id == Instancia.expediente_id,
            es_tarea_de_su_institucion(mirador),
        )
        .correlate(Instancia)
    )
    return or_(
        Instancia.institucion_id.in_(mirador.instituciones),
        and_(Instancia.institucion_id.is_(None), de_quien_trabaja),
    )


def _trabaja_en_ella(mirador: Mirador) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            Tarea.instancia_id == Instancia.id,
            Tarea.expediente_id == Instancia.expediente_id,
            es_tarea_suya(mirador),
        )
        .correlate(Instancia)
    )


_COLUMNAS = {"id": Expediente.id, "hr": Expediente.hr}
_TODO = {
    nombre: select(Expediente, true()).where(columna == bindparam("cual"))
    for nombre, columna in _COLUMNAS.items()
}
_LO_SUYO = {
    nombre: select(Expediente, le_concierne(POR_NOMBRE)).where(
        columna == bindparam("cual"), _puede_ver(POR_NOMBRE)
    )
    for nombre, columna in _COLUMNAS.items()
}
_INSTANCIAS = (
    select(
        Instancia.id,
        Instancia.madre_id,
        Instancia.institucion_id,
        or_(_es_de_su_institucion(POR_NOMBRE), _trabaja_en_ella(POR_NOMBRE)),
    )
    .where(Instancia.expediente_id == bindparam("expediente"))
    .order_by(Instancia.id)
)
