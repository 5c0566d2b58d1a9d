"""Reservar un documento, o levantar su reserva, con la norma que lo manda."""

from dataclasses import dataclass

from motor.almacen.documentos import Documento
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.documentos import ficha, obtener
from motor.reglas.expedientes import actuantes, bloquear_expediente_id
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.reservas import exigir_norma, exigir_puede_reservar
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class ReservarDocumento:
    """La orden: `reservado` False la levanta. `norma` es la que lo manda."""

    actor: Actor
    documento_id: int
    norma: str
    reservado: bool = True
    idempotencia: str | None = None


def reservar_documento(entorno: Entorno, orden: ReservarDocumento) -> Respuesta:
    """Cambia quiénes ven el documento y lo asienta.

    Raises:
        NoEncontrado: no existe, o no le corresponde verlo.
        SinPermiso: su unidad no tiene el expediente ni administra expedientes.
        DatosInvalidos: falta la norma.
        OrdenRechazada: ya estaba así.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        documento = sesion.get(Documento, orden.documento_id)
        if documento is None:
            raise NoEncontrado(f"No existe el documento {orden.documento_id}.")
        expediente = bloquear_expediente_id(sesion, documento.expediente_id)
        mirada = mirar(sesion, orden.actor, expediente.id, ahora)
        firmante = exigir_puede_reservar(sesion, actuantes(sesion, orden.actor, ahora), mirada)
        norma = exigir_norma(orden.norma)
        if documento.reservado is orden.reservado:
            como = "ya es reservado" if orden.reservado else "no es reservado"
            raise OrdenRechazada(f"El documento «{documento.nombre}» {como}. Actualice la página.")
        documento.reservado = orden.reservado
        documento.norma_reserva = norma if orden.reservado else ""
        hecho = "documento_reservado" if orden.reservado else "documento_reserva_levantada"
        datos = {"documento": documento.nombre, "norma": norma}
        fichas = (ficha(obtener(sesion, documento.id)),)
        asentar(
            sesion,
            Hecho(hecho, ahora, firmante, expediente, documentos=fichas, motivo=norma, datos=datos),
        )
        respuesta = Respuesta(documento.id, expediente.id, hr=expediente.hr)
        return anotar(sesion, orden, respuesta)
