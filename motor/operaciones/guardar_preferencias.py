"""Guardar de qué quiere enterarse la persona, cómo y a qué hora."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from motor.almacen.personales import Preferencia
from motor.entorno import Entorno
from motor.reglas.preferencias import preferencias_elegidas

SIN_ASIENTO = "cómo quiere cada uno sus avisos no es un acto sobre ningún expediente"


@dataclass(frozen=True)
class GuardarPreferencias:
    """La orden, de la persona que ya ingresó: modo por clase de aviso, y el resumen diario."""

    persona_id: int
    modos: Mapping[str, str] = field(default_factory=dict)
    hora: str = "07:30"
    resumen: bool = True


def guardar_preferencias(entorno: Entorno, orden: GuardarPreferencias) -> None:
    """Guarda lo elegido; rige desde el próximo aviso.

    Raises:
        DatosInvalidos: una clase o un modo que no existen, o la hora mal escrita.
    """
    elegidas = preferencias_elegidas(orden.modos, orden.hora, resumen=orden.resumen)
    with entorno.sesiones.begin() as sesion:
        fila = sesion.get(Preferencia, orden.persona_id, with_for_update=True)
        if fila is None:
            fila = Preferencia(persona_id=orden.persona_id, valores={})
            sesion.add(fila)
        fila.valores = {**fila.valores, **elegidas.como_valores()}
