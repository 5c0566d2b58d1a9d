"""La cabecera del expediente: su plazo total, lo vinculado y quién lo reservó y por qué."""

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from tests.web.expedientes.test_pestanas import texto


@pytest.fixture
def ruta(casos) -> str:
    return f"/expedientes/{casos.hrs['abierta']}"


@pytest.fixture
def hijo(casos):
    """La petición en curso, como si hubiera nacido de la terminada; después, como estaba."""

    def poner(padre_id):
        with casos.entorno.sesiones.begin() as sesion:
            suyo = select(Expediente).where(Expediente.hr == casos.hrs["abierta"])
            sesion.scalars(suyo).one().padre_id = padre_id

    poner(casos.ids["pie"])
    yield casos.hrs["abierta"]
    poner(None)


def test_dice_el_plazo_total_con_su_semaforo_y_lleva_a_los_plazos(como, ruta):
    pagina = como("gobernador").ver(ruta).get_data(as_text=True)
    cabecera = pagina.split("plazo-total")[1].split("</a>")[0]
    assert f'href="{ruta}/plazos"' in cabecera
    assert "Plazo total:" in cabecera
    assert "(17/02/2027)" in cabecera


def test_del_terminado_no_corre_ningun_plazo(como, casos):
    pagina = como("gobernador").ver(f"/expedientes/{casos.hrs['pie']}").get_data(as_text=True)
    assert "Plazo total" not in pagina


def test_padre_e_hijo_se_enlazan(como, casos, hijo):
    padre = casos.hrs["pie"]
    del_padre = como("gobernador").ver(f"/expedientes/{padre}").get_data(as_text=True)
    del_hijo = como("gobernador").ver(f"/expedientes/{hijo}").get_data(as_text=True)
    assert f'De él nació <a href="/expedientes/{hijo}">' in del_padre
    assert f'Nació de <a href="/expedientes/{padre}">' in del_hijo


def test_del_confidencial_dice_quien_lo_dispuso_y_por_que(como, ruta):
    scg = como("secretario.coordinacion")
    scg.enviar(f"{ruta}/reservar", {"confidencial": "si", "norma": "Ley 2341, art. 18"})
    visto = texto(scg.ver(ruta))
    scg.enviar(f"{ruta}/reservar", {"confidencial": "no", "norma": "RA 4"})
    assert "Lo dispuso Mario Guzmán Flores" in visto
    assert "por Ley 2341, art. 18." in visto
