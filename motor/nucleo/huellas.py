"""Huellas SHA-256 y la cadena de asientos: comprobarla no necesita base de datos.

Cada asiento lleva, en su JSON canónico, su `numero` (desde 1) y la huella del `anterior` ('' en el
primero); su propia huella es la SHA-256 de ese JSON. Así, cambiar, quitar, insertar o reordenar
rompe la cadena en un asiento que se puede nombrar, y la cola guardada aparte delata un corte.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motor.nucleo.valores import Json

PRIMERA = ""


def sha256(contenido: bytes | str) -> str:
    """Devuelve la SHA-256 en 64 cifras hexadecimales; el texto se lee como UTF-8."""
    octetos = contenido.encode("utf-8") if isinstance(contenido, str) else contenido
    return hashlib.sha256(octetos).hexdigest()


@dataclass(frozen=True)
class Eslabon:
    """Un asiento tal como está guardado."""

    numero: int
    contenido: str
    huella: str


@dataclass(frozen=True)
class Cola:
    """El último asiento que la cadena dice tener; numero 0 y huella '' si no tiene ninguno."""

    numero: int = 0
    huella: str = PRIMERA


class ClaseQuiebre(StrEnum):
    """Qué se le hizo a la cadena."""

    ALTERADO = "alterado"
    FALTA = "falta"
    INTERCALADO = "intercalado"
    COLA_CORTADA = "cola_cortada"
    COLA_AJENA = "cola_ajena"


@dataclass(frozen=True)
class Quiebre:
    """El primer asiento donde la cadena se rompe (`numero`) y la frase que lo dice."""

    clase: ClaseQuiebre
    numero: int
    mensaje: str


def comprobar_cadena(eslabones: Iterable[Eslabon], cola: Cola) -> Quiebre | None:
    """Devuelve el primer quiebre de la cadena, o None si está entera.

    Args:
        eslabones: los asientos guardados, por `numero` ascendente.
        cola: lo que el expediente dice de su último asiento.
    """
    visto = Cola()
    for eslabon in eslabones:
        quiebre = _comprobar(eslabon, visto)
        if quiebre is not None:
            return quiebre
        visto = Cola(eslabon.numero, eslabon.huella)
    return _comprobar_cola(visto, cola)


def _comprobar(eslabon: Eslabon, anterior: Cola) -> Quiebre | None:
    numero, esperado = eslabon.numero, anterior.numero + 1
    if numero > esperado:
        return Quiebre(
            ClaseQuiebre.FALTA, esperado, f"falta el asiento {esperado}: sigue el {numero}"
        )
    if numero < esperado:
        return Quiebre(ClaseQuiebre.INTERCALADO, numero, f"el asiento {numero} está dos veces")
    if sha256(eslabon.contenido) != eslabon.huella:
        return Quiebre(
            ClaseQuiebre.ALTERADO, numero, f"el contenido del asiento {numero} fue alterado"
        )
    dicho = _objeto(eslabon.contenido)
    if dicho.get("numero") != numero:
        return Quiebre(
            ClaseQuiebre.INTERCALADO,
            numero,
            f"el asiento {numero} fue movido: su contenido dice ser el {dicho.get('numero')}",
        )
    if dicho.get("anterior") != anterior.huella:
        return Quiebre(
            ClaseQuiebre.INTERCALADO,
            numero,
            f"el asiento {numero} no sigue al anterior: uno de los dos fue sustituido o insertado",
        )
    return None


def _comprobar_cola(visto: Cola, cola: Cola) -> Quiebre | None:
    if visto == cola:
        return None
    if visto.numero < cola.numero:
        return Quiebre(
            ClaseQuiebre.COLA_CORTADA,
            visto.numero + 1,
            f"se cortó la cola: la cadena tiene {visto.numero} asientos y debe tener {cola.numero}",
        )
    return Quiebre(
        ClaseQuiebre.COLA_AJENA,
        visto.numero,
        f"el asiento {visto.numero} no es el último que se registró (el {cola.numero})",
    )


def _objeto(contenido: str) -> dict[str, Json]:
    try:
        leido = json.loads(contenido)
    except ValueError:
        return {}
    return leido if isinstance(leido, dict) else {}
