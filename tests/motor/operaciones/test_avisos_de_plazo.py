"""A quiénes llega el aviso de un plazo: responsable, superior y cargos con la facultad `avisos`."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from motor.almacen.organizacion import Cargo
from motor.almacen.plazos import Aviso
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO

CON_PLAZO = diagrama(
    proceso(
        inicio(),
        usuario("opinar", **{"cauce:cargo": TECNICO, "cauce:plazo": "4 dc"}),
        fin(),
        flujos("inicio > opinar > fin"),
    )
)


@pytest.fixture
def avisados(mesa, reloj):
    """Los cargos avisados al 50 % del plazo, después de cambiar así cada cargo."""

    def avisar(**cambios) -> list[str]:
        with mesa.entorno.sesiones.begin() as sesion:
            for clave, valores in cambios.items():
                cargo = Cargo.clave == clave.replace("_", ".")
                sesion.execute(update(Cargo).where(cargo).values(**valores))
        mesa.publicar(CON_PLAZO)
        mesa.iniciar()
        reloj.avanzar(timedelta(days=3))
        mesa.drenar()
        consulta = select(Cargo.clave).join(Aviso, Aviso.cargo_id == Cargo.id)
        return list(mesa.leer(consulta.order_by(Cargo.clave)))

    return avisar


def test_sin_ningun_cargo_con_la_facultad_se_avisa_solo_al_responsable(avisados):
    assert avisados() == [TECNICO]


def test_se_avisa_ademas_a_cada_cargo_con_la_facultad(avisados):
    con_avisos = {"facultades": ["plazos", "avisos"]}
    assert avisados(secretario_coordinacion=con_avisos, responsable_ucl=con_avisos) == [
        JEFE,
        SCG,
        TECNICO,
    ]


def test_un_cargo_inactivo_no_recibe_avisos(avisados):
    inactivo = {"facultades": ["avisos"], "activo": False}
    assert avisados(secretario_coordinacion=inactivo) == [TECNICO]
