"""Registrar lo que manda una institución que no usa el sistema; lo sella una persona."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.almacen.organizacion import Institucion
from motor.almacen.trabajos import TipoTrabajo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.nucleo.valores import Valor
from motor.reglas.avance import exigir_nombres_libres
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id, exigir_abierto, exigir_actuante
from motor.reglas.idempotencia import Respuesta, anotar, repetida
from motor.reglas.trabajos import Encargo, encargar


@dataclass(frozen=True)
class RegistrarMensajeExterno:
    """La orden. `de` es la sigla de la institución; `expediente_id`, si se sabe de cuál es."""

    actor: Actor
    nombre: str
    de: str
    clave: str | None = None
    contenido: Mapping[str, Valor] = field(default_factory=dict)
    expediente_id: int | None = None
    idempotencia: str | None = None


def registrar_mensaje_externo(entorno: Entorno, orden: RegistrarMensajeExterno) -> Respuesta:
    """Registra el mensaje y devuelve su id; el sistema lo entrega enseguida a quien lo espera.

    Raises:
        NoEncontrado: no existe la institución, el expediente o la persona.
        SinPermiso: quien registra no ocupa hoy un cargo que actúe.
        OrdenRechazada: el expediente ya está cerrado.
        DatosInvalidos: el contenido trae una variable reservada.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        if (previa := repetida(sesion, orden, ahora)) is not None:
            return previa
        institucion = sesion.scalar(select(Institucion).where(Institucion.sigla == orden.de))
        if institucion is None:
            raise NoEncontrado(f"No existe la institución «{orden.de}».")
        expediente = None
        if orden.expediente_id is not None:
            expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        firmante = exigir_actuante(sesion, orden.actor, ahora)
        if expediente is not None:
            exigir_abierto(expediente)
        exigir_nombres_libres(orden.contenido)
        mensaje = Mensaje(
            nombre=orden.nombre,
            clave=orden.clave,
            contenido=dict(orden.contenido),
            estado=EstadoMensaje.ENVIADO,
            de_institucion_id=institucion.id,
            enviado_el=ahora,
            enviado_por_id=firmante.persona.id,
            destino_expediente_id=orden.expediente_id,
        )
        sesion.add(mensaje)
        sesion.flush()
        datos = {"mensaje": mensaje.id}
        encargar(
            sesion,
            Encargo(
                TipoTrabajo.ENTREGAR_MENSAJE, ahora, expediente_id=orden.expediente_id, datos=datos
            ),
        )
        dicho = {"mensaje": orden.nombre, "de": orden.de, "clave": orden.clave, "id": mensaje.id}
        asentar(
            sesion,
            Hecho(
                "mensaje_registrado",
                ahora,
                firmante,
                expediente,
                despues=orden.contenido,
                datos=dicho,
            ),
        )
        hr = expediente.hr if expediente else ""
        return anotar(sesion, orden, Respuesta(mensaje.id, orden.expediente_id, hr=hr))
