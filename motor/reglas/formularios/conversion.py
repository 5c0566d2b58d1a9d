"""De lo enviado al valor de cada tipo de campo; lo que no sirve se rechaza con una frase."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from motor.nucleo.valores import Valor
from motor.reglas.formularios.fechas import a_fecha, a_hora, a_instante
from motor.reglas.formularios.modelo import (
    CON_OPCIONES,
    VARIOS_VALORES,
    Clase,
    Componente,
    Opcion,
)
from motor.reglas.formularios.numeros import a_numero

LARGO_TEXTO = 2_000
LARGO_TEXTO_LARGO = 100_000
ARCHIVOS_MAXIMOS = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SI = frozenset({"true", "on", "si", "sí", "1"})
_NO = frozenset({"false", "off", "no", "0"})
_DE_DOCUMENTO = frozenset({"documento", "version", "nombre", "sha256"})
_CUENTAS_DE_DOCUMENTO = frozenset({"fojas", "anexos"})


def esta_vacio(crudo: Valor) -> bool:
    """Si lo enviado equivale a no haber llenado el campo."""
    return crudo is None or (isinstance(crudo, str) and not crudo.strip()) or crudo in ([], {}, ())


def convertir(c: Componente, crudo: Valor, opciones: Sequence[Opcion] | None) -> Valor:
    """Devuelve el valor tipado de un campo simple; None si vino vacío.

    Args:
        c: el componente (ni lista ni grupo).
        crudo: lo enviado: texto de un formulario HTML o valores de JSON o de Python.
        opciones: las válidas de una lista; None si salen de un catálogo de la organización.

    Raises:
        ValueError: con la frase de lo que está mal.
    """
    if c.clase is Clase.CASILLA:
        return _casilla(c, crudo)
    if c.clase in VARIOS_VALORES:
        return _varias(crudo, opciones)
    if c.clase is Clase.ARCHIVOS:
        return _archivos(c, crudo)
    if esta_vacio(crudo):
        return None
    if c.clase in CON_OPCIONES:
        return _de_opciones(crudo, opciones)
    return _CONVERSORES[c.clase](c, crudo)


def _texto(crudo: Valor, tope: int) -> str:
    if not isinstance(crudo, str):
        raise ValueError("debe ser texto")
    if len(crudo) > tope:
        raise ValueError(f"tiene más de {tope} caracteres")
    limpio = crudo.replace("\r\n", "\n").replace("\r", "\n").strip()
    if _CONTROL.search(limpio):
        raise ValueError("tiene caracteres que no se pueden mostrar ni guardar; bórrelos")
    return unicodedata.normalize("NFC", limpio)


def _texto_corto(crudo: Valor) -> str:
    texto = _texto(crudo, LARGO_TEXTO)
    if "\n" in texto:
        raise ValueError("debe ir en una sola línea")
    return texto


def _casilla(c: Componente, crudo: Valor) -> bool | None:
    if esta_vacio(crudo):
        return None if c.tipo == "si_no" else False
    if isinstance(crudo, bool):
        return crudo
    texto = crudo.strip().lower() if isinstance(crudo, str) else ""
    if texto in _SI or texto in _NO:
        return texto in _SI
    raise ValueError("debe ser sí o no")


def _de_opciones(crudo: Valor, opciones: Sequence[Opcion] | None) -> Valor:
    if opciones is None:
        return _texto(crudo, LARGO_TEXTO)
    for opcion in opciones:
        if crudo == opcion.valor or (isinstance(crudo, str) and crudo == str(opcion.valor)):
            return opcion.valor
    admitidas = ", ".join(str(o.valor) for o in opciones[:12]) or "ninguna por ahora"
    puntos = "…" if len(opciones) > 12 else ""
    raise ValueError(f"«{recortar(crudo)}» no es una de sus opciones ({admitidas}{puntos})")


def _varias(crudo: Valor, opciones: Sequence[Opcion] | None) -> list[Valor]:
    if esta_vacio(crudo):
        return []
    crudas = [crudo] if isinstance(crudo, str) else crudo
    if not isinstance(crudas, list | tuple):
        raise ValueError("debe ser una lista de opciones")
    elegidas = [_de_opciones(cruda, opciones) for cruda in crudas]
    for elegida in elegidas:
        if elegidas.count(elegida) > 1:
            raise ValueError(f"repite la opción «{recortar(elegida)}»")
    return elegidas


def _fecha(c: Componente, crudo: Valor) -> Valor:
    lectores: dict[str, Callable[[Valor], Valor]] = {"time": a_hora, "datetime": a_instante}
    return lectores.get(c.subtipo, a_fecha)(crudo)


def _archivos(c: Componente, crudo: Valor) -> list[Valor]:
    if esta_vacio(crudo):
        return []
    crudos = [crudo] if isinstance(crudo, Mapping) else crudo
    if not isinstance(crudos, list | tuple) or len(crudos) > ARCHIVOS_MAXIMOS:
        raise ValueError(f"debe ser una lista de hasta {ARCHIVOS_MAXIMOS} documentos adjuntos")
    if len(crudos) > 1 and not c.multiple:
        raise ValueError("admite un solo documento")
    return [_documento(uno) for uno in crudos]


def _documento(crudo: Valor) -> dict[str, Valor]:
    claves = set(crudo) if isinstance(crudo, Mapping) else set()
    if not claves >= _DE_DOCUMENTO or claves - _DE_DOCUMENTO - _CUENTAS_DE_DOCUMENTO:
        raise ValueError("cada documento se da con documento, version, nombre y sha256")
    if not isinstance(crudo["sha256"], str) or not _SHA256.fullmatch(crudo["sha256"]):
        raise ValueError("la huella sha256 de un documento debe tener 64 cifras hexadecimales")
    return {
        "documento": a_numero(crudo["documento"], 0),
        "version": a_numero(crudo["version"], 0),
        "nombre": _texto(crudo["nombre"], LARGO_TEXTO),
        "sha256": crudo["sha256"],
        **{c: a_numero(crudo[c], 0) for c in sorted(_CUENTAS_DE_DOCUMENTO & claves)},
    }


def recortar(crudo: Valor, tope: int = 60) -> str:
    """Devuelve lo enviado en una forma corta y legible para un mensaje."""
    texto = crudo if isinstance(crudo, str) else type(crudo).__name__
    if isinstance(crudo, int | Decimal):
        texto = str(crudo)
    visible = _CONTROL.sub("�", texto.replace("\n", " "))
    return visible if len(visible) <= tope else visible[: tope - 1] + "…"


_CONVERSORES: Mapping[Clase, Callable[[Componente, Valor], Valor]] = {
    Clase.TEXTO: lambda _, crudo: _texto_corto(crudo),
    Clase.TEXTO_LARGO: lambda _, crudo: _texto(crudo, LARGO_TEXTO_LARGO),
    Clase.NUMERO: lambda c, crudo: a_numero(crudo, c.decimales),
    Clase.FECHA: _fecha,
}
