"""Pedir una prórroga y responderla: quién, hasta cuánto, con qué avisos y qué asiento deja."""

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Cargo
from motor.almacen.personales import EstadoPedido, PedidoProrroga
from motor.almacen.plazos import Aviso, Plazo
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, OrdenRechazada, SinPermiso
from motor.operaciones.pedir_prorroga import PedirProrroga, pedir_prorroga
from motor.operaciones.resolver_prorroga import ResolverProrroga, resolver_prorroga
from motor.reglas.cuatro_ojos import CuatroOjos
from motor.reglas.pedidos_prorroga import PedidoPendiente
from motor.reglas.prorrogas import ProrrogaAgotada
from tests.estructura.ejemplos.tramites import CON_PLAZO
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO


@pytest.fixture
def caso(mesa):
    """Una tarea con `pie.total`: 10 días hábiles, una prórroga de hasta 5."""
    mesa.publicar(CON_PLAZO)
    mesa.iniciar()
    return mesa


def pedir(mesa, dias=3, motivo="Falta un informe", como=TECNICO) -> int:
    orden = PedirProrroga(Actor(como), mesa.tarea("opinar"), dias, motivo)
    return pedir_prorroga(mesa.entorno, orden).id


def responder(mesa, pedido_id, dias, motivo="Se concede", como=SCG):
    orden = ResolverProrroga(Actor(como), pedido_id, dias, motivo)
    return resolver_prorroga(mesa.entorno, orden)


def estado(mesa) -> str:
    return mesa.leer(select(PedidoProrroga.estado).order_by(PedidoProrroga.id.desc()))[0].value


def test_concedida_mueve_el_vencimiento_y_avisa_a_los_dos(caso):
    [antes] = caso.leer(select(Plazo.vence_fecha))
    pedido = pedir(caso)
    responder(caso, pedido, 2)
    [plazo] = caso.leer(select(Plazo))
    assert (plazo.vence_fecha > antes, plazo.prorroga_cantidad) == (True, 2)
    avisos = caso.leer(select(Aviso).where(Aviso.clase.startswith("prorroga")))
    [de_scg] = caso.leer(select(Cargo.id).where(Cargo.clave == SCG))
    assert [(a.clase, a.cargo_id) for a in avisos] == [
        ("prorroga_pedida", de_scg),
        ("prorroga_resuelta", None),
    ]
    assert "se concedió" in avisos[1].texto
    assert caso.hechos()[-2:] == ["prorroga_pedida", "prorroga_concedida"]
    assert caso.quiebre() is None


def test_negada_no_mueve_nada_y_dice_por_que(caso):
    responder(caso, pedir(caso), 0, "No hay motivo bastante")
    [plazo] = caso.leer(select(Plazo))
    assert (plazo.prorrogas, estado(caso)) == (0, EstadoPedido.NEGADO.value)
    [aviso] = caso.leer(select(Aviso.texto).where(Aviso.clase == "prorroga_resuelta"))
    assert "se negó: No hay motivo bastante" in aviso


def test_no_hay_dos_pedidos_a_la_vez_ni_dos_prorrogas(caso):
    pedido = pedir(caso)
    with pytest.raises(PedidoPendiente, match="Ya hay un pedido"):
        pedir(caso)
    responder(caso, pedido, 3)
    with pytest.raises(OrdenRechazada, match="ya está concedido"):
        responder(caso, pedido, 3)
    with pytest.raises(ProrrogaAgotada):
        pedir(caso)


@pytest.mark.parametrize(("dias", "motivo"), [(0, "x"), (6, "x"), (3, "  ")])
def test_los_dias_y_el_motivo_se_comprueban(caso, dias, motivo):
    with pytest.raises(DatosInvalidos):
        pedir(caso, dias, motivo)


def test_conceder_mas_de_lo_pedido_se_rechaza(caso):
    pedido = pedir(caso)
    with pytest.raises(DatosInvalidos, match="Se pidieron 3 días"):
        responder(caso, pedido, 4)
    assert estado(caso) == "pendiente"


def test_responde_quien_dispone_de_plazos_y_no_el_que_pidio(caso, sesiones):
    pedido = pedir(caso)
    with pytest.raises(SinPermiso, match="quien dispone de los plazos"):
        responder(caso, pedido, 3, como=JEFE)
    with sesiones.begin() as sesion:
        sesion.scalars(select(Cargo).where(Cargo.clave == TECNICO)).one().facultades = ["plazos"]
    with pytest.raises(CuatroOjos, match="debe responderlo otra persona"):
        responder(caso, pedido, 3, como=TECNICO)


def test_si_la_tarea_se_completo_el_pedido_queda_sin_objeto(caso):
    pedido = pedir(caso)
    caso.completar("opinar")
    responder(caso, pedido, 3)
    assert estado(caso) == EstadoPedido.SIN_OBJETO.value
    assert caso.hechos()[-1] == "prorroga_sin_objeto"
