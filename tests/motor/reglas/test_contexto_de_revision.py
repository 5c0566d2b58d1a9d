"""Al publicar se sabe qué hacen los demás procesos publicados y cómo se llama cada unidad."""

import pytest

from motor.bpmn import leer
from motor.entorno import Entorno
from motor.operaciones.publicar_version import PublicarVersion, publicar_version
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.montaje import sembrar
from motor.reglas.publicacion import Carpeta, revisar_carpeta
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    etiqueta,
    fin,
    flujos,
    inicio,
    lanza,
    nodo,
    proceso,
    ref,
    usuario,
)

MENSAJE = etiqueta("message", id="m", name="M1")


@pytest.fixture
def entorno(sesiones, reloj):
    casa = Entorno(sesiones, reloj)
    sembrar(casa, carpeta_de_diagramas())
    return casa


def llama(id_: str, a: str) -> bytes:
    """Un proceso que solo llama a otro."""
    partes = (inicio(), nodo("callActivity", "l", calledElement=a), fin())
    return diagrama(proceso(*partes, flujos("inicio > l > fin"), id=id_))


def publicar(entorno: Entorno, clave: str, xml: bytes) -> None:
    publicar_version(entorno, PublicarVersion(None, Carpeta(clave, clave, xml)))


def dicho(entorno: Entorno, clave: str, xml: bytes) -> set[tuple[str, str]]:
    with entorno.leer() as sesion:
        hallados = revisar_carpeta(sesion, Carpeta(clave, clave, xml), leer(xml), frozenset())
    return {(h.elemento, h.regla) for h in hallados}


def test_dos_procesos_publicados_no_se_llaman_en_circulo_ni_por_su_clave(entorno):
    camino = diagrama(proceso(inicio(), fin(), flujos("inicio > fin"), id="p_uno"))
    publicar(entorno, "uno", camino)
    publicar(entorno, "dos", llama("p_dos", "uno"))
    assert dicho(entorno, "uno", llama("p_uno", "dos")) == {("l", "llamadas_en_circulo")}
    assert dicho(entorno, "uno", llama("p_uno", "p_dos")) == {("l", "llamadas_en_circulo")}
    assert dicho(entorno, "tres", llama("p_tres", "dos")) == set()


def test_lo_que_envia_un_proceso_publicado_tiene_emisor_mientras_rija(entorno):
    piscina = etiqueta("collaboration", etiqueta("participant", id="A", processRef="r"))
    recibe = (inicio(), captura("e", ref("message", "m")), fin(), flujos("inicio > e > fin"))
    espera = diagrama(MENSAJE, piscina, proceso(*recibe, id="r"))
    assert dicho(entorno, "recibe", espera) == {("e", "mensaje_sin_emisor")}
    envia = (inicio(), lanza("s", ref("message", "m")), fin(), flujos("inicio > s > fin"))
    publicar(entorno, "envia", diagrama(MENSAJE, proceso(*envia, id="q")))
    assert dicho(entorno, "recibe", espera) == set()


def test_el_carril_que_se_llama_como_una_unidad_propone_ponersela(entorno):
    carril = etiqueta("lane", etiqueta("flowNodeRef", "t"), id="c", name="ventanilla unica")
    tarea = usuario("t", **{"camunda:formRef": "=f"})
    partes = (etiqueta("laneSet", carril), inicio(), tarea, fin(), flujos("inicio > t > fin"))
    xml = diagrama(proceso(*partes))
    with entorno.leer() as sesion:
        (hallado,) = revisar_carpeta(sesion, Carpeta("p", "p", xml), leer(xml), frozenset())
    assert hallado.arreglo is not None
    assert hallado.arreglo.como_json() == {
        "clase": "unidad_de_carril",
        "carril": "c",
        "unidad": "VU",
    }
