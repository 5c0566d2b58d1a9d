"""Qué se admite en un archivo de un borrador: que se pueda leer; que sea correcto, al revisarlo.

Un borrador a medio dibujar se guarda aunque todavía no se pueda publicar.
"""

import json
import re
from collections.abc import Callable, Mapping

from motor.almacen.borradores import ClaseArchivo
from motor.bpmn.lectura.xml_seguro import abrir
from motor.feel.dmn.lectura import leer_raiz
from motor.nucleo.errores import DatosInvalidos, DiagramaInvalido, ErrorFeel
from motor.reglas.yaml_seguro import YamlInvalido, leer_yaml_de_bytes

BYTES_MAXIMOS = 2_000_000
ARCHIVOS_MAXIMOS = 400
EXTENSIONES = {
    ClaseArchivo.DIAGRAMA: ".bpmn",
    ClaseArchivo.FORMULARIO: ".form",
    ClaseArchivo.DECISION: ".dmn",
    ClaseArchivo.ESCENARIO: ".yaml",
}
_CLAVE_PROCESO = re.compile(r"[a-z][a-z0-9_]{0,59}")
_CLAVE_ARCHIVO = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,79}")
_RESERVADAS = frozenset({"organizacion", "borradores", "importar"})  # otras carpetas y páginas


def leer_clase(texto: str) -> ClaseArchivo:
    """Devuelve la clase de ese nombre.

    Raises:
        DatosInvalidos: no hay tal clase.
    """
    try:
        return ClaseArchivo(texto)
    except ValueError:
        clases = ", ".join(clase.value for clase in ClaseArchivo)
        raise DatosInvalidos(f"No hay archivos de clase «{texto}»: son {clases}.") from None


def exigir_clave_de_proceso(clave: str) -> None:
    """Comprueba que sirva como clave de un proceso y nombre de su carpeta.

    Raises:
        DatosInvalidos: dice cómo debe ser.
    """
    if not _CLAVE_PROCESO.fullmatch(clave):
        raise DatosInvalidos(
            f"La clave «{clave[:80]}» no sirve: empieza con una letra y lleva solo minúsculas sin "
            "acento, números y _ (hasta 60), como «pago_proveedores»."
        )
    if clave in _RESERVADAS:
        raise DatosInvalidos(f"La clave «{clave}» está reservada. Elija otra.")


def exigir_clave_de_archivo(clave: str) -> None:
    """Comprueba que sirva como nombre de un archivo del proceso.

    Raises:
        DatosInvalidos: dice cómo debe ser.
    """
    if not _CLAVE_ARCHIVO.fullmatch(clave):
        raise DatosInvalidos(
            f"El nombre de archivo «{clave[:80]}» no sirve: lleva letras sin acento, números, _ y "
            "guiones, hasta 80."
        )


def exigir_legible(clase: ClaseArchivo, clave: str, contenido: bytes) -> None:
    """Comprueba que el contenido pese lo admitido y esté bien formado.

    Raises:
        DatosInvalidos: con lo que está mal y dónde.
    """
    archivo = f"{clave}{EXTENSIONES[clase]}"
    if len(contenido) > BYTES_MAXIMOS:
        raise DatosInvalidos(
            f"{archivo} pesa {len(contenido)} octetos y el máximo es {BYTES_MAXIMOS}."
        )
    try:
        _LEER[clase](contenido)
    except DiagramaInvalido as error:
        dicho = " ".join(h.mensaje for h in error.hallazgos) or error.mensaje
        raise DatosInvalidos(f"{archivo} no se guardó: {dicho}") from error
    except (ErrorFeel, YamlInvalido) as error:
        raise DatosInvalidos(f"{archivo} no se guardó: {error.mensaje}") from error
    except (ValueError, RecursionError) as error:
        raise DatosInvalidos(
            f"{archivo} no se guardó: no es un formulario en JSON y UTF-8."
        ) from error


def _leer_formulario(contenido: bytes) -> None:
    if not isinstance(json.loads(contenido.decode("utf-8")), dict):
        raise ValueError("no es un objeto")


_LEER: Mapping[ClaseArchivo, Callable[[bytes], object]] = {
    ClaseArchivo.DIAGRAMA: abrir,
    ClaseArchivo.FORMULARIO: _leer_formulario,
    ClaseArchivo.DECISION: leer_raiz,
    ClaseArchivo.ESCENARIO: lambda contenido: leer_yaml_de_bytes("El escenario", contenido),
}
