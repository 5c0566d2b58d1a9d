"""Lo que completar una tarea rechaza, y que entonces nada cambia."""

import pytest
from sqlalchemy import event, func, select

from motor.almacen.bitacora import Asiento
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, SinPermiso
from motor.operaciones.anular_expediente import AnularExpediente, anular_expediente
from motor.operaciones.completar_tarea import CompletarTarea, completar_tarea
from motor.operaciones.soltar_tarea import SoltarTarea, soltar_tarea
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from motor.reglas.cuatro_ojos import CuatroOjos
from motor.reglas.idempotencia import ClaveReutilizada
from motor.reglas.permisos import TareaDeOtro, TareaYaCompletada
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, SCG

DOS_TAREAS = diagrama(
    proceso(
        inicio(),
        usuario("proyectar", name="Proyectar", **{"cauce:unidad": "UCL"}),
        usuario(
            "aprobar", name="Aprobar", **{"cauce:unidad": "UCL", "cauce:distintoDe": "proyectar"}
        ),
        fin(),
        flujos("inicio > proyectar > aprobar > fin"),
    )
)


@pytest.fixture
def iniciada(mesa):
    mesa.publicar(DOS_TAREAS)
    mesa.iniciar()
    return mesa


def huella(mesa) -> tuple:
    """Lo que un rechazo no debe cambiar."""
    filas = mesa.leer(select(Tarea.estado).order_by(Tarea.id))
    return filas, mesa.leer(select(func.count()).select_from(Asiento)), mesa.variables()


def test_la_segunda_persona_lee_quien_la_completo_y_cuando(iniciada):
    iniciada.completar("proyectar")
    antes = huella(iniciada)
    with pytest.raises(TareaYaCompletada, match=r"Técnico de prueba .* el 04/01/2027 a las 09:00"):
        iniciada.completar("proyectar", como=JEFE)
    assert huella(iniciada) == antes


@pytest.mark.parametrize(("quien", "error"), [(SCG, SinPermiso), ("nadie", NoEncontrado)])
def test_quien_no_es_de_la_unidad_no_puede(iniciada, quien, error):
    antes = huella(iniciada)
    with pytest.raises(error):
        iniciada.completar("proyectar", como=quien)
    assert huella(iniciada) == antes


def test_una_tarea_que_no_existe_se_dice(iniciada):
    with pytest.raises(NoEncontrado, match="No existe la tarea 999"):
        completar_tarea(iniciada.entorno, CompletarTarea(Actor(JEFE), 999))


def test_cuatro_ojos_quien_proyecta_no_aprueba(iniciada):
    iniciada.completar("proyectar")
    with pytest.raises(CuatroOjos, match="«Proyectar»"):
        iniciada.completar("aprobar")
    iniciada.completar("aprobar", como=JEFE)
    assert iniciada.estado()[0] == "cerrado"


def test_una_tarea_tomada_solo_la_completa_quien_la_tiene(iniciada):
    tarea = iniciada.tarea("proyectar")
    tomar_tarea(iniciada.entorno, TomarTarea(Actor(JEFE), tarea))
    with pytest.raises(TareaDeOtro, match="la tomó Responsable de prueba"):
        iniciada.completar("proyectar")
    soltar_tarea(iniciada.entorno, SoltarTarea(Actor(JEFE), tarea))
    iniciada.completar("proyectar")
    assert iniciada.hechos()[1:4] == ["tarea_tomada", "tarea_soltada", "tarea_completada"]


def test_las_variables_del_sistema_no_se_pisan(iniciada):
    antes = huella(iniciada)
    with pytest.raises(DatosInvalidos, match="«hr» la pone el sistema"):
        iniciada.completar("proyectar", {"hr": "HR-0000-000001"})
    assert huella(iniciada) == antes


def test_la_misma_orden_repetida_se_responde_igual_y_se_cumple_una_vez(iniciada):
    primera = iniciada.completar("proyectar", {"a": 1}, idempotencia="k1")
    cuantos = len(iniciada.hechos())
    assert len(primera.abiertas) == 1
    assert iniciada.completar("proyectar", {"a": 1}, idempotencia="k1") == primera
    assert len(iniciada.hechos()) == cuantos
    with pytest.raises(ClaveReutilizada):
        iniciada.completar("proyectar", {"a": 2}, idempotencia="k1")


def test_lo_rechazado_deja_libre_su_clave(iniciada):
    with pytest.raises(DatosInvalidos):
        iniciada.completar("proyectar", {"hr": "x"}, idempotencia="k2")
    iniciada.completar("proyectar", {"a": 1}, idempotencia="k2")
    assert iniciada.abiertas() == ["aprobar"]


def test_un_expediente_anulado_no_admite_mas_actos(iniciada, sesiones):
    from tests.motor.operaciones.test_plazos_y_llamadas import dar_facultad

    dar_facultad(sesiones, JEFE)
    orden = AnularExpediente(Actor(JEFE), iniciada.expediente, "Duplicado")
    anular_expediente(iniciada.entorno, orden)
    assert iniciada.estado() == ("anulado", None)
    with pytest.raises(Exception, match="se canceló"):
        iniciada.completar("proyectar")
    assert iniciada.quiebre() is None


def test_completar_una_tarea_cuesta_a_lo_mas_16_sentencias(iniciada, motor_bd):
    iniciada.completar("proyectar")
    orden = CompletarTarea(Actor(JEFE), iniciada.tarea("aprobar"), {"v": 1}, "clave")
    cuenta = []

    def contar(*argumentos):
        cuenta.append(argumentos[2])

    event.listen(motor_bd, "before_cursor_execute", contar)
    completar_tarea(iniciada.entorno, orden)
    event.remove(motor_bd, "before_cursor_execute", contar)
    assert len(cuenta) <= 16, cuenta
