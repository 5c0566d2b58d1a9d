"""Ingresar, salir, los límites de una sesión y el freno ante intentos fallidos."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from motor.operaciones.designar import Designar, designar
from web.seguridad import destino_local

pytestmark = pytest.mark.lento

CLAVE = "una clave larga"
TECNICO = "tecnico.ucl"


@pytest.fixture
def con_clave(entorno_web):
    cambiar_clave(entorno_web, CambiarClave(None, TECNICO, CLAVE))
    return entorno_web


def ingresar(navegador, clave=CLAVE, **mas):
    return navegador.enviar("/ingresar", {"usuario": TECNICO, "clave": clave, **mas})


def hechos(entorno) -> list[str]:
    with entorno.leer() as sesion:
        return list(sesion.scalars(select(Asiento.hecho).order_by(Asiento.id)))


def test_con_su_clave_entra_vuelve_a_donde_iba_y_queda_asentado(con_clave, navegador):
    persona = navegador()
    ida = persona.ver("/cuenta")
    assert (ida.status_code, ida.location) == (303, "/ingresar?sigue=/cuenta")
    assert "su sesión terminó" in persona.ver(ida.location).get_data(as_text=True)
    vuelta = ingresar(persona, sigue="/cuenta")
    assert (vuelta.status_code, vuelta.location) == (303, "/cuenta")
    pagina = persona.ver("/cuenta").get_data(as_text=True)
    assert "Técnico" in pagina
    assert "sesion_abierta" in hechos(con_clave)


def test_la_galleta_no_la_lee_un_guion_ni_viaja_a_otro_sitio(con_clave, navegador):
    galleta = ingresar(navegador()).headers["Set-Cookie"]
    assert "HttpOnly" in galleta
    assert "SameSite=Lax" in galleta


def test_con_la_clave_mala_no_entra_y_queda_asentado(con_clave, navegador):
    respuesta = ingresar(navegador(), clave="no es esta clave")
    assert respuesta.status_code == 403
    assert "no son correctos" in respuesta.get_data(as_text=True)
    assert hechos(con_clave)[-1] == "ingreso_negado"


def test_al_sexto_intento_espera_aunque_acierte_y_luego_entra(con_clave, navegador, reloj):
    persona = navegador()
    for _ in range(5):
        ingresar(persona, clave="no es esta clave")
    frenada = ingresar(persona)
    assert "Espere 31 segundos" in frenada.get_data(as_text=True)
    reloj.poner(reloj.ahora() + timedelta(seconds=31))
    assert ingresar(persona).status_code == 303


def test_un_usuario_que_no_existe_recibe_la_misma_frase(con_clave, navegador):
    respuesta = navegador().enviar("/ingresar", {"usuario": "nadie", "clave": CLAVE})
    assert "El usuario o la clave no son correctos" in respuesta.get_data(as_text=True)


def test_sin_usarse_media_hora_hay_que_volver_a_ingresar(con_clave, navegador, reloj):
    persona = navegador(TECNICO)
    reloj.poner(reloj.ahora() + timedelta(minutes=29))
    assert persona.ver("/cuenta").status_code == 200
    reloj.poner(reloj.ahora() + timedelta(minutes=29))
    assert persona.ver("/cuenta").status_code == 200
    reloj.poner(reloj.ahora() + timedelta(minutes=31))
    assert persona.ver("/cuenta").status_code == 303


def test_a_las_doce_horas_vence_aunque_se_use(con_clave, navegador, reloj):
    persona = navegador(TECNICO)
    for _ in range(30):
        reloj.poner(reloj.ahora() + timedelta(minutes=25))
        respuesta = persona.ver("/cuenta")
    assert respuesta.status_code == 303


def test_salir_de_todas_cierra_las_de_los_otros_navegadores(con_clave, navegador):
    uno, otro = navegador(TECNICO), navegador(TECNICO)
    assert otro.ver("/cuenta").status_code == 200
    uno.enviar("/cuenta/sesiones", {"sesion": ""})
    assert otro.ver("/cuenta").status_code == 303
    assert uno.ver("/cuenta").status_code == 200


def test_salir_cierra_la_sesion_aunque_alguien_guarde_la_galleta(con_clave, navegador):
    persona = navegador(TECNICO)
    with persona.cliente.session_transaction() as galleta:
        copia = dict(galleta)
    persona.enviar("/salir")
    with persona.cliente.session_transaction() as galleta:
        galleta.update(copia)
    assert persona.ver("/cuenta").status_code == 303


def test_cambiar_la_clave_pide_la_de_ahora_y_cierra_las_demas_sesiones(con_clave, navegador):
    uno, otro = navegador(TECNICO), navegador(TECNICO)
    nueva = {"nueva": "otra clave larga", "repetida": "otra clave larga"}
    assert uno.enviar("/cuenta/clave", {"actual": "mala", **nueva}).status_code == 422
    assert uno.enviar("/cuenta/clave", {"actual": CLAVE, **nueva}).status_code == 303
    assert uno.ver("/cuenta").status_code == 200
    assert otro.ver("/cuenta").status_code == 303


def test_quien_ejerce_dos_cargos_elige_y_lo_ve_en_cada_pagina(con_clave, navegador, reloj):
    orden = Designar(None, TECNICO, "responsable.ucl", reloj.ahora(), interino=True)
    designar(con_clave, orden)
    persona = navegador(TECNICO)
    assert persona.ver("/cuenta").location.startswith("/cuenta/cargo")
    persona.enviar("/cuenta/cargo", {"cargo": "responsable.ucl"})
    assert "(interino)" in persona.ver("/cuenta").get_data(as_text=True)
    assert hechos(con_clave)[-1] == "cargo_elegido"


def test_nadie_elige_un_cargo_que_no_ejerce(con_clave, navegador):
    respuesta = navegador(TECNICO).enviar("/cuenta/cargo", {"cargo": "responsable.ucl"})
    assert respuesta.status_code == 403


def test_sin_testigo_csrf_no_se_hace_nada(con_clave, navegador):
    persona = navegador(TECNICO)
    respuesta = persona.cliente.post("/salir")
    assert respuesta.status_code == 400
    assert persona.ver("/cuenta").status_code == 200


@pytest.mark.parametrize(
    "malo",
    ["//malo.bo", "https://malo.bo/", "/\\malo.bo", "javascript:alert(1)", "\t//malo", "malo", ""],
)
def test_no_se_redirige_a_otro_sitio(malo):
    assert destino_local(malo, "/") == "/"


def test_toda_respuesta_lleva_las_cabeceras_de_seguridad(navegador):
    cabeceras = navegador().ver("/ingresar").headers
    assert "script-src 'self'" in cabeceras["Content-Security-Policy"]
    assert "unsafe" not in cabeceras["Content-Security-Policy"]
    assert cabeceras["X-Content-Type-Options"] == "nosniff"
    assert cabeceras["Cache-Control"] == "no-store"


def test_una_direccion_que_no_existe_se_dice_en_castellano(navegador):
    respuesta = navegador(TECNICO).ver("/no-existe")
    assert respuesta.status_code == 404
    assert "Revise la dirección" in respuesta.get_data(as_text=True)
