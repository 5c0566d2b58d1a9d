"""Prever qué casos podrían pasar a una versión, sin cambiar ninguno."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from motor.bpmn.migracion import Motivo, NoMigra
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import ErrorMotor
from motor.reglas.acto import bloquear_instancia
from motor.reglas.migraciones import llevar
from motor.reglas.migraciones_pedidas import casos_en_curso, version_de
from motor.reglas.organizacion import Facultad, exigir_facultad

SIN_ASIENTO = "solo prevé: al terminar lo deshace todo y nada queda distinto"
MAXIMO = 500  # casos por previsión: los corre de verdad, con sus filas bloqueadas


@dataclass(frozen=True)
class PreverMigracion:
    """La orden; `desde` es la última instancia ya prevista, para seguir con las demás."""

    actor: Actor
    version_id: int
    mapa: Mapping[str, str | None] = field(default_factory=dict)
    desde: int = 0


@dataclass(frozen=True)
class Previsto:
    """Qué le pasaría a un caso: `motivos` vacío = puede; `avisos`, lo que conviene saber."""

    instancia_id: int
    expediente_id: int
    hr: str
    asunto: str
    de_numero: int
    proceso: str  # el de la instancia: un expediente puede tener una por institución
    motivos: tuple[Motivo, ...] = ()
    avisos: tuple[str, ...] = ()


def prever_migracion(entorno: Entorno, orden: PreverMigracion) -> list[Previsto]:
    """Devuelve lo que pasaría con cada caso en curso, por la misma regla que los lleva.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe la versión o la persona.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        casos = casos_en_curso(sesion, version_de(sesion, orden.version_id))
        casos = [caso for caso in casos if caso > orden.desde][:MAXIMO]
        previstos = [_prever(entorno, sesion, caso, orden) for caso in casos]
        sesion.rollback()
        return previstos


def _prever(
    entorno: Entorno, sesion: Session, instancia_id: int, orden: PreverMigracion
) -> Previsto:
    acto = bloquear_instancia(sesion, entorno.versiones, instancia_id, entorno.reloj.ahora())
    expediente, de = acto.expediente, acto.version.fila.numero
    motivos: tuple[Motivo, ...] = ()
    avisos: tuple[str, ...] = ()
    try:
        avisos = llevar(
            acto, entorno.versiones.obtener(sesion, orden.version_id), orden.mapa
        ).avisos
    except NoMigra as error:
        motivos = error.motivos
    except ErrorMotor as error:
        motivos = (Motivo("otro", "", error.mensaje),)
    return Previsto(
        instancia_id,
        expediente.id,
        expediente.hr,
        expediente.asunto,
        de,
        acto.proceso.nombre,
        motivos,
        avisos,
    )
