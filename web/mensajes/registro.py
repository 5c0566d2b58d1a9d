"""De lo escrito en el formulario a la orden de registrar un mensaje de fuera."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from motor.consultas.expediente import id_de_hoja
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.valores import Valor
from motor.operaciones.registrar_mensaje_externo import RegistrarMensajeExterno
from web.contexto import actor, ahora, lectura
from web.fechas import leer_fecha

FILAS = 6
_CAMPO = re.compile(r"[a-z][a-z0-9_]{0,60}")
_FECHA = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_NUMERO = re.compile(r"-?\d{1,15}(,\d{1,4})?")


def leer_registro(f: Mapping[str, str]) -> RegistrarMensajeExterno:
    """Devuelve la orden.

    Raises:
        DatosInvalidos: falta el nombre o la institución, o un dato está mal escrito.
        NoEncontrado: la hoja de ruta no existe, o no le corresponde verla.
    """
    nombre, de = f.get("nombre", "").strip(), f.get("de", "").strip()
    faltas = [
        Falta(campo, frase)
        for campo, valor, frase in (
            ("nombre", nombre, "Elija qué mensaje llegó."),
            ("de", de, "Elija de qué institución llegó."),
        )
        if not valor
    ]
    if faltas:
        raise DatosInvalidos("No se registró nada; falta algo.", faltas)
    hr = f.get("hr", "").strip().upper()
    return RegistrarMensajeExterno(
        actor=actor(),
        nombre=nombre,
        de=de,
        clave=f.get("clave", "").strip() or None,
        contenido=_contenido(f),
        expediente_id=id_de_hoja(lectura(), actor(), hr, ahora()) if hr else None,
        idempotencia=f.get("idempotencia", "")[:80] or None,
    )


def _contenido(f: Mapping[str, str]) -> dict[str, Valor]:
    contenido: dict[str, Valor] = {}
    for n in range(1, FILAS + 1):
        campo, valor = f.get(f"campo_{n}", "").strip(), f.get(f"valor_{n}", "").strip()
        if not campo and not valor:
            continue
        if not _CAMPO.fullmatch(campo):
            frase = "El nombre lleva minúsculas, números y guiones bajos, como numero_gaceta."
            raise DatosInvalidos("Hay un dato por corregir.", [Falta(f"campo_{n}", frase)])
        contenido[campo] = _valor(valor, f"valor_{n}")
    return contenido


def _valor(texto: str, campo: str) -> str | bool | date | Decimal:
    if texto.lower() in {"sí", "si", "no"}:
        return texto.lower() != "no"
    if _FECHA.fullmatch(texto):
        return leer_fecha(texto, campo)
    if _NUMERO.fullmatch(texto) and not texto.startswith("0"):
        return Decimal(texto.replace(",", "."))
    return texto
