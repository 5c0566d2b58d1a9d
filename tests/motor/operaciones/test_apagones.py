"""Procesos reales que mueren con `kill -9` a mitad de sus actos: nada se pierde ni se repite."""

import random
import subprocess
import sys
import time
from collections import Counter

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.almacen.instancias import Instancia
from motor.almacen.mensajes import Mensaje
from motor.almacen.tareas import ABIERTAS, Tarea
from motor.almacen.trabajos import EstadoTrabajo, Incidente, Trabajo
from motor.nucleo.reloj import RelojSistema
from tests.motor.operaciones.mesa import JEFE, armar_mesa
from tests.motor.operaciones.test_mensajes_y_senales import IDA_Y_VUELTA
from tests.motor.operaciones.victima import entorno_de

MUERTES = 6
VUELTAS = 100  # no segundos: cuántos casos alcanzan a nacer depende de lo rápida que sea la máquina


def nacer(url: str, carpeta, papel: str) -> subprocess.Popen:
    orden = [sys.executable, "-m", "tests.motor.operaciones.victima", url, str(carpeta), papel]
    hijo = subprocess.Popen(orden, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert hijo.stdout.readline() == "listo\n"
    return hijo


def matar(hijo: subprocess.Popen) -> None:
    hijo.kill()
    hijo.stdout.close()
    hijo.wait()


def trabajar_entre_apagones(url: str, carpeta) -> None:
    azar = random.Random(7)  # noqa: S311  solo reparte las muertes en el tiempo
    for _ in range(MUERTES):
        vivos = [nacer(url, carpeta, papel) for papel in ("oficina", "oficina", "trabajador")]
        time.sleep(azar.uniform(0.2, 0.7))
        for hijo in vivos:
            matar(hijo)


def terminar_lo_pendiente(mesa) -> None:
    """Lo que haría la oficina al volver la luz: esperar las reservas y completar lo abierto."""
    for _ in range(VUELTAS):
        mesa.drenar()
        tareas = mesa.leer(select(Tarea).where(Tarea.estado.in_(ABIERTAS)))
        for tarea in tareas:
            mesa.expediente = tarea.expediente_id
            mesa.completar(tarea.elemento, como=JEFE)
        pendientes = mesa.leer(select(Trabajo).where(Trabajo.estado == EstadoTrabajo.PENDIENTE))
        if not tareas and not pendientes:
            return
        time.sleep(0.2)
    raise AssertionError(f"Tras {VUELTAS} vueltas seguía habiendo trabajo pendiente.")


@pytest.mark.lento
def test_tras_varios_apagones_todo_termina_una_vez_y_la_bitacora_esta_entera(
    url_bd, sesiones, tmp_path
):
    mesa = armar_mesa(sesiones, RelojSistema(), tmp_path)
    mesa.publicar(IDA_Y_VUELTA)
    trabajar_entre_apagones(url_bd, tmp_path)
    mesa.entorno = entorno_de(url_bd, tmp_path)
    terminar_lo_pendiente(mesa)
    expedientes = mesa.leer(select(Expediente).order_by(Expediente.id))
    assert len(expedientes) >= MUERTES
    assert [e.numero for e in expedientes] == list(range(1, len(expedientes) + 1))
    assert {e.estado for e in expedientes} == {EstadoExpediente.CERRADO}
    por_expediente = Counter(mesa.leer(select(Instancia.expediente_id)))
    assert set(por_expediente.values()) == {2}
    mensajes = Counter(mesa.leer(select(Mensaje.expediente_id)))
    assert set(mensajes.values()) == {2}
    assert mesa.leer(select(Incidente)) == []
    for expediente in expedientes:
        mesa.expediente = expediente.id
        assert mesa.quiebre() is None
        assert mesa.hechos().count("tarea_completada") == 1
    mesa.entorno.sesiones.kw["bind"].dispose()
