"""Qué escenarios se corren: todos, los de un proceso o unos por su id."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from motor.nucleo.errores import NoEncontrado
from motor.pruebas.carpetas import Carpeta, leer_carpeta, listar_carpetas
from motor.pruebas.lenguaje import EscenarioInvalido, leer_escenarios
from motor.pruebas.pasos import Escenario


@dataclass(frozen=True)
class Seleccion:
    """Las carpetas elegidas y sus escenarios, por archivo y orden."""

    procesos: tuple[Carpeta, ...]
    escenarios: tuple[Escenario, ...]

    @property
    def primer_instante(self) -> datetime:
        """Un día antes del primer escenario: cuando se publica todo."""
        return min(e.comienza for e in self.escenarios) - timedelta(days=1)


def elegir(raiz: Path, proceso: str | None, solo: tuple[str, ...] = ()) -> Seleccion:
    """Devuelve los escenarios pedidos.

    Args:
        raiz: la carpeta de diagramas.
        proceso: la clave de uno, o None para todos.
        solo: ids; vacío, todos.

    Raises:
        NoEncontrado: no hay ese proceso, ese id, o ningún escenario.
        EscenarioInvalido: algún archivo está mal escrito (con todas sus faltas).
    """
    carpetas = [leer_carpeta(ruta) for ruta in listar_carpetas(raiz)]
    elegidas = tuple(c for c in carpetas if proceso in (None, c.clave))
    if not elegidas:
        hay = ", ".join(c.clave for c in carpetas) or "ninguno"
        raise NoEncontrado(f"No hay un proceso «{proceso}» en {raiz}; hay {hay}.")
    escenarios = _leer(elegidas)
    por_id = {e.id for e in escenarios}
    for id_ in solo:
        if id_ not in por_id:
            raise NoEncontrado(f"No hay un escenario «{id_}»; hay {', '.join(sorted(por_id))}.")
    pedidos = tuple(e for e in escenarios if not solo or e.id in solo)
    if not pedidos:
        raise NoEncontrado(f"No hay escenarios en {raiz}.")
    return Seleccion(elegidas, pedidos)


def _leer(carpetas: tuple[Carpeta, ...]) -> list[Escenario]:
    escenarios: list[Escenario] = []
    faltas: list[str] = []
    for carpeta in carpetas:
        for archivo in carpeta.escenarios:
            try:
                escenarios += leer_escenarios(archivo, carpeta.clave)
            except EscenarioInvalido as error:
                faltas += error.faltas
    if faltas:
        raise EscenarioInvalido(faltas)
    return escenarios
