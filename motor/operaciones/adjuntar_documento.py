"""Adjuntar un documento al expediente, o una versión más de uno que ya está."""

from dataclasses import dataclass, field

from motor.almacen.tareas import Tarea
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.documentos import Archivo, Procedencia, agregar, ficha
from motor.reglas.expedientes import bloquear_expediente_id, exigir_abierto, exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida


@dataclass(frozen=True)
class AdjuntarDocumento:
    """La orden. `nombre` es el del documento en el expediente; `archivo`, el del fichero."""

    actor: Actor
    expediente_id: int
    nombre: str
    archivo: str
    contenido: bytes = field(repr=False)
    mime: str = "application/octet-stream"
    fojas: int = 1
    anexos: int = 0
    extemporaneo: bool = False
    tarea_id: int | None = None
    campo: str = ""
    idempotencia: str | None = None


def adjuntar_documento(entorno: Entorno, orden: AdjuntarDocumento) -> Respuesta:
    """Guarda los bytes por su huella, agrega la versión y devuelve el id del documento.

    Raises:
        NoEncontrado: no existe el expediente, la tarea en él, o la persona.
        SinPermiso: no ocupa hoy un cargo que actúe.
        OrdenRechazada: el expediente ya está cerrado o anulado.
        DatosInvalidos: sin nombre, vacío o con menos de una foja.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        exigir_abierto(expediente)
        tarea = sesion.get(Tarea, orden.tarea_id) if orden.tarea_id is not None else None
        if orden.tarea_id is not None and (tarea is None or tarea.expediente_id != expediente.id):
            raise NoEncontrado(f"El expediente {expediente.hr} no tiene esa tarea.")
        archivo = Archivo(
            orden.nombre,
            orden.archivo,
            orden.contenido,
            orden.mime,
            orden.fojas,
            orden.anexos,
            orden.extemporaneo,
        )
        procedencia = Procedencia(firmante.persona.id, ahora, orden.tarea_id, orden.campo)
        version = agregar(sesion, entorno.archivos, expediente, archivo, procedencia)
        asentar(
            sesion,
            Hecho(
                "documento_adjuntado",
                ahora,
                firmante,
                expediente,
                tarea=tarea,
                documentos=[ficha(version)],
            ),
        )
        respuesta = Respuesta(version.documento_id, expediente.id, hr=expediente.hr)
        return anotar(sesion, orden, respuesta)
