"""Los borradores en las dos bases: nada se pisa, dos personas publican, y la historia se acota."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from motor.almacen.borradores import BorradorArchivo, BorradorHistoria
from motor.almacen.procesos import Version
from motor.consultas.borradores import listar_historia, obtener_borrador
from motor.consultas.paquetes_de_proceso import paquete_de_borrador, paquete_de_version
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DiagramaInvalido, OrdenRechazada, SinPermiso
from motor.operaciones.aprobar_borrador import AprobarBorrador, aprobar_borrador
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.operaciones.importar_borrador import ImportarBorrador, importar_borrador
from motor.operaciones.proponer_borrador import ProponerBorrador, proponer_borrador
from motor.reglas import borradores_archivos
from motor.reglas.borradores import Conflicto, carpeta_de
from motor.reglas.cuatro_ojos import CuatroOjos
from motor.reglas.publicacion import Carpeta
from tests.estructura.ejemplos.borradores_de_procesos import administra_procesos
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, nodo, proceso
from tests.motor.operaciones.mesa import SCG, TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION

ADMIN = Actor("admin.sistema")
ROTO = diagrama(proceso(inicio(), nodo("scriptTask", "s"), fin(), flujos("inicio > s > fin")))


@pytest.fixture
def mesa_con_dos(mesa):
    """Una mesa con dos personas que administran procesos."""
    administra_procesos(mesa.entorno.sesiones, SCG)
    return mesa


def nuevo(mesa, xml=APROBACION) -> int:
    carpeta = Carpeta("prueba", "Prueba", xml)
    return crear_borrador(
        mesa.entorno, CrearBorrador(ADMIN, "prueba", "Prueba", carpeta=carpeta)
    ).id


def escrito(texto: str) -> bytes:
    return f'{{"type": "default", "components": [], "id": "{texto}"}}'.encode()


def guardar(mesa, borrador_id, texto, revision, como=ADMIN):
    contenido = escrito(texto)
    orden = GuardarArchivo(como, borrador_id, "formulario", "f", contenido, revision)
    return guardar_archivo_borrador(mesa.entorno, orden).revision


def proponer(mesa, borrador_id) -> None:
    orden = ProponerBorrador(ADMIN, borrador_id, "Primera", "DD 1/2027")
    proponer_borrador(mesa.entorno, orden)


def test_guardar_sobre_lo_que_ya_cambio_no_pisa_nada(mesa_con_dos):
    mesa, borrador_id = mesa_con_dos, nuevo(mesa_con_dos)
    assert guardar(mesa, borrador_id, "uno", 0) == 1
    assert guardar(mesa, borrador_id, "dos", 1, Actor(SCG)) == 2
    with pytest.raises(Conflicto, match=r"Secretario de prueba guardó otra versión") as hallado:
        guardar(mesa, borrador_id, "tres", 1)
    assert hallado.value.quien == "Secretario de prueba"
    with pytest.raises(Conflicto):
        guardar(mesa, borrador_id, "cuatro", 0)
    contenidos = mesa.leer(select(BorradorArchivo.contenido).where(BorradorArchivo.clave == "f"))
    assert contenidos == [escrito("dos")]


def test_de_dos_que_guardan_a_la_vez_uno_se_entera(mesa_con_dos):
    mesa, borrador_id = mesa_con_dos, nuevo(mesa_con_dos)
    guardar(mesa, borrador_id, "cero", 0)

    def intentar(quien):
        try:
            return guardar(mesa, borrador_id, quien.usuario, 1, quien)
        except Conflicto:
            return "choque"

    with ThreadPoolExecutor(2) as hilos:
        resultados = list(hilos.map(intentar, (ADMIN, Actor(SCG))))
    assert sorted(map(str, resultados)) == ["2", "choque"]


def test_guardar_lo_mismo_no_hace_una_revision(mesa):
    borrador_id = nuevo(mesa)
    guardar(mesa, borrador_id, "uno", 0)
    assert guardar(mesa, borrador_id, "uno", 1) == 1


def test_lo_guardado_seguido_es_un_solo_cambio_y_lo_espaciado_queda(mesa, reloj):
    borrador_id = nuevo(mesa)
    revision = 0
    for espera in (0, 5, 5, 5, 300, 5):
        reloj.avanzar(timedelta(seconds=espera))
        revision = guardar(mesa, borrador_id, f"r{revision}", revision)
    with mesa.entorno.leer() as sesion:
        historia = listar_historia(sesion, borrador_id)
    assert [g.revision for g in historia if g.clave == "f"] == [6, 5, 4, 1]
    assert [g.revision for g in historia if g.actual and g.clave == "f"] == [6]


def test_la_historia_no_pasa_de_su_largo(mesa, reloj, monkeypatch):
    monkeypatch.setattr(borradores_archivos, "HISTORIA_MAXIMA", 3)
    borrador_id = nuevo(mesa)
    for revision in range(5):
        reloj.avanzar(timedelta(minutes=10))
        guardar(mesa, borrador_id, f"r{revision}", revision)
    consulta = select(BorradorHistoria.revision).where(BorradorHistoria.clave == "f")
    assert sorted(mesa.leer(consulta)) == [3, 4, 5]


def test_lo_propuesto_no_se_toca(mesa):
    borrador_id = nuevo(mesa)
    proponer(mesa, borrador_id)
    with pytest.raises(OrdenRechazada, match="está propuesto y espera la revisión"):
        guardar(mesa, borrador_id, "uno", 0)


def test_no_se_propone_lo_que_no_se_puede_publicar(mesa):
    borrador_id = nuevo(mesa, ROTO)
    with pytest.raises(DiagramaInvalido, match="«s»"):
        proponer(mesa, borrador_id)
    with mesa.entorno.leer() as sesion:
        assert obtener_borrador(sesion, borrador_id).abierto


def test_publica_otra_persona_y_no_quien_propuso_ni_quien_cambio(mesa_con_dos):
    mesa, borrador_id = mesa_con_dos, nuevo(mesa_con_dos)
    guardar(mesa, borrador_id, "uno", 0, Actor(SCG))
    proponer(mesa, borrador_id)
    with pytest.raises(CuatroOjos, match="lo propuso"):
        aprobar_borrador(mesa.entorno, AprobarBorrador(ADMIN, borrador_id))
    with pytest.raises(CuatroOjos, match="lo cambió por última vez"):
        aprobar_borrador(mesa.entorno, AprobarBorrador(Actor(SCG), borrador_id))
    with pytest.raises(SinPermiso):
        aprobar_borrador(mesa.entorno, AprobarBorrador(Actor(TECNICO), borrador_id))
    assert mesa.leer(select(func.count(Version.id))) == [0]


def test_lo_publicado_inicia_casos_y_guarda_nota_y_norma(mesa_con_dos):
    mesa, borrador_id = mesa_con_dos, nuevo(mesa_con_dos)
    proponer(mesa, borrador_id)
    version_id = aprobar_borrador(mesa.entorno, AprobarBorrador(Actor(SCG), borrador_id)).id
    [version] = mesa.leer(select(Version).where(Version.id == version_id))
    assert (version.numero, version.nota, version.norma) == (1, "Primera", "DD 1/2027")
    assert mesa.iniciar()
    otro = crear_borrador(mesa.entorno, CrearBorrador(ADMIN, "prueba", "Prueba", version_id)).id
    with pytest.raises(OrdenRechazada, match="lo mismo que la versión 1"):
        proponer(mesa, otro)
    with mesa.entorno.leer() as sesion:
        visto = obtener_borrador(sesion, otro)
    assert (visto.base, visto.vigente, visto.atrasado) == (1, 1, False)


def test_lo_exportado_se_importa_igual_y_da_la_misma_huella(mesa_con_dos):
    mesa, borrador_id = mesa_con_dos, nuevo(mesa_con_dos)
    guardar(mesa, borrador_id, "uno", 0, Actor(SCG))
    with mesa.entorno.leer() as sesion:
        salida = paquete_de_borrador(sesion, borrador_id)
    otro = importar_borrador(mesa.entorno, ImportarBorrador(ADMIN, salida.zip)).id
    with mesa.entorno.leer() as sesion:
        assert paquete_de_borrador(sesion, otro).zip == salida.zip
        assert carpeta_de(sesion, otro).huella == salida.huella
    proponer(mesa, otro)
    aprobar_borrador(mesa.entorno, AprobarBorrador(Actor(SCG), otro))
    with mesa.entorno.leer() as sesion:
        assert paquete_de_version(sesion, "prueba").zip == salida.zip
    assert mesa.leer(select(Version.sha256)) == [salida.huella]
