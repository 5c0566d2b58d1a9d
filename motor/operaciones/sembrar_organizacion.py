"""Sembrar la organización, los parámetros de plazo y los feriados desde sus YAML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.reglas.bitacora import Hecho, asentar
from motor.reglas.claves import cifrar
from motor.reglas.facultades import autorizar
from motor.reglas.organizacion import Facultad
from motor.reglas.semillas import leer_semillas, sembrar


@dataclass(frozen=True)
class SembrarOrganizacion:
    """La orden. `carpeta` lleva los tres YAML; `clave`, la de todas las cuentas nuevas (demo).

    `desde` cambia la fecha en que empieza a valer lo sembrado (None = la que dicen los archivos).
    `nombrar` da el nombre de la persona de cada cuenta por cargo (None = el del cargo). `actor`
    None = la consola.
    """

    carpeta: Path
    clave: str | None = None
    desde: date | None = None
    nombrar: Callable[[str], str] | None = None
    actor: Actor | None = None


def sembrar_organizacion(entorno: Entorno, orden: SembrarOrganizacion) -> Mapping[str, int]:
    """Agrega lo que falte y devuelve cuántas filas de cada clase; repetirla no cambia nada.

    Raises:
        NoEncontrado: falta un archivo.
        DatosInvalidos: un archivo está mal, o la clave es corta.
        SinPermiso: el actor no administra la organización.
    """
    semillas = leer_semillas(orden.carpeta)
    if orden.desde is not None:
        semillas = semillas.vigentes_desde(orden.desde)
    if orden.nombrar is not None:
        semillas = semillas.con_nombres(orden.nombrar)
    clave_hash = cifrar(orden.clave) if orden.clave is not None else None
    with entorno.sesiones.begin() as sesion:
        ahora = entorno.reloj.ahora()
        quien = autorizar(sesion, orden.actor, Facultad.ORGANIZACION, ahora)
        agregadas = sembrar(sesion, semillas, clave_hash)
        if any(agregadas.values()):
            asentar(sesion, Hecho("organizacion_sembrada", ahora, quien, datos=agregadas))
        return agregadas
