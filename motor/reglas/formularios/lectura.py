"""Lee un esquema de form-js y dice, en español y por componente, todo lo que esté mal."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from motor.nucleo.errores import Falta
from motor.reglas.formularios.componentes import leer_componente
from motor.reglas.formularios.modelo import (
    SOLO_MUESTRAN,
    Clase,
    Componente,
    Formulario,
    FormularioInvalido,
)

BYTES_MAXIMOS = 1_000_000
PROFUNDIDAD_MAXIMA = 8
COMPONENTES_MAXIMOS = 500
_CLAVE = re.compile(r"[^\W\d]\w*")
_CONTENEDORES = frozenset({Clase.LISTA, Clase.GRUPO})
_RESERVADAS = frozenset({"this", "parent", "i", "valor", "true", "false", "null"})


def leer_esquema(fuente: bytes | str | Mapping[str, Any]) -> Formulario:
    """Lee y comprueba un esquema.

    Args:
        fuente: el archivo `.form` (bytes o texto JSON) o el JSON ya leído.

    Raises:
        FormularioInvalido: con una `Falta` por defecto; `campo` es la clave del componente.
    """
    texto, esquema = _abrir(fuente)
    lector = _Lector(_lineas_de_claves(texto))
    componentes = lector.hijos(esquema, "", 0)
    if lector.faltas:
        raise FormularioInvalido("El formulario no se puede usar:", lector.faltas)
    return Formulario(
        id=str(esquema.get("id", "")),
        titulo=str(esquema.get("title", "") or esquema.get("name", "")),
        componentes=componentes,
    )


def _abrir(fuente: bytes | str | Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    if isinstance(fuente, Mapping):
        return "", fuente
    if len(fuente) > BYTES_MAXIMOS:
        raise FormularioInvalido(f"El formulario pasa de {BYTES_MAXIMOS} bytes; divídalo.")
    try:
        texto = fuente.decode("utf-8-sig") if isinstance(fuente, bytes) else fuente
        esquema = json.loads(texto, parse_float=Decimal, object_pairs_hook=_sin_repetidas)
    except UnicodeDecodeError as error:
        raise FormularioInvalido("El formulario no está en UTF-8; guárdelo así.") from error
    except json.JSONDecodeError as error:
        donde = f"línea {error.lineno}, columna {error.colno}"
        raise FormularioInvalido(f"El formulario no es JSON válido ({donde}).") from error
    except RecursionError as error:
        raise FormularioInvalido("El formulario anida demasiado; simplifíquelo.") from error
    if not isinstance(esquema, dict):
        raise FormularioInvalido("El formulario debe ser un objeto JSON con «components».")
    return texto, esquema


def _sin_repetidas(pares: list[tuple[str, Any]]) -> dict[str, Any]:
    objeto = dict(pares)
    if len(objeto) != len(pares):
        nombres = [nombre for nombre, _ in pares]
        repetido = next(n for n in nombres if nombres.count(n) > 1)
        raise FormularioInvalido(f"El formulario repite «{repetido}» en un mismo objeto JSON.")
    return objeto


def _lineas_de_claves(texto: str) -> Mapping[str, int]:
    """La línea en que aparece cada `key`, `path` o `id`, para los mensajes."""
    lineas: dict[str, int] = {}
    for numero, linea in enumerate(texto.splitlines(), 1):
        for nombre in re.findall(r'"(?:key|path|id)"\s*:\s*"([^"]+)"', linea):
            lineas.setdefault(nombre, numero)
    return lineas


@dataclass
class _Lector:
    """Recorre el esquema juntando componentes y faltas."""

    lineas: Mapping[str, int]
    faltas: list[Falta] = field(default_factory=list)
    cuenta: int = 0

    def hijos(self, dueno: Mapping[str, Any], ruta: str, hondo: int) -> tuple[Componente, ...]:
        crudos = dueno.get("components")
        if not isinstance(crudos, list):
            self.faltas.append(Falta(ruta, "falta la lista «components»."))
            return ()
        self.cuenta += len(crudos)
        if hondo > PROFUNDIDAD_MAXIMA or self.cuenta > COMPONENTES_MAXIMOS:
            tope = f"{COMPONENTES_MAXIMOS} componentes en {PROFUNDIDAD_MAXIMA} niveles"
            self.faltas.append(Falta(ruta, f"el formulario pasa de {tope}; divídalo."))
            return ()
        leidos = [self._uno(crudo, ruta, n, hondo) for n, crudo in enumerate(crudos, 1)]
        componentes = tuple(c for c in leidos if c is not None)
        if hondo == 0:
            self._sin_claves_repetidas(componentes, "")
        return componentes

    def _uno(self, crudo: Any, ruta: str, numero: int, hondo: int) -> Componente | None:
        if not isinstance(crudo, dict):
            self.faltas.append(Falta(ruta, f"el componente {numero} no es un objeto JSON."))
            return None
        nombre = str(crudo.get("key") or crudo.get("path") or crudo.get("id") or f"#{numero}")
        donde = f"{ruta}.{nombre}" if ruta else nombre
        tipo = str(crudo.get("type", ""))
        if tipo not in set(Clase):
            validos = ", ".join(sorted(Clase))
            mensaje = f"el tipo «{tipo}» no se conoce; use uno de: {validos}."
            self.faltas.append(Falta(donde, mensaje))
            return None
        clase = Clase(tipo)
        clave = self._clave(crudo, clase, donde)
        internos = self.hijos(crudo, donde, hondo + 1) if clase in _CONTENEDORES else ()
        hallado = leer_componente(crudo, clase, clave, internos)
        self.faltas += [Falta(donde, mensaje) for mensaje in hallado.defectos]
        return hallado.con_linea(self.lineas.get(clave or nombre, 0))

    def _clave(self, crudo: Mapping[str, Any], clase: Clase, donde: str) -> str:
        propiedad = "path" if clase in _CONTENEDORES else "key"
        clave = str(crudo.get(propiedad) or "")
        if clase in SOLO_MUESTRAN or (clase is Clase.GRUPO and not clave):
            return ""
        if not clave:
            self.faltas.append(Falta(donde, f"le falta «{propiedad}», el nombre de su dato."))
        elif not _CLAVE.fullmatch(clave) or clave in _RESERVADAS:
            regla = "letras, números y _, sin empezar por número ni ser palabra de FEEL"
            self.faltas.append(Falta(donde, f"«{clave}» no sirve de nombre: use {regla}."))
        return clave

    def _sin_claves_repetidas(self, componentes: tuple[Componente, ...], ruta: str) -> None:
        """Un nombre por dato en cada nivel; los grupos sin `path` son del nivel que los tiene."""
        vistas: set[str] = set()
        pendientes = list(reversed(componentes))
        while pendientes:
            c = pendientes.pop()
            if c.clase is Clase.GRUPO and not c.clave:
                pendientes += reversed(c.componentes)
                continue
            donde = f"{ruta}.{c.clave}" if ruta else c.clave
            if c.lleva_dato and c.clave in vistas:
                mensaje = f"la clave «{c.clave}» está repetida; dé otra a uno de los dos."
                self.faltas.append(Falta(donde, mensaje))
            vistas.add(c.clave)
            if c.clase in _CONTENEDORES:
                self._sin_claves_repetidas(c.componentes, donde)
