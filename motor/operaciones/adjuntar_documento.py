"""Adjuntar un documento al expediente, o una versión más de uno que ya está."""

from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.adjuntos import Adjunto, Mesa, adjuntar_a, reconocer, tarea_del_expediente
from motor.reglas.expedientes import bloquear_expediente_id, exigir_abierto, exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class AdjuntarDocumento:
    """La orden. `nombre` es el del documento en el expediente; `archivo`, el del fichero.

    El tipo lo dice el contenido. Sin `fojas`, las que se puedan contar. Con `norma_reserva`, el
    documento queda reservado por esa norma.
    """

    actor: Actor
    expediente_id: int
    nombre: str
    archivo: str
    contenido: bytes = field(repr=False)
    fojas: int | None = None
    anexos: int = 0
    extemporaneo: bool = False
    tipo: str = ""
    norma_reserva: str = ""
    documento_id: int | None = None
    tarea_id: int | None = None
    campo: str = ""
    idempotencia: str | None = None


def adjuntar_documento(entorno: Entorno, orden: AdjuntarDocumento) -> Respuesta:
    """Guarda los bytes por su huella, agrega la versión y devuelve el id del documento.

    Raises:
        NoEncontrado: no existe el expediente, la tarea en él, el documento o la persona.
        SinPermiso: no ocupa hoy un cargo que actúe, o no puede disponer la reserva que pide.
        OrdenRechazada: el expediente ya está cerrado o anulado.
        DatosInvalidos: vacío, demasiado grande, de un tipo que no se admite o sin una foja.
    """
    adjunto = Adjunto(
        archivo=orden.archivo,
        contenido=orden.contenido,
        nombre=orden.nombre,
        fojas=orden.fojas,
        anexos=orden.anexos,
        extemporaneo=orden.extemporaneo,
        tipo=orden.tipo,
        norma_reserva=orden.norma_reserva,
        documento_id=orden.documento_id,
    )
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        mirada = mirar(sesion, orden.actor, expediente.id, ahora)
        exigir_abierto(expediente)
        tarea = tarea_del_expediente(sesion, expediente, orden.tarea_id)
        archivo = reconocer(adjunto, entorno.ajustes.maximo_bytes)
        mesa = Mesa(mirada, firmante, ahora, tarea, orden.campo)
        [documento_id] = adjuntar_a(sesion, entorno.archivos, mesa, [archivo])
        return anotar(sesion, orden, Respuesta(documento_id, expediente.id, hr=expediente.hr))
