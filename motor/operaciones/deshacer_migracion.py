"""Deshacer el cambio de versión de un caso que no se movió desde entonces."""

from dataclasses import dataclass

from motor.almacen.directo import actualizar
from motor.almacen.migraciones_de_casos import EstadoCaso
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.reglas.acto import bloquear_instancia, exigir_activa
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.idempotencia import Respuesta
from motor.reglas.migraciones_fotos import restaurar
from motor.reglas.migraciones_pedidas import bloquear_caso, exigir_motivo
from motor.reglas.organizacion import Facultad, exigir_facultad


@dataclass(frozen=True)
class DeshacerMigracion:
    """La orden; el motivo es obligatorio."""

    actor: Actor
    caso_id: int
    motivo: str


def deshacer_migracion(entorno: Entorno, orden: DeshacerMigracion) -> Respuesta:
    """Deja el caso en la versión y el estado en que estaba.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe.
        DatosInvalidos: falta el motivo.
        OrdenRechazada: no se había migrado, o el caso ya se movió.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        motivo = exigir_motivo(orden.motivo)
        caso = bloquear_caso(sesion, orden.caso_id, EstadoCaso.MIGRADO)
        acto = bloquear_instancia(sesion, entorno.versiones, caso.instancia_id, ahora)
        exigir_activa(acto)
        if caso.antes is None or acto.instancia.revision != caso.revision:
            raise OrdenRechazada(
                f"El caso {acto.expediente.hr} ya se movió en la versión nueva: su cambio de "
                "versión no se puede deshacer. Puede llevarlo a otra versión."
            )
        vieja = entorno.versiones.obtener(sesion, caso.de_version_id)
        numeros = {"de": acto.version.fila.numero, "a": vieja.fila.numero}
        restaurar(sesion, acto.instancia, caso.antes, ahora)
        revision = acto.instancia.revision + 1
        actualizar(
            sesion,
            acto.instancia,
            version_id=vieja.id,
            fichas=caso.antes["fichas"],
            revision=revision,
        )
        caso.estado, caso.antes = EstadoCaso.DESHECHO, None
        hecho = Hecho(
            "migracion_deshecha",
            ahora,
            quien,
            acto.expediente,
            acto.instancia,
            motivo=motivo,
            datos=numeros,
        )
        asentar(sesion, hecho)
        return acto.respuesta(caso.id)
