"""Dónde está un ensayo en el diagrama del borrador."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.consultas.diagrama import DiagramaVista, obtener_diagrama
from motor.nucleo.errores import NoEncontrado
from motor.pruebas.ensayo import Ensayo
from motor.reglas.visibilidad import Mirada

_ESTADOS = ("hecho", "activo", "cancelado")


@dataclass(frozen=True)
class Dibujo:
    """Dónde está y por dónde vino, sobre el diagrama del borrador (ids)."""

    hechos: tuple[str, ...] = ()
    activos: tuple[str, ...] = ()
    cancelados: tuple[str, ...] = ()
    flujos: tuple[str, ...] = ()
    camino: tuple[str, ...] = ()


def dibujar(sesion: Session, ensayo: Ensayo, expedientes: Sequence[Expediente]) -> Dibujo:
    """Devuelve dónde están esos expedientes en el diagrama del borrador, y por dónde vinieron."""
    vistos = list(_diagramas(sesion, ensayo, expedientes))
    elementos = [e for d in vistos for e in d.elementos]
    de = {que: tuple(e.elemento for e in elementos if e.estado == que) for que in _ESTADOS}
    return Dibujo(
        hechos=de["hecho"],
        activos=de["activo"],
        cancelados=de["cancelado"],
        flujos=tuple(f for d in vistos for f in d.flujos),
        camino=tuple(p.nombre for d in vistos for p in d.camino),
    )


def _diagramas(
    sesion: Session, ensayo: Ensayo, expedientes: Sequence[Expediente]
) -> Iterable[DiagramaVista]:
    for expediente in expedientes:
        mirada = Mirada(expediente, None, documentos_reservados=True, motivo="ensayo")
        try:
            yield obtener_diagrama(
                sesion, ensayo.entorno.versiones, mirada, ensayo.arenero.version_id
            )
        except NoEncontrado:
            continue  # un proceso que el borrador llama: corre en otro diagrama
