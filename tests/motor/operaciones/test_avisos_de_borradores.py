"""De un borrador propuesto se entera quien puede aprobarlo y, resuelto, quien lo propuso."""

from motor.nucleo.actor import Actor
from motor.operaciones.aprobar_borrador import AprobarBorrador, aprobar_borrador
from motor.operaciones.devolver_borrador import DevolverBorrador, devolver_borrador
from tests.motor.operaciones.mesa import SCG
from tests.motor.operaciones.test_avisos_de_movimientos import avisados
from tests.motor.operaciones.test_borradores import guardar, mesa_con_dos, nuevo, proponer

__all__ = ["mesa_con_dos"]  # es una fixture


def test_se_avisa_a_quien_puede_aprobarlo_y_no_a_quien_lo_propuso(mesa_con_dos):
    proponer(mesa_con_dos, nuevo(mesa_con_dos))
    dichos = avisados(mesa_con_dos, "borrador_propuesto")
    assert SCG in dichos
    assert "admin.sistema" not in dichos
    assert "Primera" in dichos[SCG]


def test_no_se_avisa_a_quien_lo_cambio_que_no_puede_aprobarlo(mesa_con_dos):
    borrador_id = nuevo(mesa_con_dos)
    guardar(mesa_con_dos, borrador_id, "uno", 0, Actor(SCG))
    proponer(mesa_con_dos, borrador_id)
    assert SCG not in avisados(mesa_con_dos, "borrador_propuesto")


def test_quien_lo_propuso_se_entera_de_que_se_publico(mesa_con_dos):
    borrador_id = nuevo(mesa_con_dos)
    proponer(mesa_con_dos, borrador_id)
    aprobar_borrador(mesa_con_dos.entorno, AprobarBorrador(Actor(SCG), borrador_id))
    [(quien, texto)] = avisados(mesa_con_dos, "borrador_resuelto").items()
    assert quien == "admin.sistema"
    assert texto.endswith("como versión 1.")


def test_quien_lo_propuso_se_entera_de_por_que_se_devolvio(mesa_con_dos):
    borrador_id = nuevo(mesa_con_dos)
    proponer(mesa_con_dos, borrador_id)
    orden = DevolverBorrador(Actor(SCG), borrador_id, "Falta el plazo")
    devolver_borrador(mesa_con_dos.entorno, orden)
    dicho = avisados(mesa_con_dos, "borrador_resuelto")["admin.sistema"]
    assert dicho.endswith("para cambiarlo: Falta el plazo")
