"""Un ensayo corre el borrador de verdad, en su base, y no toca la de todos."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.almacen.procesos import EstadoVersion, Recurso, Version
from motor.almacen.tareas import Tarea
from motor.almacen.trabajos import Trabajo
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, DiagramaInvalido, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.crear_borrador import CrearBorrador, crear_borrador
from motor.operaciones.guardar_ensayo import GuardarEnsayo, guardar_ensayo
from motor.pruebas import ensayos
from motor.pruebas.corrida import PasoImposible
from motor.pruebas.observacion import observar
from motor.reglas.borradores import Conflicto
from motor.reglas.publicacion import Carpeta
from tests.motor.bpmn.dibujos import duracion
from tests.motor.operaciones.mesa import JEFE, TECNICO, armar_mesa
from tests.motor.operaciones.test_completar_tarea import APROBACION
from tests.motor.operaciones.test_plazos_y_llamadas import con_limite

pytestmark = pytest.mark.lento

ADMIN = Actor("admin.sistema")
COMIENZA = datetime(2027, 3, 1, 9, 0, tzinfo=LA_PAZ)
INICIAR = {"iniciar": {"proceso": "p", "como": TECNICO, "asunto": "Un caso"}}
OPINAR = {"completar": {"tarea": "opinar", "como": TECNICO}}


@pytest.fixture
def mesa(sesiones, reloj, tmp_path):
    yield armar_mesa(sesiones, reloj, tmp_path)
    ensayos.ENSAYOS.olvidar()


@pytest.fixture
def borrador(mesa) -> int:
    carpeta = Carpeta("opinion", "Opinión", con_limite(True, duracion("P1D")))
    orden = CrearBorrador(ADMIN, "opinion", "Opinión", carpeta=carpeta)
    return crear_borrador(mesa.entorno, orden).id


def quien(mesa) -> tuple[Actor, int]:
    [persona_id] = mesa.leer(select(Persona.id).where(Persona.usuario == "admin.sistema"))
    return ADMIN, persona_id


def dar(mesa, borrador_id: int, *pasos) -> None:
    for paso in pasos:
        ensayos.dar_paso(mesa.entorno, quien(mesa), borrador_id, paso)


def abiertas(mesa, borrador_id: int) -> list[str]:
    with (
        ensayos.ENSAYOS.usar(mesa.entorno, borrador_id, quien(mesa)[1]) as ensayo,
        ensayo.entorno.leer() as sesion,
    ):
        return [t.elemento for t in observar(sesion, ensayo.corrida.actual).tareas]


def test_corre_de_verdad_y_el_reloj_pasa_el_plazo_solo_cuando_se_pide(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR)
    assert abiertas(mesa, borrador) == ["opinar"]
    dar(mesa, borrador, {"reloj": "+2 dc"})
    assert abiertas(mesa, borrador) == ["escalar"]


def test_nada_de_lo_ensayado_llega_a_la_base_de_verdad(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR, {"reloj": "+2 dc"})
    for tabla in (Expediente, Tarea, Trabajo, Aviso):
        assert mesa.leer(select(func.count()).select_from(tabla)) == [0]


def test_otro_proceso_del_programa_lo_rehace_igual(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR, OPINAR)
    antes = abiertas(mesa, borrador)
    ensayos.ENSAYOS.olvidar()
    assert abiertas(mesa, borrador) == antes == []


def test_deshacer_vuelve_al_paso_anterior_y_tambien_el_reloj(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR, {"reloj": "+2 dc"})
    ensayos.deshacer_paso(mesa.entorno, quien(mesa), borrador)
    assert abiertas(mesa, borrador) == ["opinar"]
    with ensayos.ENSAYOS.usar(mesa.entorno, borrador, quien(mesa)[1]) as ensayo:
        assert ensayo.reloj.ahora() == COMIENZA
    ensayos.deshacer_paso(mesa.entorno, quien(mesa), borrador)
    with pytest.raises(OrdenRechazada, match="ningún paso"):
        ensayos.deshacer_paso(mesa.entorno, quien(mesa), borrador)


def test_un_paso_que_no_se_puede_se_dice_y_no_queda(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR)
    with pytest.raises(PasoImposible, match="no está abierta"):
        dar(mesa, borrador, {"completar": {"tarea": "escalar", "como": JEFE}})
    assert abiertas(mesa, borrador) == ["opinar"]


def test_un_borrador_que_no_se_puede_publicar_no_se_ensaya_y_dice_que_falta(mesa):
    xml = con_limite(True, duracion("P1D")).replace(JEFE.encode(), b"nadie")
    orden = CrearBorrador(ADMIN, "pago", "Pago", carpeta=Carpeta("pago", "Pago", xml))
    borrador_id = crear_borrador(mesa.entorno, orden).id
    ensayos.empezar(mesa.entorno, quien(mesa), borrador_id, COMIENZA)
    with pytest.raises(DiagramaInvalido, match="no se puede publicar"):
        dar(mesa, borrador_id, INICIAR)


def test_no_admite_mas_pasos_de_los_que_caben(mesa, borrador, monkeypatch):
    monkeypatch.setattr("motor.operaciones.guardar_ensayo.PASOS_MAXIMOS", 1)
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR)
    with pytest.raises(DatosInvalidos, match="hasta 1 pasos"):
        dar(mesa, borrador, OPINAR)
    assert abiertas(mesa, borrador) == ["opinar"]


def test_no_admite_mas_escrito_del_que_se_puede_volver_a_leer(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    largo = {"comentar": {"como": TECNICO, "texto": "x" * 500_001}}
    orden = GuardarEnsayo(ADMIN, borrador, 1, COMIENZA, [largo])
    with pytest.raises(DatosInvalidos, match="pasa de 500000 letras"):
        guardar_ensayo(mesa.entorno, orden)


def test_quien_sigue_en_otra_pestana_no_pisa_lo_hecho(mesa, borrador):
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    dar(mesa, borrador, INICIAR)
    with pytest.raises(Conflicto, match="otra pestaña"):
        guardar_ensayo(mesa.entorno, GuardarEnsayo(ADMIN, borrador, 1, COMIENZA, []))
    assert abiertas(mesa, borrador) == ["opinar"]


def test_se_puede_ensayar_antes_de_que_nombraran_a_las_personas(mesa, borrador):
    antes = datetime(2020, 1, 6, 9, 0, tzinfo=LA_PAZ)
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, antes)
    dar(mesa, borrador, INICIAR, {"reloj": "+2 dc"})
    assert abiertas(mesa, borrador) == ["escalar"]
    with ensayos.ENSAYOS.usar(mesa.entorno, borrador, quien(mesa)[1]) as ensayo:
        assert ensayo.reloj.ahora() - antes == timedelta(days=2)


def test_los_procesos_que_rigen_estan_en_el_ensayo_y_los_casos_no(mesa, borrador):
    esquema = b'{"type": "default", "id": "pedido", "components": []}'
    mesa.publicar(APROBACION, "otro", formularios={"pedido": esquema})
    mesa.iniciar()
    ensayos.empezar(mesa.entorno, quien(mesa), borrador, COMIENZA)
    usado = ensayos.ENSAYOS.usar(mesa.entorno, borrador, quien(mesa)[1])
    with usado as ensayo, ensayo.entorno.leer() as sesion:
        vigentes = select(Version).where(Version.estado == EstadoVersion.VIGENTE)
        claves = {v.proceso.clave for v in sesion.scalars(vigentes)}
        assert claves == {"otro", "opinion"}
        assert sesion.scalar(select(func.count()).select_from(Recurso)) == 1
        assert sesion.scalar(select(func.count()).select_from(Expediente)) == 0
        assert set(sesion.scalars(select(Persona.clave_hash))) == {None}
