"""Las rutas de los datos de un formulario: `lista[2].campo`, con filas desde 1."""

from collections.abc import Mapping, Sequence
from copy import deepcopy

from motor.nucleo.valores import Valor


def dueno_de(datos: Mapping[str, Valor], ruta: str) -> tuple[Valor, str]:
    """Devuelve el contexto que tiene el campo `lista[2].campo` (None si no está) y su clave."""
    *previas, clave = ruta.replace("[", ".").replace("]", "").split(".")
    dueno: Valor = datos
    for parte in previas:
        dueno = dentro(dueno, parte)
    return dueno, clave


def dentro(dueno: Valor, parte: str) -> Valor:
    """Devuelve el campo o la fila (desde 1) de ese nombre; None si no está."""
    if isinstance(dueno, dict):
        return dueno.get(parte)
    if isinstance(dueno, list) and parte.isdecimal() and 1 <= int(parte) <= len(dueno):
        return dueno[int(parte) - 1]
    return None


def poner_fichas(
    datos: Mapping[str, Valor], fichas: Sequence[tuple[str, Valor]]
) -> dict[str, Valor]:
    """Devuelve los datos con cada ficha de documento al final de su campo; no cambia `datos`.

    Args:
        datos: lo enviado, con la forma del esquema.
        fichas: (ruta del campo, ficha del documento). Una ruta que no está se deja de lado.
    """
    salida: dict[str, Valor] = deepcopy(dict(datos))
    for ruta, ficha in fichas:
        dueno, clave = dueno_de(salida, ruta)
        if isinstance(dueno, dict):
            previos = dueno.get(clave)
            dueno[clave] = [*(previos if isinstance(previos, list) else ()), ficha]
    return salida
