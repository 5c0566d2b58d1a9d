"""La tabla bandeja sigue a la tarea por sí sola, en la misma transacción."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from motor.almacen.bandeja import Bandeja, Participacion
from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.tareas import EstadoTarea, Tarea, TareaCandidato
from motor.entorno import Entorno
from motor.reglas.archivos import AlmacenArchivos
from tests.fabrica import agregar_instancia, agregar_tarea
from tests.motor.bpmn.dibujos import diagrama, fin, flujos, inicio, proceso, usuario
from tests.motor.operaciones.mesa import TECNICO, Mesa


@pytest.fixture
def ids(oficina):
    """Los ids de la oficina por su clave: cargos, unidades y personas."""
    with oficina.sesiones() as sesion:
        cargos = dict(sesion.execute(select(Cargo.clave, Cargo.id)).all())
        unidades = dict(sesion.execute(select(Unidad.sigla, Unidad.id)).all())
        personas = dict(sesion.execute(select(Persona.usuario, Persona.id)).all())
    return cargos, unidades, personas


def abrir(oficina, **datos) -> int:
    with oficina.sesiones.begin() as sesion:
        ahora = oficina.reloj.ahora()
        return agregar_tarea(sesion, agregar_instancia(sesion, ahora), ahora, **datos).id


def destinos(oficina) -> set[str]:
    with oficina.sesiones() as sesion:
        return set(sesion.scalars(select(Bandeja.destino)))


def cambiar(oficina, tarea_id, **datos) -> None:
    with oficina.sesiones.begin() as sesion:
        tarea = sesion.get_one(Tarea, tarea_id)
        for nombre, valor in datos.items():
            setattr(tarea, nombre, valor)


def test_la_tarea_de_un_cargo_va_a_el_y_la_ve_su_unidad(oficina, ids):
    cargos, unidades, _ = ids
    abrir(oficina, cargo_id=cargos["tecnico.ucl"])
    assert destinos(oficina) == {f"c{cargos['tecnico.ucl']}", f"v{unidades['UCL']}"}


def test_la_tarea_de_una_unidad_la_puede_hacer_entera(oficina, ids):
    _, unidades, _ = ids
    abrir(oficina, unidad_id=unidades["UCL"])
    assert destinos(oficina) == {f"u{unidades['UCL']}", f"v{unidades['UCL']}"}


def test_los_candidatos_entran_y_salen(oficina, ids):
    cargos, unidades, personas = ids
    tarea_id = abrir(oficina, persona_id=personas["tecnico.ucl"])
    with oficina.sesiones.begin() as sesion:
        sesion.add(TareaCandidato(tarea_id=tarea_id, cargo_id=cargos["responsable.ucl"]))
    suyo = f"p{personas['tecnico.ucl']}"
    assert destinos(oficina) == {suyo, f"c{cargos['responsable.ucl']}", f"v{unidades['UCL']}"}
    with oficina.sesiones.begin() as sesion:
        sesion.execute(delete(TareaCandidato))
    assert destinos(oficina) == {suyo}


def test_reasignar_cambia_los_destinos(oficina, ids):
    cargos, unidades, _ = ids
    tarea_id = abrir(oficina, cargo_id=cargos["tecnico.ucl"])
    cambiar(oficina, tarea_id, cargo_id=cargos["secretario.coordinacion"])
    esperados = {f"c{cargos['secretario.coordinacion']}", f"v{unidades['SDCG']}"}
    assert destinos(oficina) == esperados


def test_tomar_poner_plazo_y_cerrar_se_ven_en_la_bandeja(oficina, ids):
    cargos, _, personas = ids
    ahora = oficina.reloj.ahora()
    tarea_id = abrir(oficina, cargo_id=cargos["tecnico.ucl"], prioridad=7)
    cambiar(
        oficina,
        tarea_id,
        estado=EstadoTarea.TOMADA,
        tomada_por_id=personas["tecnico.ucl"],
        tomada_el=ahora,
        vence_el=ahora + timedelta(days=1),
    )
    with oficina.sesiones() as sesion:
        filas = sesion.execute(
            select(Bandeja.tomador_id, Bandeja.urgencia, Bandeja.vence_el).distinct()
        ).all()
    assert filas == [(personas["tecnico.ucl"], -7, ahora + timedelta(days=1))]
    cambiar(oficina, tarea_id, estado=EstadoTarea.CANCELADA, cerrada_el=ahora)
    assert destinos(oficina) == set()


def test_si_el_cargo_cambia_de_unidad_la_ve_la_nueva(oficina, ids):
    cargos, unidades, _ = ids
    abrir(oficina, cargo_id=cargos["tecnico.ucl"])
    with oficina.sesiones.begin() as sesion:
        sesion.get_one(Cargo, cargos["tecnico.ucl"]).unidad_id = unidades["SDCG"]
    assert destinos(oficina) == {f"c{cargos['tecnico.ucl']}", f"v{unidades['SDCG']}"}


def test_la_unidad_que_actua_participa_hasta_que_el_expediente_termina(oficina, ids, tmp_path):
    mesa = Mesa(Entorno(oficina.sesiones, oficina.reloj, AlmacenArchivos(tmp_path)))
    redactar = usuario("redactar", **{"cauce:cargo": TECNICO})
    camino = flujos("inicio > redactar > fin")
    mesa.publicar(diagrama(proceso(inicio(), redactar, fin(), camino)))
    mesa.iniciar()
    [participa] = mesa.leer(select(Participacion))
    assert (participa.unidad_id, participa.abierta) == (ids[1]["UCL"], True)
    mesa.completar("redactar")
    [participa] = mesa.leer(select(Participacion))
    assert not participa.abierta
