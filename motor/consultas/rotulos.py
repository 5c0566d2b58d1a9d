"""Cómo llaman los formularios de una versión a cada dato, para decirlo fuera de ellos."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from motor.consultas.valores import Rotulo
from motor.reglas.formularios.modelo import Componente
from motor.reglas.versiones import VersionLista


@lru_cache(maxsize=64)
def rotulos_de(version: VersionLista) -> Mapping[str, Rotulo]:
    """Devuelve el rótulo de cada clave; si varios formularios la tienen, el del primero."""
    rotulos: dict[str, Rotulo] = {}
    for clave in sorted(version.esquemas):
        for componente in _todos(version.formulario(clave).componentes):
            if componente.clave and componente.etiqueta:
                opciones = {str(o.valor): o.etiqueta for o in componente.opciones}
                titulo = componente.etiqueta.strip("¿?")
                rotulos.setdefault(componente.clave, Rotulo(titulo, opciones))
    return rotulos


def _todos(componentes: tuple[Componente, ...]) -> Iterator[Componente]:
    for componente in componentes:
        yield componente
        yield from _todos(componente.componentes)
