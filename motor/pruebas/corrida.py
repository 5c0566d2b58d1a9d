"""Un escenario corriendo: su entorno, su reloj y los expedientes de que habla."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import func, select

from motor.almacen.expedientes import Expediente
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.lectores import Feel
from motor.pruebas.reloj_fijo import RelojFijo

_R = TypeVar("_R")
MEDIO = "escenario"
HIJO = "hijo"  # en un paso: el expediente que abrió el actual


class PasoImposible(ErrorMotor):
    """Un paso nombra lo que no está: una tarea que no está abierta, un expediente sin iniciar."""

    codigo = "paso_imposible"


@dataclass
class Corrida:
    """Lo que un escenario lleva mientras corre.

    `vaciar` hace todo lo que ya se debe; `expedientes` va de nombre a id, y `actual` es el último
    que se inició.
    """

    entorno: Entorno
    reloj: RelojFijo
    vaciar: Callable[[], object]
    expedientes: dict[str, int] = field(default_factory=dict)
    actual: int | None = None
    antes_de_hacer: Callable[[], object] = lambda: None

    def hacer(self, operacion: Callable[[Entorno, Any], _R], orden: object) -> _R:
        """Da la orden y después hace todo lo que el sistema deba; devuelve su respuesta."""
        self.antes_de_hacer()
        respuesta = operacion(self.entorno, orden)
        self.vaciar()
        return respuesta

    def expediente(self, en: str | None) -> int:
        """Devuelve el id del expediente nombrado, o del actual; «hijo» es el último que abrió.

        Raises:
            PasoImposible: todavía no se inició.
        """
        if en == HIJO and HIJO not in self.expedientes:
            return self._hijo()
        if en is not None:
            if en not in self.expedientes:
                hay = ", ".join(self.expedientes) or "ninguno"
                raise PasoImposible(f"Ningún expediente se llama «{en}»; hay {hay}.")
            return self.expedientes[en]
        if self.actual is None:
            raise PasoImposible("Todavía no se inició ningún expediente.")
        return self.actual

    def _hijo(self) -> int:
        with self.entorno.sesiones() as sesion:
            hijo = sesion.scalar(
                select(func.max(Expediente.id)).where(Expediente.padre_id == self.actual)
            )
        if hijo is None:
            raise PasoImposible("El expediente actual no abrió ningún hijo.")
        return hijo

    def anotar(self, nombre: str | None, expediente_id: int) -> None:
        """Deja el expediente como actual y, si se dio, con su nombre."""
        self.actual = expediente_id
        self.expedientes[nombre or f"expediente {len(self.expedientes) + 1}"] = expediente_id

    def adoptar(self) -> None:
        """Si todavía no hay expediente, toma el que abrió un mensaje, una señal o el reloj."""
        if self.actual is None:
            with self.entorno.leer() as sesion:
                primero = sesion.scalar(select(func.min(Expediente.id)))
            if primero is not None:
                self.anotar(None, primero)


def actor(como: str | Feel, cargo: str | None = None) -> Actor:
    """Devuelve quien actúa.

    Raises:
        PasoImposible: `como` es FEEL y el acto no tiene tarea en cuyo ámbito calcularlo.
    """
    if isinstance(como, Feel):
        raise PasoImposible("«como» en FEEL solo se admite en actos sobre una tarea.")
    return Actor(usuario=como, cargo=cargo, medio=MEDIO)


def a_instante(momento: date | datetime, *, al_final: bool = False) -> datetime:
    """Devuelve el instante de una fecha local: su primer momento, o el último con `al_final`."""
    if isinstance(momento, datetime):
        return momento
    hora = time(23, 59, 59) if al_final else time(0, 0)
    return datetime.combine(momento, hora, LA_PAZ)
