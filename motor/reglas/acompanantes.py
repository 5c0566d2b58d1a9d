"""Los formularios y las tablas que llegan con un diagrama de otro programa: cuáles entran con él.

Camunda y form-js escriben el formulario con el mismo esquema que el nuestro, así que entra igual.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from motor.almacen.borradores import ClaseArchivo
from motor.feel import leer_dmn
from motor.nucleo.errores import DatosInvalidos, ErrorFeel
from motor.reglas.borradores_contenido import exigir_clave_de_archivo, exigir_legible

CLASES = {".form": ClaseArchivo.FORMULARIO, ".dmn": ClaseArchivo.DECISION}
_RARAS = re.compile(r"[^A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Acompanantes:
    """Los que entran, por clave, y por qué no los demás, una frase por archivo."""

    formularios: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    decisiones: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    fuera: tuple[str, ...] = ()

    @property
    def ids_de_decisiones(self) -> frozenset[str]:
        """Cómo nombra el diagrama las decisiones que entran."""
        return frozenset(i for xml in self.decisiones.values() for i in _ids(xml))


NINGUNO = Acompanantes()


def es_acompanante(nombre: str) -> bool:
    """Si por su extensión es un formulario o una tabla."""
    return _extension(nombre) in CLASES


def leer_acompanantes(diagrama: bytes, archivos: Iterable[tuple[str, bytes]]) -> Acompanantes:
    """Devuelve cuáles de esos archivos entran en el borrador de ese diagrama.

    Un formulario toma por clave su propio id, si el diagrama lo nombra así; si no, su nombre.

    Args:
        diagrama: los bytes del BPMN, tal como llegó.
        archivos: (nombre, bytes) de cada .form y .dmn que llegó con él.
    """
    hallados: dict[ClaseArchivo, dict[str, bytes]] = {clase: {} for clase in CLASES.values()}
    fuera = []
    for nombre, contenido in archivos:
        clase = CLASES[_extension(nombre)]
        try:
            clave = _clave(diagrama, clase, nombre, contenido)
            if clave in hallados[clase]:
                raise DatosInvalidos(f"ya entró otro con la clave «{clave}»; cambie su nombre.")
        except DatosInvalidos as error:
            fuera.append(f"{nombre} no entra: {error.mensaje}")
        else:
            hallados[clase][clave] = contenido
    return Acompanantes(
        hallados[ClaseArchivo.FORMULARIO], hallados[ClaseArchivo.DECISION], tuple(fuera)
    )


def nombra(diagrama: bytes, nombre: str, contenido: bytes) -> bool:
    """Si el diagrama nombra a ese formulario, o a una decisión de ese archivo."""
    propios = {_sin_extension(nombre)}
    if CLASES[_extension(nombre)] is ClaseArchivo.FORMULARIO:
        propios.add(_id_del_formulario(contenido))
    else:
        propios |= set(_ids(contenido))
    return any(propio and _dicho(diagrama, propio) for propio in propios)


def _clave(diagrama: bytes, clase: ClaseArchivo, nombre: str, contenido: bytes) -> str:
    clave = _RARAS.sub("_", _sin_extension(nombre)).strip("_-")
    if clase is ClaseArchivo.FORMULARIO:
        _exigir_esquema(contenido)
        propio = _id_del_formulario(contenido)
        clave = propio if propio and _dicho(diagrama, propio) else clave
    exigir_clave_de_archivo(clave)
    exigir_legible(clase, clave, contenido)
    return clave


def _exigir_esquema(contenido: bytes) -> None:
    if not isinstance(_json(contenido).get("components"), list):
        raise DatosInvalidos(
            "no es un formulario de form-js ni de Camunda (le falta «components»). Hágalo en el "
            "editor del borrador."
        )


def _id_del_formulario(contenido: bytes) -> str:
    propio = _json(contenido).get("id")
    return propio if isinstance(propio, str) else ""


def _json(contenido: bytes) -> dict[str, object]:
    try:
        leido = json.loads(contenido.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return leido if isinstance(leido, dict) else {}


def _ids(xml: bytes) -> tuple[str, ...]:
    try:
        return tuple(leer_dmn(xml, estricto=False).ids)
    except ErrorFeel:
        return ()


def _dicho(diagrama: bytes, clave: str) -> bool:
    """Si el diagrama lo dice en algún atributo: `"clave"`, o `…/clave.form` y parecidos."""
    return re.search(rb"[\"'/:]" + re.escape(clave.encode()) + rb"[\"'.]", diagrama) is not None


def _extension(nombre: str) -> str:
    return f".{nombre.rpartition('.')[2].lower()}"


def _sin_extension(nombre: str) -> str:
    return nombre.rpartition(".")[0]
