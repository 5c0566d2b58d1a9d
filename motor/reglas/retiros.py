"""El retiro de un expediente: solo donde el diagrama lo escucha."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.expedientes import Expediente
from motor.almacen.instancias import EstadoInstancia, Instancia
from motor.almacen.mensajes import ClaseSuscripcion, Espera
from motor.nucleo.errores import OrdenRechazada, SinPermiso
from motor.reglas.organizacion import Facultad, Firmante
from motor.reglas.versiones import CacheVersiones

MENSAJE = "Retiro"
EXTENSION = "retiro"


class NoSePuedeRetirar(OrdenRechazada):
    """El diagrama ya no admite el retiro en la etapa en que está el expediente."""

    codigo = "no_se_puede_retirar"


def espera_de_retiro(sesion: Session, versiones: CacheVersiones, expediente: Expediente) -> Espera:
    """Devuelve la espera que escucha el retiro en el expediente.

    Raises:
        NoSePuedeRetirar: ninguna instancia lo escucha ya.
    """
    filas = sesion.execute(
        select(Espera, Instancia)
        .join(Instancia, Instancia.id == Espera.instancia_id)
        .where(
            Espera.expediente_id == expediente.id,
            Espera.clase == ClaseSuscripcion.MENSAJE,
            Instancia.estado == EstadoInstancia.ACTIVA,
        )
        .order_by(Espera.id)
    ).all()
    for espera, instancia in filas:
        version = versiones.obtener(sesion, instancia.version_id)
        nodo = version.proceso(instancia.proceso).nodos[espera.elemento]
        if nodo.extensiones.get(EXTENSION) == "true" or espera.nombre == MENSAJE:
            return espera
    raise NoSePuedeRetirar(
        f"El expediente {expediente.hr} ya no se puede retirar: en la etapa en que está, el "
        "diagrama no lo admite."
    )


def exigir_proponente(capaces: list[Firmante], expediente: Expediente) -> Firmante:
    """Devuelve la investidura con que retira: solo quien lo inició, o quien administra expedientes.

    Fuente: dominio B.0.1, regla 8.

    Raises:
        SinPermiso: es otra persona.
    """
    for firmante in capaces:
        cargo = firmante.designacion.cargo if firmante.designacion else None
        administra = cargo is not None and Facultad.EXPEDIENTES.value in cargo.facultades
        if firmante.persona.usuario == expediente.iniciador or administra:
            return firmante
    raise SinPermiso(
        f"El expediente {expediente.hr} solo lo retira su proponente («{expediente.iniciador}»)."
    )
