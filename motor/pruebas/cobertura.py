"""Qué flujos de cada diagrama recorrieron los escenarios y cuáles faltan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.instancias import Instancia, Recorrido
from motor.almacen.procesos import Proceso, Version
from motor.bpmn import leer
from motor.bpmn.avance import ClasePaso
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
    dibujados = _flujos_dibujados(carpeta)
    dados = set(recorridos) & dibujados.keys()
    razones = _razones(carpeta.ruta / ARCHIVO)
    faltan = {id_: como for id_, como in dibujados.items() if id_ not in dados}
    return Cobertura(
        proceso=carpeta.clave,
        total=len(dibujados),
        recorridos=len(dados),
        explicados={id_: razones[id_] for id_ in faltan if id_ in razones},
        sin_razon={id_: como for id_, como in faltan.items() if id_ not in razones},
        razones_de_mas=tuple(id_ for id_ in razones if id_ not in faltan),
    )


def _flujos_dibujados(carpeta: Carpeta) -> dict[str, str]:
    """Los flujos que están en el archivo (no los que agrega la normalización), con su recorrido."""
    texto = carpeta.xml.decode("utf-8", "replace")
    flujos: dict[str, str] = {}
    for proceso in leer(carpeta.xml).procesos.values():
        for flujo in proceso.flujos.values() if proceso.ejecutable else ():
            if f'id="{flujo.id}"' in texto:
                extremos = [proceso.nodos[n] for n in (flujo.origen, flujo.destino)]
                nombres = [f"«{n.nombre or n.id}»" for n in extremos]
                flujos[flujo.id] = f"de {nombres[0]} a {nombres[1]}"
    return flujos


def _razones(ruta: Path) -> dict[str, str]:
    if not ruta.exists():
        return {}
    crudo = leer_yaml(ruta) or {}
    if not isinstance(crudo, dict) or not all(isinstance(v, str) and v for v in crudo.values()):
        raise CarpetaInvalida(f"{ruta} debe decir «flujo: razón», una línea por flujo.")
    return {str(clave): razon for clave, razon in crudo.items()}
