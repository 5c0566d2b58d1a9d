"""Los expedientes abiertos repartidos por su demora: la peor de sus tareas."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from motor.consultas.semaforo import PRONTO_DIAS_HABILES, Semaforo

A_TIEMPO = "A tiempo"
POR_VENCER = f"Vence en {PRONTO_DIAS_HABILES} días hábiles o menos"
SIN_PLAZO = "Sin un plazo que corra en una tarea"
TRAMOS = (
    (21, "Más de 20 días hábiles de mora"),
    (6, "De 6 a 20 días hábiles de mora"),
    (1, "De 1 a 5 días hábiles de mora"),
    (0, "Venció, sin días hábiles de mora todavía"),
)
_ORDEN = (*(nombre for _, nombre in TRAMOS), POR_VENCER, A_TIEMPO, SIN_PLAZO)


@dataclass(frozen=True)
class Cuenta:
    """Un renglón de un cuadro. `dias` son hábiles; en demoras, los de mora acumulados."""

    nombre: str
    abiertas: int
    vencidas: int
    dias: int = 0
    clave: str = ""


def repartir_por_mora(
    abiertos: Collection[int], tareas: Iterable[tuple[int, Semaforo]]
) -> tuple[Cuenta, ...]:
    """Devuelve cuántos expedientes hay en cada tramo, del más demorado al menos; los vacíos no van.

    Args:
        abiertos: ids de los expedientes.
        tareas: de cada tarea abierta, su expediente y su semáforo.
    """
    luces: dict[int, list[Semaforo]] = defaultdict(list)
    for expediente_id, luz in tareas:
        luces[expediente_id].append(luz)
    tramos: dict[str, list[int]] = defaultdict(list)
    for expediente_id in abiertos:
        nombre, mora = _tramo(luces[expediente_id])
        tramos[nombre].append(mora)
    return tuple(_cuenta(nombre, tramos[nombre]) for nombre in _ORDEN if nombre in tramos)


def _tramo(luces: Iterable[Semaforo]) -> tuple[str, int]:
    """El tramo del expediente y sus días hábiles de mora (0 si no la tiene)."""
    con_plazo = [luz for luz in luces if luz.tono != "sin"]
    vencidas = [-(luz.dias_habiles or 0) for luz in con_plazo if luz.tono == "vencido"]
    if vencidas:
        peor = max(vencidas)
        return next(nombre for desde, nombre in TRAMOS if peor >= desde), peor
    if any(luz.tono in ("hoy", "pronto") for luz in con_plazo):
        return POR_VENCER, 0
    return (A_TIEMPO if con_plazo else SIN_PLAZO), 0


def _cuenta(nombre: str, moras: list[int]) -> Cuenta:
    en_mora = len(moras) if nombre in {tramo for _, tramo in TRAMOS} else 0
    return Cuenta(nombre, len(moras), en_mora, round(sum(moras) / len(moras)))
