"""El único lugar que arma el entorno: lee los ajustes, abre la base y reúne los manejadores."""

import errno
import importlib
import importlib.util
import os
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

from motor.almacen.conexion import crear_motor, crear_sesiones, crear_sesiones_lectura
from motor.almacen.esquema import exigir_al_dia
from motor.entorno import Ajustes, Entorno
from motor.manejadores import Registro, reunir
from motor.nucleo.errores import ConfiguracionInvalida
from motor.nucleo.reloj import Reloj, RelojSistema
from motor.reglas.archivos import AlmacenArchivos
from motor.reglas.correo_saliente import AjustesCorreo, leer_correo

CARPETA_POR_OMISION = "datos"
LARGO_SECRETO = 32
MAXIMO_MB = 500
_CAUSAS = {
    errno.EEXIST: "es un archivo",
    errno.ENOTDIR: "una parte de la ruta es un archivo",
    errno.EACCES: "falta permiso",
    errno.EROFS: "el disco es de solo lectura",
    errno.ENOENT: "ahí no se pueden crear carpetas",
    errno.ENOSPC: "el disco está lleno",
}


def leer_ajustes(variables: Mapping[str, str] | None = None) -> Ajustes:
    """Lee y comprueba los ajustes de las variables de entorno.

    `CAUCE_DATOS`: la carpeta (por omisión `datos`, que se crea). `CAUCE_BASE_DATOS`: la dirección
    de la base (por omisión, `cauce.db` dentro de la carpeta). `CAUCE_SECRETO`: al menos 32
    caracteres. `CAUCE_RESERVA_SEGUNDOS` y `CAUCE_SONDEO_SEGUNDOS`: del trabajador.
    `CAUCE_MAXIMO_MB`: el tamaño máximo de un archivo adjunto (por omisión, 25). `CAUCE_DIRECCION`:
    la dirección pública de la web. `CAUCE_SMTP` y `CAUCE_CORREO_DE`: el servidor de correo y quién
    firma; sin servidor no se mandan correos.

    Raises:
        ConfiguracionInvalida: nombra la variable y dice qué poner.
    """
    variables = os.environ if variables is None else variables
    carpeta = _carpeta(variables.get("CAUCE_DATOS", "").strip() or CARPETA_POR_OMISION)
    secreto = variables.get("CAUCE_SECRETO", "")
    if secreto and len(secreto) < LARGO_SECRETO:
        raise ConfiguracionInvalida(
            f"CAUCE_SECRETO tiene {len(secreto)} caracteres y necesita al menos {LARGO_SECRETO}. "
            "Genere uno: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return Ajustes(
        carpeta=carpeta,
        url=variables.get("CAUCE_BASE_DATOS", "").strip() or f"sqlite:///{carpeta / 'cauce.db'}",
        secreto=secreto,
        reserva_segundos=int(_numero(variables, "CAUCE_RESERVA_SEGUNDOS", 60, minimo=5)),
        sondeo_segundos=_numero(variables, "CAUCE_SONDEO_SEGUNDOS", 1, minimo=0.05),
        maximo_mb=_megas(variables),
        direccion=variables.get("CAUCE_DIRECCION", "").strip().rstrip("/"),
        correo=_correo(variables),
    )


def armar_entorno(ajustes: Ajustes | None = None, *, reloj: Reloj | None = None) -> Entorno:
    """Arma el entorno de un programa.

    Args:
        ajustes: por omisión, los de las variables de entorno.
        reloj: por omisión, el del sistema.

    Raises:
        ConfiguracionInvalida: un ajuste está mal, no se puede abrir la base o su esquema es de
            otra versión del programa.
    """
    ajustes = ajustes or leer_ajustes()
    try:
        motor = crear_motor(ajustes.url, duradero=ajustes.duradero)
    except ConfiguracionInvalida as error:
        raise ConfiguracionInvalida(f"CAUCE_BASE_DATOS: {error}") from error
    exigir_al_dia(motor)
    return Entorno(
        sesiones=crear_sesiones(motor),
        reloj=reloj or RelojSistema(),
        archivos=AlmacenArchivos(ajustes.carpeta / "archivos"),
        manejadores=buscar_manejadores(),
        ajustes=ajustes,
        lecturas=crear_sesiones_lectura(motor),
    )


def buscar_manejadores(paquete: str = "procesos") -> Registro:
    """Reúne los manejadores de cada `procesos.<clave>.manejadores` que exista."""
    raiz = importlib.import_module(paquete)
    modulos: list[ModuleType] = []
    for hallado in pkgutil.iter_modules(raiz.__path__):
        nombre = f"{paquete}.{hallado.name}.manejadores"
        if hallado.ispkg and importlib.util.find_spec(nombre) is not None:
            modulos.append(importlib.import_module(nombre))
    return reunir(modulos)


def _correo(variables: Mapping[str, str]) -> AjustesCorreo | None:
    correo = leer_correo(
        variables.get("CAUCE_SMTP", "").strip(), variables.get("CAUCE_CORREO_DE", "").strip()
    )
    direccion = variables.get("CAUCE_DIRECCION", "").strip()
    if correo is not None and not direccion.startswith(("http://", "https://")):
        raise ConfiguracionInvalida(
            "CAUCE_SMTP necesita CAUCE_DIRECCION, con que se arman los enlaces de los correos: la "
            "dirección pública de la web, p. ej. https://cauce.ejemplo.bo"
        )
    return correo


def _carpeta(texto: str) -> Path:
    carpeta = Path(texto).expanduser().resolve()
    try:
        carpeta.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        causa = _CAUSAS.get(error.errno or 0, error.strerror)
        raise ConfiguracionInvalida(
            f"CAUCE_DATOS: no se puede usar la carpeta «{carpeta}» ({causa}). "
            "Créela con permiso de escritura o ponga otra."
        ) from error
    if not os.access(carpeta, os.W_OK):
        raise ConfiguracionInvalida(
            f"CAUCE_DATOS: no se puede escribir en «{carpeta}». Dé permiso o ponga otra carpeta."
        )
    return carpeta


def _numero(variables: Mapping[str, str], nombre: str, omision: float, *, minimo: float) -> float:
    texto = variables.get(nombre, "").strip()
    try:
        valor = float(texto) if texto else omision
    except ValueError:
        valor = -1
    if not valor >= minimo or valor > 86_400:
        raise ConfiguracionInvalida(
            f"{nombre} vale «{texto}» y debe ser un número de segundos entre {minimo:g} y 86400."
        )
    return valor


def _megas(variables: Mapping[str, str]) -> int:
    texto = variables.get("CAUCE_MAXIMO_MB", "").strip() or str(Ajustes.maximo_mb)
    if not texto.isdecimal() or not 1 <= int(texto) <= MAXIMO_MB:
        raise ConfiguracionInvalida(
            f"CAUCE_MAXIMO_MB vale «{texto}» y debe ser un número entero de 1 a {MAXIMO_MB}: "
            "los megabytes que puede pesar un archivo adjunto."
        )
    return int(texto)
