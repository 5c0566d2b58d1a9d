"""Los actos de escenario sobre el expediente entero: mensajes, señales, retiro e incidentes."""

from sqlalchemy import or_, select

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.trabajos import Incidente
from motor.operaciones.anular_expediente import AnularExpediente, anular_expediente
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.emitir_senal import EmitirSenal, emitir_senal
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.operaciones.recibir_mensaje import RecibirMensaje, recibir_mensaje
from motor.operaciones.registrar_mensaje_externo import (
    RegistrarMensajeExterno,
    registrar_mensaje_externo,
)
from motor.operaciones.reintentar_incidente import ReintentarIncidente, reintentar_incidente
from motor.operaciones.retirar_expediente import RetirarExpediente, retirar_expediente
from motor.pruebas import pasos as p
from motor.pruebas.adjuntos import Adjuntador
from motor.pruebas.corrida import Corrida, PasoImposible, actor


def iniciar(corrida: Corrida, acto: p.Iniciar) -> None:
    """Abre el expediente, que queda como actual."""
    orden = IniciarExpediente(actor(acto.como, acto.cargo), acto.proceso, acto.asunto, acto.datos)
    respuesta = corrida.hacer(iniciar_expediente, orden)
    if respuesta.expediente_id is None:
        raise PasoImposible("Iniciar no dio un expediente.")
    corrida.anotar(acto.nombre, respuesta.expediente_id)


def comentar_expediente(corrida: Corrida, acto: p.Comentar) -> None:
    """Anota un comentario."""
    orden = Comentar(actor(acto.como, acto.cargo), corrida.expediente(acto.en), acto.texto)
    corrida.hacer(comentar, orden)


def adjuntar(corrida: Corrida, acto: p.Adjuntar) -> None:
    """Agrega un documento, o una versión más."""
    quien = actor(acto.como, acto.cargo)
    adjuntador = Adjuntador(corrida, quien, corrida.expediente(acto.en))
    corrida.antes_de_hacer()
    adjuntador.adjuntar(acto.documento, fojas=acto.fojas, texto=acto.contenido)
    corrida.vaciar()


def enviar_mensaje(corrida: Corrida, acto: p.EnviarMensaje) -> None:
    """Registra lo que manda una institución de fuera para el expediente, si sigue abierto.

    Con `clave` puede llegar a otro: al que espere ese mensaje con esa clave. Sin ningún expediente
    iniciado, es de los que abren uno.
    """
    orden = RegistrarMensajeExterno(
        actor=actor(acto.como, acto.cargo),
        nombre=acto.nombre,
        de=acto.de,
        clave=acto.clave,
        contenido=acto.contenido,
        expediente_id=_abierto(corrida, acto.en),
    )
    corrida.hacer(registrar_mensaje_externo, orden)


def _abierto(corrida: Corrida, en: str | None) -> int | None:
    if en is None and corrida.actual is None:
        return None
    expediente_id = corrida.expediente(en)
    with corrida.entorno.leer() as sesion:
        estado = sesion.get_one(Expediente, expediente_id).estado
    return expediente_id if estado is EstadoExpediente.ABIERTO else None


def recibir(corrida: Corrida, acto: p.Recibir) -> None:
    """Da acuse del primer mensaje de ese nombre que nadie recibió."""
    expediente = corrida.expediente(acto.en)
    with corrida.entorno.leer() as sesion:
        mensaje_id = sesion.scalar(
            select(Mensaje.id)
            .where(
                or_(
                    Mensaje.expediente_id == expediente,
                    Mensaje.destino_expediente_id == expediente,
                ),
                Mensaje.nombre == acto.mensaje,
                Mensaje.estado != EstadoMensaje.RECIBIDO,
            )
            .order_by(Mensaje.id)
            .limit(1)
        )
    if mensaje_id is None:
        raise PasoImposible(f"No hay un mensaje «{acto.mensaje}» por recibir.")
    corrida.hacer(recibir_mensaje, RecibirMensaje(actor(acto.como, acto.cargo), mensaje_id))


def difundir_senal(corrida: Corrida, acto: p.Senal) -> None:
    """Difunde una señal a todas las instancias."""
    orden = EmitirSenal(actor(acto.como, acto.cargo), acto.nombre, acto.contenido)
    corrida.hacer(emitir_senal, orden)


def retirar(corrida: Corrida, acto: p.Retirar) -> None:
    """Retira el expediente."""
    orden = RetirarExpediente(
        actor(acto.como, acto.cargo), corrida.expediente(acto.en), acto.motivo
    )
    corrida.hacer(retirar_expediente, orden)


def anular(corrida: Corrida, acto: p.Anular) -> None:
    """Anula el expediente."""
    orden = AnularExpediente(actor(acto.como, acto.cargo), corrida.expediente(acto.en), acto.motivo)
    corrida.hacer(anular_expediente, orden)


def reintentar(corrida: Corrida, acto: p.Reintentar) -> None:
    """Reintenta el primer incidente abierto del expediente (o el del elemento dicho)."""
    consulta = select(Incidente.id).where(
        Incidente.expediente_id == corrida.expediente(acto.en), Incidente.resuelto_el.is_(None)
    )
    if acto.elemento is not None:
        consulta = consulta.where(Incidente.elemento == acto.elemento)
    with corrida.entorno.leer() as sesion:
        incidente_id = sesion.scalar(consulta.order_by(Incidente.id).limit(1))
    if incidente_id is None:
        raise PasoImposible("El expediente no tiene ese incidente abierto.")
    orden = ReintentarIncidente(actor(acto.como, acto.cargo), incidente_id, acto.motivo)
    corrida.hacer(reintentar_incidente, orden)
