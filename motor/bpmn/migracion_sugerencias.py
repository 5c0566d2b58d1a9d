"""Qué paso de la versión nueva parece tomar el lugar de cada uno de la vieja, y por qué."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motor.bpmn.migracion_lugares import misma_espera
from motor.bpmn.modelo import Nodo, Proceso

MISMO_ID = "es el mismo paso: su id no cambió"
MISMO_NOMBRE = "tiene el mismo nombre y es de la misma clase"
MISMOS_VECINOS = "va después y antes de los mismos pasos"
NINGUNO = "la versión nueva no tiene ninguno que se le parezca"


@dataclass(frozen=True)
class Sugerencia:
    """`nuevo` es el id que se propone para `viejo`; None si no se halló. `razon` se muestra."""

    viejo: str
    nuevo: str | None
    razon: str


def sugerir(vieja: Proceso, nueva: Proceso) -> list[Sugerencia]:
    """Devuelve una sugerencia por nodo viejo, en el orden del archivo.

    Se prueba en orden: el mismo id; el único de su nombre y clase; el único de su clase entre los
    mismos vecinos. Un nodo nuevo se sugiere a lo más para uno viejo.
    """
    hallados: dict[str, tuple[str, str]] = {}
    for razon, buscar in (
        (MISMO_ID, _por_id),
        (MISMO_NOMBRE, _por_nombre),
        (MISMOS_VECINOS, _por_vecinos),
    ):
        conocidos = {viejo: nuevo for viejo, (nuevo, _) in hallados.items()}
        pares = list(buscar(vieja, nueva, conocidos))
        veces = Counter(nuevo for _, nuevo in pares)
        hallados |= {viejo: (nuevo, razon) for viejo, nuevo in pares if veces[nuevo] == 1}
    return [Sugerencia(n, *hallados.get(n, (None, NINGUNO))) for n in vieja.nodos]


Pares = Iterator[tuple[str, str]]


def _por_id(vieja: Proceso, nueva: Proceso, _: Mapping[str, str]) -> Pares:
    for nodo in vieja.nodos.values():
        otro = nueva.nodos.get(nodo.id)
        if otro is not None and misma_espera(nodo, otro):
            yield nodo.id, otro.id


def _por_nombre(vieja: Proceso, nueva: Proceso, conocidos: Mapping[str, str]) -> Pares:
    for nodo, libres in _por_hallar(vieja, nueva, conocidos):
        iguales = [o.id for o in libres if nodo.nombre and _nombre(o) == _nombre(nodo)]
        if len(iguales) == 1:
            yield nodo.id, iguales[0]


def _por_vecinos(vieja: Proceso, nueva: Proceso, conocidos: Mapping[str, str]) -> Pares:
    for nodo, libres in _por_hallar(vieja, nueva, conocidos):
        antes = [{conocidos.get(v, "") for v in lado} for lado in _vecinos(vieja, nodo)]
        if not any(antes) or any("" in lado for lado in antes):
            continue
        iguales = [o.id for o in libres if [set(lado) for lado in _vecinos(nueva, o)] == antes]
        if len(iguales) == 1:
            yield nodo.id, iguales[0]


def _por_hallar(
    vieja: Proceso, nueva: Proceso, conocidos: Mapping[str, str]
) -> Iterator[tuple[Nodo, list[Nodo]]]:
    tomados = set(conocidos.values())
    for nodo in vieja.nodos.values():
        if nodo.id not in conocidos:
            libres = [n for n in nueva.nodos.values() if n.id not in tomados]
            yield nodo, [n for n in libres if misma_espera(nodo, n)]


def _vecinos(proceso: Proceso, nodo: Nodo) -> tuple[list[str], list[str]]:
    """De quién viene (o a qué está adjunto) y a quién va."""
    flujos = proceso.flujos
    vienen = [flujos[f].origen for f in nodo.entran]
    return [*vienen, *filter(None, [nodo.adjunto_a])], [flujos[f].destino for f in nodo.salen]


def _nombre(nodo: Nodo) -> str:
    return " ".join(nodo.nombre.casefold().split())
