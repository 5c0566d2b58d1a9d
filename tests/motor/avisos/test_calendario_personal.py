"""Qué vencimientos lleva el calendario de cada persona."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Plazo
from motor.consultas.calendario_personal import escribir_mi_calendario
from motor.nucleo.errores import NoEncontrado
from motor.operaciones.cambiar_calendario_personal import (
    CambiarCalendarioPersonal,
    cambiar_calendario_personal,
)
from tests.motor.avisos.conftest import DIRECCION
from tests.motor.avisos.test_icalendar import propiedades
from tests.motor.operaciones.mesa import JEFE, TECNICO
from tests.motor.operaciones.test_avisos_de_plazo import CON_PLAZO


@pytest.fixture
def calendario(mesa):
    """Un caso con plazo en manos del técnico, y el calendario de un usuario."""
    mesa.publicar(CON_PLAZO)
    mesa.iniciar()

    def pedir(usuario: str = TECNICO) -> str:
        persona = mesa.leer(select(Persona.id).where(Persona.usuario == usuario))[0]
        orden = CambiarCalendarioPersonal(persona)
        secreto = cambiar_calendario_personal(mesa.entorno, orden)
        with mesa.entorno.leer() as sesion:
            return escribir_mi_calendario(sesion, secreto, mesa.entorno.reloj.ahora(), DIRECCION)

    return pedir


def test_lleva_el_ultimo_dia_de_cada_plazo_de_sus_tareas(calendario, mesa):
    [plazo] = mesa.leer(select(Plazo))
    leidas = dict(propiedades(calendario(), "VEVENT"))
    assert leidas["UID"] == f"plazo-{plazo.id}@cauce.ejemplo.bo"
    assert leidas["DTSTART;VALUE=DATE"] == f"{plazo.vence_fecha:%Y%m%d}"
    assert date.fromisoformat(leidas["DTEND;VALUE=DATE"]) == plazo.vence_fecha + timedelta(days=1)
    assert "HR-2027-000001" in leidas["SUMMARY"]
    assert leidas["URL"] == f"{DIRECCION}/tareas/{plazo.tarea_id}"


def test_no_lleva_el_asunto(calendario):
    assert "Asunto de prueba" not in calendario()


def test_no_lleva_las_de_otro_cargo(calendario):
    assert "VEVENT" not in calendario(JEFE)


def test_de_lo_confidencial_solo_lleva_el_dia(calendario, mesa):
    with mesa.entorno.sesiones.begin() as sesion:
        sesion.execute(update(Expediente).values(confidencial=True))
    texto = calendario()
    assert dict(propiedades(texto, "VEVENT"))["SUMMARY"] == "Vence una tarea confidencial"
    assert "HR-2027" not in texto


def test_lo_cumplido_deja_de_estar(calendario, mesa):
    [elemento] = mesa.abiertas()
    mesa.completar(elemento)
    assert "VEVENT" not in calendario()


def test_un_secreto_inventado_no_abre_nada(mesa):
    with mesa.entorno.leer() as sesion, pytest.raises(NoEncontrado):
        escribir_mi_calendario(sesion, "x" * 43, mesa.entorno.reloj.ahora(), DIRECCION)


def test_la_cuenta_inactiva_pierde_su_calendario(mesa):
    persona = mesa.leer(select(Persona.id).where(Persona.usuario == TECNICO))[0]
    secreto = cambiar_calendario_personal(mesa.entorno, CambiarCalendarioPersonal(persona))
    with mesa.entorno.sesiones.begin() as sesion:
        sesion.execute(update(Persona).values(activa=False))
    with mesa.entorno.leer() as sesion, pytest.raises(NoEncontrado):
        escribir_mi_calendario(sesion, secreto, mesa.entorno.reloj.ahora(), DIRECCION)
