"""Pedir que casos en curso pasen a otra versión; los lleva el trabajador, uno por transacción."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.migraciones_pedidas import Pedido, anotar_pedido, casos_en_curso, version_de
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class PedirMigracion:
    """La orden. `mapa` solo dice los pasos que cambian; `instancias` None = todos los casos."""

    actor: Actor
    version_id: int
    motivo: str
    mapa: Mapping[str, str | None] = field(default_factory=dict)
    instancias: tuple[int, ...] | None = None


def pedir_migracion(entorno: Entorno, orden: PedirMigracion) -> Respuesta:
    """Anota los casos por llevar y devuelve el id de la migración.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe la versión o la persona.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: no hay casos en curso en otra versión.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        version = version_de(sesion, orden.version_id)
        casos = casos_en_curso(sesion, version, orden.instancias)
        if not casos:
            raise OrdenRechazada("Ningún caso en curso está en otra versión de ese proceso.")
        pedido = Pedido(orden.version_id, orden.mapa, orden.motivo)
        migracion = anotar_pedido(sesion, pedido, casos, (quien.persona.id, ahora))
        datos = {
            "migracion": migracion.id,
            "proceso": version.proceso.clave,
            "version": version.numero,
            "casos": len(casos),
            "mapa": dict(orden.mapa),
        }
        asentar(sesion, Hecho("migracion_pedida", ahora, quien, motivo=orden.motivo, datos=datos))
        return Respuesta(migracion.id)
