"""Marcar leídos los avisos propios, y los latidos de presencia."""

from datetime import timedelta

from sqlalchemy import func, select

from motor.almacen.personales import Presencia
from motor.almacen.plazos import Aviso
from motor.nucleo.actor import Actor
from motor.operaciones.comentar import Comentar, comentar
from motor.operaciones.marcar_leido import MarcarLeido, marcar_leido
from motor.operaciones.marcar_presencia import MarcarPresencia, marcar_presencia
from tests.motor.operaciones.mesa import JEFE, TECNICO
from tests.motor.operaciones.test_completar_tarea import APROBACION


def test_solo_se_marcan_los_avisos_propios(mesa):
    mesa.publicar(APROBACION)
    mesa.iniciar()
    texto = f"Mire, @{JEFE}"
    comentar(mesa.entorno, Comentar(Actor(TECNICO), mesa.expediente, texto))
    [aviso] = mesa.leer(select(Aviso.id))
    assert marcar_leido(mesa.entorno, MarcarLeido(Actor(TECNICO), (aviso,))) == 0
    assert marcar_leido(mesa.entorno, MarcarLeido(Actor(JEFE), expediente_id=99)) == 0
    assert marcar_leido(mesa.entorno, MarcarLeido(Actor(JEFE))) == 1
    assert marcar_leido(mesa.entorno, MarcarLeido(Actor(JEFE))) == 0


def test_el_latido_se_repite_en_la_misma_fila_y_se_olvida(mesa, reloj):
    mesa.publicar(APROBACION)
    mesa.iniciar()
    tarea_id = mesa.tarea("revisar")
    for persona_id in (1, 1, 2):
        marcar_presencia(mesa.entorno, MarcarPresencia(persona_id, tarea_id))
    assert mesa.leer(select(func.count()).select_from(Presencia)) == [2]
    marcar_presencia(mesa.entorno, MarcarPresencia(1, tarea_id, esta=False))
    assert mesa.leer(select(Presencia.persona_id)) == [2]
    reloj.poner(reloj.ahora() + timedelta(minutes=11))
    marcar_presencia(mesa.entorno, MarcarPresencia(3, tarea_id))
    assert mesa.leer(select(Presencia.persona_id)) == [3]
