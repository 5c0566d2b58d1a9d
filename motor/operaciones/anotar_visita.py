"""Anotar que una persona miró su bandeja, para marcarle después lo que llegó desde entonces."""

from dataclasses import dataclass
from datetime import timedelta

from motor.almacen.personales import Preferencia
from motor.entorno import Entorno
from motor.reglas.visitas import BANDEJA, Visita, leer_visita

SIN_ASIENTO = "cuándo miró cada uno su bandeja no es un acto sobre ningún expediente"
MISMA_VISITA = timedelta(minutes=20)


@dataclass(frozen=True)
class AnotarVisita:
    """La orden: de la persona que ya ingresó."""

    persona_id: int


def anotar_visita(entorno: Entorno, orden: AnotarVisita) -> Visita:
    """Anota la visita y la devuelve; tras un rato sin mirar, la última pasa a ser la anterior."""
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        preferencia = sesion.get(Preferencia, orden.persona_id, with_for_update=True)
        if preferencia is None:
            preferencia = Preferencia(persona_id=orden.persona_id, valores={})
            sesion.add(preferencia)
        visita = leer_visita(preferencia.valores)
        sigue = visita is not None and ahora - visita.ultima_el < MISMA_VISITA
        anterior = visita.anterior_el if visita is not None and sigue else None
        if visita is not None and not sigue:
            anterior = visita.ultima_el
        nueva = Visita(ahora, anterior or ahora)
        preferencia.valores = {**preferencia.valores, BANDEJA: nueva.como_valores()}
        return nueva
