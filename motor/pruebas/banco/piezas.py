"""Medir lo que no es un expediente entero: un proceso grande, una expresión y una tabla."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

from motor.entorno import Entorno
from motor.feel import compilar, leer_dmn
from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.pruebas.banco.grande import CLAVE, DECISION, REGLAS, carpeta_grande, tabla_grande
from motor.pruebas.banco.resultados import Piezas

TANDAS = 5
INICIOS = 20
VECES_EXPRESION = 2_000
VECES_TABLA = 10
EXPRESION = 'monto > 1000 and decision = "aprobar"'
_AHORA = datetime(2026, 1, 5, 14, tzinfo=UTC)
_TECNICO = Actor("tecnico1.sdos", medio="banco")


def medir_proceso_grande(entorno: Entorno) -> tuple[float, float]:
    """Devuelve los segundos de publicar el proceso de 500 nodos y los milisegundos de iniciarlo.

    Publicar se mide una vez, con todo lo que revisa; iniciar, ya leída la versión, en la mejor de
    cinco tandas.
    """
    carpeta = carpeta_grande()
    desde = time.perf_counter()
    publicar_version(entorno, PublicarVersion(None, carpeta))
    publicar = time.perf_counter() - desde
    orden = IniciarExpediente(_TECNICO, CLAVE, "Medición")
    iniciar_expediente(entorno, orden)
    return publicar, _mejor(INICIOS, lambda: iniciar_expediente(entorno, orden)) * 1000


def medir_feel() -> Piezas:
    """Mide la expresión de la meta y la tabla de mil reglas, ya compiladas, sin base de datos."""
    expresion = compilar(EXPRESION)
    datos: dict[str, Valor] = {"monto": Decimal(1500), "decision": "aprobar"}
    modelo = leer_dmn(tabla_grande())
    fila: dict[str, Valor] = {
        "unidad": f"u{(REGLAS - 1) % 50}",
        "monto": Decimal(REGLAS * 10 - 1),
        "dias": Decimal(6),
        "clase": "obra",
        "urgente": True,
    }
    una = _mejor(VECES_EXPRESION, lambda: expresion.evaluar(datos, ahora=_AHORA))
    tabla = _mejor(VECES_TABLA, lambda: modelo.decidir(DECISION, fila, ahora=_AHORA))
    return Piezas(una * 1_000_000, tabla * 1000)


def _mejor(veces: int, hacer: Callable[[], object]) -> float:
    """Segundos de una vez, en la mejor de las tandas; antes, una de calentamiento."""
    hacer()
    mejor = float("inf")
    for _ in range(TANDAS):
        desde = time.perf_counter()
        for _ in range(veces):
            hacer()
        mejor = min(mejor, (time.perf_counter() - desde) / veces)
    return mejor
