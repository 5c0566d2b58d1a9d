"""En el ensayo una tarea también se toma, se suelta y se deriva, y todo queda en el escenario."""

import pytest
from sqlalchemy import select

from motor.almacen.borradores import BorradorArchivo, ClaseArchivo
from motor.almacen.organizacion import Cargo, Persona
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.pruebas.ensayos import ENSAYOS
from motor.reglas.publicacion import Carpeta
from tests.web.ensayo.test_ensayo_en_la_web import (
    ADMIN,
    FORMULARIO,
    JEFE,
    OPINION,
    TECNICO,
    tarea_de,
    texto,
)

pytestmark = pytest.mark.lento


@pytest.fixture
def borrador(entorno_web):
    carpeta = Carpeta("opinion", "Opinión", OPINION, {"opinion": FORMULARIO})
    orden = CrearBorrador(Actor(ADMIN), "opinion", "Opinión", carpeta=carpeta)
    yield f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}"
    ENSAYOS.olvidar()


@pytest.fixture
def admin(navegador, borrador):
    """Con el ensayo empezado y un expediente abierto."""
    quien = navegador(ADMIN)
    quien.enviar(f"{borrador}/ensayo/empezar", {"fecha": "01/03/2027", "hora": "09:00"})
    quien.enviar(f"{borrador}/ensayo/iniciar/p", {"como": TECNICO, "asunto": "Un caso"})
    return quien


def test_se_toma_y_se_suelta(admin, borrador, entorno_web):
    tarea = tarea_de(admin, borrador)
    pagina = texto(admin.ver(tarea))
    assert "Tomarla" in pagina
    assert "Soltarla" not in pagina
    assert admin.enviar(f"{tarea}/tomar", {"como": TECNICO}).status_code == 303
    assert "Soltarla" in texto(admin.ver(tarea))
    assert admin.enviar(f"{tarea}/soltar", {"como": TECNICO}).status_code == 303
    pasos = texto(admin.ver(f"{borrador}/ensayo"))
    with entorno_web.leer() as sesion:
        quien = sesion.scalar(select(Persona.nombre).where(Persona.usuario == TECNICO))
    assert f"Se tomó «Opinar», como {quien}" in pasos
    assert f"Se soltó «Opinar», como {quien}" in pasos


def test_derivada_a_otro_cargo_la_hace_quien_lo_ejerce_y_corre_como_escenario(
    admin, borrador, entorno_web
):
    tarea = tarea_de(admin, borrador)
    assert "Derivar a otra unidad o cargo" in texto(admin.ver(tarea))
    datos = {"como": TECNICO, "derivar_a": JEFE, "derivar_proveido": "Opine usted."}
    assert admin.enviar(f"{tarea}/derivar", datos).status_code == 303
    with entorno_web.leer() as sesion:
        cargo = sesion.scalar(select(Cargo.nombre).where(Cargo.clave == JEFE))
    assert f"Se derivó «Opinar» a {cargo}, como" in texto(admin.ver(f"{borrador}/ensayo"))
    otra = tarea_de(admin, borrador)
    assert admin.enviar(f"{otra}/completar", {"como": JEFE, "dice": "Sí"}).status_code == 303
    admin.enviar(f"{borrador}/ensayo/guardar", {"titulo": "Opina el jefe"})
    with entorno_web.leer() as sesion:
        archivos = select(BorradorArchivo.contenido)
        escenario = sesion.scalars(archivos.where(BorradorArchivo.clase == ClaseArchivo.ESCENARIO))
        assert b"derivar" in escenario.one()
    corridos = admin.enviar(f"{borrador}/escenarios/correr", {}, follow_redirects=True)
    assert "Pasan todos" in texto(corridos)


@pytest.mark.parametrize(
    ("mal", "frase"),
    [
        ({"derivar_proveido": ""}, "hace falta el proveído"),
        ({"derivar_a": ""}, "Diga a qué unidad o cargo"),
    ],
)
def test_derivar_mal_dice_la_misma_frase_que_de_verdad(admin, borrador, mal, frase):
    tarea = tarea_de(admin, borrador)
    datos = {"como": TECNICO, "derivar_a": JEFE, "derivar_proveido": "Opine usted."} | mal
    respuesta = admin.enviar(f"{tarea}/derivar", datos)
    assert respuesta.status_code == 422
    assert frase in texto(respuesta)
