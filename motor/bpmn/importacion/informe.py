"""El informe de una importación: por elemento, qué se entendió, se tradujo, se decide y se guarda.

Se guarda como JSON junto al borrador y se muestra tal cual: sus frases son para el dueño.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Estado(StrEnum):
    """Qué pasó con un elemento, de lo que más pide atención a lo que menos."""

    DECIDIR = "decidir"  # falta que alguien decida algo
    TRADUCIDO = "traducido"  # algo suyo se escribió de otra forma
    ENTENDIDO = "entendido"  # se lee como está


@dataclass(frozen=True)
class Traduccion:
    """Algo que otro programa decía de una forma y aquí se dice de otra; el original se conserva."""

    que: str
    antes: str
    despues: str


@dataclass(frozen=True)
class Decision:
    """Lo que solo el dueño puede resolver; `grave` impide publicar."""

    mensaje: str
    que_hacer: str
    grave: bool = True


@dataclass(frozen=True)
class Renglon:
    """Un elemento del diagrama con todo lo que hay que saber de él. `linea` es la del original."""

    id: str
    nombre: str
    clase: str  # el nombre del elemento BPMN: userTask, sequenceFlow…
    tipo: str  # cómo se dice en español
    linea: int
    estado: Estado
    entendido: tuple[str, ...] = ()
    traducido: tuple[Traduccion, ...] = ()
    decidir: tuple[Decision, ...] = ()
    conservado: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProcesoHallado:
    """Un proceso del archivo; `pasos` son sus nodos de primer nivel y de dentro."""

    id: str
    nombre: str
    piscina: str
    ejecutable: bool
    pasos: int


@dataclass(frozen=True)
class Informe:
    """Todo lo que se sabe de la importación de un archivo.

    `cuentas` dice cuántos hay de cada cosa en el original (nodos, flujos, figuras…); `elegido` es
    el id del proceso que se va a ejecutar como principal ('' si el archivo no trae ninguno).
    """

    herramienta: str
    version: str
    elegido: str
    procesos: tuple[ProcesoHallado, ...]
    renglones: tuple[Renglon, ...]
    cuentas: Mapping[str, int] = field(default_factory=dict)

    def de(self, estado: Estado) -> tuple[Renglon, ...]:
        """Los elementos en ese estado, en orden del archivo."""
        return tuple(renglon for renglon in self.renglones if renglon.estado == estado)

    @property
    def conservados(self) -> tuple[Renglon, ...]:
        """Los que traen datos de otro programa que se guardan sin usarse."""
        return tuple(renglon for renglon in self.renglones if renglon.conservado)


def a_json(informe: Informe) -> dict[str, Any]:
    """El informe como JSON plano."""
    plano = asdict(informe)
    plano["cuentas"] = dict(informe.cuentas)
    return plano


def de_json(plano: Mapping[str, Any]) -> Informe:
    """El informe que `a_json` escribió."""
    return Informe(
        herramienta=str(plano["herramienta"]),
        version=str(plano["version"]),
        elegido=str(plano["elegido"]),
        procesos=tuple(ProcesoHallado(**p) for p in plano["procesos"]),
        renglones=tuple(_renglon(r) for r in plano["renglones"]),
        cuentas=dict(plano["cuentas"]),
    )


def _renglon(plano: Mapping[str, Any]) -> Renglon:
    return Renglon(
        **{
            **plano,
            "estado": Estado(plano["estado"]),
            "entendido": tuple(plano["entendido"]),
            "traducido": tuple(Traduccion(**t) for t in plano["traducido"]),
            "decidir": tuple(Decision(**d) for d in plano["decidir"]),
            "conservado": tuple(plano["conservado"]),
        }
    )
