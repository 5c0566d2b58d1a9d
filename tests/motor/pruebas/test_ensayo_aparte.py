"""Un ensayo no sale de sí mismo: ni correos, ni servicios de fuera; y caben unos pocos abiertos."""

import smtplib
import threading

import pytest
from sqlalchemy import func, select, update

from motor.almacen.organizacion import Persona
from motor.almacen.trabajos import Trabajo
from motor.manejadores import Registro
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.pruebas import ensayos
from motor.pruebas.ensayar import Sitio
from motor.reglas.publicacion import Carpeta
from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    fin,
    flujos,
    inicio,
    nodo,
    proceso,
    ref,
    usuario,
)
from tests.motor.operaciones.mesa import JEFE, armar_mesa
from tests.motor.pruebas.test_ensayo import ADMIN, COMIENZA, INICIAR, quien

pytestmark = pytest.mark.lento

EXTERNO = {"camunda:type": "external", "camunda:topic": "prueba.pedir"}
SERVICIO = diagrama(
    proceso(
        inicio(),
        nodo("serviceTask", "pedir", name="Pedir", **EXTERNO),
        usuario("firmar", name="Firmar", **{"camunda:assignee": JEFE}),
        fin(),
        flujos("inicio > pedir > firmar > fin"),
    )
)


@pytest.fixture
def llamados() -> list[str]:
    return []


@pytest.fixture
def mesa(sesiones, reloj, tmp_path, llamados):
    """Con un servicio de fuera que anota cuándo se lo llama, y personas con correo."""

    def pedir(contexto):
        llamados.append(contexto.hr)
        return {}

    armada = armar_mesa(sesiones, reloj, tmp_path, Registro({"prueba.pedir": pedir}))
    with sesiones.begin() as sesion:
        sesion.execute(update(Persona).values(correo="alguien@ejemplo.bo"))
    yield armada
    ensayos.ENSAYOS.olvidar()


def borrador(mesa, clave: str) -> int:
    orden = CrearBorrador(ADMIN, clave, clave, carpeta=Carpeta(clave, clave, SERVICIO))
    borrador_id = crear_borrador(mesa.entorno, orden).id
    ensayos.empezar(mesa.entorno, quien(mesa), borrador_id, COMIENZA)
    return borrador_id


def prohibido(*_args, **_mas):
    raise AssertionError("Un ensayo quiso hablar con un servidor de correo.")


def test_los_correos_se_ven_y_no_salen_y_a_los_servicios_no_se_los_llama(
    mesa, llamados, monkeypatch
):
    monkeypatch.setattr(smtplib, "SMTP", prohibido)
    monkeypatch.setattr(smtplib, "SMTP_SSL", prohibido)
    borrador_id = borrador(mesa, "pedido")
    ensayos.dar_paso(mesa.entorno, quien(mesa), borrador_id, INICIAR)
    vista = Sitio(mesa.entorno, borrador_id, quien(mesa)[1]).mirar()
    [correo] = vista.correos
    assert "alguien@ejemplo.bo" in correo.para
    assert "Firmar" in correo.texto
    assert [t.nombre for t in vista.tareas] == ["Firmar"]
    assert llamados == []
    assert mesa.leer(select(func.count()).select_from(Trabajo)) == [0]


def test_caben_unos_pocos_abiertos_y_el_que_se_solto_se_rehace(mesa, monkeypatch):
    monkeypatch.setattr(ensayos, "ABIERTOS_MAXIMOS", 1)
    ids = [borrador(mesa, clave) for clave in ("uno", "dos")]
    for borrador_id in ids:
        ensayos.dar_paso(mesa.entorno, quien(mesa), borrador_id, INICIAR)
    assert len(ensayos.ENSAYOS._abiertos) == 1
    vista = Sitio(mesa.entorno, ids[0], quien(mesa)[1]).mirar()
    assert [t.nombre for t in vista.tareas] == ["Firmar"]
    assert vista.pasos == ("Se inició «p», como Técnico de prueba",)


def test_dos_pestanas_a_la_vez_no_pisan_el_ensayo(mesa):
    borrador_id = borrador(mesa, "pedido")
    yo, fallos = quien(mesa), []

    def dar():
        try:
            ensayos.dar_paso(mesa.entorno, yo, borrador_id, INICIAR)
        except Exception as error:
            fallos.append(error)

    hilos = [threading.Thread(target=dar) for _ in range(2)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    assert fallos == []
    assert len(Sitio(mesa.entorno, borrador_id, yo[1]).mirar().expedientes) == 2


def test_un_proceso_que_nace_de_un_mensaje_se_ensaya_entregandolo(mesa):
    nacido = inicio("inicio", ref("message", "M1"), name="Llega la nota")
    cuerpo = (usuario("firmar", **{"cauce:cargo": JEFE}), fin(), flujos("inicio > firmar > fin"))
    aviso = etiqueta("message", id="M1", name="Nota")
    xml = diagrama(proceso(nacido, *cuerpo), aviso)
    orden = CrearBorrador(ADMIN, "nota", "Nota", carpeta=Carpeta("nota", "Nota", xml))
    borrador_id = crear_borrador(mesa.entorno, orden).id
    yo = quien(mesa)
    ensayos.empezar(mesa.entorno, yo, borrador_id, COMIENZA)
    aqui = Sitio(mesa.entorno, borrador_id, yo[1])
    [esperado] = aqui.mirar().esperados
    assert ("ALDC", "Asamblea") in aqui.mirar().instituciones
    assert (esperado.nombre, esperado.titulo, esperado.hr) == ("Nota", "Llega la nota", "")
    llega = {"nombre": "Nota", "de": "ALDC", "como": aqui.quien_registra()}
    ensayos.dar_paso(mesa.entorno, yo, borrador_id, {"mensaje": llega})
    vista = aqui.mirar()
    assert vista.esperados == ()
    assert len(vista.tareas) == len(vista.expedientes) == 1
