"""Las versiones publicadas: cuáles hay, con qué casos, y retirarlas con motivo."""

import pytest

from motor.almacen.procesos import EstadoVersion, Version
from tests.fabrica import agregar_instancia

ADMIN, SIN_FACULTAD = "admin.sistema", "tecnico.ucl"
BASE = "/administracion/versiones"


def texto(respuesta) -> str:
    return respuesta.get_data(as_text=True)


@pytest.fixture
def version(entorno_web) -> int:
    """Una versión vigente en la que corre un caso."""
    with entorno_web.sesiones.begin() as sesion:
        instancia = agregar_instancia(sesion, entorno_web.reloj.ahora())
        sesion.flush()
        return instancia.version_id


def estado(entorno, version) -> EstadoVersion:
    with entorno.leer() as sesion:
        return sesion.get_one(Version, version).estado


def test_se_ve_con_su_numero_su_huella_y_lo_que_corre(navegador, version):
    pagina = texto(navegador(ADMIN).ver(BASE))
    assert "Petición" in pagina
    assert "Versión 1" in pagina
    assert "En curso: 1 expediente; terminados: 0" in pagina


def test_retirarla_exige_motivo_y_no_toca_lo_que_corre(navegador, entorno_web, version):
    admin = navegador(ADMIN)
    ruta = f"{BASE}/{version}/retirar"
    sin_motivo = admin.enviar(ruta, {"motivo": " "})
    assert sin_motivo.status_code == 422
    assert "hay que decir el motivo" in texto(sin_motivo)
    assert admin.enviar(ruta, {"motivo": "Derogada"}).status_code == 303
    assert estado(entorno_web, version) is EstadoVersion.RETIRADA
    assert "En curso: 1 expediente" in texto(admin.ver(BASE))
    assert "no hay qué retirar" in texto(admin.enviar(ruta, {"motivo": "Otra vez"}))


def test_sin_la_facultad_no_se_ve_ni_se_retira(navegador, entorno_web, version):
    otro = navegador(SIN_FACULTAD)
    assert otro.ver(BASE).status_code == 403
    assert otro.enviar(f"{BASE}/{version}/retirar", {"motivo": "x"}).status_code == 403
    assert estado(entorno_web, version) is EstadoVersion.VIGENTE


def test_una_version_que_no_existe_se_dice(navegador, version):
    respuesta = navegador(ADMIN).enviar(f"{BASE}/999/retirar", {"motivo": "x"})
    assert respuesta.status_code == 422
    assert "No existe la versión 999" in texto(respuesta)
