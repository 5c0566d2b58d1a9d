"""Anotar cómo les fue a los escenarios de un borrador, con la huella de lo que se probó."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.almacen.borradores import EstadoBorrador
from motor.almacen.ensayos import PruebaBorrador
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.valores import Json
from motor.reglas.borradores import bloquear_borrador
from motor.reglas.borradores_probados import probado
from motor.reglas.organizacion import Facultad, exigir_facultad

SIN_ASIENTO = "probar no cambia el borrador; lo probado se asienta al proponerlo y al publicarlo"
_PROBABLES = (EstadoBorrador.ABIERTO, EstadoBorrador.EN_REVISION)


@dataclass(frozen=True)
class AnotarPrueba:
    """La orden; `huella` es la de lo que se probó y `resultados`, lo que dio."""

    actor: Actor
    borrador_id: int
    huella: str
    resultados: Mapping[str, Json] = field(default_factory=dict)


def anotar_prueba_borrador(entorno: Entorno, orden: AnotarPrueba) -> None:
    """Anota el resultado, en lugar del anterior.

    Raises:
        SinPermiso: el actor no administra procesos.
        NoEncontrado: no existe el borrador o la persona.
        OrdenRechazada: se publicó, se descartó o cambió mientras los escenarios corrían.
    """
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = exigir_facultad(sesion, orden.actor, Facultad.PROCESOS, ahora)
        bloquear_borrador(sesion, orden.borrador_id, _PROBABLES)
        hoy = probado(sesion, orden.borrador_id)
        if hoy.huella != orden.huella:
            raise OrdenRechazada(
                "El borrador cambió mientras corrían los escenarios. Vuelva a correrlos."
            )
        prueba = hoy.prueba or PruebaBorrador(borrador_id=orden.borrador_id)
        prueba.huella, prueba.resultados = orden.huella, dict(orden.resultados)
        prueba.persona_id, prueba.corrida_el = quien.persona.id, ahora
        sesion.add(prueba)
