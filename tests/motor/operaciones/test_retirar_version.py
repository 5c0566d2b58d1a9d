"""Retirar una versión con casos en curso: siguen; lo nuevo no empieza hasta que rija otra."""

import pytest
from sqlalchemy import select

from motor.almacen.instancias import Instancia
from motor.almacen.procesos import EstadoVersion, Version
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada, SinPermiso
from motor.operaciones.retirar_version import RetirarVersion, retirar_version
from tests.motor.operaciones.mesa import TECNICO
from tests.motor.operaciones.test_migrar_casos import DE_PASO, dibujar

ADMIN = Actor("admin.sistema")
PRIMERA = dibujar("inicio > a > b > fin", a=DE_PASO, b=DE_PASO)
SEGUNDA = dibujar("inicio > a > b > c > fin", a=DE_PASO, b=DE_PASO, c=DE_PASO)


def retirar(mesa, version_id: int, motivo="Se derogó", actor=ADMIN):
    return retirar_version(mesa.entorno, RetirarVersion(actor, version_id, motivo))


def estados(mesa) -> list[EstadoVersion]:
    return list(mesa.leer(select(Version.estado).order_by(Version.numero)))


def test_los_casos_que_corren_terminan_en_ella(mesa):
    version = mesa.publicar(PRIMERA)
    mesa.iniciar()
    retirar(mesa, version)
    mesa.completar("a")
    mesa.completar("b")
    assert mesa.estado()[0] == "cerrado"
    assert mesa.leer(select(Instancia.version_id)) == [version]


def test_sin_otra_version_ya_no_se_inicia_hasta_publicar_una(mesa):
    retirar(mesa, mesa.publicar(PRIMERA))
    with pytest.raises(NoEncontrado, match="Ningún proceso publicado y vigente"):
        mesa.iniciar()
    nueva = mesa.publicar(SEGUNDA)
    mesa.iniciar()
    assert mesa.leer(select(Instancia.version_id)) == [nueva]


def test_retirar_una_reemplazada_no_toca_la_que_rige(mesa):
    vieja, nueva = mesa.publicar(PRIMERA), mesa.publicar(SEGUNDA)
    retirar(mesa, vieja)
    assert estados(mesa) == [EstadoVersion.RETIRADA, EstadoVersion.VIGENTE]
    mesa.iniciar()
    assert mesa.leer(select(Instancia.version_id)) == [nueva]


def test_no_se_retira_dos_veces_ni_sin_motivo_ni_sin_facultad(mesa):
    version = mesa.publicar(PRIMERA)
    with pytest.raises(DatosInvalidos, match="motivo"):
        retirar(mesa, version, " ")
    with pytest.raises(SinPermiso):
        retirar(mesa, version, actor=Actor(TECNICO))
    retirar(mesa, version)
    with pytest.raises(OrdenRechazada, match="no hay qué retirar"):
        retirar(mesa, version)
    with pytest.raises(NoEncontrado):
        retirar(mesa, 999)
