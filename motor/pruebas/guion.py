"""El guion de la demostración: qué escenarios se recorren, hasta dónde y hace cuánto."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from motor.nucleo.errores import NoEncontrado
from motor.pruebas import pasos as p
from motor.pruebas.expectativas import Espera
from motor.pruebas.pasos import Escenario
from motor.reglas.yaml_seguro import leer_yaml

ARCHIVO = "demostracion.yaml"
_FECHA = re.compile(r"[12][0-9]{3}-[01][0-9]-[0-3][0-9]")


@dataclass(frozen=True)
class CasoVivo:
    """Un escenario por recorrer, ya cortado donde debe quedar; su último acto, hace `hace`."""

    escenario: Escenario
    pasos: tuple[p.Paso, ...]
    hace: timedelta


def leer_guion(raiz: Path, escenarios: Sequence[Escenario]) -> tuple[CasoVivo, ...]:
    """Lee `demostracion.yaml`; sin él, cada proceso aporta su primer escenario, entero.

    Raises:
        NoEncontrado: nombra un escenario o un paso que no existe.
        YamlInvalido: está mal escrito.
    """
    por_id = {e.id: e for e in escenarios}
    ruta = raiz / ARCHIVO
    if not ruta.is_file():
        primeros: dict[str, Escenario] = {}
        for escenario in escenarios:
            primeros.setdefault(escenario.proceso, escenario)
        return tuple(_vivo(e, {"hace": 30}) for e in primeros.values())
    casos = []
    for ficha in leer_yaml(ruta)["casos"]:
        pedido = por_id.get(str(ficha["escenario"]))
        if pedido is None:
            raise NoEncontrado(f"{ruta}: no hay un escenario «{ficha['escenario']}».")
        casos.append(_vivo(pedido, ficha))
    return tuple(casos)


def _vivo(escenario: Escenario, ficha: Mapping[str, Any]) -> CasoVivo:
    pasos = [_sin_clave(paso) for paso in escenario.pasos]
    if "hasta" in ficha:
        pasos = pasos[: _indice(escenario, str(ficha["hasta"]))]
    hechos = [paso for paso in pasos if not isinstance(paso.orden, Espera | p.Rechaza)]
    while hechos and isinstance(hechos[-1].orden, p.MoverReloj):
        hechos.pop()
    if "asunto" in ficha:
        hechos = [_con_asunto(paso, str(ficha["asunto"])) for paso in hechos]
    return CasoVivo(escenario, tuple(hechos), timedelta(days=float(ficha["hace"])))


def _indice(escenario: Escenario, hasta: str) -> int:
    tarea, _, vez = hasta.partition("#")
    veces = [
        indice
        for indice, paso in enumerate(escenario.pasos)
        if isinstance(paso.orden, p.DeTarea) and paso.orden.tarea == tarea
    ]
    cual = int(vez or 1)
    if len(veces) < cual:
        raise NoEncontrado(f"{ARCHIVO}: el escenario {escenario.id} no tiene «{hasta}».")
    return veces[cual - 1]


def _sin_clave(paso: p.Paso) -> p.Paso:
    """Los mensajes de fuera van al expediente en curso: su clave lleva el año del escenario."""
    if isinstance(paso.orden, p.EnviarMensaje):
        return replace(paso, orden=replace(paso.orden, clave=None))
    return paso


def _con_asunto(paso: p.Paso, asunto: str) -> p.Paso:
    if isinstance(paso.orden, p.Iniciar):
        return replace(paso, orden=replace(paso.orden, asunto=asunto))
    return paso


def correr_fechas(valor: Any, dia: Callable[[date], date]) -> Any:
    """Devuelve el valor con todas sus fechas corridas por `dia`; lo demás, igual.

    También corre las escritas como texto, aaaa-mm-dd, como llegan de un formulario.
    """
    if isinstance(valor, datetime):
        return datetime.combine(dia(valor.date()), valor.timetz())
    if isinstance(valor, date):
        return dia(valor)
    if isinstance(valor, str):
        return dia(date.fromisoformat(valor)).isoformat() if _FECHA.fullmatch(valor) else valor
    if isinstance(valor, Mapping):
        return {clave: correr_fechas(dato, dia) for clave, dato in valor.items()}
    if isinstance(valor, list | tuple):
        return type(valor)(correr_fechas(dato, dia) for dato in valor)
    return valor


def correr_paso_fechas(paso: p.Paso, dia: Callable[[date], date]) -> p.Paso:
    """Devuelve el paso con las fechas de sus datos o de su vigencia corridas por `dia`."""
    orden = paso.orden
    fechas = {
        campo: correr_fechas(getattr(orden, campo), dia)
        for campo in ("datos", "contenido", "desde", "hasta")
        if getattr(orden, campo, None)
    }
    return replace(paso, orden=replace(orden, **fechas)) if fechas else paso
