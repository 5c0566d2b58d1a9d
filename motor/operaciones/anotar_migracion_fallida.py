"""Anotar que un caso no pudo pasar a otra versión, con la frase que dice por qué."""

from dataclasses import dataclass

from motor.almacen.instancias import Instancia
from motor.almacen.migraciones_de_casos import EstadoCaso
from motor.entorno import Entorno
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.expedientes import bloquear_expediente_id
from motor.reglas.migraciones_pedidas import bloquear_caso


@dataclass(frozen=True)
class AnotarMigracionFallida:
    """La orden: el caso y por qué no pudo."""

    caso_id: int
    mensaje: str


def anotar_migracion_fallida(entorno: Entorno, orden: AnotarMigracionFallida) -> None:
    """El caso queda como estaba, con el motivo a la vista.

    Raises:
        NoEncontrado: no existe.
        OrdenRechazada: ya se hizo.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        caso = bloquear_caso(sesion, orden.caso_id, EstadoCaso.PENDIENTE)
        caso.estado, caso.mensaje, caso.hecho_el = EstadoCaso.FALLIDO, orden.mensaje, ahora
        instancia = sesion.get_one(Instancia, caso.instancia_id)
        expediente = bloquear_expediente_id(sesion, instancia.expediente_id)
        datos = {"a": caso.migracion.a_version.numero}
        hecho = Hecho(
            "migracion_fallida",
            ahora,
            None,
            expediente,
            instancia,
            motivo=orden.mensaje,
            datos=datos,
        )
        asentar(sesion, hecho)
