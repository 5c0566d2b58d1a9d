"""En qué se distinguen dos formularios o dos archivos de decisiones, dicho por partes."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from motor.feel import partes_de_dmn
from motor.nucleo.errores import ErrorMotor
from motor.nucleo.valores import Json
from motor.reglas.diferencias_palabras import decir_campo, decir_ficha

AGREGADO, QUITADO, CAMBIADO, MOVIDO = "agregado", "quitado", "cambiado", "movido"


@dataclass(frozen=True)
class Diferencia:
    """Una parte que cambió: cuál, cómo, y de cada propiedad (nombre, antes, después)."""

    parte: str
    clase: str
    propiedades: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class _Parte:
    """`grupo` es dentro de qué ocupa un lugar: su lista o su tabla; '' = el orden no dice nada."""

    nombre: str
    propiedades: Mapping[str, str]
    grupo: str = ""


_Partes = Mapping[str, _Parte]


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

    Una regla que cambia de lugar se dice: con la política FIRST, el orden decide.
    Lo que no se puede leer como DMN se compara entero.
    """
    try:
        partes = [
            {p.id: _Parte(p.nombre, dict(p.propiedades), p.tabla) for p in partes_de_dmn(lado)}
            for lado in (antes, despues)
        ]
    except ErrorMotor:
        return _enteros(antes, despues, "la decisión")
    return tuple(_comparar(*partes))


def _enteros(antes: bytes, despues: bytes, que: str) -> tuple[Diferencia, ...]:
    return () if antes == despues else (Diferencia(que, CAMBIADO),)


def _comparar(antes: _Partes, despues: _Partes) -> Iterator[Diferencia]:
    movidas = _movidas(antes, despues)
    for clave in [*antes, *(c for c in despues if c not in antes)]:
        if clave not in despues:
            yield Diferencia(antes[clave].nombre, QUITADO)
            continue
        previas = antes[clave].propiedades if clave in antes else {}
        cambios = _cambios(previas, despues[clave].propiedades)
        lugar = movidas.get(clave, ())
        if clave not in antes:
            yield Diferencia(despues[clave].nombre, AGREGADO, cambios)
        elif cambios or lugar:
            clase = CAMBIADO if cambios else MOVIDO
            yield Diferencia(despues[clave].nombre, clase, (*cambios, *lugar))


def _movidas(antes: _Partes, despues: _Partes) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """De cada parte que cambió de lugar entre las que siguen: (lugar, antes, después)."""
    viejas, nuevas = _por_grupo(antes), _por_grupo(despues)
    movidas: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for grupo, orden in viejas.items():
        otro = nuevas.get(grupo, [])
        quedan, siguen = [c for c in orden if c in otro], [c for c in otro if c in orden]
        comparador = SequenceMatcher(None, quedan, siguen, autojunk=False)
        quietas = {
            clave
            for bloque in comparador.get_matching_blocks()
            for clave in quedan[bloque.a : bloque.a + bloque.size]
        }
        for clave in (c for c in quedan if c not in quietas):
            lugares = (str(orden.index(clave) + 1), str(otro.index(clave) + 1))
            movidas[clave] = (("Lugar", *lugares),)
    return movidas


def _por_grupo(partes: _Partes) -> dict[str, list[str]]:
    grupos: dict[str, list[str]] = defaultdict(list)
    for clave, parte in partes.items():
        if parte.grupo:
            grupos[parte.grupo].append(clave)
    return grupos


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
        yield f"{ruta}{clave}", _Parte(str(rotulo), decir_campo(hijo), f"/{ruta}")
        yield from _componentes(hijo, f"{ruta}{clave}.")


def comparar_fichas(
    antes: Mapping[str, Json], despues: Mapping[str, Json]
) -> tuple[tuple[str, str, str], ...]:
    """Compara lo que dicen dos proceso.yaml: (qué, antes, después) de cada cosa que cambió."""
    return _cambios(decir_ficha(antes), decir_ficha(despues))


def comparar_escritos(antes: bytes, despues: bytes) -> tuple[Diferencia, ...]:
    """Compara dos textos por líneas: cuántas se agregaron y cuántas se quitaron."""
    uno, otro = (lado.decode("utf-8", "replace").splitlines() for lado in (antes, despues))
    quitadas = agregadas = 0
    for clase, a, b, c, d in SequenceMatcher(None, uno, otro, autojunk=False).get_opcodes():
        if clase != "equal":
            quitadas, agregadas = quitadas + b - a, agregadas + d - c
    dicho = (("Líneas", f"{quitadas} que ya no están", f"{agregadas} nuevas"),)
    return (Diferencia("Los pasos o lo que se espera", CAMBIADO, dicho),)
