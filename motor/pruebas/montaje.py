"""Montar una base con la organización y todos los procesos publicados."""

import json
from datetime import date
from pathlib import Path

from motor.almacen.conexion import crear_motor
from motor.almacen.esquema import migrar
from motor.entorno import Entorno
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.operaciones.sembrar_organizacion import SembrarOrganizacion, sembrar_organizacion
from motor.pruebas.carpetas import (
    ORGANIZACION,
    Carpeta,
    carpeta_de_diagramas,
    escenarios_de_carpeta,
    leer_carpeta,
    listar_carpetas,
)
from motor.pruebas.nombres import nombre_de_muestra
from motor.reglas import publicacion


def crear_base(url: str, *, duradero: bool = True) -> None:
    """Crea la base, o la lleva al esquema de este programa."""
    motor = crear_motor(url, duradero=duradero)
    try:
        migrar(motor)
    finally:
        motor.dispose()


def sembrar(
    entorno: Entorno,
    raiz: Path,
    clave: str | None = None,
    desde: date | None = None,
    inventar_nombres: bool = False,
) -> None:
    """Siembra la organización de `raiz/organizacion` o, si no la tiene, la que viene con Cauce.

    Args:
        entorno: dónde.
        raiz: la carpeta de diagramas.
        clave: la de todas las cuentas; None = sin clave.
        desde: desde cuándo vale lo sembrado; None = lo que digan los archivos.
        inventar_nombres: para que cada cuenta se lea como una persona y no como su cargo.
    """
    propia = raiz / ORGANIZACION
    carpeta = propia if propia.is_dir() else carpeta_de_diagramas() / ORGANIZACION
    nombrar = nombre_de_muestra if inventar_nombres else None
    sembrar_organizacion(entorno, SembrarOrganizacion(carpeta, clave, desde, nombrar))


def publicar_carpeta(entorno: Entorno, carpeta: Carpeta) -> int:
    """Publica la carpeta desde la consola y devuelve el id de la versión.

    Raises:
        DiagramaInvalido: con cada hallazgo que impide publicar.
    """
    ficha = json.loads(json.dumps(dict(carpeta.ficha), default=str))
    orden = publicacion.Carpeta(
        clave=carpeta.clave,
        nombre=carpeta.nombre,
        xml=carpeta.xml,
        formularios=carpeta.formularios,
        decisiones=carpeta.decisiones,
        ficha=ficha,
    )
    escenarios = escenarios_de_carpeta(carpeta.ruta)
    return publicar_version(entorno, PublicarVersion(None, orden, escenarios)).id


def publicar_todas(entorno: Entorno, raiz: Path) -> list[Carpeta]:
    """Publica cada proceso de la carpeta y los devuelve."""
    carpetas = [leer_carpeta(ruta) for ruta in listar_carpetas(raiz)]
    for carpeta in carpetas:
        publicar_carpeta(entorno, carpeta)
    return carpetas
