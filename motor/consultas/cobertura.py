"""Qué parte del diagrama de un borrador recorren sus escenarios, y qué falta."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from motor.bpmn import leer
from motor.bpmn.palabras import llamar
from motor.consultas.ensayo import EstadoDePrueba
from motor.nucleo.errores import DiagramaInvalido
from motor.reglas.borradores import carpeta_de


@dataclass(frozen=True)
class Parte:
    """Los flujos, o los pasos, de un diagrama: los recorridos y los que no (id → cómo se lee)."""

    dados: Mapping[str, str]
    faltan: Mapping[str, str]

    @property
    def total(self) -> int:
        """Cuántos hay dibujados."""
        return len(self.dados) + len(self.faltan)

    @property
    def porciento(self) -> int:
        """Qué parte se recorre, de 0 a 100; no dice 100 si falta uno."""
        return 100 * len(self.dados) // self.total if self.total else 100


@dataclass(frozen=True)
class CoberturaDeBorrador:
    """Lo recorrido del diagrama."""

    pasos: Parte
    flujos: Parte


def medir_cobertura(
    sesion: Session, borrador_id: int, prueba: EstadoDePrueba
) -> CoberturaDeBorrador | None:
    """Compara lo dibujado con lo que los escenarios recorrieron; None si no se puede leer.

    Raises:
        NoEncontrado: no existe el borrador.
    """
    try:
        flujos, pasos = dibujados(carpeta_de(sesion, borrador_id).xml)
    except DiagramaInvalido:
        return None
    return CoberturaDeBorrador(_partir(pasos, prueba.elementos), _partir(flujos, prueba.flujos))


def dibujados(xml: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Devuelve los flujos y los pasos del archivo (no los que agrega la normalización).

    Cada uno con cómo se lee: «de “A” a “B”» o el nombre del paso.

    Raises:
        DiagramaInvalido: el diagrama no se puede leer.
    """
    texto = xml.decode("utf-8", "replace")
    flujos: dict[str, str] = {}
    pasos: dict[str, str] = {}
    for proceso in leer(xml).procesos.values():
        if not proceso.ejecutable:
            continue
        for nodo in proceso.nodos.values():
            if f'id="{nodo.id}"' in texto:
                pasos[nodo.id] = llamar(nodo)
        for flujo in proceso.flujos.values():
            if f'id="{flujo.id}"' in texto:
                extremos = [proceso.nodos[n] for n in (flujo.origen, flujo.destino)]
                nombres = [f"«{llamar(n)}»" for n in extremos]
                flujos[flujo.id] = f"de {nombres[0]} a {nombres[1]}"
    return flujos, pasos


def _partir(dibujo: Mapping[str, str], recorridos: Collection[str]) -> Parte:
    vistos = set(recorridos)
    return Parte(
        {id_: como for id_, como in dibujo.items() if id_ in vistos},
        {id_: como for id_, como in dibujo.items() if id_ not in vistos},
    )
