"""Mover la ficha de un caso: lo pide uno, lo resuelve otro, y solo si el caso sigue ahí."""

import json

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.movimientos import EstadoMovimiento, Movimiento
from motor.almacen.organizacion import Cargo
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import EstadoTarea, Tarea
from motor.bpmn.movimiento import NoSeMueve
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada, SinPermiso
from motor.operaciones.aprobar_movimiento import AprobarMovimiento, aprobar_movimiento
from motor.operaciones.pedir_movimiento import PedirMovimiento, pedir_movimiento
from motor.operaciones.rechazar_movimiento import RechazarMovimiento, rechazar_movimiento
from motor.reglas.movimientos import MismaPersona, MovimientoCaducado
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO
from tests.motor.operaciones.test_migrar_casos import DE_PASO, dibujar

DIAGRAMA = dibujar("inicio > a > b > c > fin", a=DE_PASO, b=DE_PASO, c=DE_PASO)


@pytest.fixture
def curso(mesa):
    """Un caso en «a»; la administradora y el secretario administran expedientes."""
    facultar(mesa)
    mesa.publicar(DIAGRAMA)
    mesa.iniciar(datos={"n": 3})
    return mesa


def facultar(mesa) -> None:
    with mesa.entorno.sesiones.begin() as sesion:
        claves = ("admin.sistema", SCG)
        for cargo in sesion.scalars(select(Cargo).where(Cargo.clave.in_(claves))):
            cargo.facultades = [*cargo.facultades, "expedientes"]


def ficha_en(mesa, elemento: str) -> tuple[int, int]:
    tarea = mesa.tarea(elemento)
    [(instancia, ficha)] = [
        (t.instancia_id, t.ficha) for t in mesa.leer(select(Tarea).where(Tarea.id == tarea))
    ]
    return instancia, ficha


def pedir(
    mesa, destino="c", *, desde="a", como="admin.sistema", motivo="Se repitió un paso"
) -> int:
    instancia, ficha = ficha_en(mesa, desde)
    orden = PedirMovimiento(Actor(como), instancia, ficha, destino, motivo)
    return pedir_movimiento(mesa.entorno, orden).id


def aprobar(mesa, movimiento: int, como: str = SCG):
    return aprobar_movimiento(mesa.entorno, AprobarMovimiento(Actor(como), movimiento))


def test_pedirlo_no_mueve_nada_y_aprobarlo_si(curso):
    movimiento = pedir(curso)
    assert curso.abiertas() == ["a"]
    aprobar(curso, movimiento)
    assert curso.abiertas() == ["c"]
    [dejada] = curso.leer(select(Tarea).where(Tarea.elemento == "a"))
    assert dejada.estado is EstadoTarea.CANCELADA
    abiertos = curso.leer(select(Plazo).where(Plazo.estado == EstadoPlazo.ABIERTO))
    assert [p.elemento for p in abiertos] == ["c"]
    assert curso.variables()["n"] == 3
    assert curso.quiebre() is None


def test_el_asiento_dice_quien_pidio_quien_aprobo_por_que_de_donde_y_a_donde(curso):
    aprobar(curso, pedir(curso))
    assert curso.hechos()[-2:] == ["movimiento_pedido", "ficha_movida"]
    [asiento] = curso.leer(select(Asiento).where(Asiento.hecho == "ficha_movida"))
    contenido = json.loads(asiento.contenido)
    datos = contenido["datos"]
    assert (datos["pidio"], datos["elemento"], datos["destino"]) == ("admin.sistema", "a", "c")
    assert (contenido["motivo"], SCG in asiento.contenido) == ("Se repitió un paso", True)


def test_el_caso_movido_sigue_hasta_el_final(curso):
    aprobar(curso, pedir(curso, "b"))
    curso.completar("b")
    curso.completar("c")
    assert curso.estado()[0] == "cerrado"


def test_movido_al_final_el_expediente_se_cierra(curso):
    aprobar(curso, pedir(curso, "fin"))
    assert curso.estado()[0] == "cerrado"
    assert curso.hechos()[-2:] == ["ficha_movida", "expediente_cerrado"]


def test_quien_lo_pidio_no_lo_aprueba_ni_lo_rechaza(curso):
    movimiento, yo = pedir(curso), Actor("admin.sistema")
    with pytest.raises(MismaPersona, match="otra persona"):
        aprobar(curso, movimiento, "admin.sistema")
    with pytest.raises(MismaPersona):
        rechazar_movimiento(curso.entorno, RechazarMovimiento(yo, movimiento, "No"))
    assert curso.abiertas() == ["a"]


def test_si_el_caso_se_movio_ya_no_vale_y_se_puede_pedir_otro(curso):
    movimiento = pedir(curso)
    curso.completar("a")
    with pytest.raises(MovimientoCaducado, match="se movió desde que se pidió"):
        aprobar(curso, movimiento)
    assert curso.abiertas() == ["b"]
    aprobar(curso, pedir(curso, desde="b"))
    [primero, segundo] = curso.leer(select(Movimiento).order_by(Movimiento.id))
    assert (primero.estado, segundo.estado) == (
        EstadoMovimiento.CADUCADO,
        EstadoMovimiento.APROBADO,
    )


def test_rechazado_queda_donde_estaba_y_no_se_resuelve_dos_veces(curso):
    movimiento = pedir(curso)
    orden = RechazarMovimiento(Actor(SCG), movimiento, "No corresponde")
    rechazar_movimiento(curso.entorno, orden)
    assert (curso.abiertas(), curso.hechos()[-1]) == (["a"], "movimiento_rechazado")
    with pytest.raises(OrdenRechazada, match="ya está rechazado"):
        aprobar(curso, movimiento)


def test_solo_quien_administra_expedientes_y_con_motivo(curso):
    with pytest.raises(SinPermiso):
        pedir(curso, como=TECNICO)
    with pytest.raises(DatosInvalidos):
        pedir(curso, motivo="  ")
    movimiento = pedir(curso)
    with pytest.raises(SinPermiso):
        aprobar(curso, movimiento, JEFE)
    assert curso.abiertas() == ["a"]


def test_a_donde_no_se_puede_no_se_pide_y_mientras_uno_espera_no_se_pide_otro(curso):
    with pytest.raises(NoSeMueve, match="Es un inicio"):
        pedir(curso, "inicio")
    assert curso.leer(select(Movimiento)) == []
    pedir(curso)
    with pytest.raises(OrdenRechazada, match="nadie lo resolvió"):
        pedir(curso, "b")
