"""A quién le toca una tarea: solo a quien su cargo le deja abrir un expediente."""

from datetime import timedelta

from sqlalchemy import select

from motor.almacen.organizacion import Acceso, Cargo, Unidad
from motor.almacen.tareas import Tarea
from motor.consultas.tarea_permiso import quienes_pueden
from motor.operaciones.delegar import Delegar, delegar
from motor.pruebas.ensayo_inicios import quienes_ejercen
from tests.fabrica import agregar_instancia, agregar_tarea


def test_quien_administra_el_sistema_no_hace_ni_inicia_tramites_de_su_unidad(oficina):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones() as sesion:
        unidad = sesion.scalars(select(Unidad).where(Unidad.sigla == "SDCG")).one()
        instancia = agregar_instancia(sesion, ahora)
        tarea = agregar_tarea(sesion, instancia, ahora, unidad_id=unidad.id)
        antes = [p.usuario for p in quienes_pueden(sesion, tarea, ahora)]
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == "admin.sistema")).one()
        cargo.acceso = Acceso.NINGUNO
        sesion.flush()

        assert sorted(antes) == ["admin.sistema", "secretario.coordinacion"]
        pueden = [p.usuario for p in quienes_pueden(sesion, tarea, ahora)]
        assert pueden == ["secretario.coordinacion"]
        inician = [p.usuario for p in quienes_ejercen(sesion, ahora, ["SDCG"])]
        assert inician == ["secretario.coordinacion"]


def test_quien_actua_por_delegacion_esta_solo_si_la_suya_llega_a_la_tarea(oficina):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == "responsable.ucl")).one()
        instancia = agregar_instancia(sesion, ahora)
        tarea = agregar_tarea(sesion, instancia, ahora, cargo_id=cargo.id)
        sesion.flush()
        tarea_id, hasta = tarea.id, ahora + timedelta(days=9)
    orden = Delegar(
        None, "tecnico.ucl", "responsable.ucl", "responsable.ucl", ahora, hasta, "Res. 1"
    )
    delegar(oficina, orden)
    with oficina.sesiones() as sesion:
        tarea = sesion.get_one(Tarea, tarea_id)
        pueden = {p.usuario for p in quienes_pueden(sesion, tarea, ahora)}
        assert pueden == {"responsable.ucl", "tecnico.ucl"}
        sin_delegar = [p.usuario for p in quienes_pueden(sesion, tarea, ahora, delegable=False)]
        assert sin_delegar == ["responsable.ucl"]
