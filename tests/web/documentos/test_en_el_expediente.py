"""Desde la pestaña «Documentos» del expediente se adjunta, se agrega una versión y se reserva."""

from io import BytesIO

import pytest
from sqlalchemy import select

from motor.almacen.documentos import Documento
from motor.almacen.expedientes import Expediente
from tests.web.tareas.casos import JEFE, TECNICO, texto


@pytest.fixture
def pestana(caso) -> str:
    [hr] = caso.leer(select(Expediente.hr))
    return f"/expedientes/{hr}/documentos"


@pytest.fixture
def subir(caso, navegador, pestana):
    """Sube un archivo de texto al expediente, sin tarea, y sigue hasta la pestaña."""

    def enviar(como=TECNICO, **datos):
        archivo = (BytesIO(b"Hola"), "nota.txt")
        campos = {"expediente_id": caso.expediente, "tarea_id": "", "archivo": archivo}
        campos |= {"vuelve": pestana, **datos}
        ruta = "/documentos/adjuntar"
        return navegador(como).enviar(
            ruta, campos, content_type="multipart/form-data", follow_redirects=True
        )

    return enviar


def reservar(navegador, pestana, norma, reservado="si", como=TECNICO):
    datos = {"norma": norma, "reservado": reservado, "vuelve": pestana}
    return navegador(como).enviar("/documentos/1/reserva", datos)


def test_se_adjunta_y_se_agrega_una_version(subir):
    assert "foja 1" in texto(subir())
    assert "Versión 2 de 2" in texto(subir(documento_id=1))


def test_quien_lo_tiene_lo_reserva_con_su_norma_y_la_levanta(caso, navegador, pestana, subir):
    assert "Reservar" in texto(subir())
    respuesta = reservar(navegador, pestana, "Ley 341, art. 5")
    assert respuesta.location == f"{pestana}#documentos"
    pagina = texto(navegador(TECNICO).ver(pestana))
    assert "Reservado por Ley 341, art. 5; cada lectura queda anotada." in pagina
    assert "Levantar la reserva" in pagina
    assert caso.leer(select(Documento.reservado)) == [True]
    reservar(navegador, pestana, "RA 7", "no")
    assert caso.leer(select(Documento.reservado)) == [False]


def test_sin_norma_no_se_reserva_y_se_dice(caso, navegador, pestana, subir):
    subir()
    respuesta = reservar(navegador, pestana, " ")
    assert respuesta.status_code == 422
    assert "exige la norma o la resolución" in texto(respuesta)
    assert caso.leer(select(Documento.reservado)) == [False]


def test_a_quien_no_lo_tiene_no_se_le_ofrece_reservar(caso, navegador, pestana, subir):
    subir()
    caso.completar("opinar")
    caso.completar("visar", como=JEFE)
    assert "/documentos/1/reserva" not in texto(navegador(TECNICO).ver(pestana))
    assert reservar(navegador, pestana, "Ley 1").status_code == 403
