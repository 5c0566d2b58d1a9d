"""El ensayo en la web: se hace de todos los cargos y nada de eso ocurre de verdad."""

import re

import pytest
from sqlalchemy import func, select

from motor.almacen.expedientes import Expediente
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.pruebas.ensayos import ENSAYOS
from motor.reglas.publicacion import Carpeta
from tests.estructura.ejemplos.borradores_de_procesos import administra_procesos
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    duracion,
    etiqueta,
    fin,
    flujos,
    inicio,
    limite,
    proceso,
    ref,
    usuario,
)

pytestmark = pytest.mark.lento

ADMIN, SCG, TECNICO, JEFE = (
    *("admin.sistema", "secretario.coordinacion"),
    *("tecnico.ucl", "responsable.ucl"),
)
FORMULARIO = b"""{"type": "default", "id": "opinion", "components": [
  {"type": "textfield", "key": "dice", "label": "Lo que opina", "validate": {"required": true}}]}"""
OPINION = diagrama(
    proceso(
        inicio(),
        usuario(
            "opinar",
            name="Opinar",
            **{"cauce:cargo": TECNICO, "camunda:formRef": "opinion"},
        ),
        limite("vence", "opinar", duracion("P1D")),
        usuario("escalar", name="Escalar", **{"cauce:cargo": JEFE}),
        fin(),
        fin("fin_b"),
        flujos("inicio > opinar > fin", "vence > escalar > fin_b"),
    )
)


@pytest.fixture
def borrador(entorno_web):
    administra_procesos(entorno_web.sesiones, SCG)
    carpeta = Carpeta("opinion", "Opinión", OPINION, {"opinion": FORMULARIO})
    orden = CrearBorrador(Actor(ADMIN), "opinion", "Opinión", carpeta=carpeta)
    yield f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}"
    ENSAYOS.olvidar()


@pytest.fixture
def admin(navegador, borrador):
    """Con el ensayo empezado y un expediente abierto."""
    quien = navegador(ADMIN)
    empezar = {"fecha": "01/03/2027", "hora": "09:00"}
    assert quien.enviar(f"{borrador}/ensayo/empezar", empezar).status_code == 303
    datos = {"como": TECNICO, "asunto": "Un caso"}
    assert quien.enviar(f"{borrador}/ensayo/iniciar/p", datos).status_code == 303
    return quien


def texto(respuesta) -> str:
    return " ".join(respuesta.get_data(as_text=True).split())


def tarea_de(admin, borrador: str) -> str:
    hallada = re.search(r'href="([^"]+/ensayo/tareas/\d+)"', texto(admin.ver(f"{borrador}/ensayo")))
    assert hallada is not None
    return hallada[1]


def test_la_pagina_dice_donde_esta_quien_lo_haria_y_que_hora_es(admin, borrador):
    pagina = texto(admin.ver(f"{borrador}/ensayo"))
    for dicho in ("Opinar", "Técnico", "01/03/2027 09:00", 'data-activos="opinar"', "Un caso"):
        assert dicho in pagina


def test_se_completa_con_el_mismo_formulario_y_las_mismas_faltas(admin, borrador):
    tarea = tarea_de(admin, borrador)
    assert "Lo que opina" in texto(admin.ver(tarea))
    con_falta = admin.enviar(f"{tarea}/completar", {"como": TECNICO, "dice": ""})
    assert con_falta.status_code == 422
    assert "Lo que opina" in texto(con_falta)
    datos = {"como": TECNICO, "dice": "Que sí"}
    assert admin.enviar(f"{tarea}/completar", datos).status_code == 303
    pagina = texto(admin.ver(f"{borrador}/ensayo"))
    assert "Que sí" in pagina
    assert "Cerrado: fin" in pagina


def test_nada_de_eso_queda_en_la_base_de_verdad(admin, borrador, entorno_web):
    admin.enviar(f"{borrador}/ensayo/reloj", {"hasta": "proximo"})
    with entorno_web.leer() as sesion:
        for tabla in (Expediente, Tarea):
            assert sesion.scalar(select(func.count()).select_from(tabla)) == 0


def test_el_reloj_salta_al_proximo_plazo_y_se_puede_deshacer(admin, borrador):
    assert admin.enviar(f"{borrador}/ensayo/reloj", {"hasta": "proximo"}).status_code == 303
    pagina = texto(admin.ver(f"{borrador}/ensayo"))
    assert 'data-activos="escalar"' in pagina
    assert "02/03/2027" in pagina
    admin.enviar(f"{borrador}/ensayo/deshacer")
    assert 'data-activos="opinar"' in texto(admin.ver(f"{borrador}/ensayo"))


@pytest.mark.parametrize(
    ("ruta", "datos", "dicho"),
    [
        ("reloj", {"cuanto": "muchos", "unidad": "dh"}, "de 1 a 3650"),
        ("reloj", {"cuanto": "1", "unidad": "siglos"}, "Elija una unidad"),
        ("empezar", {"fecha": "31/02/2027", "hora": "09:00"}, "fecha"),
        ("empezar", {"fecha": "01/02/2027", "hora": "99"}, "Escriba la hora como 09:00"),
        ("guardar", {"titulo": ""}, "qué caso es"),
        ("mensaje", {"nombre": "X", "hr": "nada", "contenido": ""}, "no tiene el expediente"),
        ("mensaje", {"nombre": "X", "contenido": "sin dos puntos"}, "no es «nombre: valor»"),
    ],
)
def test_lo_que_no_se_puede_se_dice_con_una_frase(admin, borrador, ruta, datos, dicho):
    respuesta = admin.enviar(f"{borrador}/ensayo/{ruta}", datos)
    assert respuesta.status_code == 422
    assert dicho in texto(respuesta)


def test_lo_ensayado_se_guarda_corre_y_deja_proponer(admin, borrador):
    admin.enviar(f"{borrador}/ensayo/reloj", {"hasta": "proximo"})
    respuesta = admin.enviar(f"{borrador}/ensayo/guardar", {"titulo": "Se vence"})
    assert respuesta.headers["Location"].endswith("/escenarios")
    assert "Todavía no corrieron" in texto(admin.ver(f"{borrador}/escenarios"))
    propuesta = {"nota": "Primera", "norma": "DD 1/2027"}
    negada = admin.enviar(f"{borrador}/proponer", propuesta)
    assert "Los escenarios no han corrido" in texto(negada)
    admin.enviar(f"{borrador}/escenarios/correr")
    pagina = texto(admin.ver(f"{borrador}/escenarios"))
    for dicho in ("Pasan todos", "Se vence", "66 %", "50 %", "2 caminos sin recorrer"):
        assert dicho in pagina
    assert admin.enviar(f"{borrador}/proponer", propuesta).status_code == 303


def test_sin_escenarios_se_advierte_pero_se_puede_proponer(navegador, borrador):
    admin = navegador(ADMIN)
    assert "nadie habrá probado" in texto(admin.ver(f"{borrador}/escenarios"))
    assert admin.enviar(f"{borrador}/escenarios/correr").status_code == 422
    assert "No tiene escenarios" in texto(admin.ver(borrador))


def test_antes_de_correr_se_ven_los_escenarios_que_hay(navegador, entorno_web):
    cuerpo = (inicio(), usuario("firmar", **{"cauce:cargo": JEFE}), fin())
    xml = diagrama(proceso(*cuerpo, flujos("inicio > firmar > fin")))
    casos = {
        "firma": b"escenarios: [{id: f, titulo: Se firma}, {id: g}]",
        "roto": b"escenarios: ya",
        "fragmentos": b"fragmentos: {}",
    }
    carpeta = Carpeta("nota", "Nota", xml)
    orden = CrearBorrador(Actor(ADMIN), "nota", "Nota", carpeta=carpeta, escenarios=casos)
    ruta = f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}/escenarios"
    dicho = texto(navegador(ADMIN).ver(ruta))
    dichos = re.findall(r"<strong>([^<]*)</strong> <span[^>]*>([^<]*.yaml)</span>", dicho)
    assert dichos == [("Se firma", "firma.yaml"), ("g", "firma.yaml"), ("roto", "roto.yaml")]


def test_quien_no_administra_procesos_no_ensaya(navegador, borrador):
    tecnico = navegador(TECNICO)
    for ruta in ("ensayo", "escenarios"):
        assert tecnico.ver(f"{borrador}/{ruta}").status_code == 403
    assert tecnico.enviar(f"{borrador}/ensayo/empezar").status_code == 403
    assert tecnico.enviar(f"{borrador}/escenarios/correr").status_code == 403


def test_se_contesta_como_la_otra_institucion_con_sus_datos(navegador, entorno_web):
    nacido = inicio("inicio", ref("message", "M1"), name="Llega la nota")
    firmar = usuario("firmar", name="Firmar", **{"cauce:cargo": JEFE})
    cuerpo = (nacido, firmar, fin(), flujos("inicio > firmar > fin"))
    xml = diagrama(proceso(*cuerpo), etiqueta("message", id="M1", name="Nota"))
    orden = CrearBorrador(Actor(ADMIN), "nota", "Nota", carpeta=Carpeta("nota", "Nota", xml))
    ensayo = f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}/ensayo"
    admin = navegador(ADMIN)
    admin.enviar(f"{ensayo}/empezar", {"fecha": "01/03/2027", "hora": "09:00"})
    assert "Empieza con «Llega la nota»" in texto(admin.ver(ensayo))
    datos = {"nombre": "Nota", "de": "ALDC", "contenido": "fojas: 12\nurgente: sí\ncite: ALD 1"}
    assert admin.enviar(f"{ensayo}/mensaje", datos).status_code == 303
    pagina = texto(admin.ver(ensayo))
    for dicho in ("Firmar", "<dd>12</dd>", "<dd>Sí</dd>", "<dd>ALD 1</dd>", "Llegó «Nota»"):
        assert dicho in pagina
    ENSAYOS.olvidar()


def test_la_senal_que_un_paso_espera_se_difunde(navegador, entorno_web):
    espera = captura("espera", ref("signal", "S1"))
    cuerpo = (inicio(), espera, fin(), flujos("inicio > espera > fin"))
    xml = diagrama(proceso(*cuerpo), etiqueta("signal", id="S1", name="Feriado"))
    orden = CrearBorrador(Actor(ADMIN), "senal", "Señal", carpeta=Carpeta("senal", "Señal", xml))
    ensayo = f"/procesos/borradores/{crear_borrador(entorno_web, orden).id}/ensayo"
    admin = navegador(ADMIN)
    admin.enviar(f"{ensayo}/empezar", {"fecha": "01/03/2027", "hora": "09:00"})
    admin.enviar(f"{ensayo}/iniciar/p", {"como": TECNICO})
    assert "Espera la señal «Feriado»" in texto(admin.ver(ensayo))
    assert admin.enviar(f"{ensayo}/senal", {"nombre": "Feriado"}).status_code == 303
    assert "Cerrado: fin" in texto(admin.ver(ensayo))
    ENSAYOS.olvidar()
