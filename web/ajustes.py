"""Los ajustes propios de la web, leídos del entorno y comprobados al arrancar."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from motor.nucleo.errores import ConfiguracionInvalida

_SI_NO = {"si": True, "sí": True, "1": True, "no": False, "0": False, "": None}


@dataclass(frozen=True)
class AjustesWeb:
    """Cómo se sirve.

    `segura`: la galleta solo viaja por HTTPS. `inactividad` y `duracion`: límites de una sesión.
    `proxies`: cuántos servidores intermediarios de confianza hay delante. `direccion`: la pública,
    para los enlaces de correos y QR. `demo`: la clave común de la demostración; si no está vacía,
    se muestra la barra para cambiar de cuenta.
    """

    segura: bool = True
    inactividad: timedelta = timedelta(minutes=30)
    duracion: timedelta = timedelta(hours=12)
    proxies: int = 0
    maximo_mb: int = 25
    direccion: str = ""
    demo: str = ""


def leer_ajustes_web(variables: Mapping[str, str] | None = None) -> AjustesWeb:
    """Lee los ajustes de la web.

    `CAUCE_HTTPS` (si/no, por omisión si), `CAUCE_INACTIVIDAD_MINUTOS` (30),
    `CAUCE_SESION_HORAS` (12), `CAUCE_PROXIES` (0), `CAUCE_MAXIMO_MB` (25), `CAUCE_DIRECCION` (la
    dirección pública, p. ej. https://cauce.ejemplo.bo) y `CAUCE_DEMO` (la clave común de las
    cuentas, solo en la demostración).

    Raises:
        ConfiguracionInvalida: nombra la variable y dice qué poner.
    """
    dadas = os.environ if variables is None else variables
    segura = _si_no(dadas, "CAUCE_HTTPS", omision=True)
    direccion = dadas.get("CAUCE_DIRECCION", "").strip().rstrip("/")
    if direccion and not direccion.startswith(("http://", "https://")):
        raise ConfiguracionInvalida(
            f"CAUCE_DIRECCION vale «{direccion}» y debe empezar con http:// o https://."
        )
    return AjustesWeb(
        segura=segura,
        inactividad=timedelta(minutes=_entero(dadas, "CAUCE_INACTIVIDAD_MINUTOS", 30, 1)),
        duracion=timedelta(hours=_entero(dadas, "CAUCE_SESION_HORAS", 12, 1)),
        proxies=_entero(dadas, "CAUCE_PROXIES", 0, 0),
        maximo_mb=_entero(dadas, "CAUCE_MAXIMO_MB", 25, 1),
        direccion=direccion,
        demo=dadas.get("CAUCE_DEMO", "").strip(),
    )


def _si_no(dadas: Mapping[str, str], nombre: str, *, omision: bool) -> bool:
    texto = dadas.get(nombre, "").strip().lower()
    if texto not in _SI_NO:
        raise ConfiguracionInvalida(f"{nombre} vale «{texto}» y debe ser «si» o «no».")
    valor = _SI_NO[texto]
    return omision if valor is None else valor


def _entero(dadas: Mapping[str, str], nombre: str, omision: int, minimo: int) -> int:
    texto = dadas.get(nombre, "").strip()
    if not texto:
        return omision
    if not (texto.isascii() and texto.isdigit() and minimo <= int(texto) <= 10_000):
        raise ConfiguracionInvalida(
            f"{nombre} vale «{texto}» y debe ser un número entero entre {minimo} y 10000."
        )
    return int(texto)
