"""La página de búsqueda: se encuentra por lo que sea y solo lo que se puede ver."""

import pytest

from motor.nucleo.actor import Actor
from motor.operaciones.iniciar_expediente import IniciarExpediente, iniciar_expediente
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import TECNICO, Mesa

UN_PASO = diagrama(
    proceso(
        inicio(),
        usuario("redactar", name="Redactar", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > redactar > fin"),
    )
)


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """Dos expedientes de un solo paso, uno abierto y el otro cerrado."""
    mesa = Mesa(entorno_web)
    mesa.publicar(UN_PASO)
    for asunto in ("Puente sobre el río Rocha", "Becas universitarias"):
        orden = IniciarExpediente(Actor(TECNICO), "p", asunto, {})
        mesa.expediente = iniciar_expediente(entorno_web, orden).id
    mesa.completar("redactar")
    return mesa


def pagina(navegador, consulta: str) -> str:
    respuesta = navegador(TECNICO).ver(f"/expedientes?{consulta}")
    assert respuesta.status_code == 200
    return respuesta.get_data(as_text=True)


def test_sin_pedir_nada_estan_los_ultimos_con_su_etapa(mesa, navegador):
    vista = pagina(navegador, "")
    assert vista.index("Becas universitarias") < vista.index("Puente sobre")
    assert "Redactar: Técnico" in vista
    assert "Terminó el 04/01/2027" in vista


@pytest.mark.parametrize(
    "consulta",
    [
        "q=rio+rocha",
        "q=HR-2027-000001",
        "asunto=puente",
        "estado=abierto",
        f"q=puente&iniciador={TECNICO}",
    ],
)
def test_se_encuentra_por_cada_criterio(mesa, navegador, consulta):
    vista = pagina(navegador, consulta)
    assert "Puente sobre" in vista
    assert "Becas" not in vista


@pytest.mark.parametrize(
    "consulta",
    ["q=zanahoria", "estado=anulado", "unidad=SDCG", "iniciado_desde=05/01/2027", "q=%22%27*"],
)
def test_si_no_hay_nada_dice_que_hacer(mesa, navegador, consulta):
    assert "Pruebe con menos palabras" in pagina(navegador, consulta)


def test_lo_pedido_queda_puesto_en_el_formulario(mesa, navegador):
    vista = pagina(navegador, "q=%3Cb%3E&iniciado_desde=2027-01-04")
    assert 'value="&lt;b&gt;"' in vista
    assert 'value="04/01/2027"' in vista
