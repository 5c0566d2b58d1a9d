"""Los procesos de la casa, revisados con todo lo que se sabe al publicar, no dan ni un consejo."""

import importlib
import pkgutil

import pytest

import procesos
from motor.bpmn import leer
from motor.entorno import Entorno
from motor.manejadores.registro import reunir
from motor.pruebas.carpetas import carpeta_de_diagramas, leer_carpeta, listar_carpetas
from motor.pruebas.montaje import publicar_todas, sembrar
from motor.reglas.publicacion import Carpeta, revisar_carpeta


@pytest.fixture
def entorno(sesiones, reloj):
    nombres = [m.name for m in pkgutil.walk_packages(procesos.__path__, "procesos.")]
    temas = reunir(importlib.import_module(nombre) for nombre in nombres)
    casa = Entorno(sesiones, reloj, manejadores=temas)
    sembrar(casa, carpeta_de_diagramas())
    publicar_todas(casa, carpeta_de_diagramas())
    return casa


@pytest.mark.lento
def test_los_procesos_de_la_casa_no_dan_ninguna_advertencia(entorno):
    dichos = []
    for ruta in listar_carpetas(carpeta_de_diagramas()):
        leida = leer_carpeta(ruta)
        carpeta = Carpeta(leida.clave, leida.nombre, leida.xml, leida.formularios, leida.decisiones)
        with entorno.leer() as sesion:
            documento = leer(carpeta.xml)
            hallados = revisar_carpeta(sesion, carpeta, documento, entorno.manejadores.temas)
        dichos += [f"{leida.clave}: {h}" for h in hallados]
    assert dichos == []
