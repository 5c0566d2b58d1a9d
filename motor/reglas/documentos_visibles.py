"""Qué versiones de documentos ve una persona en un expediente que puede mirar.

Una versión se ve si: su tarea es de una instancia que ve; se subió sin tarea y quien la subió
ejercía entonces un cargo de una institución que ve; o viaja, a cualquier hondura, en un mensaje de
o para su institución. Si el documento es reservado, además debe concernirle.
"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from motor.almacen.documentos import Documento, DocumentoVersion
from motor.almacen.mensajes import Mensaje
from motor.almacen.organizacion import Cargo, Designacion, Unidad
from motor.almacen.tareas import Tarea
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.valores import Valor
from motor.reglas.visibilidad import Mirada, es_mensaje_suyo


def versiones_visibles(sesion: Session, mirada: Mirada) -> tuple[DocumentoVersion, ...]:
    """Devuelve las versiones que ve, por documento y número, con su `documento` leído."""
    filas = sesion.execute(
        select(DocumentoVersion, Tarea.instancia_id)
        .join(DocumentoVersion.documento)
        .outerjoin(Tarea, Tarea.id == DocumentoVersion.tarea_id)
        .where(Documento.expediente_id == mirada.expediente.id)
        .options(joinedload(DocumentoVersion.documento))
        .order_by(DocumentoVersion.documento_id, DocumentoVersion.numero)
    ).all()
    if mirada.instancias is None:
        return tuple(version for version, _ in filas)
    enviadas = _enviadas(sesion, mirada)
    return tuple(
        version
        for version, instancia_id in filas
        if (mirada.documentos_reservados or not version.documento.reservado)
        and (
            (version.documento_id, version.numero) in enviadas
            or _en_sus_pasos(sesion, mirada, version, instancia_id)
        )
    )


def exigir_visible(sesion: Session, mirada: Mirada, documento_id: int, numero: int) -> None:
    """Comprueba que vea esa versión.

    Raises:
        NoEncontrado: no existe en el expediente, o no le corresponde verla.
    """
    pares = {(v.documento_id, v.numero) for v in versiones_visibles(sesion, mirada)}
    if (documento_id, numero) not in pares:
        raise NoEncontrado(
            f"El expediente {mirada.expediente.hr} no tiene ese documento, o no le corresponde "
            "verlo con el cargo con que actúa."
        )


def _en_sus_pasos(
    sesion: Session, mirada: Mirada, version: DocumentoVersion, instancia_id: int | None
) -> bool:
    if version.tarea_id is not None:
        return mirada.ve_instancia(instancia_id)
    instituciones = sesion.scalars(
        select(Unidad.institucion_id)
        .join(Cargo, Cargo.unidad_id == Unidad.id)
        .join(Designacion, Designacion.cargo_id == Cargo.id)
        .where(
            Designacion.persona_id == version.subido_por_id,
            Designacion.desde_el <= version.subido_el,
            Designacion.hasta_el.is_(None) | (Designacion.hasta_el > version.subido_el),
        )
    )
    return any(mirada.ve_institucion(institucion_id) for institucion_id in instituciones)


def _enviadas(sesion: Session, mirada: Mirada) -> set[tuple[int, int]]:
    contenidos = sesion.scalars(
        select(Mensaje.contenido).where(
            (Mensaje.expediente_id == mirada.expediente.id)
            | (Mensaje.destino_expediente_id == mirada.expediente.id),
            es_mensaje_suyo(mirada.mirador),
        )
    )
    return {par for contenido in contenidos for par in _pares(contenido)}


def _pares(valor: Valor) -> Iterator[tuple[int, int]]:
    """Los (documento, versión) que el valor nombra, a cualquier hondura."""
    pendientes = [valor]
    while pendientes:
        uno = pendientes.pop()
        if isinstance(uno, dict):
            if uno.get("documento") is not None and uno.get("version") is not None:
                yield int(uno["documento"]), int(uno["version"])
            pendientes += uno.values()
        elif isinstance(uno, list):
            pendientes += uno
