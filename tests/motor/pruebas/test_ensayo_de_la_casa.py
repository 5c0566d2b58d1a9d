"""El arenero es fiel: los escenarios de la casa pasan en él, y lo ensayado pasa fuera de él."""

import shutil
from datetime import datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from motor.almacen.borradores import BorradorArchivo, ClaseArchivo
from motor.almacen.organizacion import Persona
from motor.cli.escenarios import escenarios
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.pruebas import ensayos
from motor.pruebas.carpetas import carpeta_de_diagramas, leer_carpeta
from motor.pruebas.ensayo_escrito import guardar_como_escenario
from motor.pruebas.ensayo_vista import mirar
from motor.pruebas.escenarios_de_borrador import probar_borrador
from motor.pruebas.montaje import sembrar
from motor.reglas.publicacion import Carpeta

pytestmark = pytest.mark.lento
CLAVE = "peticion_informe"
ADMIN = Actor("admin.procesos")
PREGUNTAS = [{"n": n, "pregunta": "Pregunta sobre el tema", "formato": "digital"} for n in (1, 2)]
PEDIDO = {
    "tipo": "pie",
    "destinatario": "gobernador",
    "asunto_peticion": "Estado de la carretera",
    "preguntas": PREGUNTAS,
}
PASOS = (
    {"iniciar": {"proceso": "p2_ald", "como": "asambleista.01", "asunto": "La carretera"}},
    {"completar": {"tarea": "t2_1_presentar", "como": "asambleista.01", "datos": PEDIDO}},
    {
        "completar": {
            "tarea": "t2_2_dar_curso",
            "como": "presidencia.ald",
            "datos": {"decision": "remitir"},
        }
    },
    {"reloj": "+1 dh"},
)


@pytest.fixture
def entorno(sesiones, reloj):
    casa = Entorno(sesiones, reloj)
    sembrar(casa, carpeta_de_diagramas())
    yield casa
    ensayos.ENSAYOS.olvidar()


def borrador(entorno, *, con_escenarios: bool) -> int:
    casa = leer_carpeta(carpeta_de_diagramas() / CLAVE)
    ficha = {**casa.ficha}
    carpeta = Carpeta(CLAVE, casa.nombre, casa.xml, casa.formularios, casa.decisiones, ficha)
    ruta = casa.ruta / "escenarios"
    todos = {a.stem: a.read_bytes() for a in ruta.glob("*.yaml")} if con_escenarios else {}
    orden = CrearBorrador(ADMIN, CLAVE, casa.nombre, carpeta=carpeta, escenarios=todos)
    return crear_borrador(entorno, orden).id


def ensayar(entorno, pasos) -> tuple[int, tuple[Actor, int]]:
    borrador_id = borrador(entorno, con_escenarios=False)
    with entorno.leer() as sesion:
        persona_id = sesion.scalar(select(Persona.id).where(Persona.usuario == ADMIN.usuario))
    quien = (ADMIN, persona_id)
    comienza = datetime(2027, 3, 1, 9, 0, tzinfo=LA_PAZ)
    ensayos.empezar(entorno, quien, borrador_id, comienza)
    for paso in pasos:
        ensayos.dar_paso(entorno, quien, borrador_id, paso)
    return borrador_id, quien


def test_los_escenarios_de_la_casa_pasan_sobre_su_borrador(entorno):
    corrido = probar_borrador(entorno, ADMIN, borrador(entorno, con_escenarios=True))
    assert corrido.escenarios
    assert [(e.id, e.fallo) for e in corrido.escenarios if not e.pasa] == []


def test_lo_guardado_en_un_ensayo_pasa_con_la_orden_de_la_consola(entorno, tmp_path):
    borrador_id, quien = ensayar(entorno, PASOS)
    clave = guardar_como_escenario(entorno, quien, borrador_id, "Desde un ensayo")
    with entorno.leer() as sesion:
        archivo = sesion.get_one(BorradorArchivo, (borrador_id, ClaseArchivo.ESCENARIO, clave))
    raiz = tmp_path / "diagramas"
    copia = shutil.copytree(carpeta_de_diagramas() / CLAVE, raiz / CLAVE)
    shutil.rmtree(copia / "escenarios")
    (copia / "escenarios").mkdir()
    (copia / "escenarios" / f"{clave}.yaml").write_bytes(archivo.contenido)
    pedido = [CLAVE, "--diagramas", str(raiz)]
    salida = CliRunner().invoke(escenarios, pedido, standalone_mode=False)
    assert "1 passed, 0 failed" in salida.output


def test_los_datos_se_dicen_con_los_nombres_de_los_formularios_y_de_las_personas(entorno):
    borrador_id, quien = ensayar(entorno, PASOS[:2])
    with (
        ensayos.ENSAYOS.usar(entorno, borrador_id, quien[1]) as ensayo,
        ensayo.entorno.leer() as sesion,
    ):
        [visto] = mirar(ensayo).expedientes
        usuario = Persona.usuario == "asambleista.01"
        assert visto.iniciador == sesion.scalar(select(Persona.nombre).where(usuario))
    dichos = {dato.nombre: dato.texto for dato in visto.variables}
    assert dichos["Tipo"] == "Petición de informe escrito (PIE)"
    assert not dichos.keys() & {"Iniciador", "Hoja de ruta"}
