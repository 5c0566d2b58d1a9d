"""Llevar casos en curso a otra versión: prever, llevar, deshacer."""

import pytest
from sqlalchemy import select, update

from motor.almacen.instancias import Instancia
from motor.almacen.migraciones_de_casos import EstadoCaso, MigracionCaso
from motor.almacen.organizacion import Cargo
from motor.almacen.plazos import EstadoPlazo, Plazo
from motor.almacen.tareas import Tarea
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.operaciones.deshacer_migracion import DeshacerMigracion, deshacer_migracion
from motor.operaciones.pedir_migracion import PedirMigracion, pedir_migracion
from motor.operaciones.prever_migracion import PreverMigracion, prever_migracion
from motor.operaciones.tomar_tarea import TomarTarea, tomar_tarea
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import JEFE, TECNICO

ADMIN = Actor("admin.sistema")
DE_PASO = {"cauce:cargo": TECNICO, "cauce:plazo": "pie.total"}


def dibujar(tramos: str, **tareas):
    return diagrama(
        proceso(inicio(), *(usuario(t, **a) for t, a in tareas.items()), fin(), flujos(tramos))
    )


VIEJA = dibujar("inicio > a > b > fin", a=DE_PASO, b={"cauce:cargo": TECNICO})
NUEVA = dibujar(
    "inicio > a > z > b > fin",
    a={**DE_PASO, "cauce:cargo": JEFE},
    z={"cauce:cargo": TECNICO},
    b={"cauce:cargo": TECNICO},
)
SIN_A = dibujar("inicio > c > b > fin", c=DE_PASO, b={"cauce:cargo": TECNICO})


@pytest.fixture
def curso(mesa):
    """Un caso en «a», tomada, de la versión 1."""
    mesa.publicar(VIEJA)
    mesa.iniciar()
    tomar_tarea(mesa.entorno, TomarTarea(Actor(TECNICO), mesa.tarea("a")))
    return mesa


def pedir(mesa, version_id: int, **mas) -> MigracionCaso:
    pedir_migracion(mesa.entorno, PedirMigracion(ADMIN, version_id, "Nueva norma", **mas))
    mesa.drenar()
    return mesa.leer(select(MigracionCaso).order_by(MigracionCaso.id.desc()))[0]


def foto(mesa) -> tuple:
    """Lo que se ve de la instancia, sus tareas y sus plazos."""
    [instancia] = mesa.leer(select(Instancia))
    tareas = [
        (t.elemento, t.estado, t.cargo_id, t.tomada_por_id, t.vence_el)
        for t in mesa.leer(select(Tarea).order_by(Tarea.id))
    ]
    plazos = [
        (p.elemento, p.vence_el, p.proximo_aviso_el)
        for p in mesa.leer(select(Plazo).where(Plazo.estado == EstadoPlazo.ABIERTO))
    ]
    return instancia.version_id, instancia.fichas, tareas, plazos


def test_el_caso_pasa_a_la_version_nueva_con_su_tarea_tomada_y_su_plazo(curso):
    antes, nueva = foto(curso), curso.publicar(NUEVA)
    caso = pedir(curso, nueva)
    assert (caso.estado, caso.mensaje) == (EstadoCaso.MIGRADO, "«a» cambia de responsable.")
    version, _, [tarea], plazos = foto(curso)
    assert (version, plazos) == (nueva, antes[3])
    assert (tarea[1], tarea[3:]) == (antes[2][0][1], antes[2][0][3:])
    assert tarea[2] != antes[2][0][2]
    assert curso.hechos()[-1] == "caso_migrado"
    assert curso.quiebre() is None


def test_migrado_sigue_por_los_pasos_nuevos_hasta_el_final(curso):
    nueva = dibujar("inicio > a > z > b > fin", a=DE_PASO, z=DE_PASO, b=DE_PASO)
    pedir(curso, curso.publicar(nueva))
    for elemento in ("a", "z", "b"):
        assert curso.abiertas() == [elemento]
        curso.completar(elemento)
    assert curso.estado()[0] == "cerrado"


def test_prever_dice_lo_mismo_y_no_cambia_nada(curso):
    nueva, antes = curso.publicar(SIN_A), foto(curso)
    [previsto] = prever_migracion(curso.entorno, PreverMigracion(ADMIN, nueva))
    assert [m.clase for m in previsto.motivos] == ["sin_destino"]
    [con_mapa] = prever_migracion(curso.entorno, PreverMigracion(ADMIN, nueva, {"a": "c"}))
    assert (con_mapa.motivos, con_mapa.de_numero) == ((), 1)
    assert foto(curso) == antes


def test_el_que_no_puede_queda_como_estaba_y_dice_por_que(curso):
    nueva, antes = curso.publicar(SIN_A), foto(curso)
    caso = pedir(curso, nueva)
    assert caso.estado is EstadoCaso.FALLIDO
    assert "Diga a qué paso corresponde" in caso.mensaje
    assert foto(curso) == antes
    assert pedir(curso, nueva, mapa={"a": "c"}).estado is EstadoCaso.MIGRADO
    assert curso.abiertas() == ["c"]


def test_deshacer_deja_todo_como_estaba_y_solo_si_no_se_movio(curso):
    antes = foto(curso)
    caso = pedir(curso, curso.publicar(NUEVA))
    deshacer_migracion(curso.entorno, DeshacerMigracion(ADMIN, caso.id, "Era la otra"))
    assert foto(curso) == antes
    assert curso.completar("a")
    assert curso.abiertas() == ["b"]


def test_el_caso_que_se_movio_ya_no_se_deshace(curso):
    caso = pedir(curso, curso.publicar(dibujar("inicio > a > z > fin", a=DE_PASO, z=DE_PASO)))
    curso.completar("a")
    with pytest.raises(OrdenRechazada, match="ya se movió"):
        deshacer_migracion(curso.entorno, DeshacerMigracion(ADMIN, caso.id, "Tarde"))


def test_si_quien_lo_pidio_ya_no_puede_el_caso_no_se_mueve(curso):
    nueva = curso.publicar(NUEVA)
    pedir_migracion(curso.entorno, PedirMigracion(ADMIN, nueva, "Nueva norma"))
    with curso.entorno.sesiones.begin() as sesion:
        sesion.execute(update(Cargo).values(facultades=[]))
    curso.drenar()
    [caso] = curso.leer(select(MigracionCaso))
    assert caso.estado is EstadoCaso.FALLIDO
