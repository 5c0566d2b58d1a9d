"""De un movimiento se avisa a quienes pueden resolverlo y, resuelto, a quien lo pidió."""

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.almacen.trabajos import TipoTrabajo, Trabajo
from motor.nucleo.actor import Actor
from motor.operaciones.rechazar_movimiento import RechazarMovimiento, rechazar_movimiento
from motor.reglas.reparto import repartir
from tests.motor.operaciones.mesa import SCG
from tests.motor.operaciones.test_mover_ficha import DIAGRAMA, aprobar, facultar, pedir


@pytest.fixture
def curso(mesa):
    """Un caso en «a»; la administradora y el secretario administran expedientes."""
    facultar(mesa)
    mesa.publicar(DIAGRAMA)
    mesa.iniciar(datos={"n": 3})
    return mesa


def avisados(mesa, clase: str) -> dict[str, str]:
    """Usuario → qué se le dijo."""
    consulta = select(Persona.usuario, Aviso.texto).join(Persona, Persona.id == Aviso.persona_id)
    with mesa.entorno.leer() as sesion:
        filas = sesion.execute(consulta.where(Aviso.clase == clase)).all()
    return {fila.usuario: fila.texto for fila in filas}


def test_se_avisa_a_quien_puede_resolverlo_y_no_a_quien_lo_pidio(curso):
    pedir(curso)
    dichos = avisados(curso, "movimiento_pedido")
    assert "admin.sistema" not in dichos
    assert "pide pasar el caso de «a» a «c»" in dichos[SCG]
    assert set(dichos) == {SCG}


def test_quien_lo_pidio_se_entera_de_que_se_aprobo(curso):
    aprobar(curso, pedir(curso))
    [(quien, texto)] = avisados(curso, "movimiento_resuelto").items()
    assert quien == "admin.sistema"
    assert texto.endswith("aprobó pasar el caso de «a» a «c».")


def test_quien_lo_pidio_se_entera_de_por_que_se_rechazo(curso):
    orden = RechazarMovimiento(Actor(SCG), pedir(curso), "Falta el informe")
    rechazar_movimiento(curso.entorno, orden)
    dicho = avisados(curso, "movimiento_resuelto")["admin.sistema"]
    assert dicho.endswith("rechazó pasar el caso de «a» a «c»: Falta el informe")


def test_ademas_sale_el_correo(curso):
    with curso.entorno.sesiones.begin() as sesion:
        [secretario] = sesion.scalars(select(Persona).where(Persona.usuario == SCG))
        secretario.correo = "secretario@ejemplo.bo"
    pedir(curso)
    with curso.entorno.sesiones.begin() as sesion:
        repartir(sesion, 500, curso.entorno.reloj.ahora(), con_correo=True)
    with curso.entorno.leer() as sesion:
        encargos = sesion.scalars(select(Trabajo).where(Trabajo.tipo == TipoTrabajo.CORREO)).all()
        suyos = [t for t in encargos if t.datos["persona"] == secretario.id]
        textos = [sesion.get_one(Aviso, t.datos["aviso"]).texto for t in suyos]
    assert any("pide pasar el caso" in texto for texto in textos)
