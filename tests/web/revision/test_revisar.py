"""El borrador se revisa como está en pantalla, con las reglas con que se publica."""

import pytest
from lxml import etree
from sqlalchemy import select

from motor.almacen.borradores import BorradorArchivo, ClaseArchivo
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador

ADMIN = Actor("admin.sistema", None, medio="prueba", ip="127.0.0.1", sesion="s1")
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def cabeceras(testigo: str) -> dict[str, str]:
    return {"X-CSRFToken": testigo, "Accept": "application/json"}


@pytest.fixture
def revisar(navegador, entorno_web):
    """Manda un dibujo a revisar y devuelve la respuesta."""
    borrador = crear_borrador(entorno_web, CrearBorrador(ADMIN, "tramite", "Trámite")).id
    cliente = navegador("admin.sistema").cliente
    testigo = cliente.get("/api/yo").json["csrf"]

    def mandar(datos):
        ruta = f"/procesos/borradores/{borrador}/revisar"
        return cliente.post(ruta, json=datos, headers=cabeceras(testigo))

    return mandar


@pytest.fixture
def guardado(entorno_web) -> bytes:
    """El diagrama con que nace un borrador."""

    def leer() -> bytes:
        with entorno_web.leer() as sesion:
            es_diagrama = BorradorArchivo.clase == ClaseArchivo.DIAGRAMA
            return sesion.scalars(select(BorradorArchivo.contenido).where(es_diagrama)).one()

    return leer


def con_compuerta(xml: bytes) -> str:
    """El mismo, con una compuerta de dos salidas; a la segunda le falta la condición."""
    raiz = etree.fromstring(xml)
    proceso = raiz.find(f"{BPMN}process")
    tarea = proceso.find(f"{BPMN}userTask")
    for hija in etree.fromstring(
        f"""<p xmlns="{BPMN[1:-1]}"><exclusiveGateway id="cual"/><endEvent id="f1"/>
        <endEvent id="f2"/><sequenceFlow id="a" sourceRef="{tarea.get("id")}" targetRef="cual"/>
        <sequenceFlow id="b" sourceRef="cual" targetRef="f1"><conditionExpression>monto &gt; 1
        </conditionExpression></sequenceFlow>
        <sequenceFlow id="c" sourceRef="cual" targetRef="f2"/></p>"""
    ):
        proceso.append(hija)
    return etree.tostring(raiz, encoding="unicode")


def test_lo_de_la_pantalla_se_revisa_sin_guardarlo(revisar, guardado):
    antes = guardado()
    hallazgos = revisar({"diagrama": con_compuerta(antes)}).json["hallazgos"]
    (falta,) = [h for h in hallazgos if h["codigo"] == "flujo_sin_condicion"]
    assert falta["elemento"] == "c"
    assert falta["grave"] is True
    assert falta["nombre"] == "Flujo de «cual» a «f2»"
    assert falta["mensaje"]
    assert falta["que_hacer"]
    assert falta["arreglo"] == {"clase": "predeterminado", "nodo": "cual", "flujo": "c"}
    assert guardado() == antes


def test_sin_diagrama_se_revisa_lo_guardado(revisar):
    codigos = {h["codigo"] for h in revisar({"diagrama": None}).json["hallazgos"]}
    assert "flujo_sin_condicion" not in codigos


@pytest.mark.parametrize("roto", ["<a>", "no es xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_lo_que_no_se_puede_leer_es_un_hallazgo_y_no_una_falla(revisar, roto):
    respuesta = revisar({"diagrama": roto})
    assert respuesta.status_code == 200
    assert [h["grave"] for h in respuesta.json["hallazgos"]] == [True]


@pytest.mark.parametrize("mal", [[], {"diagrama": ""}, {"diagrama": 3}])
def test_lo_mal_pedido_se_dice(revisar, mal):
    respuesta = revisar(mal)
    assert respuesta.status_code == 422
    assert "diagrama" in respuesta.json["mensaje"]


def test_quien_no_lleva_procesos_no_revisa(navegador, revisar):
    cliente = navegador("tecnico.ucl").cliente
    testigo = cliente.get("/api/yo").json["csrf"]
    ruta = "/procesos/borradores/1/revisar"
    assert cliente.post(ruta, json={}, headers=cabeceras(testigo)).status_code == 403
