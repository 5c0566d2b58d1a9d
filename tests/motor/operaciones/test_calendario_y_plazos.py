"""Cambiar el calendario, prorrogar, suspender y reanudar: los plazos siguen y queda escrito."""

import json
from datetime import date, datetime

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.calendario import AlcanceSuspension, AmbitoDia
from motor.almacen.plazos import Etiqueta, Plazo, UnidadParametro
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada, SinPermiso
from motor.nucleo.plazos import SIN_FECHA
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.cambiar_calendario import CambiarCalendario, cambiar_calendario
from motor.operaciones.cambiar_parametro_plazo import (
    CambiarParametroPlazo,
    cambiar_parametro_plazo,
)
from motor.operaciones.prorrogar_plazo import ProrrogarPlazo, prorrogar_plazo
from motor.operaciones.reanudar_plazos import ReanudarPlazos, reanudar_plazos
from motor.operaciones.suspender_plazos import SuspenderPlazos, suspender_plazos
from motor.reglas.calendario import cargar_tablas
from motor.reglas.dias import CambioDias, FichaDia
from motor.reglas.plazos import Contexto, abrir_plazo
from motor.reglas.prorrogas import PlazoVencido
from motor.reglas.verificacion import verificar_bitacora
from tests.fabrica import agregar_expediente, agregar_instancia

MARTES = datetime(2027, 6, 1, 9, 0, tzinfo=LA_PAZ)
DUELO = FichaDia(date(2027, 6, 9), "Duelo departamental", "DD 7/2027", AmbitoDia.DEPARTAMENTAL)


@pytest.fixture
def dos_plazos(oficina):
    """Dos expedientes con `pie.total` desde el martes 1 de junio: vencen el martes 15."""
    oficina.reloj.poner(MARTES)
    with oficina.sesiones.begin() as sesion:
        for _ in range(2):
            instancia = agregar_instancia(sesion, MARTES, agregar_expediente(sesion, MARTES))
            abrir_plazo(sesion, Contexto(instancia, 1, "t2_9"), "pie.total", MARTES, MARTES)
    assert vencimientos(oficina) == ["2027-06-15", "2027-06-15"]
    return oficina


def vencimientos(oficina) -> list[str]:
    with oficina.sesiones() as sesion:
        return [p.vence_fecha.isoformat() for p in sesion.scalars(select(Plazo).order_by(Plazo.id))]


def asientos(oficina) -> list[tuple[str, str | None]]:
    with oficina.sesiones() as sesion:
        assert verificar_bitacora(sesion, "HR-2027-000001").defectos == ()
        filas = sesion.scalars(select(Asiento).order_by(Asiento.id)).all()
    return [(a.hecho, json.loads(a.contenido).get("expediente")) for a in filas]


def secretario(oficina):
    return oficina.actor("secretario.coordinacion")


def test_un_feriado_nuevo_dice_que_plazos_cambiaron_y_lo_asienta_en_cada_uno(dos_plazos):
    orden = CambiarCalendario(secretario(dos_plazos), CambioDias(agregar=(DUELO,)), "DD 7/2027")
    cambios = cambiar_calendario(dos_plazos, orden)
    assert [(c.hr, c.antes, c.despues) for c in cambios] == [
        ("HR-2027-000001", date(2027, 6, 15), date(2027, 6, 16)),
        ("HR-2027-000002", date(2027, 6, 15), date(2027, 6, 16)),
    ]
    assert asientos(dos_plazos) == [
        ("plazo_recalculado", "HR-2027-000001"),
        ("plazo_recalculado", "HR-2027-000002"),
        ("calendario_cambiado", None),
    ]


def test_quitar_el_feriado_devuelve_el_vencimiento(dos_plazos):
    actor = secretario(dos_plazos)
    cambiar_calendario(dos_plazos, CambiarCalendario(actor, CambioDias(agregar=(DUELO,)), "DD 7"))
    quitar = CambioDias(quitar=((DUELO.fecha, DUELO.ambito, ""),))
    cambiar_calendario(dos_plazos, CambiarCalendario(actor, quitar, "DD 8 abroga el DD 7"))
    assert vencimientos(dos_plazos) == ["2027-06-15", "2027-06-15"]


@pytest.mark.parametrize(
    ("cambio", "motivo", "error", "dice"),
    [
        (CambioDias(), "x", DatosInvalidos, "ningún día"),
        (CambioDias(agregar=(DUELO,)), " ", DatosInvalidos, "motivo"),
        (CambioDias(agregar=(DUELO, DUELO)), "x", DatosInvalidos, "ya es inhábil"),
        (CambioDias(agregar=(FichaDia(DUELO.fecha, "X", ""),)), "x", DatosInvalidos, "norma"),
        (
            CambioDias(quitar=((DUELO.fecha, AmbitoDia.NACIONAL, ""),)),
            "x",
            NoEncontrado,
            "no está entre los inhábiles",
        ),
    ],
)
def test_un_cambio_malo_no_cambia_nada(dos_plazos, cambio, motivo, error, dice):
    with pytest.raises(error, match=dice):
        cambiar_calendario(dos_plazos, CambiarCalendario(secretario(dos_plazos), cambio, motivo))
    assert vencimientos(dos_plazos) == ["2027-06-15", "2027-06-15"]


def test_si_el_cambio_se_deshace_la_cache_no_lo_recuerda(dos_plazos):
    mala = CambioDias(agregar=(DUELO, DUELO))
    with pytest.raises(DatosInvalidos):
        cambiar_calendario(dos_plazos, CambiarCalendario(None, mala, "x"))
    with dos_plazos.sesiones() as sesion:
        assert cargar_tablas(sesion).calendario.es_habil(DUELO.fecha)


def test_la_prorroga_mueve_solo_ese_plazo(dos_plazos):
    orden = ProrrogarPlazo(secretario(dos_plazos), 1, 5, "Volumen")
    assert prorrogar_plazo(dos_plazos, orden) == date(2027, 6, 22)
    assert vencimientos(dos_plazos) == ["2027-06-22", "2027-06-15"]
    assert asientos(dos_plazos) == [("plazo_prorrogado", "HR-2027-000001")]


def test_prorrogar_exige_permiso_motivo_y_llegar_a_tiempo(dos_plazos):
    actor = secretario(dos_plazos)
    with pytest.raises(SinPermiso):
        prorrogar_plazo(dos_plazos, ProrrogarPlazo(dos_plazos.actor("tecnico.ucl"), 1, 5, "x"))
    with pytest.raises(DatosInvalidos, match="motivo"):
        prorrogar_plazo(dos_plazos, ProrrogarPlazo(actor, 1, 5, ""))
    with pytest.raises(NoEncontrado, match="plazo 9"):
        prorrogar_plazo(dos_plazos, ProrrogarPlazo(actor, 9, 5, "x"))
    dos_plazos.reloj.poner(datetime(2027, 6, 16, 0, 0, tzinfo=LA_PAZ))
    with pytest.raises(PlazoVencido):
        prorrogar_plazo(dos_plazos, ProrrogarPlazo(actor, 1, 5, "x"))


def test_suspender_corre_los_vencimientos_y_reanudar_antes_los_acerca(dos_plazos):
    actor = secretario(dos_plazos)
    bloqueo = SuspenderPlazos(actor, date(2027, 6, 7), date(2027, 6, 11), "Bloqueo de caminos")
    assert len(suspender_plazos(dos_plazos, bloqueo).recalculos) == 2
    assert vencimientos(dos_plazos) == ["2027-06-22", "2027-06-22"]
    dos_plazos.reloj.poner(datetime(2027, 6, 9, 8, 0, tzinfo=LA_PAZ))
    reanudar_plazos(dos_plazos, ReanudarPlazos(actor, "Se levantó"))
    assert vencimientos(dos_plazos) == ["2027-06-17", "2027-06-17"]
    with pytest.raises(NoEncontrado, match="ninguna suspensión"):
        reanudar_plazos(dos_plazos, ReanudarPlazos(actor, "Otra vez"))


def test_suspender_un_solo_expediente_sin_fin_lo_deja_sin_fecha(dos_plazos):
    actor = secretario(dos_plazos)
    orden = SuspenderPlazos(
        actor,
        date(2027, 6, 2),
        None,
        "Colindante se opone",
        AlcanceSuspension.EXPEDIENTE,
        "HR-2027-000002",
    )
    hecho = suspender_plazos(dos_plazos, orden)
    assert vencimientos(dos_plazos) == ["2027-06-15", SIN_FECHA.isoformat()]
    dos_plazos.reloj.poner(datetime(2027, 6, 30, 8, 0, tzinfo=LA_PAZ))
    reanudar_plazos(dos_plazos, ReanudarPlazos(actor, "Acuerdo", hecho.suspension_id))
    assert vencimientos(dos_plazos) == ["2027-06-15", "2027-07-13"]
    with pytest.raises(OrdenRechazada, match="ya se había reanudado"):
        reanudar_plazos(dos_plazos, ReanudarPlazos(actor, "Acuerdo", hecho.suspension_id))


@pytest.mark.parametrize(
    ("cambios", "dice"),
    [
        ({"motivo": ""}, "motivo"),
        ({"hasta": date(2027, 6, 1)}, "antes de empezar"),
        ({"alcance": AlcanceSuspension.PROCESO}, "a qué alcanza"),
        ({"referencia": "GADC"}, "a qué alcanza"),
    ],
)
def test_una_suspension_mal_dicha_se_rechaza(dos_plazos, cambios, dice):
    datos = {"desde": date(2027, 6, 7), "hasta": None, "motivo": "Bloqueo"} | cambios
    with pytest.raises(DatosInvalidos, match=dice):
        suspender_plazos(dos_plazos, SuspenderPlazos(None, **datos))


def test_un_parametro_nuevo_rige_desde_su_fecha_y_no_toca_lo_abierto(dos_plazos):
    orden = CambiarParametroPlazo(
        secretario(dos_plazos),
        "pie.total",
        "15",
        UnidadParametro.DIAS_HABILES,
        date(2027, 7, 1),
        "Reglamento nuevo",
        Etiqueta.CITADO,
        "Se aprobó el reglamento",
    )
    cambiar_parametro_plazo(dos_plazos, orden)
    assert vencimientos(dos_plazos) == ["2027-06-15", "2027-06-15"]
    with dos_plazos.sesiones() as sesion:
        tablas = cargar_tablas(sesion)
        contenido = json.loads(sesion.scalars(select(Asiento.contenido)).one())
    assert tablas.parametro("pie.total", date(2027, 6, 30)).valor == "10"
    assert tablas.parametro("pie.total", date(2027, 7, 1)).valor == "15"
    assert (contenido["antes"]["valor"], contenido["despues"]["valor"]) == ("10", "15")
    with pytest.raises(DatosInvalidos, match="ya tiene un valor desde"):
        cambiar_parametro_plazo(dos_plazos, orden)


@pytest.mark.parametrize(
    ("clave", "valor", "unidad"),
    [
        ("sola", "1", UnidadParametro.NUMERO),
        ("a.b", "diez", UnidadParametro.DIAS_HABILES),
        ("a.b", "0", UnidadParametro.DIAS_CALENDARIO),
        ("a.b", "25:00", UnidadParametro.HORA),
        ("a.b", "quizás", UnidadParametro.SI_NO),
    ],
)
def test_un_parametro_mal_escrito_se_rechaza(oficina, clave, valor, unidad):
    orden = CambiarParametroPlazo(
        None, clave, valor, unidad, date(2027, 7, 1), "", Etiqueta.SUPUESTO, "x"
    )
    with pytest.raises(DatosInvalidos, match="parámetro"):
        cambiar_parametro_plazo(oficina, orden)
