"""Hablar con el servidor: lo que se puede reintentar y lo que no; y dos trabajadores a la vez."""

import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from motor.almacen.trabajos import Trabajo
from motor.operaciones.preparar_resumenes import PrepararResumenes, preparar_resumenes
from motor.operaciones.repartir_avisos import RepartirAvisos, repartir_avisos
from motor.reglas.correo_saliente import (
    AjustesCorreo,
    CorreoNoEntregado,
    Sobre,
    armar_mensaje,
    entregar,
)
from tests.motor.avisos.buzon import Buzon
from tests.motor.avisos.test_correo_de_aviso import mencionar

SELLO = datetime(2027, 1, 4, 13, 0, tzinfo=UTC)


def sobre(**cambios) -> Sobre:
    datos = {
        "para": "ana@oficina.bo",
        "nombre": "Ana Ñuñez",
        "asunto": "Plazo por vencer: ¿atención?",
        "texto": "Línea una\n.empieza con punto\n" + "muy larga " * 200,
        "html": "<p>Hola</p>",
        "clave": "cauce.1.abc",
        "hecho_el": SELLO,
        "preferencias_url": "https://cauce.ejemplo.bo/cuenta/avisos",
    }
    return Sobre(**(datos | cambios))


def ajustes(puerto: int, **cambios) -> AjustesCorreo:
    return AjustesCorreo("127.0.0.1", puerto, "cauce@oficina.bo", **({"tls": "no"} | cambios))


def enviar(puerto: int, **cambios) -> None:
    correo = ajustes(puerto, **cambios)
    entregar(correo, armar_mensaje(correo, sobre()), "ana@oficina.bo")


def test_el_texto_llega_entero_con_tildes_puntos_y_renglones_largos():
    with Buzon() as buzon:
        enviar(buzon.puerto)
    [recibido] = buzon.recibidos
    assert recibido.parte("plain").splitlines() == sobre().texto.splitlines()
    assert recibido.mensaje["Subject"] == "Plazo por vencer: ¿atención?"
    assert recibido.mensaje["To"].addresses[0].display_name == "Ana Ñuñez"
    assert recibido.mensaje["Message-ID"] == "<cauce.1.abc@oficina.bo>"
    assert recibido.mensaje["Date"].datetime == SELLO


def test_sin_nadie_escuchando_se_puede_reintentar():
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    with pytest.raises(CorreoNoEntregado, match="No se pudo hablar") as error:
        enviar(puerto)
    assert not error.value.definitivo


def test_si_se_pide_cifrar_y_el_servidor_no_sabe_no_se_manda_en_claro():
    with Buzon() as buzon, pytest.raises(CorreoNoEntregado, match="STARTTLS"):
        enviar(buzon.puerto, tls="starttls")
    assert buzon.recibidos == []


@pytest.mark.parametrize(("codigo", "definitivo"), [(451, False), (554, True)])
def test_un_4xx_se_reintenta_y_un_5xx_no(codigo, definitivo):
    with Buzon(fallos=[codigo]) as buzon, pytest.raises(CorreoNoEntregado) as error:
        enviar(buzon.puerto)
    assert error.value.definitivo is definitivo


@pytest.mark.parametrize("para", ["nadie", "a@b@c", "ana@oficina.bo\r\nBcc: x@y.bo", "ñu@x.bo"])
def test_lo_que_no_es_una_direccion_no_se_intenta(para):
    with pytest.raises(CorreoNoEntregado, match="no es una dirección") as error:
        armar_mensaje(ajustes(25), sobre(para=para))
    assert error.value.definitivo


@pytest.mark.parametrize("salto", ["\r\n", "\n", "\r", "\x00", "\u2028"])
def test_un_asunto_con_saltos_no_agrega_cabeceras(salto):
    mensaje = armar_mensaje(ajustes(25), sobre(asunto=f"Hola{salto}Bcc: otro@x.bo"))
    assert mensaje["Bcc"] is None
    assert mensaje["Subject"] == "Hola Bcc: otro@x.bo"


@pytest.mark.usefixtures("sin_resumen")
def test_dos_trabajadores_a_la_vez_no_encargan_dos_veces_el_mismo_correo(mesa):
    mencionar(mesa)

    def repartir(_numero: int) -> None:
        while repartir_avisos(mesa.entorno, RepartirAvisos()):
            continue

    with ThreadPoolExecutor(4) as hilos:
        list(hilos.map(repartir, range(4)))
    assert mesa.leer(select(func.count()).where(Trabajo.tipo == "correo")) == [1]


def test_dos_trabajadores_a_la_vez_no_encargan_dos_resumenes(mesa):
    with ThreadPoolExecutor(4) as hilos:
        orden = PrepararResumenes()
        hechos = list(hilos.map(lambda _n: preparar_resumenes(mesa.entorno, orden), range(4)))
    assert sum(hechos) == 4  # uno por persona con correo
    assert mesa.leer(select(func.count()).where(Trabajo.tipo == "correo")) == [4]
