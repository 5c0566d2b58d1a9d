"""Plazos sobre las tablas: abrir, avisar, prorrogar, y recalcular con traza."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from motor.almacen.calendario import AmbitoDia
from motor.almacen.plazos import EstadoPlazo, HechoPlazo, Plazo, PlazoEvento
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada
from motor.nucleo.plazos import SIN_FECHA
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import DuracionMeses
from motor.reglas.avisos import marcar_avisos
from motor.reglas.calendario import cargar_tablas
from motor.reglas.dias import CambioDias, FichaDia, FichaHabilitado, aplicar_cambio
from motor.reglas.plazos import (
    Contexto,
    abrir_plazo,
    cerrar_plazo,
    computar_medida,
    mora,
    plazos_abiertos,
)
from motor.reglas.prorrogas import (
    Causa,
    PlazoVencido,
    ProrrogaAgotada,
    prorrogar,
    recalcular_abiertos,
)
from tests.fabrica import agregar_instancia, agregar_tarea

LUNES = datetime(2027, 2, 1, 10, 15, tzinfo=LA_PAZ)


@dataclass(frozen=True)
class Caso:
    """Una instancia con una tarea, y una sesión abierta para abrirle plazos."""

    sesion: object
    instancia: object
    tarea: object

    def abrir(self, que, desde=LUNES, *, con_tarea=True) -> Plazo:
        tarea = self.tarea if con_tarea else None
        contexto = Contexto(self.instancia, 1, "t2_9_consolidar", tarea)
        plazo = abrir_plazo(self.sesion, contexto, que, desde, LUNES)
        self.sesion.flush()
        return plazo


@pytest.fixture
def caso(oficina):
    with oficina.sesiones.begin() as sesion:
        carnaval = tuple(FichaDia(date(2027, 2, dia), "Carnaval", "DS 14260") for dia in (8, 9))
        aplicar_cambio(sesion, CambioDias(agregar=carnaval), "Sembrado")
    with oficina.sesiones.begin() as sesion:
        instancia = agregar_instancia(sesion, LUNES)
        yield Caso(sesion, instancia, agregar_tarea(sesion, instancia, LUNES))


def test_el_plazo_lleva_su_norma_y_la_tarea_su_vencimiento(caso):
    plazo = caso.abrir("pie.total")
    assert (plazo.vence_fecha, plazo.clave) == (date(2027, 2, 17), "pie.total")
    assert (plazo.norma, plazo.etiqueta) == ("Norma de prueba", "supuesto")
    assert plazo.vence_el == caso.tarea.vence_el == datetime(2027, 2, 18, tzinfo=LA_PAZ)


def test_un_literal_una_fecha_y_un_valor_feel_tambien_abren_plazo(caso):
    assert caso.abrir("45 dc").vence_fecha == date(2027, 3, 18)
    assert caso.abrir(date(2027, 3, 1)).vence_fecha == date(2027, 3, 1)
    assert caso.abrir(DuracionMeses(6)).vence_fecha == date(2027, 8, 2)
    assert caso.abrir("PT1H").vence_el == LUNES + timedelta(hours=1)


@pytest.mark.parametrize(
    ("que", "error", "dice"),
    [
        ("no.existe", NoEncontrado, "«no.existe»"),
        ("ald.miembros", DatosInvalidos, "no es un plazo"),
        ("mañana", DatosInvalidos, "No se entiende"),
    ],
)
def test_un_plazo_que_no_se_entiende_se_rechaza(caso, que, error, dice):
    with pytest.raises(error, match=dice):
        caso.abrir(que)


def test_los_avisos_se_dan_una_vez_y_en_su_momento(caso):
    plazo = caso.abrir("pie.total")
    martes_9_dh = datetime(2027, 2, 16, 9, 0, tzinfo=LA_PAZ)
    assert plazo.proximo_aviso_el == datetime(2027, 2, 11, tzinfo=LA_PAZ)
    assert marcar_avisos(plazo, martes_9_dh) == [50, 80]
    assert marcar_avisos(plazo, martes_9_dh) == []
    assert plazo.proximo_aviso_el == plazo.vence_el
    assert marcar_avisos(plazo, plazo.vence_el) == [100]
    assert plazo.proximo_aviso_el is None


def test_la_prorroga_es_una_y_hasta_su_maximo(caso):
    plazo = caso.abrir("pie.total")
    with pytest.raises(DatosInvalidos, match="de 1 a 5 días"):
        prorrogar(caso.sesion, plazo, 6, LUNES)
    antes_de_vencer = plazo.vence_el - timedelta(seconds=1)
    prorrogar(caso.sesion, plazo, 5, antes_de_vencer)
    assert (plazo.vence_fecha, plazo.prorrogas) == (date(2027, 2, 24), 1)
    with pytest.raises(ProrrogaAgotada, match="ya tuvo 1"):
        prorrogar(caso.sesion, plazo, 5, antes_de_vencer)


def test_vencido_cerrado_o_fijo_no_se_prorroga(caso):
    plazo = caso.abrir("pie.total")
    with pytest.raises(PlazoVencido, match="17/02/2027"):
        prorrogar(caso.sesion, plazo, 5, plazo.vence_el)
    with pytest.raises(OrdenRechazada, match="fecha fija"):
        prorrogar(caso.sesion, caso.abrir(date(2027, 3, 1)), 5, LUNES)
    with pytest.raises(ProrrogaAgotada):
        prorrogar(caso.sesion, caso.abrir("ley.observacion_gobernador"), 5, LUNES)
    cerrar_plazo(plazo, EstadoPlazo.CUMPLIDO, LUNES)
    with pytest.raises(OrdenRechazada, match="ya está cumplido"):
        prorrogar(caso.sesion, plazo, 5, LUNES)


def test_un_feriado_nuevo_recalcula_lo_abierto_y_deja_traza(caso):
    plazo, fijo = caso.abrir("pie.total"), caso.abrir(date(2027, 3, 1), con_tarea=False)
    cerrado = caso.abrir("pie.total", con_tarea=False)
    cerrar_plazo(cerrado, EstadoPlazo.CUMPLIDO, LUNES)
    nuevo = FichaDia(date(2027, 2, 12), "Duelo", "DS 9999", AmbitoDia.DEPARTAMENTAL)
    aplicar_cambio(caso.sesion, CambioDias(agregar=(nuevo,)), "DS 9999")
    causa = Causa(HechoPlazo.RECALCULADO, "DS 9999", LUNES)
    [cambio] = recalcular_abiertos(caso.sesion, causa)
    assert (cambio.plazo_id, cambio.antes, cambio.despues) == (
        plazo.id,
        date(2027, 2, 17),
        date(2027, 2, 18),
    )
    assert caso.tarea.vence_el == datetime(2027, 2, 19, tzinfo=LA_PAZ)
    assert (fijo.vence_fecha, cerrado.vence_fecha) == (date(2027, 3, 1), date(2027, 2, 17))
    evento = caso.sesion.scalars(select(PlazoEvento)).one()
    assert (evento.hecho, evento.motivo, evento.despues_fecha) == (
        HechoPlazo.RECALCULADO,
        "DS 9999",
        date(2027, 2, 18),
    )


def test_un_plazo_ya_vencido_no_revive(caso):
    plazo = caso.abrir("pie.total")
    causa = Causa(HechoPlazo.RECALCULADO, "x", plazo.vence_el)
    nuevo = FichaDia(date(2027, 2, 12), "Duelo", "DS 9999")
    aplicar_cambio(caso.sesion, CambioDias(agregar=(nuevo,)), "DS 9999")
    assert recalcular_abiertos(caso.sesion, causa) == []


def test_un_dia_habilitado_adelanta_el_vencimiento(caso):
    plazo = caso.abrir("pie.total")
    sabado = FichaHabilitado(date(2027, 2, 6), "Res. 3/2027")
    aplicar_cambio(caso.sesion, CambioDias(habilitar=(sabado,)), "Emergencia")
    recalcular_abiertos(caso.sesion, Causa(HechoPlazo.RECALCULADO, "Emergencia", LUNES))
    assert plazo.vence_fecha == date(2027, 2, 16)


def test_la_mora_se_mide_en_habiles_y_feel_computa_sin_abrir(caso):
    plazo = caso.abrir("pie.total")
    tablas = cargar_tablas(caso.sesion)
    assert mora(tablas, plazo, datetime(2027, 2, 17, 23, 59, tzinfo=LA_PAZ)) == 0
    assert mora(tablas, plazo, datetime(2027, 2, 25, 9, 0, tzinfo=LA_PAZ)) == 6
    computo = computar_medida(tablas, "pie.total", date(2027, 2, 1))
    assert computo.vence_fecha == date(2027, 2, 17)
    assert plazo.vence_fecha != SIN_FECHA
    assert plazos_abiertos(caso.sesion, caso.instancia.id, 1) == [plazo]
