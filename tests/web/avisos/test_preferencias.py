"""Elegir cómo enterarse, y la dirección secreta del calendario."""

import re

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Persona
from motor.almacen.personales import Preferencia

YO = "tecnico.ucl"


@pytest.fixture
def guardado(sesiones):
    """Lo guardado de la persona."""

    def leer() -> dict:
        with sesiones() as sesion:
            consulta = select(Preferencia).join(Persona, Persona.id == Preferencia.persona_id)
            fila = sesion.scalars(consulta.where(Persona.usuario == YO)).one()
            return {**fila.valores, "huella": fila.calendario_huella}

    return leer


def test_sin_servidor_de_correo_la_pagina_lo_dice(navegador):
    pagina = navegador(YO).ver("/cuenta/avisos").get_data(as_text=True)
    assert "Este servidor no tiene correo configurado" in pagina


def test_los_plazos_no_se_pueden_apagar(navegador):
    pagina = navegador(YO).ver("/cuenta/avisos").get_data(as_text=True)
    plazos = pagina.partition('name="plazos"')[2].partition("</select>")[0]
    menciones = pagina.partition('name="menciones"')[2].partition("</select>")[0]
    assert "No avisar" not in plazos
    assert "No avisar" in menciones


def test_lo_elegido_se_guarda(navegador, guardado):
    datos = {"menciones": "no", "plazos": "pagina", "resumen_hora": "08:15"}
    respuesta = navegador(YO).enviar("/cuenta/avisos", datos)
    assert respuesta.status_code == 303
    valores = guardado()
    assert valores["avisos"] == {"menciones": "no", "plazos": "pagina"}
    assert (valores["resumen"], valores["resumen_hora"]) == (False, "08:15")


def test_apagar_los_plazos_a_mano_se_rechaza_junto_al_campo(navegador):
    datos = {"plazos": "no", "resumen_hora": "25:00"}
    respuesta = navegador(YO).enviar("/cuenta/avisos", datos)
    pagina = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 422
    assert 'href="#plazos"' in pagina
    assert "Escriba la hora como 07:30" in pagina


def test_la_direccion_del_calendario_se_muestra_una_vez_y_se_guarda_solo_su_huella(
    navegador, guardado
):
    yo = navegador(YO)
    pagina = yo.enviar("/cuenta/avisos/calendario", {"acto": "nuevo"}).get_data(as_text=True)
    ruta = re.search(r"/calendario/[\w-]{43}\.ics", pagina)[0]
    assert ruta not in yo.ver("/cuenta/avisos").get_data(as_text=True)
    assert len(guardado()["huella"]) == 64
    respuesta = navegador().ver(ruta)  # sin ingresar
    assert respuesta.mimetype == "text/calendar"
    assert respuesta.data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")


@pytest.mark.parametrize("acto", ["nuevo", "quitar"])
def test_cambiada_o_quitada_la_anterior_deja_de_valer(navegador, acto):
    yo = navegador(YO)
    pagina = yo.enviar("/cuenta/avisos/calendario", {"acto": "nuevo"}).get_data(as_text=True)
    ruta = re.search(r"/calendario/[\w-]{43}\.ics", pagina)[0]
    yo.enviar("/cuenta/avisos/calendario", {"acto": acto})
    assert navegador().ver(ruta).status_code == 404
