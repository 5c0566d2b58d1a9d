"""El trabajador que corre solo: hace lo debido, sigue tras un fallo y para cuando se le pide."""

import threading
import time

from sqlalchemy import select

from motor.almacen.expedientes import EstadoExpediente, Expediente
from motor.nucleo.actor import Actor
from motor.operaciones import _trabajos
from motor.operaciones.emitir_senal import EmitirSenal, emitir_senal
from motor.trabajador import Trabajador, bucle
from tests.motor.operaciones.mesa import TECNICO
from tests.motor.operaciones.test_mensajes_y_senales import POR_SENAL

PACIENCIA_SEGUNDOS = 60


def cerrados(mesa) -> int:
    return len(
        mesa.leer(select(Expediente.id).where(Expediente.estado == EstadoExpediente.CERRADO))
    )


def mientras_trabaja(mesa, cuantos: int) -> None:
    """Corre un trabajador hasta que haya tantos expedientes cerrados, y lo detiene."""
    trabajador = Trabajador(mesa.entorno)
    hilo = threading.Thread(target=trabajador.correr)
    hilo.start()
    limite = time.monotonic() + PACIENCIA_SEGUNDOS
    while cerrados(mesa) < cuantos and time.monotonic() < limite:
        hilo.join(0.05)
    trabajador.parar()
    hilo.join(PACIENCIA_SEGUNDOS)
    assert not hilo.is_alive()


def con_trabajo(mesa) -> None:
    """Dos casos que esperan una señal ya emitida: falta que alguien se la lleve."""
    mesa.publicar(POR_SENAL)
    mesa.iniciar()
    mesa.iniciar()
    emitir_senal(mesa.entorno, EmitirSenal(Actor(TECNICO), "Alerta", {}, idempotencia="una"))


def test_hace_lo_debido_y_se_detiene(mesa):
    con_trabajo(mesa)
    mientras_trabaja(mesa, 2)
    assert cerrados(mesa) == 2
    assert mesa.incidentes() == []


def test_una_falla_al_tomar_trabajos_no_lo_mata(mesa, monkeypatch):
    con_trabajo(mesa)
    monkeypatch.setattr(bucle, "PAUSA_TRAS_FALLO_SEGUNDOS", 0.01)
    tomar, veces = _trabajos.tomar_trabajos, []

    def falla_dos_veces(*pedido):
        veces.append(1)
        if len(veces) <= 2:
            raise OSError("la base no responde")
        return tomar(*pedido)

    monkeypatch.setattr(_trabajos, "tomar_trabajos", falla_dos_veces)
    mientras_trabaja(mesa, 2)
    assert len(veces) > 2
    assert cerrados(mesa) == 2


def test_parado_antes_de_correr_no_toma_nada(mesa):
    con_trabajo(mesa)
    trabajador = Trabajador(mesa.entorno)
    trabajador.parar()
    trabajador.correr()
    assert cerrados(mesa) == 0
