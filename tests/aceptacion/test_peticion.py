"""Una petición de informe entera, por el navegador: de la ventanilla al cierre, de mano en mano.

Pasa por dos instituciones, con documentos, un plazo que vence, una devolución y una suplencia.
"""

from datetime import datetime

import pytest

from motor.nucleo.reloj import LA_PAZ
from motor.reglas.verificacion import verificar_bitacora
from motor.trabajador import drenar
from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.manos import Manos, archivo
from tests.aceptacion.sitio import servir
from tests.casos import recorrer
from tests.web.ayudas import armar_app
from tests.web.expedientes.test_impreso import codigo_de

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
MEMORANDUM = "Memorándum N° 31/2027"


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    """Una petición a la que la Asamblea dio curso: le toca a la ventanilla recibirla."""
    carpeta = tmp_path_factory.mktemp("peticion")
    with recorrer("sqlite", carpeta, {"peticion": ("2.24", 3)}) as hechos:
        yield hechos


@pytest.fixture(scope="module")
def servida(casos):
    with servir(armar_app(casos.entorno)) as sitio:
        yield sitio


@pytest.fixture
def manos(page, servida, casos) -> Manos:
    return Manos(page, servida, casos)


def a_las(manos: Manos, dia: int, hora: int) -> None:
    """Pasa el tiempo, y el sistema atiende lo que venció."""
    manos.casos.reloj.poner(datetime(2027, 2, dia, hora, 0, tzinfo=LA_PAZ))
    drenar(manos.casos.entorno)


def recibir_y_derivar(manos: Manos) -> None:
    manos.cumplir("ventanilla.unica", "T2.3", fojas=3, anexos=0)
    manos.abrir("tecnico.ucl", "T2.4")
    manos.poner(completa="si", reservada="no")
    manos.poner(asignaciones__1__pregunta_n=1, asignaciones__1__unidad="SDOS")
    manos.poner(asignaciones__1__plazo_interno=5)
    manos.terminar()
    manos.cumplir("secretario.coordinacion", "T2.5", proveido="elaborar_informe")


def vencer_y_esperar(manos: Manos) -> None:
    """Llega el corte sin informe: el temporizador abre una tarea que antes no estaba."""
    a_las(manos, 12, 9)
    page = manos.abrir("secretario.coordinacion", "T2.8b")
    assert "Venció un plazo" in page.inner_text("main")
    manos.poner(decision_corte="esperar", nuevo_corte="15/02/2027")
    manos.terminar()


def informar(manos: Manos) -> None:
    page = manos.abrir("tecnico1.sdos", "T2.7")
    sin_faltas_axe(page)
    manos.poner(incidencia="ninguna", respuestas__1__pregunta_n=1)
    manos.poner(respuestas__1__respuesta="El tramo está concluido.")
    manos.poner(respuestas__1__estado="respondida", fojas=3, anexos=archivo("Anexo de obras", 3))
    manos.terminar()


def devolver(manos: Manos) -> None:
    manos.abrir("secretario.sdos", "T2.8")
    manos.poner(anexos_legibles="no", decision="devolver", motivo="La planilla no se lee.")
    manos.poner(campos_observados="anexos")
    manos.terminar()
    page = manos.abrir("tecnico1.sdos", "T2.7")
    assert "La planilla no se lee." in page.inner_text("main")


def suplir(manos: Manos) -> None:
    """El secretario dispone quién le suple; el suplente da el visto bueno."""
    manos.entrar("secretario.sdos")
    page = manos.page
    page.goto(f"{manos.sitio.url}/ausencias")
    page.locator("[name='persona']").select_option("tecnico2.sdos")
    page.locator("[name='documento']").fill(MEMORANDUM)
    page.locator("[name='desde']").fill("12/02/2027")
    page.locator("[name='hasta']").fill("19/02/2027")
    page.get_by_role("button", name="Disponer el reemplazo").click()
    page.get_by_text("Quedó dispuesta la suplencia").wait_for()
    valores = {"anexos_legibles": "si", "decision": "aprobar"}
    manos.cumplir("tecnico2.sdos", "T2.8", "secretario.sdos", **valores)


def responder(manos: Manos) -> None:
    respuesta = archivo("Respuesta consolidada", 2)
    manos.cumplir("responsable.ucl", "T2.9", pedir_prorroga="no", respuesta_consolidada=respuesta)
    manos.cumplir("asesor.juridica", "T2.10", conforme="conforme")
    manos.cumplir("secretario.sdos", "T2.11", decision="firmar", aprobacion="si")
    entrega = {"medio": "fisico", "fojas_respuesta": 20, "receptor": "Ventanilla de la Asamblea"}
    manos.cumplir("ventanilla.unica", "T2.12 Entregar", **entrega)


def dar_conformidad(manos: Manos) -> None:
    """Del otro lado: la Asamblea recibe y se da por conforme."""
    manos.cumplir("ventanilla.ald", "T2.12 Recibir", fojas_recibidas=20)
    manos.cumplir("asambleista.01", "T2.13", valoracion="conforme")
    manos.cumplir("responsable.ucl", "T2.20", lecciones="Reunir antes los anexos.")


def test_la_peticion_va_de_la_ventanilla_al_cierre(manos):
    recibir_y_derivar(manos)
    vencer_y_esperar(manos)
    manos.cumplir("enlace.sdos", "T2.6", tecnico="tecnico1.sdos")
    informar(manos)
    devolver(manos)
    informar(manos)
    suplir(manos)
    responder(manos)
    dar_conformidad(manos)
    revisar_expediente(manos)
    revisar_mensajes(manos)
    revisar_impreso(manos)


def revisar_expediente(manos: Manos) -> None:
    """La hoja de ruta lo cuenta todo y la bitácora está entera."""
    manos.entrar("secretario.coordinacion")
    manos.page.goto(f"{manos.sitio.url}/expedientes/{manos.casos.hrs['peticion']}")
    hoja = manos.page.inner_text("main")
    assert "respondida conforme" in hoja.lower()
    assert hoja.count("T2.7") == 2
    assert "T2.8b" in hoja
    assert f"por suplencia, {MEMORANDUM}" in hoja
    sin_faltas_axe(manos.page)
    with manos.casos.entorno.leer() as sesion:
        assert verificar_bitacora(sesion).defectos == ()


def revisar_impreso(manos: Manos) -> None:
    """El PDF se baja y su código lleva a la página que lo da por auténtico, sin ingresar."""
    hr = manos.casos.hrs["peticion"]
    pdf = manos.page.request.get(f"{manos.sitio.url}/expedientes/{hr}/impreso.pdf").body()
    assert pdf.startswith(b"%PDF-")
    manos.page.context.clear_cookies()
    manos.page.goto(f"{manos.sitio.url}/verificar/{hr}/{codigo_de(pdf, hr)}")
    assert "Auténtico" in manos.page.inner_text("main")


def revisar_mensajes(manos: Manos) -> None:
    """La Asamblea ve su parte, y los dos mensajes con sus dos acuses."""
    manos.entrar("presidencia.ald")
    manos.page.goto(f"{manos.sitio.url}/expedientes/{manos.casos.hrs['peticion']}")
    assert "T2.2" in manos.page.inner_text("main")
    assert "T2.6" not in manos.page.inner_text("main")
    manos.page.goto(f"{manos.page.url}/mensajes")
    for titulo in ("M1 Petición", "M6 Respuesta"):
        mensaje = manos.page.locator("li.mensaje", has_text=titulo).inner_text()
        assert "Primer acuse llegó a su bandeja" in mensaje
        assert "Segundo acuse recibido y sellado" in mensaje
