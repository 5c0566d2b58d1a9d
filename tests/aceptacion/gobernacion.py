"""La Gobernación entera servida en un puerto libre: sus cargos de verdad, sin ningún proceso."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from motor.almacen.conexion import crear_motor
from motor.almacen.esquema import migrar
from motor.arranque import armar_entorno
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.ensayos import ENSAYOS
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import sembrar
from motor.pruebas.reloj_fijo import RelojFijo
from tests.aceptacion.sitio import Sitio, servir
from tests.casos import Casos
from tests.web.ayudas import ajustes_de_prueba, armar_app

EMPIEZA = datetime(2027, 3, 1, 9, 0, tzinfo=LA_PAZ)  # lunes


@contextmanager
def gobernacion(carpeta: Path) -> Iterator[tuple[Sitio, Casos]]:
    """Siembra la organización, y nada más, y la sirve mientras dure el `with`."""
    url = f"sqlite:///{carpeta / 'gobernacion.db'}"
    ajustes = replace(ajustes_de_prueba(carpeta), url=url)
    motor = crear_motor(url, duradero=False)
    migrar(motor)
    motor.dispose()
    reloj = RelojFijo(EMPIEZA)
    entorno = armar_entorno(ajustes, reloj=reloj)
    try:
        sembrar(entorno, carpeta_de_diagramas(), inventar_nombres=True)
        with servir(armar_app(entorno)) as sitio:
            yield sitio, Casos(entorno, reloj, {}, {})
    finally:
        ENSAYOS.olvidar()
        soltar(entorno)
