"""Un proceso hecho de la nada con tres piscinas y mensajes: la publicación en la Gaceta.

Lo dibuja, arma y ensaya una dueña; lo publica otra persona; lo corre una tercera. Sin Python.
"""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from motor.nucleo.reloj import LA_PAZ
from motor.reglas.verificacion import verificar_bitacora
from tests.aceptacion import gaceta, gaceta_dibujo
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
TEXTO = archivo("Ley 400", 4)
NORMA = {
    "tipo": "ley_departamental",
    "numero": "400",
    "fecha_promulgacion": "26/02/2027",
    "promulgador": "Gobernador",
    "texto_firmado": TEXTO,
    "texto_editable": TEXTO,
    "ya_publicada": "no",
}
PORTAL = {"direccion": "gaceta.example/400", "huella": "a1b2"}

FE_DE_ERRATAS = {"errata": "Donde dice «Arque», debe decir «Arani».", "fe_firmada": TEXTO}


@pytest.fixture(scope="module")
def servida(tmp_path_factory):
    with gobernacion(tmp_path_factory.mktemp("gaceta")) as hechos:
        yield hechos


@pytest.fixture
def duenia(page, servida) -> Duenio:
    page.set_viewport_size({"width": 1400, "height": 820})
    servida[0].entrar(page, DUENIA)
    return Duenio(page, servida[0])


def hacer(duenia: Duenio) -> None:
    """El proceso entero, con lo que lo acompaña, hasta que la revisión calla."""
    duenia.crear(gaceta.NOMBRE, gaceta.CLAVE)
    for clave, (titulo, campos) in gaceta.FORMULARIOS.items():
        armar(duenia.agregar_formulario(clave, titulo), campos)
    lienzo = duenia.dibujar()
    dibujante = Dibujante(lienzo)
    gaceta_dibujo.dibujar(dibujante)
    decir(dibujante, *gaceta_dibujo.CARRILES, *gaceta_dibujo.PASOS)
    lienzo.dice("por usted")
    expect(lienzo.page.locator("[data-revision-boton]")).to_contain_text("Revisado", timeout=PLAZO)
    inicia = {gaceta.CLAVE: "responsable.ucl"}
    duenia.llenar_ficha(gaceta.PROPOSITO, "16", gaceta.NORMAS, inicia)
    duenia.sin_reparos()


def hasta_la_asamblea(ensayista: Ensayista) -> None:
    ensayista.hacer("Asignar edición y página", pagina=12, extraordinaria="no")
    ensayista.hacer("Autorizar la publicación", autorizada="si")
    ensayista.hacer("Publicar en el portal", **PORTAL)
    ensayista.hacer("Distribuir los ejemplares", ejemplares=50)
    ensayista.hacer("Recibir el ejemplar", recibidos=2)


def ensayar(duenia: Duenio) -> None:
    """Una ley que llega por mensaje y se publica; y otra que se devuelve por un párrafo."""
    ensayista = Ensayista(duenia.page, duenia.borrador)
    ensayista.empezar("01/03/2027")
    ensayista.contestar("Orden de publicación", "", "codigo_proyecto: PL-007/2027")
    ensayista.hacer("Registrar la norma", **NORMA)
    ensayista.al_proximo_plazo()
    ensayista.hacer("Reclamar el cotejo", reclamo="Pasó un día hábil.")
    ensayista.hacer("Cotejar el texto", conforme="conforme")
    hasta_la_asamblea(ensayista)
    ensayista.al_proximo_plazo()
    ensayista.termina("publicada")
    ensayista.guardar("Ley que se publica sin erratas")
    ensayista.empezar("01/03/2027")
    ensayista.iniciar(gaceta.NOMBRE, "Decreto departamental 12")
    ensayista.hacer("Registrar la norma", **{**NORMA, "tipo": "decreto_departamental"})
    ensayista.hacer("Cotejar el texto", conforme="diferencias", diferencias="Art. 3, párrafo II.")
    ensayista.hacer("Devolver al promulgador", motivo="Difiere.", campos_observados="texto")
    ensayista.termina("devuelta")
    ensayista.guardar("Con un párrafo distinto se devuelve")
    ensayar_la_errata(ensayista)
    ensayista.correr()
    expect(duenia.page.locator(".ensayo-medida")).to_contain_text("100 % de los pasos")


def ensayar_la_errata(ensayista: Ensayista) -> None:
    """El portal se demora, y después sale una errata."""
    ensayista.empezar("01/03/2027")
    ensayista.iniciar(gaceta.NOMBRE, "Ley departamental 400")
    ensayista.hacer("Registrar la norma", **NORMA)
    ensayista.hacer("Cotejar el texto", conforme="conforme")
    ensayista.hacer("Asignar edición y página", pagina=12, extraordinaria="no")
    ensayista.hacer("Autorizar la publicación", autorizada="si")
    ensayista.al_proximo_plazo()
    ensayista.hacer("Informar la demora", causa_demora="El portal no respondía.")
    ensayista.hacer("Publicar en el portal", **PORTAL)
    ensayista.hacer("Distribuir los ejemplares", ejemplares=50)
    ensayista.hacer("Recibir el ejemplar", recibidos=2)
    ensayista.hacer("Corregir erratas, si las hay", **FE_DE_ERRATAS)
    ensayista.hacer("Autorizar la fe de erratas", autorizada="si")
    ensayista.hacer("Publicar la fe de erratas", direccion_fe="gaceta.example/fe1")
    ensayista.termina("publicada con fe de erratas")
    ensayista.guardar("Se demora, y después sale una fe de erratas")


def correr(manos: Manos) -> None:
    """La jefa lo inicia desde el catálogo; una errata sale cinco días después, en otra edición."""
    abrir_caso(manos, "responsable.ucl", gaceta.NOMBRE, "Ley departamental 400")
    manos.cumplir("editor.gaceta", "Registrar la norma", **NORMA)
    manos.cumplir("asesor.juridica", "Cotejar el texto", conforme="conforme")
    manos.cumplir("editor.gaceta", "Asignar edición", pagina=12, extraordinaria="no")
    manos.cumplir("responsable.ucl", "Autorizar la publicación", autorizada="si")
    manos.cumplir("admin.procesos", "Publicar en el portal", **PORTAL)
    manos.cumplir("editor.gaceta", "Distribuir los ejemplares", ejemplares=50)
    manos.cumplir("ventanilla.ald", "Recibir el ejemplar", recibidos=2)
    manos.casos.reloj.poner(datetime(2027, 3, 8, 9, 0, tzinfo=LA_PAZ))
    manos.cumplir("editor.gaceta", "Corregir erratas", **FE_DE_ERRATAS)
    manos.cumplir("responsable.ucl", "Autorizar la fe de erratas", autorizada="si")
    manos.cumplir("admin.procesos", "Publicar la fe de erratas", direccion_fe="gaceta.example/fe1")


def test_la_publicacion_en_la_gaceta_se_hace_de_cero_y_la_corre_una_tercera(duenia, servida):
    hacer(duenia)
    ensayar(duenia)
    publicar(duenia, "Primera versión.", "Ley Departamental de la Gaceta Oficial")
    manos = Manos(duenia.page, *servida)
    correr(manos)
    dichos = ("Publicada con fe de erratas", "versión 1", "Editor de la Gaceta Oficial")
    ver_expediente(manos, "secretario.coordinacion", *dichos)
    sin_faltas_axe(manos.page)
    with manos.casos.entorno.leer() as sesion:
        assert verificar_bitacora(sesion).defectos == ()
