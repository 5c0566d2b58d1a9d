"""Fragmentos: pasos con nombre que varios escenarios de una carpeta comparten.

`escenarios/fragmentos.yaml` tiene una sola clave, `fragmentos`, con listas de pasos; un paso
`usar: nombre` (o `usar: [uno, otro]`) se reemplaza por ellas, también dentro de otro fragmento.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from motor.reglas.yaml_seguro import leer_yaml

ARCHIVO = "fragmentos.yaml"
MAXIMO_DE_PASOS = 2000


class FragmentoInvalido(ValueError):
    """Un `usar` nombra lo que no hay, se llama a sí mismo o crece sin medida."""


def leer_fragmentos(carpeta: Path) -> Mapping[str, list[Any]]:
    """Devuelve los fragmentos de la carpeta de escenarios; vacío si no tiene archivo.

    Raises:
        YamlInvalido: el archivo no es YAML admitido.
        FragmentoInvalido: no tiene la forma `fragmentos: {nombre: [pasos]}`.
    """
    ruta = carpeta / ARCHIVO
    if not ruta.exists():
        return {}
    crudo = leer_yaml(ruta)
    fragmentos = crudo.get("fragmentos") if isinstance(crudo, dict) else None
    if not isinstance(fragmentos, dict) or set(crudo) != {"fragmentos"}:
        raise FragmentoInvalido(
            f"{ruta}: debe tener una sola clave, «fragmentos», con listas de pasos."
        )
    for nombre, pasos in fragmentos.items():
        if not isinstance(pasos, list):
            raise FragmentoInvalido(f"{ruta}: el fragmento «{nombre}» debe ser una lista de pasos.")
    return fragmentos


def expandir(pasos: list[Any], fragmentos: Mapping[str, list[Any]]) -> list[Any]:
    """Devuelve los pasos con cada `usar` reemplazado por los de sus fragmentos.

    Raises:
        FragmentoInvalido: con la frase de qué fragmento y por qué.
    """
    salida: list[Any] = []
    _agregar(pasos, fragmentos, (), salida)
    return salida


def _agregar(
    pasos: list[Any],
    fragmentos: Mapping[str, list[Any]],
    dentro_de: tuple[str, ...],
    salida: list[Any],
) -> None:
    for paso in pasos:
        nombres = _nombres(paso)
        if nombres is None:
            salida.append(paso)
        for nombre in nombres or ():
            if nombre not in fragmentos:
                raise FragmentoInvalido(
                    f"usar: no hay un fragmento «{nombre}» en {ARCHIVO}; "
                    f"hay {', '.join(sorted(fragmentos)) or 'ninguno'}."
                )
            if nombre in dentro_de:
                raise FragmentoInvalido(f"usar: el fragmento «{nombre}» se usa a sí mismo.")
            _agregar(fragmentos[nombre], fragmentos, (*dentro_de, nombre), salida)
        if len(salida) > MAXIMO_DE_PASOS:
            raise FragmentoInvalido(f"usar: el escenario pasa de {MAXIMO_DE_PASOS} pasos.")


def _nombres(paso: Any) -> list[str] | None:
    if not isinstance(paso, dict) or set(paso) != {"usar"}:
        return None
    usados = paso["usar"]
    return [str(u) for u in usados] if isinstance(usados, list) else [str(usados)]
