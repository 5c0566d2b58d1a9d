"""En qué se distinguen dos formularios o dos archivos de decisiones, dicho por partes."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from motor.feel import partes_de_dmn
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Json

AGREGADO, QUITADO, CAMBIADO = "agregado", "quitado", "cambiado"
_SIN_SIGNIFICADO = frozenset({"id", "layout", "components"})


@dataclass(frozen=True)
class Diferencia:
    """Una parte que cambió: cuál, cómo, y de cada propiedad (nombre, antes, después)."""

    parte: str
    clase: str
    propiedades: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class _Parte:
    nombre: str
    propiedades: Mapping[str, str]


def comparar_formularios(antes: bytes, despues: bytes) -> tuple[Diferencia, ...]:
    """Compara dos esquemas de form-js, componente por componente (por su ruta de claves).

    Lo que no se puede leer como JSON se compara entero.
    """
    try:
        partes = [dict(_componentes(json.loads(lado))) for lado in (antes, despues)]
    except (ValueError, RecursionError):
        return _enteros(antes, despues, "el formulario")
    return tuple(_comparar(*partes))


def comparar_decisiones(antes: bytes, despues: bytes) -> tuple[Diferencia, ...]:
    """Compara dos archivos DMN, decisión por decisión y regla por regla (por su id).

    Lo que no se puede leer como DMN se compara entero.
    """
    try:
        partes = [
            {p.id: _Parte(p.nombre, dict(p.propiedades)) for p in partes_de_dmn(lado)}
            for lado in (antes, despues)
        ]
    except ErrorMotor:
        return _enteros(antes, despues, "la decisión")
    return tuple(_comparar(*partes))


def _enteros(antes: bytes, despues: bytes, que: str) -> tuple[Diferencia, ...]:
    return () if antes == despues else (Diferencia(que, CAMBIADO),)


def _comparar(antes: Mapping[str, _Parte], despues: Mapping[str, _Parte]) -> Iterator[Diferencia]:
    for clave in [*antes, *(c for c in despues if c not in antes)]:
        if clave not in despues:
            yield Diferencia(antes[clave].nombre, QUITADO)
            continue
        previas = antes[clave].propiedades if clave in antes else {}
        cambios = _cambios(previas, despues[clave].propiedades)
        if clave not in antes:
            yield Diferencia(despues[clave].nombre, AGREGADO, cambios)
        elif cambios:
            yield Diferencia(despues[clave].nombre, CAMBIADO, cambios)


def _cambios(
    antes: Mapping[str, str], despues: Mapping[str, str]
) -> tuple[tuple[str, str, str], ...]:
    nombres = [*antes, *(n for n in despues if n not in antes)]
    pares = ((n, antes.get(n, ""), despues.get(n, "")) for n in nombres)
    return tuple((n, a, d) for n, a, d in pares if a != d)


def _componentes(esquema: Json, ruta: str = "") -> Iterator[tuple[str, _Parte]]:
    hijos = esquema.get("components") if isinstance(esquema, dict) else None
    for hijo in hijos if isinstance(hijos, list) else []:
        if not isinstance(hijo, dict):
            continue
        clave = str(hijo.get("key") or hijo.get("path") or hijo.get("id") or hijo.get("type"))
        rotulo = hijo.get("label") or hijo.get("text") or clave
        yield f"{ruta}{clave}", _Parte(str(rotulo), dict(_aplanar(hijo)))
        yield from _componentes(hijo, f"{ruta}{clave}.")


def _aplanar(objeto: Mapping[str, Json], prefijo: str = "") -> Iterator[tuple[str, str]]:
    for nombre, valor in objeto.items():
        if not prefijo and nombre in _SIN_SIGNIFICADO:
            continue
        if isinstance(valor, dict):
            yield from _aplanar(valor, f"{prefijo}{nombre}.")
        else:
            texto = valor if isinstance(valor, str) else json.dumps(valor, ensure_ascii=False)
            yield f"{prefijo}{nombre}", texto
