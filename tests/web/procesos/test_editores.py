"""Lo que los editores piden y guardan: revisión vista, choques con quién y cuándo, y presencia."""

from datetime import timedelta

import pytest

from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from tests.estructura.ejemplos.borradores_de_procesos import administra_procesos

ADMIN, SCG = "admin.sistema", "secretario.coordinacion"
VACIO = '{"type": "default", "components": []}'
OTRO = '{"type": "default", "components": [], "id": "otro"}'


@pytest.fixture
def borrador(entorno_web) -> str:
    administra_procesos(entorno_web.sesiones, SCG)
    hecho = crear_borrador(entorno_web, CrearBorrador(Actor(ADMIN), "pago", "Pago"))
    return f"/procesos/borradores/{hecho.id}"


def guardar(de, borrador, contenido, revision, que="formulario/pedido"):
    """PUT como lo hace el editor: JSON y el testigo en la cabecera."""
    pagina = de.ver("/cuenta").get_data(as_text=True)
    testigo = pagina.split('name="csrf_token" value="')[1].split('"')[0]
    return de.cliente.put(
        f"{borrador}/archivos/{que}",
        json={"contenido": contenido, "revision": revision},
        headers={"X-CSRFToken": testigo},
    )


def test_se_guarda_y_se_lee_byte_a_byte_con_su_revision(navegador, borrador):
    admin = navegador(ADMIN)
    respuesta = guardar(admin, borrador, VACIO, 0)
    assert (respuesta.status_code, respuesta.get_json()["revision"]) == (200, 1)
    assert respuesta.get_json()["tocado_el"].startswith("2027-01-04T13:00:00")
    leido = admin.ver(f"{borrador}/archivos/formulario/pedido")
    assert (leido.data, leido.headers["X-Revision"]) == (VACIO.encode(), "1")


def test_guardar_sobre_lo_viejo_dice_quien_y_cuando_y_no_cambia_nada(navegador, borrador):
    admin, scg = navegador(ADMIN), navegador(SCG)
    guardar(admin, borrador, VACIO, 0)
    assert guardar(scg, borrador, OTRO, 1).status_code == 200
    choque = guardar(admin, borrador, '{"type": "default", "components": [], "id": "mio"}', 1)
    assert choque.status_code == 409
    dicho = choque.get_json()
    assert dicho["quien"] == "Secretario de prueba"
    assert dicho["cuando"].startswith("2027-01-04T13:00:00")
    assert "Secretario de prueba guardó otra versión el 04/01/2027" in dicho["mensaje"]
    assert admin.ver(f"{borrador}/archivos/formulario/pedido").data == OTRO.encode()


@pytest.mark.parametrize(
    ("que", "contenido", "frase"),
    [
        ("formulario/pedido", "[1]", "no es un formulario en JSON"),
        ("diagrama/pago", "<no", "pago.bpmn no se guardó"),
        ("diagrama/otro", "<no/>", "El diagrama de este borrador se llama «pago»"),
        ("decision/tabla", "<a/>", "Se esperaba <definitions> de DMN"),
        ("escenario/uno", "a: [", "El escenario"),
        ("formulario/a.b", VACIO, "El nombre de archivo «a.b» no sirve"),
        ("planilla/x", VACIO, "No hay archivos de clase «planilla»"),
    ],
)
def test_lo_que_no_se_puede_leer_no_se_guarda_y_se_dice_por_que(
    navegador, borrador, que, contenido, frase
):
    respuesta = guardar(navegador(ADMIN), borrador, contenido, 0 if "pago" not in que else 1, que)
    assert respuesta.status_code == 422
    assert frase in respuesta.get_json()["mensaje"]


def test_quien_no_administra_procesos_no_lee_ni_guarda(navegador, borrador):
    tecnico = navegador("tecnico.ucl")
    assert tecnico.ver(f"{borrador}/archivos/diagrama/pago").status_code == 403
    assert guardar(tecnico, borrador, VACIO, 0).status_code == 403


def test_cada_uno_ve_a_los_demas_que_lo_tienen_abierto(navegador, borrador, reloj):
    admin, scg = navegador(ADMIN), navegador(SCG)

    def latir(de, archivo):
        pagina = de.ver("/cuenta").get_data(as_text=True)
        testigo = pagina.split('name="csrf_token" value="')[1].split('"')[0]
        cabeceras = {"X-CSRFToken": testigo}
        ruta = f"{borrador}/presencia"
        return de.cliente.post(ruta, json={"archivo": archivo}, headers=cabeceras).get_json()

    assert latir(admin, "diagrama/pago") == []
    [otro] = latir(scg, "diagrama/pago")
    assert otro["nombre"] == "Administrador de prueba"
    assert otro["cargo"] == "Administrador"
    assert otro["archivo"] == "diagrama/pago"
    assert otro["desde"].startswith("2027-01-04T13:00:00")
    reloj.avanzar(timedelta(seconds=60))
    assert latir(scg, "") == []
