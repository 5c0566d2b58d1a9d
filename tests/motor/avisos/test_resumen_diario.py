"""El resumen del día: a su hora, una vez, solo si hay algo que decir."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from motor.almacen.expedientes import Expediente
from motor.almacen.organizacion import Persona
from motor.almacen.plazos import Aviso
from motor.almacen.tareas import Tarea
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.guardar_preferencias import GuardarPreferencias, guardar_preferencias
from motor.operaciones.preparar_resumenes import PrepararResumenes, preparar_resumenes
from tests.motor.avisos.test_reparto_de_tareas import DOS_PASOS
from tests.motor.operaciones.mesa import JEFE, TECNICO

LUNES = datetime(2027, 1, 4, 7, 0, tzinfo=LA_PAZ)


@pytest.fixture
def al_alba(mesa):
    """Lunes 4 de enero de 2027, 07:00: un caso recién llegado al técnico, nadie con resumen."""
    mesa.entorno.reloj.poner(LUNES)
    mesa.publicar(DOS_PASOS)
    mesa.iniciar(como=JEFE)
    return mesa


def a_las(mesa, hora: int, minuto: int, dias: int = 0) -> None:
    mesa.entorno.reloj.poner(LUNES.replace(hour=hora, minute=minuto) + timedelta(days=dias))
    mesa.drenar()


def test_antes_de_su_hora_no_sale_nada(al_alba, buzon):
    a_las(al_alba, 7, 29)
    assert buzon.recibidos == []


def test_a_las_siete_y_media_llega_uno_a_quien_tiene_algo(al_alba, buzon):
    a_las(al_alba, 7, 30)
    [recibido] = buzon.recibidos
    assert recibido.para == ["tecnico.ucl@oficina.bo"]
    assert recibido.mensaje["Subject"] == "Su día en Cauce, 04/01/2027"
    cuerpo = recibido.parte("plain")
    assert "NUEVAS — TÉCNICO (UCL)" in cuerpo
    assert "- HR-2027-000001: revisar" in cuerpo
    assert f"https://cauce.ejemplo.bo/tareas/{al_alba.tarea('revisar')}" in cuerpo


def test_se_manda_una_sola_vez_por_dia(al_alba, buzon):
    a_las(al_alba, 7, 30)
    a_las(al_alba, 9, 0)
    assert preparar_resumenes(al_alba.entorno, PrepararResumenes()) == 0
    assert len(buzon.recibidos) == 1


def test_lo_que_ya_se_dijo_como_nuevo_no_se_repite_al_dia_siguiente(al_alba, buzon):
    a_las(al_alba, 7, 30)
    a_las(al_alba, 7, 30, dias=1)
    assert len(buzon.recibidos) == 1


def test_lo_vencido_y_lo_que_vence_hoy_van_aparte(al_alba, buzon):
    with al_alba.entorno.sesiones.begin() as sesion:
        sesion.execute(update(Tarea).values(vence_el=LUNES.replace(hour=18)))
    a_las(al_alba, 7, 30)
    assert "VENCEN HOY — TÉCNICO (UCL)" in buzon.recibidos[-1].parte("plain")
    a_las(al_alba, 7, 30, dias=1)
    cuerpo = buzon.recibidos[-1].parte("plain")
    assert "VENCIDAS — TÉCNICO (UCL)" in cuerpo
    assert "vence el 04/01/2027" in cuerpo


def test_cada_uno_elige_su_hora_o_no_recibirlo(al_alba, buzon):
    persona = al_alba.leer(select(Persona.id).where(Persona.usuario == TECNICO))[0]
    guardar_preferencias(al_alba.entorno, GuardarPreferencias(persona, {}, "10:00"))
    a_las(al_alba, 9, 59)
    assert buzon.recibidos == []
    guardar_preferencias(al_alba.entorno, GuardarPreferencias(persona, {}, "10:00", resumen=False))
    a_las(al_alba, 10, 0)
    assert buzon.recibidos == []
    guardar_preferencias(al_alba.entorno, GuardarPreferencias(persona, {}, "10:00"))
    a_las(al_alba, 10, 1)
    assert len(buzon.recibidos) == 1


def test_los_dias_inhabiles_no_hay_resumen(al_alba, buzon):
    a_las(al_alba, 7, 30, dias=5)  # sábado 9 de enero
    assert buzon.recibidos == []
    a_las(al_alba, 7, 30, dias=7)
    assert len(buzon.recibidos) == 0  # el lunes ya no hay nada nuevo desde ayer


def test_los_avisos_que_quiere_en_el_resumen_van_en_el(al_alba, buzon):
    with al_alba.entorno.sesiones.begin() as sesion:
        persona = sesion.scalar(select(Persona.id).where(Persona.usuario == JEFE))
        sesion.add(
            Aviso(
                expediente_id=al_alba.expediente,
                persona_id=persona,
                clase="mensaje",
                texto="HR-2027-000001: llegó «Nota»",
                creado_el=al_alba.entorno.reloj.ahora(),
            )
        )
    a_las(al_alba, 7, 30)
    de_jefe = [r for r in buzon.recibidos if r.para == ["responsable.ucl@oficina.bo"]]
    assert "- HR-2027-000001: llegó «Nota»" in de_jefe[0].parte("plain")


def test_de_lo_confidencial_el_resumen_no_dice_nada(al_alba, buzon):
    with al_alba.entorno.sesiones.begin() as sesion:
        sesion.execute(update(Expediente).values(confidencial=True))
    a_las(al_alba, 7, 30)
    cuerpo = buzon.recibidos[0].parte("plain")
    assert "Una tarea de un expediente confidencial" in cuerpo
    assert "revisar" not in cuerpo
    assert "HR-2027" not in cuerpo
