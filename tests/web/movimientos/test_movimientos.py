"""La pantalla de mover un caso: dónde está, a dónde puede ir, y la segunda persona."""

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.movimientos import Movimiento
from tests.motor.operaciones.mesa import SCG, TECNICO, Mesa
from tests.motor.operaciones.test_mover_ficha import DIAGRAMA, facultar, ficha_en


@pytest.fixture
def mesa(entorno_web) -> Mesa:
    """Un caso en «a»; dos personas administran expedientes."""
    mesa = Mesa(entorno_web)
    facultar(mesa)
    mesa.publicar(DIAGRAMA)
    mesa.iniciar()
    return mesa


def ruta(mesa) -> str:
    [hr] = mesa.leer(select(Expediente.hr))
    return f"/expedientes/{hr}/mover"


def enviado(mesa, **otros) -> dict[str, str]:
    instancia, ficha = ficha_en(mesa, "a")
    datos = {"ficha": f"{instancia}:{ficha}", "destino": "c", "motivo": "Se repitió un paso"}
    return datos | otros


def texto(respuesta) -> str:
    return " ".join(respuesta.get_data(as_text=True).split())


def test_dice_donde_esta_a_donde_puede_ir_y_por_que_no_a_lo_demas(mesa, navegador):
    visto = texto(navegador(SCG).ver(ruta(mesa)))
    assert "Está en «a»" in visto
    assert visto.index("sin nombre (b)") < visto.index("fin sin nombre (fin)")
    assert '<option value="inicio"' not in visto
    assert "Es un inicio: elija el paso que le sigue." in visto


def test_uno_lo_pide_y_otro_lo_aprueba(mesa, navegador):
    admin, otro = navegador("admin.sistema"), navegador(SCG)
    assert admin.enviar(ruta(mesa), enviado(mesa)).status_code == 303
    expediente = texto(otro.ver(ruta(mesa).removesuffix("/mover")))
    assert "Hay un pedido por resolver" in expediente
    assert "Lo pidió usted" in texto(admin.ver(ruta(mesa)))
    assert "Aprobar y mover el caso" in texto(otro.ver(ruta(mesa)))
    [movimiento] = mesa.leer(select(Movimiento.id))
    assert otro.enviar(f"{ruta(mesa)}/{movimiento}/aprobar", {}).status_code == 303
    assert mesa.abiertas() == ["c"]
    hoja = texto(otro.ver(ruta(mesa).removesuffix("/mover") + "/bitacora"))
    assert "el caso pasó de «a» a «c»" in hoja


def test_quien_lo_pidio_no_lo_aprueba_aunque_escriba_la_direccion(mesa, navegador):
    admin = navegador("admin.sistema")
    admin.enviar(ruta(mesa), enviado(mesa))
    [movimiento] = mesa.leer(select(Movimiento.id))
    assert admin.enviar(f"{ruta(mesa)}/{movimiento}/aprobar", {}).status_code == 403
    assert mesa.abiertas() == ["a"]


def test_rechazarlo_pide_un_motivo_y_lo_muestra(mesa, navegador):
    navegador("admin.sistema").enviar(ruta(mesa), enviado(mesa))
    [movimiento] = mesa.leer(select(Movimiento.id))
    otro, donde = navegador(SCG), f"{ruta(mesa)}/{movimiento}/rechazar"
    assert otro.enviar(donde, {"motivo": ""}).status_code == 422
    assert otro.enviar(donde, {"motivo": "No corresponde"}).status_code == 303
    assert "No corresponde" in texto(otro.ver(ruta(mesa)))


def test_lo_que_ya_no_vale_se_dice_y_no_se_aprueba(mesa, navegador):
    navegador("admin.sistema").enviar(ruta(mesa), enviado(mesa))
    mesa.completar("a")
    [movimiento] = mesa.leer(select(Movimiento.id))
    otro = navegador(SCG)
    visto = texto(otro.ver(ruta(mesa)))
    assert "este pedido ya no vale" in visto
    assert "Aprobar y mover" not in visto
    respuesta = otro.enviar(f"{ruta(mesa)}/{movimiento}/aprobar", {})
    assert (respuesta.status_code, "se movió desde" in texto(respuesta)) == (422, True)


@pytest.mark.parametrize(
    ("campo", "frase"),
    [
        ("ficha", "Elija qué mover"),
        ("destino", "Elija a qué paso va"),
        ("motivo", "Diga por qué el caso tiene que ir a ese paso"),
    ],
)
def test_sin_un_dato_vuelve_con_su_frase(mesa, navegador, campo, frase):
    respuesta = navegador(SCG).enviar(ruta(mesa), enviado(mesa, **{campo: ""}))
    assert (respuesta.status_code, frase in texto(respuesta)) == (422, True)


def test_solo_quien_administra_expedientes_entra(mesa, navegador):
    assert navegador(TECNICO).ver(ruta(mesa)).status_code == 403
