"""Difundir una señal: un trabajo para cada instancia que la espera en ese instante."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.mensajes import ClaseSuscripcion, Espera
from motor.almacen.procesos import ClaseInicio, EstadoVersion, Version, VersionInicio
from motor.almacen.trabajos import TipoTrabajo
from motor.bpmn.avance import SenalLanzada
from motor.nucleo.valores import codificar
from motor.reglas.trabajos import Encargo, encargar


def difundir(
    sesion: Session, senal: SenalLanzada, ahora: datetime, salvo: int | None = None
) -> int:
    """Encarga entregar la señal a cada instancia que la espera y devuelve a cuántas.

    Args:
        sesion: la transacción.
        senal: nombre y contenido.
        ahora: el instante.
        salvo: la instancia que la lanzó, que ya la atendió.
    """
    datos = {"senal": senal.nombre, "contenido": codificar(dict(senal.contenido))}
    sesion.flush()
    destinos = sesion.execute(
        select(Espera.instancia_id, Espera.expediente_id)
        .join(Expediente, Expediente.id == Espera.expediente_id)
        .where(
            Espera.clase == ClaseSuscripcion.SENAL,
            Espera.nombre == senal.nombre,
            Expediente.estado == EstadoExpediente.ABIERTO,
        )
        .distinct()
        .order_by(Espera.instancia_id)
    ).all()
    cuantas = 0
    for instancia_id, expediente_id in destinos:
        if instancia_id == salvo:
            continue
        cuantas += 1
        encargar(
            sesion,
            Encargo(
                TipoTrabajo.DIFUNDIR_SENAL,
                ahora,
                expediente_id=expediente_id,
                datos=datos | {"instancia": instancia_id},
            ),
        )
    return cuantas + _iniciar(sesion, senal, ahora)


def _iniciar(sesion: Session, senal: SenalLanzada, ahora: datetime) -> int:
    inicios = sesion.scalars(
        select(VersionInicio)
        .join(Version, Version.id == VersionInicio.version_id)
        .where(
            VersionInicio.clase == ClaseInicio.SENAL,
            VersionInicio.nombre == senal.nombre,
            Version.estado == EstadoVersion.VIGENTE,
        )
    ).all()
    for inicio in inicios:
        datos = {
            "version": inicio.version_id,
            "proceso": inicio.proceso,
            "inicio": inicio.elemento,
            "contenido": codificar(dict(senal.contenido)),
        }
        encargar(sesion, Encargo(TipoTrabajo.INICIAR_PROCESO, ahora, datos=datos))
    return len(inicios)
