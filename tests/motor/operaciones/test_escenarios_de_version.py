"""Lo publicado desde una carpeta guarda sus escenarios: los que la cambien los tienen que pasar."""

import pytest
from sqlalchemy import select

from motor.almacen.procesos import VersionEscenario
from motor.consultas.paquetes_de_proceso import paquete_de_version
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.proponer_borrador import ProponerBorrador, proponer_borrador
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.reglas.borradores import escenarios_de
from motor.reglas.borradores_probados import EscenariosSinPasar
from motor.reglas.publicacion import Carpeta
from tests.motor.operaciones.test_completar_tarea import APROBACION

ADMIN = Actor("admin.sistema")
CARPETA = Carpeta("prueba", "Prueba", APROBACION)
UNO, OTRO = b"- escenario: uno\n  pasos: []\n", b"- escenario: otro\n  pasos: []\n"


def publicar(mesa, escenarios: dict[str, bytes]) -> int:
    return publicar_version(mesa.entorno, PublicarVersion(None, CARPETA, escenarios)).id


def borrador_de(mesa, version_id: int) -> int:
    orden = CrearBorrador(ADMIN, "prueba", "Prueba", version_id)
    return crear_borrador(mesa.entorno, orden).id


def test_el_borrador_de_una_version_de_carpeta_lleva_sus_escenarios_y_debe_pasarlos(mesa):
    borrador = borrador_de(mesa, publicar(mesa, {"caso": UNO, "fragmentos": b"{}\n"}))
    with mesa.entorno.leer() as sesion:
        assert escenarios_de(sesion, borrador) == {"caso": UNO, "fragmentos": b"{}\n"}
    with pytest.raises(EscenariosSinPasar):
        proponer_borrador(mesa.entorno, ProponerBorrador(ADMIN, borrador, "Cambio", "DD 1/2027"))


def test_publicar_lo_mismo_con_otros_escenarios_es_la_misma_version_con_esos(mesa):
    version = publicar(mesa, {"caso": UNO})
    assert publicar(mesa, {"otro": OTRO}) == version
    assert mesa.leer(select(VersionEscenario.clave).order_by(VersionEscenario.clave)) == ["otro"]


def test_el_paquete_de_la_version_los_trae(mesa):
    publicar(mesa, {"caso": UNO})
    with mesa.entorno.leer() as sesion:
        archivos = paquete_de_version(sesion, "prueba", 1).archivos
    assert archivos["escenarios/caso.yaml"] == UNO
