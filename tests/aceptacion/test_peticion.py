"""Una petición de informe, por el navegador, de mano en mano y entre dos instituciones."""

import re

import pytest

from motor.pruebas.muestras import pdf_de_muestra
from motor.reglas.verificacion import verificar_bitacora
from motor.trabajador import drenar
from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.sitio import servir
from tests.casos import recorrer
from tests.web.ayudas import armar_app

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
INFORME = {
    "name": "Anexo de obras.pdf",
    "mimeType": "application/pdf",
    "buffer": pdf_de_muestra("Anexo de obras", "Planillas del tramo.", 3),
}


@pytest.fixture(scope="module")
def casos(tmp_path_factory):
    """Una petición ya derivada: le toca a la Secretaría de Obras designar a quien informe."""
    carpeta = tmp_path_factory.mktemp("peticion")
    with recorrer("sqlite", carpeta, {"peticion": ("2.24", 6)}) as hechos:
        yield hechos


@pytest.fixture(scope="module")
def oficina_servida(casos):
    with servir(armar_app(casos.entorno)) as sitio:
        yield sitio


@pytest.fixture
def mano(page, oficina_servida, casos):
    """`mano(usuario, tarea)`: esa persona abre esa tarea desde su bandeja."""

    def abrir(usuario: str, tarea: str, cargo: str | None = None):
        oficina_servida.entrar(page, usuario, cargo)
        page.goto(f"{oficina_servida.url}/bandeja?vista=unidad")
        enlace = page.get_by_role("link", name=re.compile(re.escape(tarea)))
        if not enlace.count():
            page.goto(f"{oficina_servida.url}/bandeja?vista=mias")
        enlace.first.click()
        page.wait_for_url("**/tareas/*")
        return page

    return abrir


def terminar(page, casos) -> None:
    """Pulsa el botón principal y deja que el sistema haga lo suyo."""
    page.locator("#formulario-tarea button.btn-primary").first.click()
    page.get_by_text("Listo: la tarea quedó completada").first.wait_for()
    drenar(casos.entorno)


def elegir(page, rotulo: str, valor: str) -> None:
    """Elige en una lista y espera a que la pantalla recalcule."""
    with page.expect_response("**/recalcular"):
        page.get_by_label(rotulo, exact=False).first.select_option(valor)
    page.wait_for_timeout(150)


def informar(page) -> None:
    """Llena el informe técnico: una respuesta y su anexo."""
    page.locator("[name='respuestas.1.pregunta_n']").fill("1")
    page.locator("[name='respuestas.1.respuesta']").fill("El tramo está concluido.")
    page.locator("[name='respuestas.1.estado']").select_option("respondida")
    page.locator("#campo-fojas").fill("3")
    page.locator("input[type=file][name='anexos']").set_input_files(INFORME)


def decidir(page, legibles: str, decision: str) -> None:
    """El visto bueno del secretario."""
    page.locator(f"[name='anexos_legibles'][value='{legibles}']").check()
    elegir(page, "Decisión", decision)


def test_la_peticion_va_de_mano_en_mano_con_documento_y_devolucion(mano, casos, oficina_servida):
    page = mano("enlace.sdos", "T2.6")
    page.get_by_label("Técnico", exact=False).first.select_option("tecnico1.sdos")
    terminar(page, casos)
    page = mano("tecnico1.sdos", "T2.7")
    sin_faltas_axe(page)
    informar(page)
    terminar(page, casos)
    page = mano("secretario.sdos", "T2.8")
    decidir(page, "no", "devolver")
    page.get_by_label("Motivo", exact=False).first.fill("La planilla no se lee.")
    page.locator("[name='campos_observados'][value='anexos']").check()
    terminar(page, casos)
    page = mano("tecnico1.sdos", "T2.7")
    assert "La planilla no se lee." in page.inner_text("main")
    informar(page)
    terminar(page, casos)
    page = mano("secretario.sdos", "T2.8")
    decidir(page, "si", "aprobar")
    terminar(page, casos)
    revisar_expediente(page, casos, oficina_servida)


def revisar_expediente(page, casos, oficina_servida) -> None:
    """La hoja de ruta cuenta las dos vueltas y la bitácora está entera."""
    page.goto(f"{oficina_servida.url}/expedientes/{casos.hrs['peticion']}")
    hoja = page.inner_text("main")
    assert hoja.count("T2.7") == 2
    assert "T2.9" in hoja
    sin_faltas_axe(page)
    with casos.entorno.leer() as sesion:
        assert verificar_bitacora(sesion).defectos == ()


def test_la_asamblea_no_ve_los_pasos_de_la_gobernacion(page, casos, oficina_servida):
    oficina_servida.entrar(page, "presidencia.ald")
    page.goto(f"{oficina_servida.url}/expedientes/{casos.hrs['peticion']}")
    assert "T2.2" in page.inner_text("main")
    assert "T2.6" not in page.inner_text("main")
