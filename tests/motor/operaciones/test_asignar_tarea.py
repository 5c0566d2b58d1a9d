"""Repartir una tarea dentro de la unidad: quién puede, a quién y con qué rastro."""

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Cargo
from motor.almacen.plazos import Aviso
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, SinPermiso
from motor.operaciones.asignar_tarea import AsignarTarea, asignar_tarea
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from motor.reglas.asignacion_directa import NoPuedeRecibirla
from motor.reglas.permisos import TareaDeOtro
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO

DE_UNIDAD = diagrama(
    proceso(
        inicio(),
        usuario("redactar", **{"cauce:unidad": "UCL"}),
        fin(),
        flujos("inicio > redactar > fin"),
    )
)


@pytest.fixture
def iniciada(mesa):
    """Una tarea de la unidad UCL; su responsable manda al técnico y al que manda el secretario."""
    with mesa.entorno.sesiones.begin() as sesion:
        cargos = {c.clave: c for c in sesion.scalars(select(Cargo))}
        cargos[TECNICO].superior_id = cargos[JEFE].id
        cargos[JEFE].superior_id = cargos[SCG].id
    mesa.publicar(DE_UNIDAD)
    mesa.iniciar()
    return mesa


def asignar(mesa, como: str, a: str) -> None:
    orden = AsignarTarea(Actor(como), mesa.tarea("redactar"), a, "Es su materia")
    asignar_tarea(mesa.entorno, orden)


def quien_la_tiene(mesa) -> str | None:
    [tarea] = mesa.leer(select(Tarea))
    return tarea.tomada_por_id


def test_un_colega_la_pasa_a_otro_que_queda_avisado(iniciada):
    asignar(iniciada, TECNICO, JEFE)
    [aviso] = iniciada.leer(select(Aviso))
    assert "le asignó «redactar»" in aviso.texto
    assert aviso.persona_id == quien_la_tiene(iniciada)
    assert iniciada.hechos()[-1] == "tarea_asignada"
    iniciada.completar("redactar", como=JEFE)
    assert iniciada.quiebre() is None


def test_el_superior_reasigna_lo_que_otro_tomo_y_el_par_no(iniciada):
    tomar_tarea(iniciada.entorno, TomarTarea(Actor(JEFE), iniciada.tarea("redactar")))
    with pytest.raises(TareaDeOtro, match="la tomó Responsable"):
        asignar(iniciada, TECNICO, TECNICO)
    asignar(iniciada, SCG, TECNICO)
    iniciada.completar("redactar", como=TECNICO)


def test_solo_la_recibe_quien_puede_hacerla(iniciada):
    with pytest.raises(NoPuedeRecibirla, match=r"No se puede dar «redactar»"):
        asignar(iniciada, TECNICO, SCG)
    with pytest.raises(NoEncontrado, match="inventado"):
        asignar(iniciada, TECNICO, "inventado")
    assert quien_la_tiene(iniciada) is None


def test_quien_ni_puede_ni_manda_no_reparte(iniciada):
    with pytest.raises(SinPermiso):
        asignar(iniciada, "admin.sistema", TECNICO)
