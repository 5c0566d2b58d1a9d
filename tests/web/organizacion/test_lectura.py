"""Buscar en la organización, y quien solo la lee: la auditoría no ve formularios."""

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Acceso, Cargo
from tests.fabrica import agregar_instancia, agregar_tarea

ADMIN, AUDITOR = "admin.sistema", "tecnico.ucl"
BASE = "/administracion/organizacion"
FICHA = "/administracion/personas/responsable.ucl"
RUTAS = (BASE, f"{BASE}/UCL", "/administracion/personas", FICHA)


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


def halladas(respuesta) -> str:
    pagina = texto(respuesta)
    desde = pagina.index('id="t-halladas"')
    return pagina[desde : pagina.index("</section>", desde)]


@pytest.fixture
def auditor(navegador, entorno_web):
    with entorno_web.sesiones.begin() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == AUDITOR)).one()
        cargo.acceso, cargo.facultades = Acceso.LECTURA, []
    return navegador(AUDITOR)


@pytest.mark.parametrize("q", ["LEGISLATIVA coord", "ucl", "responsable.ucl"])
def test_una_unidad_se_halla_por_nombre_sigla_o_cargo(navegador, q):
    assert f"{BASE}/UCL" in halladas(navegador(ADMIN).ver(f"{BASE}?q={q}"))


def test_una_unidad_se_halla_por_como_se_llamaba(navegador):
    admin = navegador(ADMIN)
    admin.enviar(f"{BASE}/UCL", {"nombre": "Enlace con la Asamblea", "norma": "DD 9"})
    assert f"{BASE}/UCL" in halladas(admin.ver(f"{BASE}?q=coordinación legislativa"))


def test_lo_que_no_esta_se_dice(navegador):
    assert "Ninguna unidad cumple" in halladas(navegador(ADMIN).ver(f"{BASE}?q=100%"))


@pytest.mark.parametrize("ruta", RUTAS)
def test_la_auditoria_lee_sin_formularios_que_cambien(auditor, ruta):
    respuesta = auditor.ver(ruta)
    assert respuesta.status_code == 200
    contenido = texto(respuesta).partition("<main")[2].partition("</main>")[0]
    assert 'method="post"' not in contenido


@pytest.mark.parametrize("ruta", [BASE, f"{BASE}/UCL", f"{BASE}/UCL/cargos", FICHA])
def test_la_auditoria_no_cambia_nada(auditor, ruta):
    assert auditor.enviar(ruta, {"nombre": "Otro"}).status_code == 403


@pytest.mark.parametrize("ruta", RUTAS)
def test_quien_administra_no_ve_ningun_expediente(navegador, entorno_web, ruta):
    ahora = entorno_web.reloj.ahora()
    with entorno_web.sesiones.begin() as sesion:
        tarea = agregar_tarea(sesion, agregar_instancia(sesion, ahora), ahora)
        caso = tarea.instancia.expediente
        caso.asunto, hr = "Asunto que no debe verse", caso.hr
    pagina = texto(navegador(ADMIN).ver(ruta))
    assert hr not in pagina
    assert "Asunto que no debe verse" not in pagina
