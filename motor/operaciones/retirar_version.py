"""Retirar una versión: no inicia más instancias; las que corren terminan con ella."""

from dataclasses import dataclass

from motor.almacen.procesos import EstadoVersion, Version
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.facultades import autorizar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.inicios_programados import cancelar_programados
from motor.reglas.organizacion import Facultad


@dataclass(frozen=True)
class RetirarVersion:
    """La orden. `actor` None = la consola."""

    actor: Actor | None
    version_id: int
    motivo: str


def retirar_version(entorno: Entorno, orden: RetirarVersion) -> Respuesta:
    """Retira la versión.

    Raises:
        NoEncontrado: no existe.
        SinPermiso: el actor no administra procesos.
        OrdenRechazada: ya estaba retirada o nunca se publicó.
        DatosInvalidos: falta el motivo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        version = sesion.get(Version, orden.version_id, with_for_update=True)
        if version is None:
            raise NoEncontrado(f"No existe la versión {orden.version_id}.")
        quien = autorizar(sesion, orden.actor, Facultad.PROCESOS, ahora)
        if version.estado in (EstadoVersion.BORRADOR, EstadoVersion.RETIRADA):
            raise OrdenRechazada(
                f"La versión {version.numero} está en {version.estado}: no hay qué retirar."
            )
        if not orden.motivo.strip():
            raise DatosInvalidos("Para retirar una versión hay que decir el motivo.")
        estado = (version.estado.value, EstadoVersion.RETIRADA.value)
        version.estado, version.retirada_el = EstadoVersion.RETIRADA, ahora
        cancelar_programados(sesion, version)
        datos = {"proceso": version.proceso.clave, "version": version.numero}
        asentar(
            sesion,
            Hecho(
                "version_retirada", ahora, quien, estado=estado, motivo=orden.motivo, datos=datos
            ),
        )
        return Respuesta(version.id)
