"""El catálogo muestra lo que mi cargo puede iniciar, y de ahí se abre un expediente."""

import json

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.reglas.publicacion import Carpeta
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.test_completar_tarea import APROBACION

TECNICO, JEFE = "tecnico.ucl", "responsable.ucl"


@pytest.fixture
def publicado(entorno_web):
    ficha = {
        "proposito": "Aprobar un pedido.",
        "base_normativa": [{"norma": "Ley X", "etiqueta": "SUPUESTO", "texto": "Por verificar."}],
        "quien_inicia": {"p": [TECNICO]},
    }
    carpeta = Carpeta("prueba", "Aprobación de pedidos", APROBACION, ficha=ficha)
    publicar_version(entorno_web, PublicarVersion(None, carpeta))


def test_muestra_proposito_y_normas_a_quien_puede_iniciarlo(publicado, navegador):
    pagina = navegador(TECNICO).ver("/iniciar").get_data(as_text=True)
    assert "Aprobación de pedidos" in pagina
    assert "Aprobar un pedido." in pagina
    assert "SUPUESTO" in pagina


def test_a_los_demas_no_se_lo_muestra_ni_los_deja_iniciar(publicado, navegador):
    persona = navegador(JEFE)
    assert "no inicia trámites" in persona.ver("/iniciar").get_data(as_text=True)
    assert persona.ver("/iniciar/p").status_code == 404
    assert persona.enviar("/iniciar/p", {"asunto": "Algo"}).status_code == 404


def test_con_asunto_se_abre_el_expediente_y_sin_el_se_pide(publicado, navegador, entorno_web):
    persona = navegador(TECNICO)
    vacio = persona.enviar("/iniciar/p", {"asunto": " "})
    assert vacio.status_code == 422
    assert "debe llevar asunto" in vacio.get_data(as_text=True)
    respuesta = persona.enviar("/iniciar/p", {"asunto": "Compra de papel"})
    assert (respuesta.status_code, respuesta.location) == (303, "/expedientes/HR-2027-000001")
    with entorno_web.leer() as sesion:
        assert sesion.scalars(select(Expediente.asunto)).all() == ["Compra de papel"]


def test_el_mismo_envio_dos_veces_abre_un_solo_expediente(publicado, navegador, entorno_web):
    persona = navegador(TECNICO)
    datos = {"asunto": "Compra de papel", "idempotencia": "clave-del-formulario"}
    ubicaciones = {persona.enviar("/iniciar/p", datos).location for _ in range(2)}
    assert ubicaciones == {"/expedientes/HR-2027-000001"}


def test_dice_que_formularios_se_llenan_y_que_piden(navegador, entorno_web):
    campo = {"type": "textfield", "id": "c", "key": "monto", "label": "Monto pedido"}
    esquema = {"type": "default", "components": [{**campo, "validate": {"required": True}}]}
    bpmn = diagrama(
        proceso(
            inicio(),
            usuario("pedir", **{"camunda:formRef": "pedido", "cauce:cargo": TECNICO}),
            fin(),
            flujos("inicio > pedir > fin"),
        )
    )
    carpeta = Carpeta("compras", "Compras", bpmn, {"pedido": json.dumps(esquema).encode()})
    publicar_version(entorno_web, PublicarVersion(None, carpeta))
    pagina = " ".join(navegador(TECNICO).ver("/iniciar").get_data(as_text=True).split())
    assert "Formularios (1)" in pagina
    assert ": Monto pedido" in pagina
