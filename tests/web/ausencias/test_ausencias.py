"""Disponer una suplencia o delegación en el navegador, y que las tareas vayan y vuelvan."""

from datetime import timedelta

import pytest
from lxml import html
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.nucleo.actor import Actor
from motor.nucleo.errores import SinPermiso
from motor.nucleo.palabras import plegar
from motor.reglas.organizacion import identificar

JEFE, TECNICO = "responsable.ucl", "tecnico.ucl"
SUPLENCIA = {
    "clase": "suplencia",
    "cargo": JEFE,
    "persona": TECNICO,
    "documento": "Memorándum N° 12/2027",
    "desde": "04/01/2027",
    "hasta": "08/01/2027",
}


def puede(entorno, usuario, cargo) -> bool:
    with entorno.leer() as sesion:
        try:
            return bool(identificar(sesion, Actor(usuario, cargo), entorno.reloj.ahora()))
        except SinPermiso:
            return False


def test_quien_falta_dispone_su_suplencia_y_termina_sola(navegador, entorno_web, reloj):
    respuesta = navegador(JEFE).enviar("/ausencias", SUPLENCIA)
    assert respuesta.status_code == 303
    assert puede(entorno_web, TECNICO, JEFE)
    reloj.poner(reloj.ahora() + timedelta(days=5))
    assert not puede(entorno_web, TECNICO, JEFE)


def test_el_suplente_ve_con_que_documento_actua(navegador):
    navegador(JEFE).enviar("/ausencias", SUPLENCIA)
    persona = navegador(TECNICO)
    persona.enviar("/cuenta/cargo", {"cargo": JEFE})
    pagina = persona.ver("/ausencias").get_data(as_text=True)
    assert "por suplencia, Memorándum N° 12/2027" in pagina


def test_revocada_con_motivo_deja_de_valer_y_queda_asentada(navegador, entorno_web):
    jefe = navegador(JEFE)
    jefe.enviar("/ausencias", SUPLENCIA)
    [numero] = [
        parte.split("/revocar")[0]
        for parte in jefe.ver("/ausencias").get_data(as_text=True).split("/ausencias/")[1:]
        if "/revocar" in parte
    ]
    assert jefe.enviar(f"/ausencias/{numero}/revocar", {"motivo": ""}).status_code == 422
    assert jefe.enviar(f"/ausencias/{numero}/revocar", {"motivo": "Volvió"}).status_code == 303
    assert not puede(entorno_web, TECNICO, JEFE)
    with entorno_web.leer() as sesion:
        hechos = sesion.scalars(select(Asiento.hecho).order_by(Asiento.id)).all()
    assert hechos == ["suplencia_dispuesta", "designacion_revocada"]


@pytest.mark.parametrize(
    ("cambio", "dice"),
    [
        ({"hasta": "31/02/2027"}, "no es una fecha que exista"),
        ({"hasta": "01/01/2027"}, "«Hasta» es anterior a «Desde»"),
        ({"documento": " "}, "Escriba el documento"),
        ({"persona": ""}, "Elija quién"),
    ],
)
def test_lo_mal_puesto_se_dice_en_su_campo_y_no_cambia_nada(navegador, entorno_web, cambio, dice):
    respuesta = navegador(JEFE).enviar("/ausencias", {**SUPLENCIA, **cambio})
    assert respuesta.status_code == 422
    assert dice in respuesta.get_data(as_text=True)
    assert not puede(entorno_web, TECNICO, JEFE)


def test_nadie_encarga_un_cargo_ajeno(navegador):
    ajeno = {**SUPLENCIA, "persona": "secretario.coordinacion"}
    assert navegador(TECNICO).enviar("/ausencias", ajeno).status_code == 403


def test_quien_reemplaza_se_elige_por_orden_alfabetico(navegador):
    pagina = html.fromstring(navegador(JEFE).ver("/ausencias").get_data(as_text=True))
    nombres = [plegar(o.text) for o in pagina.xpath("//select[@name='persona']/option[@value!='']")]
    assert len(nombres) > 1
    assert nombres == sorted(nombres)
