"""La administración en el navegador: prever, cambiar y lo rechazado, sin faltas de axe."""

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Cargo
from motor.almacen.trabajos import EstadoTrabajo, Incidente, TipoTrabajo, Trabajo
from tests.aceptacion.accesible import sin_faltas_axe

pytestmark = [pytest.mark.navegador, pytest.mark.lento]
YO = "secretario.coordinacion"
CALENDARIO, PLAZO = "/administracion/calendario?anio=2027", "/administracion/plazos/pie.total"


@pytest.fixture
def mira(page, sitio):
    """Entra y abre una ruta."""
    sitio.entrar(page, YO)

    def mira(ruta: str) -> None:
        page.goto(sitio.url + ruta)

    return mira


def declarar(page, dia: str, norma: str = "DD 7/2027") -> None:
    page.fill("#fecha", dia)
    page.fill("#nombre", "Duelo departamental")
    page.fill("#norma", norma)
    page.fill("#motivo", "Duelo")
    page.get_by_role("button", name="Ver qué plazos movería").click()


@pytest.mark.parametrize("ancho", [360, 1400])
@pytest.mark.parametrize("tema", ["light", "dark"])
def test_lo_previsto_y_lo_rechazado_no_tienen_faltas(page, mira, tema, ancho):
    page.emulate_media(color_scheme=tema)
    page.set_viewport_size({"width": ancho, "height": 900})
    mira(CALENDARIO)
    declarar(page, "09/06/2027")
    page.wait_for_selector("text=Nada cambió todavía")
    sin_faltas_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= ancho
    page.get_by_role("link", name="No cambiar nada").click()
    declarar(page, "09/06/2027", norma="")
    page.wait_for_selector("text=Escriba la norma o el documento")
    assert page.input_value("#motivo") == "Duelo"
    sin_faltas_axe(page)


def test_un_dia_se_declara_inhabil_y_queda_quien_lo_hizo(page, mira):
    mira(CALENDARIO)
    declarar(page, "10/06/2027")
    page.get_by_role("button", name="Confirmar").click()
    page.wait_for_selector("text=El calendario cambió")
    historia = page.get_by_role("region", name="Quién cambió el calendario")
    assert "Declaró inhábil el 10/06/2027" in historia.inner_text()
    sin_faltas_axe(page)


def test_un_plazo_cambia_desde_su_fecha_y_lo_rechazado_conserva_lo_escrito(page, mira):
    mira(PLAZO)
    page.fill("#valor", "15")
    page.fill("#vigente_desde", "01/07/2027")
    page.get_by_role("button", name="Asentar el valor nuevo").click()
    page.wait_for_selector("text=Diga por qué cambia")
    assert page.input_value("#valor") == "15"
    sin_faltas_axe(page)
    page.fill("#motivo", "Se aprobó el reglamento")
    page.get_by_role("button", name="Asentar el valor nuevo").click()
    page.wait_for_selector("text=a 15 días hábiles, desde el 01/07/2027")
    sin_faltas_axe(page)


@pytest.fixture
def dos_fallos(sitio):
    """Un correo y un servicio que fallaron, que la persona puede reintentar."""
    entorno = sitio.app.extensions["cauce"]
    ahora = entorno.reloj.ahora()
    with entorno.sesiones.begin() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == YO)).one()
        cargo.facultades = [*cargo.facultades, "expedientes"]
        for tipo in (TipoTrabajo.CORREO, TipoTrabajo.SERVICIO):
            estado = EstadoTrabajo.INCIDENTE
            trabajo = Trabajo(tipo=tipo, estado=estado, debido_el=ahora, creado_el=ahora)
            sesion.add(trabajo)
            sesion.flush()
            fallo = Incidente(trabajo_id=trabajo.id, mensaje="No responde.", abierto_el=ahora)
            sesion.add(fallo)


@pytest.mark.parametrize("tema", ["light", "dark"])
def test_los_incidentes_se_filtran_y_se_reintentan_sin_faltas(page, mira, dos_fallos, tema):
    page.emulate_media(color_scheme=tema)
    mira("/administracion/incidentes")
    sin_faltas_axe(page)
    page.select_option("#clase", "correo")
    page.get_by_role("button", name="Filtrar").click()
    page.wait_for_url("**clase=correo**")
    page.fill("input[id^=motivo-]", "Volvió el servidor")
    page.get_by_role("button", name="Reintentar").first.click()
    page.wait_for_selector("text=Se reintentará enseguida")
    sin_faltas_axe(page)
