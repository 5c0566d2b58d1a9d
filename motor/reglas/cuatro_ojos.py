"""Cuatro ojos: dos actos que deben ser de personas distintas.

Cuatro ojos (`cauce:distintoDe`): en un acto *intervienen* la persona que lo hace y, si lo hace como
suplente o delegada, también la persona por quien actúa. Dos actos que deben ser de personas
distintas no pueden tener ningún interviniente en común. Así, si A hizo el primero: A no puede
hacer el segundo ni como delegada de B; nadie puede hacerlo como delegado o suplente de A; y si el
primero lo hizo B por A, tampoco A ni otro delegado de A. B en cargo propio sí puede.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motor.nucleo.errores import SinPermiso
from motor.nucleo.reloj import hora_local
from motor.reglas.organizacion import Firmante


class CuatroOjos(SinPermiso):
    """La persona, o aquella por quien actúa, ya intervino en el acto que debía ser de otra."""

    codigo = "cuatro_ojos"


@dataclass(frozen=True)
class Intervencion:
    """Un acto ya hecho: la tarea, el id de quien la hizo y el de aquella por quien actuó.

    `por_id` None = en cargo propio. `quien` y `el`, para decirlo.
    """

    tarea: str
    hizo_id: int | None
    por_id: int | None = None
    quien: str = ""
    el: datetime | None = None

    def __str__(self) -> str:
        cuando = f" el {hora_local(self.el)}" if self.el else ""
        return f"«{self.tarea}»" + (f" ({self.quien}{cuando})" if self.quien else "")


def exigir_personas_distintas(firmante: Firmante, previos: Iterable[Intervencion]) -> None:
    """Comprueba los cuatro ojos contra lo ya hecho (la regla está arriba, en el módulo).

    Args:
        firmante: quien va a actuar y con qué investidura.
        previos: los actos ya hechos.

    Raises:
        CuatroOjos: algún interviniente está en los dos actos.
    """
    for previo in previos:
        comunes = firmante.intervinientes & {previo.hizo_id, previo.por_id}
        if not comunes:
            continue
        quien = (
            firmante.persona.nombre
            if firmante.persona.id in comunes
            else f"la persona por quien actúa {firmante.persona.nombre}"
        )
        raise CuatroOjos(
            f"Esta tarea debe hacerla una persona distinta de la que intervino en {previo}, y "
            f"{quien} ya intervino en ella. Debe hacerla otra persona del mismo cargo o unidad."
        )
