"""Un proceso hecho de la nada por quien conoce el trámite: el genérico, del papel al archivo.

Lo dibuja, arma y ensaya una dueña; lo publica otra persona; lo corre una tercera. Sin Python.
"""

import pytest
from playwright.sync_api import expect

from motor.reglas.verificacion import verificar_bitacora
from tests.aceptacion import tramite
from tests.aceptacion.accesible import sin_faltas_axe
from tests.aceptacion.armado import armar
from tests.aceptacion.dibujante import Dibujante, decir
from tests.aceptacion.duenio import Duenio
from tests.aceptacion.ensayista import Ensayista
from tests.aceptacion.gobernacion import gobernacion
from tests.aceptacion.lienzo import PLAZO
from tests.aceptacion.manos import Manos, archivo
from tests.aceptacion.proceso_de_cero import DUENIA, abrir_caso, publicar, ver_expediente

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
NOTA = archivo("Nota de la comunidad", 2)
INGRESO = {
    "remitente": "Comunidad Ucuchi",
    "clase_tramite": "solicitud",
    "materia": "caminos",
    "referencia": "Mantenimiento del camino Ucuchi–Sacaba",
    "fojas": 2,
    "nota_de_ingreso": NOTA,
}


@pytest.fixture(scope="module")
def servida(tmp_path_factory):
    with gobernacion(tmp_path_factory.mktemp("tramite")) as hechos:
        yield hechos


@pytest.fixture
def duenia(page, servida) -> Duenio:
    page.set_viewport_size({"width": 1400, "height": 820})
    servida[0].entrar(page, DUENIA)
    return Duenio(page, servida[0])


def dibujar(duenia: Duenio) -> None:
    """El diagrama entero, y en el panel quién, qué y hasta cuándo."""
    lienzo = duenia.dibujar()
    dibujante = Dibujante(lienzo)
    tramite.dibujar(dibujante)
    decir(dibujante, *tramite.CARRILES, *tramite.PASOS)
    lienzo.dice("por usted")
    expect(lienzo.page.locator("[data-revision-boton]")).to_contain_text("Revisado", timeout=PLAZO)


def decidir(duenia: Duenio) -> None:
    """La tabla que elige la unidad por la materia, probada ahí mismo."""
    decisor = duenia.agregar_decision(tramite.DECISION, "Unidad que atiende")
    decisor.hoja.locator("th.input-cell").dblclick()
    decisor.escribir(duenia.page.locator(".input-edit .cm-content"), "materia")
    duenia.page.keyboard.press("Escape")
    for numero, (materia, unidad) in enumerate(tramite.REGLAS):
        decisor.hoja.locator(".add-rule td").last.click()
        entra = decisor.hoja.locator("td.input-cell[data-row-id]").nth(numero)
        sale = decisor.hoja.locator("td.output-cell[data-row-id]").nth(numero)
        decisor.escribir(entra, f'"{materia}"')
        decisor.escribir(sale, f'"{unidad}"')
    decisor.probar(materia="salud")
    expect(decisor.resultado.locator("[data-valor]")).to_have_text("«SEDES»")
    decisor.dice("por usted")


def hacer(duenia: Duenio) -> None:
    """El proceso entero, con lo que lo acompaña, hasta que la revisión calla."""
    duenia.crear(tramite.NOMBRE, tramite.CLAVE)
    for clave, (titulo, campos) in tramite.FORMULARIOS.items():
        armar(duenia.agregar_formulario(clave, titulo), campos)
    decidir(duenia)
    dibujar(duenia)
    normas = {tramite.CLAVE: "VU"}
    duenia.llenar_ficha(tramite.PROPOSITO, "20", tramite.NORMAS, normas)
    duenia.sin_reparos()


def ensayar(duenia: Duenio) -> None:
    """Los dos finales, cada uno guardado como escenario; y los escenarios pasan."""
    ensayista = Ensayista(duenia.page, duenia.borrador)
    ensayista.empezar("01/03/2027")
    ensayista.iniciar(tramite.NOMBRE, "Camino Ucuchi–Sacaba")
    ensayista.hacer("Recibir el trámite", **INGRESO)
    ensayista.hacer("Calificar", corresponde="si")
    ensayista.hacer("Derivar", proveido="Atiéndase e infórmese.")
    ensayista.al_proximo_plazo()
    ensayista.hacer("Reiterar el proveído", reiteracion="Ya pasaron cinco días hábiles.")
    ensayista.hacer("Atender", informe="Falta el estudio de aguas.", falta_otra_unidad="si")
    ensayista.hacer("Derivar", unidad_destino="SDC", proveido="Complete el estudio.")
    ensayista.hacer("Atender", informe="Se hizo la inspección.", falta_otra_unidad="no")
    ensayista.hacer("Responder", respuesta=archivo("Respuesta", 1), entrega="mano")
    ensayista.hacer("Archivar", fojas_archivadas=9, ubicacion="Estante 4, caja 2")
    ensayista.termina("atendido")
    ensayista.guardar("Se atiende, con demora y dos unidades")
    ensayista.empezar("01/03/2027")
    ensayista.iniciar(tramite.NOMBRE, "Alumbrado de una plaza")
    ensayista.hacer("Recibir el trámite", **INGRESO)
    ensayista.hacer("Calificar", corresponde="no", motivo="Es del municipio.")
    ensayista.hacer("Remitir a la entidad competente", entidad="GAM", cite_remision="SCG-9")
    ensayista.termina("remitido")
    ensayista.guardar("No corresponde y se remite")
    ensayista.correr()
    expect(duenia.page.locator(".ensayo-medida")).to_contain_text("100 % de los pasos")


def correr(manos: Manos) -> None:
    """Una tercera lo inicia desde el catálogo, y pasa de mano en mano hasta el archivo."""
    abrir_caso(manos, "ventanilla.unica", tramite.NOMBRE, "Camino Ucuchi–Sacaba")
    manos.cumplir("ventanilla.unica", "Recibir el trámite", **INGRESO)
    manos.cumplir("secretario.coordinacion", "Calificar", corresponde="si")
    page = manos.abrir("secretario.coordinacion", "Derivar")
    expect(page.locator("#formulario-tarea [name=unidad_destino]")).to_have_value("SEDCAM")
    manos.poner(proveido="Atiéndase.")
    manos.terminar()
    manos.cumplir("tecnico1.sedcam", "Atender", informe="Se hizo.", falta_otra_unidad="no")
    manos.cumplir("secretario.coordinacion", "Responder", respuesta=NOTA, entrega="correo")
    manos.cumplir("archivo.central", "Archivar", fojas_archivadas=5, ubicacion="Estante 1")


def test_el_tramite_generico_se_hace_de_cero_se_publica_entre_dos_y_lo_corre_una_tercera(
    duenia, servida
):
    hacer(duenia)
    ensayar(duenia)
    publicar(duenia, "Primera versión.", "Resolución Administrativa 12/2027")
    manos = Manos(duenia.page, *servida)
    correr(manos)
    dichos = ("Atendido", "versión 1", "Encargado de Ventanilla Única", "Archivo Central")
    ver_expediente(manos, "secretario.coordinacion", *dichos)
    sin_faltas_axe(manos.page)
    with manos.casos.entorno.leer() as sesion:
        assert verificar_bitacora(sesion).defectos == ()
