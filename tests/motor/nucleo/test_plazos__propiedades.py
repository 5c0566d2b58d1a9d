"""Propiedades del cómputo, contra un oráculo que cuenta día por día sin usar el código probado."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from motor.nucleo.calendario import Calendario, Tramo, fin_del_dia
from motor.nucleo.lapsos import Lapso, UnidadPlazo
from motor.nucleo.plazos import SIN_FECHA, Ajustes, computar, instantes_de_aviso, sumar_meses
from motor.nucleo.reloj import LA_PAZ

FECHAS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
FERIADOS = st.frozensets(FECHAS, max_size=60)
DIAS = st.integers(1, 90)
UN_DIA = timedelta(days=1)


def laborable(dia, feriados):
    return dia.isoweekday() not in (6, 7) and dia not in feriados


def tramo_de_dias(desde, hasta):
    return [desde + timedelta(days=n) for n in range(1, (hasta - desde).days + 1)]


def en_habiles(dias: int) -> Lapso:
    return Lapso(dias, UnidadPlazo.DIAS_HABILES)


@given(FECHAS, DIAS, FERIADOS)
@example(date(2026, 1, 2), 1, frozenset({date(2026, 1, 5)}))  # viernes; el lunes es feriado
def test_el_plazo_contiene_exactamente_los_dias_habiles_pedidos(inicio, dias, feriados):
    fin = computar(en_habiles(dias), inicio, Calendario(feriados)).vence_fecha
    assert laborable(fin, feriados)
    assert sum(laborable(dia, feriados) for dia in tramo_de_dias(inicio, fin)) == dias


@given(FECHAS, DIAS, FERIADOS, FECHAS, st.integers(0, 30))
def test_los_dias_suspendidos_no_cuentan(inicio, dias, feriados, desde, largo):
    suspension = Tramo(desde, desde + timedelta(days=largo))
    ajustes = Ajustes(suspensiones=(suspension,))
    computo = computar(en_habiles(dias), inicio, Calendario(feriados), ajustes)
    habiles = [d for d in tramo_de_dias(inicio, computo.vence_fecha) if laborable(d, feriados)]
    fuera = [d for d in habiles if not suspension.desde <= d <= suspension.hasta]
    assert len(fuera) == dias
    assert fuera[-1] == computo.vence_fecha
    assert computo.suspendidos == len(habiles) - dias


@given(FECHAS, DIAS, DIAS, FERIADOS)
def test_prorrogar_es_contar_de_corrido(inicio, dias, mas, feriados):
    calendario = Calendario(feriados)
    vence = computar(en_habiles(dias), inicio, calendario).vence_fecha
    seguido = computar(en_habiles(mas), vence, calendario).vence_fecha
    prorrogado = computar(en_habiles(dias), inicio, calendario, Ajustes(prorroga=mas))
    assert prorrogado.vence_fecha == seguido


@given(FECHAS, st.integers(1, 400), FERIADOS)
def test_los_dias_calendario_vencen_en_habil_y_nunca_antes(inicio, dias, feriados):
    lapso = Lapso(dias, UnidadPlazo.DIAS_CALENDARIO)
    vence = computar(lapso, inicio, Calendario(feriados)).vence_fecha
    exacto = inicio + timedelta(days=dias)
    assert vence >= exacto
    assert laborable(vence, feriados)
    assert not any(laborable(d, feriados) for d in tramo_de_dias(exacto - UN_DIA, vence - UN_DIA))


@given(FECHAS, st.integers(0, 60))
def test_los_meses_van_de_fecha_a_fecha(inicio, meses):
    fin = sumar_meses(inicio, meses)
    assert (fin.year - inicio.year) * 12 + fin.month - inicio.month == meses
    assert fin.day == inicio.day or (fin.day < inicio.day and (fin + UN_DIA).day == 1)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)), FERIADOS)
def test_lo_recibido_cuenta_en_habil_y_nunca_antes_de_llegar(instante, feriados):
    llegada = instante.replace(tzinfo=UTC)
    local = llegada.astimezone(LA_PAZ)
    dia = Calendario(feriados).recibido(llegada)
    assert laborable(dia, feriados)
    assert dia >= local.date()
    a_tiempo = laborable(local.date(), feriados) and local.time() <= time(18, 30)
    assert (dia == local.date()) == a_tiempo


@given(FECHAS, FECHAS, FERIADOS)
def test_contar_habiles_entre_fechas_es_antisimetrico(una, otra, feriados):
    calendario = Calendario(feriados)
    assert calendario.habiles_entre(una, otra) == -calendario.habiles_entre(otra, una)


@given(FECHAS, DIAS, FERIADOS)
def test_los_avisos_van_en_orden_y_el_ultimo_es_el_vencimiento(inicio, dias, feriados):
    calendario = Calendario(feriados)
    desde = datetime.combine(inicio, time(8), LA_PAZ)
    computo = computar(en_habiles(dias), desde, calendario)
    avisos = instantes_de_aviso(en_habiles(dias), desde, computo, calendario)
    assert [porcentaje for porcentaje, _ in avisos] == [50, 80, 100]
    instantes = [instante for _, instante in avisos]
    assert instantes == sorted(instantes)
    assert instantes[0] >= desde
    assert instantes[-1] == computo.vence_el == fin_del_dia(computo.vence_fecha)


def test_suspendido_sin_fin_no_vence_ni_avisa():
    calendario, inicio = Calendario(), date(2027, 2, 1)
    ajustes = Ajustes(suspensiones=(Tramo(date(2027, 2, 3)),))
    for unidad in (UnidadPlazo.DIAS_HABILES, UnidadPlazo.DIAS_CALENDARIO, UnidadPlazo.MESES):
        lapso = Lapso(10, unidad)
        computo = computar(lapso, inicio, calendario, ajustes)
        assert computo.vence_fecha == SIN_FECHA
        desde = datetime(2027, 2, 1, tzinfo=UTC)
        assert instantes_de_aviso(lapso, desde, computo, calendario) == []
