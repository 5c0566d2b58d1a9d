"""Qué flujos de cada diagrama recorrieron los escenarios y cuáles faltan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia, Recorrido
from motor.almacen.procesos import Proceso, Version
from motor.bpmn.avance import ClasePaso
from motor.consultas.cobertura import dibujados
from motor.pruebas.carpetas import Carpeta, CarpetaInvalida
from motor.reglas.yaml_seguro import leer_yaml

ARCHIVO = "cobertura.yaml"


@dataclass(frozen=True)
class Cobertura:
    """Lo medido de un proceso; `sin_razon` es lo que falta y nadie explicó."""

    proceso: str
    total: int
    recorridos: int
    explicados: Mapping[str, str]
    sin_razon: Mapping[str, str]  # id → «de “A” a “B”»
    razones_de_mas: tuple[str, ...]  # explican un flujo que sí se recorre o que no existe

    @property
    def completa(self) -> bool:
        """Si no falta nada por explicar ni sobra una razón."""
        return not self.sin_razon and not self.razones_de_mas


def flujos_recorridos(sesion: Session) -> dict[str, set[str]]:
    """Devuelve, por clave de proceso, los ids de los flujos que dio alguna instancia."""
    return _recorridos(sesion, frozenset({ClasePaso.FLUJO}))


def nodos_recorridos(sesion: Session) -> dict[str, set[str]]:
    """Devuelve, por clave de proceso, los ids de los nodos a que llegó alguna instancia."""
    return _recorridos(sesion, frozenset({ClasePaso.ENTRA, ClasePaso.SALE}))


def _recorridos(sesion: Session, clases: frozenset[ClasePaso]) -> dict[str, set[str]]:
    filas = sesion.execute(
        select(Proceso.clave, Recorrido.pasos)
        .join(Version, Version.proceso_id == Proceso.id)
        .join(Instancia, Instancia.version_id == Version.id)
        .join(Recorrido, Recorrido.instancia_id == Instancia.id)
    )
    hallados: dict[str, set[str]] = {}
    for clave, pasos in filas:
        ids = {paso[1] for paso in pasos if paso[0] in clases}
        hallados.setdefault(clave, set()).update(ids)
    return hallados


def medir(carpeta: Carpeta, recorridos: Iterable[str]) -> Cobertura:
    """Compara los flujos del diagrama con los recorridos y con las razones de cobertura.yaml.

    Raises:
        DiagramaInvalido: el diagrama no se puede leer.
        CarpetaInvalida: cobertura.yaml no es «flujo: razón».
    """
    flujos, _ = dibujados(carpeta.xml)
    dados = set(recorridos) & flujos.keys()
    razones = _razones(carpeta.ruta / ARCHIVO)
    faltan = {id_: como for id_, como in flujos.items() if id_ not in dados}
    return Cobertura(
        proceso=carpeta.clave,
        total=len(flujos),
        recorridos=len(dados),
        explicados={id_: razones[id_] for id_ in faltan if id_ in razones},
        sin_razon={id_: como for id_, como in faltan.items() if id_ not in razones},
        razones_de_mas=tuple(id_ for id_ in razones if id_ not in faltan),
    )


def _razones(ruta: Path) -> dict[str, str]:
    if not ruta.exists():
        return {}
    crudo = leer_yaml(ruta) or {}
    if not isinstance(crudo, dict) or not all(isinstance(v, str) and v for v in crudo.values()):
        raise CarpetaInvalida(f"{ruta} debe decir «flujo: razón», una línea por flujo.")
    return {str(clave): razon for clave, razon in crudo.items()}
