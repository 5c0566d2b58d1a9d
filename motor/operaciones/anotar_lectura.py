"""Anotar en la bitácora que alguien miró un expediente confidencial o un documento reservado."""

from dataclasses import dataclass

from motor.almacen.documentos import DocumentoVersion
from motor.almacen.expedientes import Expediente
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.documentos import ficha, obtener
from motor.reglas.expedientes import bloquear_expediente_id
from motor.reglas.lecturas import Lectura, se_anota, ya_anotada
from motor.reglas.organizacion import identificar
from motor.reglas.visibilidad import mirar


@dataclass(frozen=True)
class AnotarLectura:
    """La orden; `documento_id` y `numero` (versión; None = la última) si miró un documento."""

    actor: Actor
    expediente_id: int
    documento_id: int | None = None
    numero: int | None = None


def anotar_lectura(entorno: Entorno, orden: AnotarLectura) -> bool:
    """Asienta la lectura, si es de lo que se anota y no de una visita ya anotada; dice si asentó.

    Raises:
        NoEncontrado: no existe el expediente o el documento en él, o no le corresponde verlo.
        SinPermiso: la cuenta está inactiva.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        expediente = bloquear_expediente_id(sesion, orden.expediente_id)
        mirada = mirar(sesion, orden.actor, expediente.id, ahora)
        version = None
        if orden.documento_id is not None:
            version = obtener(sesion, orden.documento_id, orden.numero)
            _exigir_en(expediente, version, mirada.documentos_reservados)
        firmante = identificar(sesion, orden.actor, ahora)
        lectura = Lectura(firmante.persona.id, orden.actor.cargo, expediente, ahora, version)
        if not se_anota(expediente, version) or ya_anotada(sesion, lectura):
            return False
        asentar(
            sesion,
            Hecho(
                lectura.hecho,
                ahora,
                firmante,
                expediente,
                documentos=(ficha(version),) if version else (),
                datos={"confidencial": expediente.confidencial},
            ),
        )
        return True


def _exigir_en(expediente: Expediente, version: DocumentoVersion, reservados: bool) -> None:
    documento = version.documento
    if documento.expediente_id != expediente.id or (documento.reservado and not reservados):
        raise NoEncontrado(f"El expediente {expediente.hr} no tiene ese documento.")
