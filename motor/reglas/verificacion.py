"""Comprobar que la bitácora está entera: cada cadena, asiento por asiento, y su cola."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento, CadenaSistema
from motor.almacen.expedientes import Correlativo, Expediente
from motor.nucleo.huellas import (
    ClaseQuiebre,
    Cola,
    Eslabon,
    Quiebre,
    comprobar_cadena,
)
from motor.reglas.numeracion import SERIE_HR

CADENA_SISTEMA = "sistema"
_LOTE = 500


@dataclass(frozen=True)
class Defecto:
    """Un quiebre y la cadena donde está: la HR del expediente o «sistema»."""

    cadena: str
    quiebre: Quiebre

    def __str__(self) -> str:
        return f"{self.cadena}, asiento {self.quiebre.numero}: {self.quiebre.mensaje}."


@dataclass(frozen=True)
class Informe:
    """Lo que se comprobó y lo que se halló (a lo sumo un defecto por cadena)."""

    cadenas: int
    asientos: int
    defectos: tuple[Defecto, ...]


def verificar_bitacora(sesion: Session, hr: str | None = None) -> Informe:
    """Comprueba todas las cadenas, o solo la del expediente `hr`.

    Memoria constante: los asientos se leen por lotes. Mira una foto de la base, así que puede
    correr mientras otros trabajan; pide una sesión recién abierta.
    """
    if sesion.get_bind().dialect.name == "postgresql" and not sesion.in_transaction():
        sesion.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    colas = _colas(sesion, hr)
    pendientes = dict(colas)
    cuenta = _Cuenta()
    defectos = []
    for cadena, filas in groupby(_filas(sesion, hr), key=lambda fila: fila[0] or CADENA_SISTEMA):
        cola = pendientes.pop(cadena, Cola())
        quiebre = cuenta.comprobar(filas, cola)
        if quiebre is not None:
            defectos.append(Defecto(cadena, quiebre))
    for cadena, cola in pendientes.items():
        quiebre = _sin_asientos(cadena, cola)
        if quiebre is not None:
            defectos.append(Defecto(cadena, quiebre))
    if hr is None:
        defectos += _huecos(sesion)
    return Informe(len(colas), cuenta.asientos, tuple(defectos))


class _Cuenta:
    """Recorre filas como eslabones; anota cuántas y la primera cuyas columnas no coinciden."""

    def __init__(self) -> None:
        self.asientos = 0
        self.columnas: Quiebre | None = None

    def comprobar(self, filas: Iterator[Row[str, Asiento]], cola: Cola) -> Quiebre | None:
        """Devuelve el primer defecto de la cadena: de sus huellas o de sus columnas."""
        self.columnas = None
        quiebre = comprobar_cadena(self._eslabones(filas), cola)
        return self.columnas if quiebre is None else quiebre

    def _eslabones(self, filas: Iterator[Row[str, Asiento]]) -> Iterator[Eslabon]:
        for hr, asiento in filas:
            self.asientos += 1
            if self.columnas is None:
                self.columnas = _comparar_columnas(hr, asiento)
            yield Eslabon(asiento.numero, asiento.contenido, asiento.huella)


def _comparar_columnas(hr: str | None, asiento: Asiento) -> Quiebre | None:
    try:
        dicho = json.loads(asiento.contenido)
        coincide = (dicho.get("hecho"), dicho.get("el"), dicho.get("expediente")) == (
            asiento.hecho,
            asiento.hecho_el.isoformat(),
            hr,
        ) and asiento.unidad in (None, (dicho.get("quien") or {}).get("unidad"))
    except (ValueError, AttributeError):
        return None  # la cadena ya lo delata: su huella no puede coincidir
    if coincide:
        return None
    mensaje = f"las columnas del asiento {asiento.numero} no dicen lo mismo que su contenido"
    return Quiebre(ClaseQuiebre.ALTERADO, asiento.numero, mensaje)


def _filas(sesion: Session, hr: str | None) -> Iterator[Row[str, Asiento]]:
    consulta = (
        select(Expediente.hr, Asiento)
        .select_from(Asiento)
        .outerjoin(Expediente, Asiento.expediente_id == Expediente.id)
        .order_by(Asiento.expediente_id, Asiento.numero, Asiento.id)
        .execution_options(populate_existing=True)
    )
    if hr is not None:  # una cadena cabe entera, y así sirve también una lectura sin transacción
        yield from sesion.execute(consulta.where(Expediente.hr == hr))
    else:
        yield from sesion.execute(consulta.execution_options(yield_per=_LOTE))


def _colas(sesion: Session, hr: str | None) -> dict[str, Cola]:
    consulta = select(Expediente.hr, Expediente.cola_numero, Expediente.cola_huella)
    if hr is not None:
        consulta = consulta.where(Expediente.hr == hr)
    colas = {fila[0]: Cola(fila[1], fila[2]) for fila in sesion.execute(consulta)}
    if hr is None:
        numero, huella = sesion.execute(
            select(CadenaSistema.cola_numero, CadenaSistema.cola_huella)
        ).one()
        colas[CADENA_SISTEMA] = Cola(numero, huella)
    return colas


def _sin_asientos(cadena: str, cola: Cola) -> Quiebre | None:
    if cadena == CADENA_SISTEMA and cola.numero == 0:
        return None
    if cola.numero == 0:
        return Quiebre(ClaseQuiebre.FALTA, 1, "el expediente no tiene ningún asiento")
    return comprobar_cadena((), cola)


def _huecos(sesion: Session) -> list[Defecto]:
    """Las hojas de ruta que se numeraron y ya no están."""
    ultimos = sesion.execute(
        select(Correlativo.gestion, Correlativo.ultimo).where(Correlativo.serie == SERIE_HR)
    )
    defectos = []
    for gestion, ultimo in ultimos.all():
        hay = sesion.scalar(
            select(func.count()).select_from(Expediente).where(Expediente.gestion == gestion)
        )
        if hay != ultimo:
            mensaje = f"de la gestión {gestion} se numeraron {ultimo} hojas de ruta y hay {hay}"
            defectos.append(Defecto(f"HR-{gestion}", Quiebre(ClaseQuiebre.FALTA, 0, mensaje)))
    return defectos
