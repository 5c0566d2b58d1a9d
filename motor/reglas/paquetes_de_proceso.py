"""Un proceso en un archivo zip o en una carpeta de `diagramas/`: lo que sale vuelve a entrar igual.

Los dos llevan lo mismo: proceso.yaml, <clave>.bpmn, formularios/, decisiones/ y escenarios/. El zip
de un mismo contenido es siempre el mismo, byte a byte, y su comentario dice la huella. Lo que
llega de fuera se lee sin escribirlo en disco, con topes, y sin creer en lo que el zip dice de sí.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

import yaml

from motor.almacen.borradores import ClaseArchivo
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.valores import Json
from motor.reglas.borradores_contenido import (
    ARCHIVOS_MAXIMOS,
    BYTES_MAXIMOS,
    EXTENSIONES,
    exigir_clave_de_archivo,
    exigir_clave_de_proceso,
)
from motor.reglas.borradores_nuevos import Contenido
from motor.reglas.publicacion import Carpeta
from motor.reglas.yaml_seguro import YamlInvalido, leer_yaml_de_bytes

PAQUETE_MAXIMO = 20_000_000
ABIERTO_MAXIMO = 60_000_000
FICHA = "proceso.yaml"
CARPETAS = {
    ClaseArchivo.FORMULARIO: "formularios",
    ClaseArchivo.DECISION: "decisiones",
    ClaseArchivo.ESCENARIO: "escenarios",
}
_ORDEN = ("clave", "nombre", "proposito", "funciones", "base_normativa", "quien_inicia")
_FECHA = (1980, 1, 1, 0, 0, 0)
_HUELLA = re.compile(rb"cauce sha256 ([0-9a-f]{64})")
_AJENOS = ("__MACOSX/", ".DS_Store")  # lo que agregan otros sistemas al comprimir


def archivos_de(carpeta: Carpeta, escenarios: Mapping[str, bytes]) -> dict[str, bytes]:
    """Devuelve los archivos de la carpeta del proceso por su ruta dentro de ella."""
    archivos = {FICHA: escribir_ficha(carpeta), f"{carpeta.clave}.bpmn": carpeta.xml}
    for clase, de_la_clase in (
        (ClaseArchivo.FORMULARIO, carpeta.formularios),
        (ClaseArchivo.DECISION, carpeta.decisiones),
        (ClaseArchivo.ESCENARIO, escenarios),
    ):
        for clave in sorted(de_la_clase):
            archivos[f"{CARPETAS[clase]}/{clave}{EXTENSIONES[clase]}"] = de_la_clase[clave]
    return archivos


def escribir_ficha(carpeta: Carpeta) -> bytes:
    """Devuelve el proceso.yaml, con sus partes en el orden de siempre."""
    entera = {**carpeta.ficha, "clave": carpeta.clave, "nombre": carpeta.nombre}
    claves = [*(c for c in _ORDEN if c in entera), *sorted(entera.keys() - set(_ORDEN))]
    en_orden = {clave: entera[clave] for clave in claves}
    texto: str = yaml.safe_dump(en_orden, allow_unicode=True, sort_keys=False, width=96)
    return texto.encode()


def empaquetar(carpeta: Carpeta, escenarios: Mapping[str, bytes]) -> bytes:
    """Devuelve el zip; de lo mismo, siempre los mismos bytes."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as paquete:
        for ruta, contenido in sorted(archivos_de(carpeta, escenarios).items()):
            entrada = zipfile.ZipInfo(f"{carpeta.clave}/{ruta}", _FECHA)
            entrada.compress_type, entrada.create_system = zipfile.ZIP_DEFLATED, 3
            entrada.external_attr = (stat.S_IFREG | 0o644) << 16
            paquete.writestr(entrada, contenido)
        paquete.comment = f"cauce sha256 {carpeta.huella}".encode()
    return salida.getvalue()


def desempaquetar(paquete: bytes) -> Contenido:
    """Lee el zip de un proceso.

    Raises:
        DatosInvalidos: no es un zip de un proceso, pasa los topes, trae nombres que no se admiten o
            no es lo que su huella dice.
    """
    if len(paquete) > PAQUETE_MAXIMO:
        raise _mal(f"pesa {len(paquete)} octetos y el máximo es {PAQUETE_MAXIMO}.")
    try:
        with zipfile.ZipFile(io.BytesIO(paquete)) as abierto:
            archivos, comentario = _leer(abierto), abierto.comment
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise _mal("no es un .zip, o está dañado. Vuelva a descargarlo.") from error
    contenido = _armar(_sin_carpeta(archivos))
    dicha = _HUELLA.fullmatch(comentario)
    if dicha and dicha[1].decode() != contenido.carpeta.huella:
        raise _mal(
            "cambió después de descargarse: no coincide con su huella. Vuelva a descargarlo o, si "
            "lo cambió usted, comprímalo de nuevo."
        )
    return contenido


def _leer(abierto: zipfile.ZipFile) -> dict[str, bytes]:
    entradas = [e for e in abierto.infolist() if not e.is_dir() and not _es_ajeno(e.filename)]
    if len(entradas) > ARCHIVOS_MAXIMOS + 2:
        raise _mal(f"trae {len(entradas)} archivos y el máximo es {ARCHIVOS_MAXIMOS}.")
    archivos: dict[str, bytes] = {}
    libres = ABIERTO_MAXIMO
    for entrada in entradas:
        _exigir_entrada(entrada, archivos)
        with abierto.open(entrada) as lector:
            contenido = lector.read(min(BYTES_MAXIMOS, libres) + 1)  # no se cree en file_size
        if len(contenido) > min(BYTES_MAXIMOS, libres):
            raise _mal(f"trae «{entrada.filename[:80]}», que abierto pesa demasiado.")
        libres -= len(contenido)
        archivos[entrada.filename] = contenido
    return archivos


def _es_ajeno(nombre: str) -> bool:
    return nombre.startswith(_AJENOS[0]) or nombre.rpartition("/")[2] == _AJENOS[1]


def _exigir_entrada(entrada: zipfile.ZipInfo, archivos: Mapping[str, bytes]) -> None:
    nombre = entrada.filename
    partes = nombre.split("/")
    if any(p in ("", ".", "..") for p in partes) or any(c in nombre for c in "\\:\0"):
        raise _mal(f"trae un archivo con un nombre que no se admite: «{nombre[:80]}».")
    modo = entrada.external_attr >> 16
    if modo and stat.S_IFMT(modo) not in (0, stat.S_IFREG):
        raise _mal(f"trae «{nombre[:80]}», que no es un archivo común sino un enlace.")
    if entrada.flag_bits & 1:
        raise _mal("está cifrado con contraseña. Quítesela y vuelva a subirlo.")
    if nombre in archivos:
        raise _mal(f"trae dos veces «{nombre[:80]}».")


def _sin_carpeta(archivos: Mapping[str, bytes]) -> dict[str, bytes]:
    """Los archivos sin la carpeta que los contiene a todos, si la hay."""
    if FICHA in archivos:
        return dict(archivos)
    primera = next((n.partition("/")[0] for n in archivos if n.endswith(f"/{FICHA}")), "")
    prefijo = f"{primera}/"
    if not primera or not all(nombre.startswith(prefijo) for nombre in archivos):
        raise _mal(f"no tiene {FICHA}, la ficha del proceso: no es un proceso de Cauce.")
    return {nombre.removeprefix(prefijo): bytes_ for nombre, bytes_ in archivos.items()}


def _armar(archivos: dict[str, bytes]) -> Contenido:
    if FICHA not in archivos:
        raise _mal(f"no tiene {FICHA}, la ficha del proceso: no es un proceso de Cauce.")
    ficha = _leer_ficha(archivos.pop(FICHA))
    clave, nombre = str(ficha["clave"]), str(ficha["nombre"])
    exigir_clave_de_proceso(clave)
    xml = archivos.pop(f"{clave}.bpmn", None)
    if xml is None:
        raise _mal(f"no tiene el diagrama {clave}.bpmn, que se llama como la clave del proceso.")
    grupos: dict[ClaseArchivo, dict[str, bytes]] = {clase: {} for clase in CARPETAS}
    for ruta, contenido in archivos.items():
        clase, clave_archivo = _ubicar(ruta)
        grupos[clase][clave_archivo] = contenido
    carpeta = Carpeta(
        clave,
        nombre,
        xml,
        grupos[ClaseArchivo.FORMULARIO],
        grupos[ClaseArchivo.DECISION],
        ficha,
    )
    return Contenido(carpeta, grupos[ClaseArchivo.ESCENARIO])


def _ubicar(ruta: str) -> tuple[ClaseArchivo, str]:
    for clase, carpeta in CARPETAS.items():
        extension = EXTENSIONES[clase]
        if ruta.startswith(f"{carpeta}/") and ruta.endswith(extension):
            clave = ruta.removeprefix(f"{carpeta}/").removesuffix(extension)
            exigir_clave_de_archivo(clave)
            return clase, clave
    raise _mal(f"trae «{ruta[:80]}», que no es parte de un proceso. Quítelo y vuelva a subirlo.")


def _leer_ficha(contenido: bytes) -> dict[str, Json]:
    try:
        ficha: Any = leer_yaml_de_bytes(FICHA, contenido)
    except YamlInvalido as error:
        raise _mal(f"trae una ficha que no se puede leer: {error.mensaje}") from error
    if not isinstance(ficha, dict) or not all(
        isinstance(ficha.get(c), str) and ficha[c] for c in ("clave", "nombre")
    ):
        raise _mal(f"trae un {FICHA} sin clave o sin nombre.")
    return {str(clave): _plano(valor) for clave, valor in ficha.items()}


def _plano(valor: Any) -> Json:
    """El valor de YAML como JSON; lo que JSON no tiene (fechas) va como texto."""
    if isinstance(valor, dict):
        return {str(clave): _plano(v) for clave, v in valor.items()}
    if isinstance(valor, list):
        return [_plano(v) for v in valor]
    if valor is None or isinstance(valor, str | int | float | bool):
        return valor
    return str(valor)


def _mal(que: str) -> DatosInvalidos:
    return DatosInvalidos("No se importó.", [Falta("paquete", f"El archivo {que}")])
