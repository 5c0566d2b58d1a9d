"""El semáforo cuenta días hábiles por el calendario de la sede, sin consultas por renglón."""

from datetime import date, datetime, timedelta

import pytest

from motor.almacen.calendario import AmbitoDia, DiaInhabil
from motor.almacen.plazos import Etiqueta
from motor.consultas.semaforo import cargar_semaforos, semaforo
from motor.nucleo.calendario import fin_del_dia
from motor.nucleo.reloj import LA_PAZ
from motor.pruebas.banco.conteo import contar_sentencias
from motor.reglas.calendario import subir_revision

AHORA = datetime(2027, 3, 15, 9, 0, tzinfo=LA_PAZ)  # lunes


def poner_feriado(sesiones, fecha, municipio=""):
    with sesiones.begin() as sesion:
        sesion.add(
            DiaInhabil(
                fecha=fecha,
                ambito=AmbitoDia.MUNICIPAL if municipio else AmbitoDia.NACIONAL,
                municipio=municipio,
                nombre="Feriado",
                norma="Norma de prueba",
                etiqueta=Etiqueta.SUPUESTO,
            )
        )
        subir_revision(sesion)


@pytest.mark.parametrize(
    ("vence", "tono", "dias", "texto"),
    [
        (fin_del_dia(date(2027, 3, 15)), "hoy", 0, "Vence hoy (15/03/2027)"),
        (fin_del_dia(date(2027, 3, 16)), "pronto", 1, "Vence en 1 día hábil (16/03/2027)"),
        (fin_del_dia(date(2027, 3, 18)), "pronto", 3, "Vence en 3 días hábiles (18/03/2027)"),
        (fin_del_dia(date(2027, 3, 22)), "bien", 5, "Vence en 5 días hábiles (22/03/2027)"),
        (
            fin_del_dia(date(2027, 3, 11)),
            "vencido",
            -2,
            "Venció hace 2 días hábiles (11/03/2027)",
        ),
        (
            datetime(2027, 3, 15, 16, 30, tzinfo=LA_PAZ),
            "hoy",
            0,
            "Vence hoy (15/03/2027 a las 16:30)",
        ),
        (
            datetime(2027, 3, 15, 8, 30, tzinfo=LA_PAZ),
            "vencido",
            0,
            "Venció el 15/03/2027 a las 08:30, sin días hábiles de mora todavía",
        ),
        (None, "sin", None, "Sin plazo"),
    ],
)
def test_el_semaforo_dice_cuanto_falta_en_dias_habiles(sesiones, vence, tono, dias, texto):
    with sesiones() as sesion:
        visto = semaforo(sesion, vence, AHORA)
    assert (visto.tono, visto.dias_habiles, visto.texto) == (tono, dias, texto)


def test_un_feriado_municipal_solo_descuenta_en_su_municipio(sesiones):
    poner_feriado(sesiones, date(2027, 3, 17), "030301")
    vence = fin_del_dia(date(2027, 3, 18))
    with sesiones() as sesion:
        semaforos = cargar_semaforos(sesion, AHORA)
    assert semaforos.de(vence, "030301").dias_habiles == 2
    assert semaforos.de(vence).dias_habiles == 3


def test_cien_renglones_cuestan_una_consulta(sesiones, motor_bd):
    with sesiones() as sesion:
        cargar_semaforos(sesion, AHORA)
    with sesiones() as sesion, contar_sentencias(motor_bd) as sentencias:
        semaforos = cargar_semaforos(sesion, AHORA)
        for dias in range(100):
            semaforos.de(AHORA + timedelta(days=dias))
    assert len(sentencias) == 1
