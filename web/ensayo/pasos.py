"""Los pasos de un ensayo, de lo que manda el navegador al lenguaje de los escenarios."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePath
from typing import Any

from flask import request

from motor.consultas.formularios import poner_fichas
from motor.nucleo.errores import DatosInvalidos, Falta
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from web.fechas import leer_fecha
from web.formularios import Envio

Crudo = dict[str, Any]
UNIDADES = (
    ("dh", "días hábiles"),
    ("dc", "días corridos"),
    ("meses", "meses"),
    ("horas", "horas"),
)
CANTIDAD_MAXIMA = 3_650
ANIOS = range(2000, 2101)


def leer_comienzo() -> datetime:
    """Devuelve el instante, en hora de aquí, en que empieza el ensayo.

    Raises:
        DatosInvalidos: la fecha o la hora no existen.
    """
    dia = leer_fecha(request.form.get("fecha", ""), "fecha")
    if dia.year not in ANIOS:
        frase = f"El año debe estar entre {ANIOS[0]} y {ANIOS[-1]}."
        raise DatosInvalidos("No se empezó.", [Falta("fecha", frase)])
    try:
        hora = datetime.strptime(request.form.get("hora", "").strip(), "%H:%M").time()  # noqa: DTZ007 solo la hora
    except ValueError:
        frase = "Escriba la hora como 09:00."
        raise DatosInvalidos("No se empezó.", [Falta("hora", frase)]) from None
    return datetime.combine(dia, hora, LA_PAZ)


def leer_reloj() -> Crudo:
    """Devuelve el paso que adelanta el reloj.

    Raises:
        DatosInvalidos: no dice cuánto, o es demasiado.
    """
    cuanto, unidad = request.form.get("cuanto", "").strip(), request.form.get("unidad", "")
    if unidad not in dict(UNIDADES):
        raise DatosInvalidos("No se movió.", [Falta("unidad", "Elija una unidad.")])
    if not cuanto.isdecimal() or not 1 <= int(cuanto[:6]) <= CANTIDAD_MAXIMA:
        frase = f"Escriba cuánto adelantar, de 1 a {CANTIDAD_MAXIMA}."
        raise DatosInvalidos("No se movió.", [Falta("cuanto", frase)])
    return {"reloj": f"+{int(cuanto)} {unidad}"}


def leer_contenido() -> Crudo:
    """Devuelve lo que trae un mensaje, de renglones «nombre: valor».

    Raises:
        DatosInvalidos: un renglón no tiene esa forma.
    """
    contenido: Crudo = {}
    for renglon in request.form.get("contenido", "")[:20_000].splitlines():
        nombre, dos_puntos, valor = renglon.partition(":")
        if not renglon.strip():
            continue
        if not dos_puntos or not nombre.strip().isidentifier():
            frase = f"«{renglon[:60]}» no es «nombre: valor»."
            raise DatosInvalidos("No se entregó.", [Falta("contenido", frase)])
        contenido[nombre.strip()] = _dicho(valor.strip())
    return contenido


def leer_derivacion() -> Crudo:
    """Devuelve a quién se deriva y con qué proveído.

    Raises:
        DatosInvalidos: falta alguno de los dos.
    """
    a, proveido = (
        request.form.get("derivar_a", ""),
        request.form.get("derivar_proveido", "").strip(),
    )
    if not a:
        frase = "Diga a qué unidad o cargo se deriva."
        raise DatosInvalidos("No se derivó.", [Falta("derivar_a", frase)])
    if not proveido:
        frase = "Para derivar hace falta el proveído: qué se pide al destinatario."
        raise DatosInvalidos("No se derivó.", [Falta("derivar_proveido", frase)])
    return {"a": [a], "proveido": proveido}


def con_archivos(envio: Envio) -> Crudo:
    """Devuelve los datos del formulario con cada archivo como `{archivo, fojas}`, de muestra."""
    fichas = [
        (s.campo, {"archivo": _nombre(s.archivo.filename), "fojas": s.fojas or 1})
        for s in envio.subidos
    ]
    datos: Crudo = _plano(poner_fichas(envio.datos, fichas))
    return datos


def _plano(valor: Valor) -> Any:
    """El valor como va en un escenario: un documento ya adjunto se dice por su nombre."""
    if isinstance(valor, Mapping) and "documento" in valor:
        return {"archivo": _nombre(str(valor.get("nombre")))}
    if isinstance(valor, Mapping):
        return {clave: _plano(dato) for clave, dato in valor.items()}
    if isinstance(valor, list):
        return [_plano(dato) for dato in valor]
    return valor


def _nombre(archivo: str | None) -> str:
    return PurePath(archivo or "archivo").stem[:80] + ".pdf"


def _dicho(texto: str) -> bool | int | str:
    if texto.lower() in ("sí", "si", "true"):
        return True
    if texto.lower() in ("no", "false"):
        return False
    return int(texto) if texto.isdecimal() and len(texto) < 16 else texto
