"""Designar, suplir, delegar, revocar y guardar: quién puede, y qué queda asentado."""

import json
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from motor.almacen.bitacora import Asiento
from motor.almacen.organizacion import Designacion, Persona, Unidad, UnidadAnterior
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, OrdenRechazada, SinPermiso
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from motor.operaciones.delegar import Delegar, delegar
from motor.operaciones.designar import Designar, designar
from motor.operaciones.guardar_cargo import GuardarCargo, guardar_cargo
from motor.operaciones.guardar_persona import GuardarPersona, guardar_persona
from motor.operaciones.guardar_unidad import GuardarUnidad, guardar_unidad
from motor.operaciones.revocar_designacion import RevocarDesignacion, revocar_designacion
from motor.operaciones.suplir import Suplir, suplir
from motor.reglas.claves import coincide
from motor.reglas.organigrama import FichaCargo, FichaPersona, FichaUnidad
from motor.reglas.organizacion import firmantes
from motor.reglas.verificacion import verificar_bitacora

DESDE = datetime(2027, 1, 1, tzinfo=LA_PAZ)
HASTA = datetime(2027, 6, 1, tzinfo=LA_PAZ)
SECRETARIO = "secretario.coordinacion"


def asientos(oficina) -> list[tuple[str, str | None]]:
    with oficina.sesiones() as sesion:
        assert verificar_bitacora(sesion).defectos == ()
        filas = sesion.scalars(select(Asiento).order_by(Asiento.id)).all()
    return [(a.hecho, json.loads(a.contenido)["quien"].get("usuario")) for a in filas]


def test_designar_exige_la_facultad_y_no_deja_rastro_si_se_rechaza(oficina):
    orden = Designar(oficina.actor(SECRETARIO), "tecnico.ucl", "responsable.ucl", DESDE)
    with pytest.raises(SinPermiso, match="organizacion"):
        designar(oficina, orden)
    assert asientos(oficina) == []


def test_un_interino_ocupa_el_cargo_y_queda_asentado(oficina):
    admin = oficina.actor("admin.sistema")
    orden = Designar(admin, "tecnico.ucl", "responsable.ucl", DESDE, HASTA, "Memo 3", interino=True)
    designar(oficina, orden)
    with oficina.sesiones() as sesion:
        halladas = firmantes(sesion, oficina.actor("tecnico.ucl"), oficina.reloj.ahora())
        assert [f.como for f in halladas] == [
            "Técnico — Coordinación Legislativa",
            "Responsable — Coordinación Legislativa (interino)",
        ]
    assert asientos(oficina) == [("persona_designada", "admin.sistema")]
    with pytest.raises(OrdenRechazada, match="ya ejerce"):
        designar(oficina, orden)


@pytest.mark.parametrize(
    ("persona", "cargo", "error", "dice"),
    [
        ("nadie", "responsable.ucl", NoEncontrado, "«nadie»"),
        ("tecnico.ucl", "no.hay", NoEncontrado, "«no.hay»"),
    ],
)
def test_designar_a_quien_no_existe_se_rechaza(oficina, persona, cargo, error, dice):
    with pytest.raises(error, match=dice):
        designar(oficina, Designar(None, persona, cargo, DESDE))


def test_las_fechas_al_reves_se_rechazan(oficina):
    with pytest.raises(DatosInvalidos, match="antes de empezar"):
        designar(oficina, Designar(None, "tecnico.ucl", "responsable.ucl", HASTA, DESDE))


def test_quien_ejerce_el_cargo_lo_delega_y_otro_no(oficina):
    comunes = (SECRETARIO, SECRETARIO, DESDE, HASTA, "Res. 1/2027")
    with pytest.raises(SinPermiso):
        delegar(oficina, Delegar(oficina.actor("tecnico.ucl"), "tecnico.ucl", *comunes))
    delegar(oficina, Delegar(oficina.actor(SECRETARIO), "responsable.ucl", *comunes))
    assert asientos(oficina) == [("delegacion_dispuesta", SECRETARIO)]


def test_lo_delegado_no_se_subdelega(oficina):
    comunes = (SECRETARIO, SECRETARIO, DESDE, HASTA, "Res. 1/2027")
    delegar(oficina, Delegar(oficina.actor(SECRETARIO), "responsable.ucl", *comunes))
    sub = Delegar(
        oficina.actor("responsable.ucl"),
        "tecnico.ucl",
        SECRETARIO,
        "responsable.ucl",
        DESDE,
        HASTA,
        "Nota",
    )
    with pytest.raises(SinPermiso):
        delegar(oficina, sub)
    with pytest.raises(OrdenRechazada, match="no ejerce en propiedad"):
        delegar(oficina, Delegar(None, *list(vars(sub).values())[1:7]))


def test_una_suplencia_sin_documento_se_rechaza(oficina):
    orden = Suplir(None, "tecnico.ucl", "responsable.ucl", "responsable.ucl", DESDE, HASTA, "")
    with pytest.raises(DatosInvalidos, match="escrita y temporal"):
        suplir(oficina, orden)


def test_revocar_pide_motivo_y_corta_desde_ese_instante(oficina):
    admin = oficina.actor("admin.sistema")
    comunes = ("responsable.ucl", "responsable.ucl", DESDE, HASTA, "Memo 4")
    suplencia = suplir(oficina, Suplir(admin, "tecnico.ucl", *comunes))
    with pytest.raises(DatosInvalidos, match="motivo"):
        revocar_designacion(oficina, RevocarDesignacion(admin, suplencia, " "))
    revocar_designacion(oficina, RevocarDesignacion(admin, suplencia, "Volvió"))
    with pytest.raises(OrdenRechazada, match="ya fue revocada"):
        revocar_designacion(oficina, RevocarDesignacion(admin, suplencia, "Otra vez"))
    with oficina.sesiones() as sesion:
        ahora = oficina.reloj.ahora()
        assert len(firmantes(sesion, oficina.actor("tecnico.ucl"), ahora)) == 1
        antes = ahora - timedelta(seconds=1)
        assert len(firmantes(sesion, oficina.actor("tecnico.ucl"), antes)) == 2
        assert sesion.get(Designacion, suplencia).revocada_por_id is not None


def test_cambiar_el_nombre_de_una_unidad_conserva_el_anterior(oficina):
    admin = oficina.actor("admin.sistema")
    nueva = FichaUnidad("UCL", "Unidad Legislativa", "GADC", "SDCG", "DD 5/2027")
    guardar_unidad(oficina, GuardarUnidad(admin, nueva, date(2027, 1, 4)))
    with oficina.sesiones() as sesion:
        unidad = sesion.scalar(select(Unidad).where(Unidad.sigla == "UCL"))
        anterior = sesion.scalars(select(UnidadAnterior)).one()
    assert (unidad.nombre, unidad.vigente_desde) == ("Unidad Legislativa", date(2027, 1, 4))
    assert (anterior.nombre, anterior.vigente_hasta) == (
        "Coordinación Legislativa",
        date(2027, 1, 3),
    )
    otra = FichaUnidad("UCL", "Otra", "GADC")
    for dia, dice in ((date(2027, 1, 4), "día posterior"), (date(2027, 1, 5), "todavía no llega")):
        with pytest.raises(DatosInvalidos, match=dice):
            guardar_unidad(oficina, GuardarUnidad(admin, otra, dia))


def test_se_crean_cargos_y_personas_y_sus_claves_se_guardan_cifradas(oficina):
    admin = oficina.actor("admin.sistema")
    guardar_cargo(oficina, GuardarCargo(admin, FichaCargo("editor.gaceta", "Editor", "UCL")))
    persona = FichaPersona("editor.gaceta", "Editor de prueba", "999")
    guardar_persona(oficina, GuardarPersona(admin, persona, "una clave larga"))
    designar(oficina, Designar(admin, "editor.gaceta", "editor.gaceta", DESDE))
    propio = oficina.actor("editor.gaceta")
    otra = CambiarClave(propio, "editor.gaceta", "otra clave larga", actual="una clave larga")
    cambiar_clave(oficina, otra)
    with pytest.raises(SinPermiso):
        cambiar_clave(oficina, CambiarClave(propio, "admin.sistema", "clave robada"))
    with oficina.sesiones() as sesion:
        fila = sesion.scalar(select(Persona).where(Persona.usuario == "editor.gaceta"))
        assert coincide(fila.clave_hash, "otra clave larga")
        assert not coincide(fila.clave_hash, "una clave larga")
        contenidos = sesion.scalars(select(Asiento.contenido)).all()
    assert not any("clave larga" in contenido for contenido in contenidos)


@pytest.mark.parametrize("usuario", ["", "Ñandú", "con espacio", "../x"])
def test_un_usuario_mal_escrito_se_rechaza(oficina, usuario):
    with pytest.raises(DatosInvalidos, match="usuario"):
        guardar_persona(oficina, GuardarPersona(None, FichaPersona(usuario, "X")))


def test_una_clave_corta_se_rechaza(oficina):
    with pytest.raises(DatosInvalidos, match="10 caracteres"):
        cambiar_clave(oficina, CambiarClave(None, "tecnico.ucl", "corta"))
