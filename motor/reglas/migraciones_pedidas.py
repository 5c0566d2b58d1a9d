"""Las migraciones que se pidieron: crearlas, tomar su próximo caso y anotar cómo le fue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.migraciones_de_casos import EstadoCaso, MigracionCaso, MigracionDeCasos
from motor.almacen.procesos import Version
from motor.nucleo.errores import DatosInvalidos, Falta, NoEncontrado, OrdenRechazada
from motor.reglas.migraciones import Mapa
from motor.reglas.trabajos import avisar


@dataclass(frozen=True)
class Pedido:
    """A qué versión, con qué mapa y por qué."""

    version_id: int
    mapa: Mapa
    motivo: str


def exigir_motivo(motivo: str) -> str:
    """Devuelve el motivo sin espacios de más.

    Raises:
        DatosInvalidos: está vacío.
    """
    if not motivo.strip():
        raise DatosInvalidos(
            "No se cambió de versión ningún caso.",
            [Falta("motivo", "Diga por qué estos casos cambian de versión.")],
        )
    return motivo.strip()


def casos_en_curso(
    sesion: Session, version: Version, instancias: Sequence[int] | None = None
) -> list[int]:
    """Devuelve las instancias que corren en otra versión del mismo proceso, de vieja a nueva."""
    consulta = (
        select(Instancia.id)
        .join(Version, Version.id == Instancia.version_id)
        .join(Expediente, Expediente.id == Instancia.expediente_id)
        .where(
            Version.proceso_id == version.proceso_id,
            Instancia.version_id != version.id,
            Instancia.estado == EstadoInstancia.ACTIVA,
            Expediente.estado == EstadoExpediente.ABIERTO,
        )
        .order_by(Instancia.id)
    )
    if instancias is not None:
        consulta = consulta.where(Instancia.id.in_(instancias))
    return list(sesion.scalars(consulta))


def version_de(sesion: Session, version_id: int) -> Version:
    """Devuelve la versión.

    Raises:
        NoEncontrado: no existe.
    """
    version = sesion.get(Version, version_id)
    if version is None:
        raise NoEncontrado(f"No existe la versión {version_id}.")
    return version


def anotar_pedido(
    sesion: Session, pedido: Pedido, instancias: Sequence[int], quien: tuple[int, datetime]
) -> MigracionDeCasos:
    """Agrega la migración con un caso pendiente por instancia y despierta al trabajador."""
    persona_id, ahora = quien
    migracion = MigracionDeCasos(
        a_version_id=pedido.version_id,
        mapa=dict(pedido.mapa),
        motivo=exigir_motivo(pedido.motivo),
        pedida_por_id=persona_id,
        pedida_el=ahora,
    )
    sesion.add(migracion)
    sesion.flush()
    for instancia_id in instancias:
        version_id = sesion.scalar(select(Instancia.version_id).where(Instancia.id == instancia_id))
        sesion.add(
            MigracionCaso(
                migracion_id=migracion.id, instancia_id=instancia_id, de_version_id=version_id
            )
        )
    sesion.flush()
    avisar(sesion)
    return migracion


def bloquear_caso(sesion: Session, caso_id: int, estado: EstadoCaso) -> MigracionCaso:
    """Devuelve el caso, bloqueado, si está como se espera.

    Raises:
        NoEncontrado: no existe.
        OrdenRechazada: está en otro estado.
    """
    caso = sesion.get(MigracionCaso, caso_id, with_for_update=True, populate_existing=True)
    if caso is None:
        raise NoEncontrado(f"No existe el cambio de versión {caso_id}.")
    if caso.estado is not estado:
        raise OrdenRechazada(
            f"Ese cambio de versión está {caso.estado.value}: se esperaba {estado.value}. "
            "Actualice la página."
        )
    return caso
