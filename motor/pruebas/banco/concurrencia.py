"""Medir muchos a la vez: clientes que completan tareas, y plazos que vencen juntos."""

import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from motor.almacen.bitacora import Asiento
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.entorno import Entorno
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.pruebas.banco.medir import montada
from motor.pruebas.banco.obreros import (
    CONTEXTO,
    TECNICO,
    Tanda,
    completar_por_turnos,
    repartir,
    sondear,
    trabajar,
)
from motor.pruebas.banco.relleno_plazos import rellenar_plazos
from motor.reglas.verificacion import verificar_bitacora
from motor.trabajador.bucle import LOTE_MAXIMO

CLIENTES = 16
DISPUTADAS = 10  # una de cada tantas la intentan dos clientes
SONDAS = 400
SONDAS_EN_REPOSO = 100
META_PLAZOS = 300.0
META_LATENCIA = 3.0


@dataclass(frozen=True)
class ConClientes:
    """Dieciséis clientes repartidos en unos procesos: cuánto rinden y si algo se perdió."""

    procesos: int
    tareas: int
    por_segundo: float
    ganadas: int  # según los clientes
    asentadas: int  # según la bitácora
    defectos: int  # de la bitácora

    def incumplidas(self) -> list[str]:
        """Lo perdido, lo repetido o lo alterado, en frases."""
        quien = f"{self.procesos} procesos"
        frases = []
        if not self.ganadas == self.asentadas == self.tareas:
            frases.append(
                f"{quien}: {self.tareas} tareas, {self.ganadas} completadas y "
                f"{self.asentadas} asentadas"
            )
        if self.defectos:
            frases.append(f"{quien}: {self.defectos} defectos en la bitácora")
        return frases


@dataclass(frozen=True)
class ConPlazos:
    """Unos trabajadores ante muchos plazos debidos a la vez, y una persona que sigue actuando."""

    trabajadores: int
    plazos: int
    por_segundo: float
    vencidos: int
    asentados: int
    desorden: int  # cuántos lugares se adelantó el que más
    ociosa_ms: float
    ocupada_ms: float

    def incumplidas(self) -> list[str]:
        """Las metas que no se alcanzan, cada una en una frase."""
        quien, frases = f"{self.trabajadores} trabajadores", []
        if not self.vencidos == self.asentados == self.plazos:
            frases.append(
                f"{quien}: {self.plazos} plazos, {self.vencidos} vencidos y "
                f"{self.asentados} asentados"
            )
        if self.desorden > self.trabajadores * LOTE_MAXIMO * 2:
            frases.append(f"{quien}: uno se adelantó {self.desorden} lugares")
        if self.por_segundo / self.trabajadores < META_PLAZOS:
            rinde = self.por_segundo / self.trabajadores
            frases.append(f"{quien}: {rinde:.0f} plazos/s cada uno < {META_PLAZOS:.0f}")
        if self.ocupada_ms > self.ociosa_ms * META_LATENCIA:
            veces = self.ocupada_ms / self.ociosa_ms
            frases.append(f"{quien}: una persona espera {veces:.1f} veces más que en reposo")
        return frases


def medir_muchos(
    nombre: str, url: str, tareas: int, plazos: int, avanzar: Callable[[], object]
) -> tuple[list[ConClientes], list[ConPlazos]]:
    """Mide sobre esa base: en PostgreSQL, 1, 2 y 4 procesos y 1 y 2 trabajadores; en SQLite, uno.

    Args:
        nombre: `sqlite` o `postgresql`.
        url: su dirección; vacía = un archivo propio.
        tareas: cuántas completan los clientes, cada vez.
        plazos: cuántos vencen, cada vez.
        avanzar: se llama al terminar cada medida.
    """
    en_pg = nombre == "postgresql"
    clientes, vencidos = [], []
    with tempfile.TemporaryDirectory(prefix="cauce-banco-") as temporal:
        url = url or f"sqlite:///{Path(temporal) / 'banco.db'}"
        with montada(url, Path(temporal)) as entorno:
            for procesos in (1, 2, 4) if en_pg else (1,):
                clientes.append(medir_clientes(entorno, url, procesos, tareas))
                avanzar()
            for trabajadores in (1, 2) if en_pg else (1,):
                vencidos.append(medir_plazos(entorno, url, trabajadores, plazos))
                avanzar()
    return clientes, vencidos


def medir_clientes(entorno: Entorno, url: str, procesos: int, tareas: int) -> ConClientes:
    """Completa `tareas` con dieciséis clientes en `procesos` programas; parte las intentan dos."""
    abiertas = [_abrir(entorno) for _ in range(tareas)]
    turnos = repartir(abiertas, CLIENTES, DISPUTADAS)
    cada = CLIENTES // procesos
    salida, barrera = CONTEXTO.Queue(), CONTEXTO.Barrier(procesos + 1)
    carpeta = entorno.ajustes.carpeta
    corren = [
        CONTEXTO.Process(
            target=completar_por_turnos,
            args=(Tanda(url, carpeta, tuple(turnos[n * cada : (n + 1) * cada])), salida, barrera),
        )
        for n in range(procesos)
    ]
    for corre in corren:
        corre.start()
    barrera.wait()
    desde = time.perf_counter()
    ganadas = sum(salida.get() for _ in corren)
    tardo = time.perf_counter() - desde
    for corre in corren:
        corre.join()
    with entorno.sesiones() as sesion:  # la bitácora entera se lee con un cursor: pide transacción
        asentadas = _completadas_asentadas(sesion, abiertas)
        defectos = len(verificar_bitacora(sesion).defectos)
    return ConClientes(procesos, tareas, tareas / tardo, ganadas, asentadas, defectos)


def _abrir(entorno: Entorno) -> int:
    orden = IniciarExpediente(TECNICO, "banco_aprobacion", "Medición")
    (tarea,) = iniciar_expediente(entorno, orden).abiertas
    return tarea


def _completadas_asentadas(sesion: Session, tareas: list[int]) -> int:
    """Cuántos actos de completar hay en los expedientes de esas tareas, ya completadas todas."""
    suyas = select(Tarea.expediente_id).where(
        Tarea.id.in_(tareas), Tarea.estado == EstadoTarea.COMPLETADA
    )
    cuenta = select(func.count()).where(
        Asiento.hecho == "tarea_completada", Asiento.expediente_id.in_(suyas)
    )
    return sesion.scalar(cuenta) or 0


def medir_plazos(entorno: Entorno, url: str, trabajadores: int, plazos: int) -> ConPlazos:
    """Vence `plazos` con esos trabajadores mientras una persona completa tareas de a una."""
    sondas = [_abrir(entorno) for _ in range(SONDAS)]
    ociosa = sondear(entorno, sondas[:SONDAS_EN_REPOSO], lambda: False)
    ids = rellenar_plazos(entorno, plazos)
    parar = CONTEXTO.Event()
    corren = [
        CONTEXTO.Process(target=trabajar, args=(url, entorno.ajustes.carpeta, parar))
        for _ in range(trabajadores)
    ]
    for corre in corren:
        corre.start()
    _esperar(lambda: _abiertos(entorno, ids) < plazos)
    ocupada = sondear(entorno, sondas[SONDAS_EN_REPOSO:], lambda: _abiertos(entorno, ids) == 0)
    _esperar(lambda: _abiertos(entorno, ids) == 0)
    parar.set()
    for corre in corren:
        corre.join()
    with entorno.leer() as sesion:
        hechos = _vencidos(sesion, ids)
    tardo = (hechos[-1][1] - hechos[0][1]).total_seconds()
    return ConPlazos(
        trabajadores,
        plazos,
        len(hechos) / tardo,
        len({plazo for plazo, _ in hechos}),
        len(hechos),
        _desorden([debia for debia, _ in hechos]),
        ociosa,
        ocupada,
    )


def _esperar(ya: Callable[[], bool]) -> None:
    while not ya():
        time.sleep(0.2)


def _abiertos(entorno: Entorno, ids: range) -> int:
    with entorno.leer() as sesion:
        return sesion.scalar(_cuantos(Plazo.id, ids, Plazo.estado == EstadoPlazo.ABIERTO)) or 0


def _vencidos(sesion: Session, ids: range) -> list[tuple[datetime, datetime]]:
    """De cada vencimiento asentado, cuándo vencía y cuándo se hizo, en el orden en que se hizo."""
    consulta = (
        select(Plazo.vence_el, Asiento.hecho_el)
        .join(Asiento, Asiento.expediente_id == Plazo.expediente_id)
        .where(Plazo.id >= ids.start, Plazo.id < ids.stop, Plazo.estado == EstadoPlazo.VENCIDO)
        .where(Asiento.hecho == "plazo_vencido")
        .order_by(Asiento.hecho_el, Asiento.id)
    )
    return [(vence_el, hecho_el) for vence_el, hecho_el in sesion.execute(consulta)]


def _cuantos(columna: Any, ids: range, *condiciones: Any) -> Any:
    return select(func.count()).where(columna >= ids.start, columna < ids.stop, *condiciones)


def _desorden(debian: list[datetime]) -> int:
    """Cuántos lugares antes del suyo se hizo el que más se adelantó."""
    lugar = {instante: n for n, instante in enumerate(sorted(debian))}
    return max((lugar[instante] - n for n, instante in enumerate(debian)), default=0)
