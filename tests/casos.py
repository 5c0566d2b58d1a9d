"""Casos de los procesos de verdad, recorridos una vez por corrida; las pruebas solo los leen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from motor.almacen.conexion import crear_motor
from motor.almacen.esquema import migrar
from motor.almacen.expedientes import Expediente
from motor.arranque import armar_entorno
from motor.entorno import Ajustes, Entorno
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.corrida import Corrida
from motor.pruebas.ejecutor import correr_paso
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import publicar_todas, sembrar
from motor.pruebas.reloj_fijo import RelojFijo
from motor.pruebas.seleccion import elegir
from motor.trabajador import drenar
from tests import bases

TRABAJADOR = os.environ.get("PYTEST_XDIST_WORKER", "unico")
SECRETO = "secreto-de-prueba-que-mide-mas-de-32"


@dataclass
class Casos:
    """El entorno, su reloj y el id de cada expediente por la clave con que se pidió."""

    entorno: Entorno
    reloj: RelojFijo
    ids: dict[str, int]
    hrs: dict[str, str]

    def ahora(self):
        return self.reloj.ahora()


@contextmanager
def recorrer(base: str, carpeta, pedidos: dict[str, tuple[str, int | None]]) -> Iterator[Casos]:
    """Publica los procesos y recorre los escenarios pedidos: clave → (id, pasos; None = todos)."""
    url = (
        f"sqlite:///{carpeta / 'casos.db'}"
        if base == "sqlite"
        else bases.postgresql_vacia(f"casos_{carpeta.name}_{TRABAJADOR}")
    )
    motor = crear_motor(url, duradero=False)
    migrar(motor)
    motor.dispose()
    raiz = carpeta_de_diagramas()
    escenarios = {e.id: e for e in elegir(raiz, None).escenarios}
    elegidos = sorted(pedidos.items(), key=lambda par: escenarios[par[1][0]].comienza)
    reloj = RelojFijo(escenarios[elegidos[0][1][0]].comienza)
    ajustes = Ajustes(carpeta=carpeta, url=url, duradero=False, secreto=SECRETO)
    entorno = armar_entorno(ajustes, reloj=reloj)
    try:
        sembrar(entorno, raiz, inventar_nombres=True)
        publicar_todas(entorno, raiz)
        casos = Casos(entorno, reloj, {}, {})
        for clave, (id_, hasta) in elegidos:
            _recorrer(casos, clave, escenarios[id_], hasta)
        yield casos
    finally:
        soltar(entorno)


def _recorrer(casos: Casos, clave: str, escenario, hasta: int | None) -> None:
    ultimo = casos.reloj.ahora()
    casos.reloj.poner(escenario.comienza)
    corrida = Corrida(casos.entorno, casos.reloj, lambda: drenar(casos.entorno))
    for paso in escenario.pasos[:hasta]:
        correr_paso(corrida, paso)
    casos.reloj.poner(max(ultimo, casos.reloj.ahora()))
    casos.ids[clave] = corrida.expediente(None)
    with casos.entorno.leer() as sesion:
        casos.hrs[clave] = sesion.get_one(Expediente, casos.ids[clave]).hr
