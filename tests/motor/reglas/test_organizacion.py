"""Quién puede qué: calidades, vigencias, alcance de la delegación y cuatro ojos."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from motor.almacen.organizacion import Acceso, Cargo, Persona
from motor.nucleo.actor import Actor
from motor.nucleo.errores import NoEncontrado, SinPermiso
from motor.operaciones.delegar import Delegar, delegar
from motor.operaciones.suplir import Suplir, suplir
from motor.reglas.cuatro_ojos import CuatroOjos, Intervencion, exigir_personas_distintas
from motor.reglas.organizacion import (
    Acto,
    Admitidos,
    Facultad,
    alcanza,
    buscar_cargo,
    elegir_firmante,
    exigir_facultad,
    firmantes,
    identificar,
    ocupantes,
)

UN_MES = timedelta(days=30)


@dataclass(frozen=True)
class Encargos:
    """B es delegada de A (el secretario) y C lo suple."""

    oficina: object
    a: str = "secretario.coordinacion"
    b: str = "responsable.ucl"
    c: str = "tecnico.ucl"

    def investidura(self, sesion, usuario: str, cargo: str | None = None):
        return identificar(sesion, Actor(usuario, cargo), self.oficina.reloj.ahora())


@pytest.fixture
def encargos(oficina) -> Encargos:
    ahora = oficina.reloj.ahora()
    partes = Encargos(oficina)
    comunes = {"desde": ahora, "hasta": ahora + UN_MES, "documento": "Res. 1/2027"}
    delegar(
        oficina,
        Delegar(oficina.actor(partes.a), partes.b, partes.a, partes.a, tareas=("t1",), **comunes),
    )
    suplir(oficina, Suplir(oficina.actor(partes.a), partes.c, partes.a, partes.a, **comunes))
    return partes


def test_quien_no_existe_o_esta_inactivo_no_actua(oficina):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        with pytest.raises(NoEncontrado, match="«nadie»"):
            identificar(sesion, Actor("nadie"), ahora)
        sesion.scalar(select(Persona).where(Persona.usuario == "tecnico.ucl")).activa = False
        sesion.flush()
        with pytest.raises(SinPermiso, match="inactiva"):
            identificar(sesion, Actor("tecnico.ucl"), ahora)


def test_la_propia_va_antes_que_la_delegada(encargos):
    with encargos.oficina.sesiones() as sesion:
        halladas = firmantes(sesion, Actor(encargos.b), encargos.oficina.reloj.ahora())
    assert [f.designacion.calidad.value for f in halladas] == ["titular", "delegado"]
    assert halladas[1].como == "Secretario — Coordinación General (por delegación, Res. 1/2027)"
    assert halladas[1].copia()["por"] == encargos.a


def test_la_delegacion_termina_sola(encargos):
    encargos.oficina.reloj.avanzar(UN_MES)
    with (
        encargos.oficina.sesiones() as sesion,
        pytest.raises(SinPermiso, match="no ocupa hoy el cargo"),
    ):
        encargos.investidura(sesion, encargos.b, encargos.a)


def test_la_delegacion_solo_alcanza_a_sus_tareas(encargos):
    with encargos.oficina.sesiones() as sesion:
        delegada = encargos.investidura(sesion, encargos.b, encargos.a)
        suplente = encargos.investidura(sesion, encargos.c, encargos.a)
        admitidos = Admitidos(cargos=frozenset({delegada.designacion.cargo_id}))
    assert elegir_firmante([delegada], admitidos, Acto("p", "t1")) is delegada
    assert elegir_firmante([delegada], admitidos, Acto("p", "t2")) is None
    assert alcanza(suplente, Acto("p", "t2"))


def test_lo_que_no_se_delega_lo_hace_el_suplente_y_no_el_delegado(encargos):
    promulgar = Acto("p", "t1", delegable=False)
    with encargos.oficina.sesiones() as sesion:
        delegada = encargos.investidura(sesion, encargos.b, encargos.a)
        suplente = encargos.investidura(sesion, encargos.c, encargos.a)
        titular = encargos.investidura(sesion, encargos.a)
    assert not alcanza(delegada, promulgar)
    assert alcanza(suplente, promulgar)
    assert alcanza(titular, promulgar)


def test_la_unidad_admite_cualquiera_de_sus_cargos_y_la_persona_a_si_misma(oficina):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones() as sesion:
        tecnico = identificar(sesion, Actor("tecnico.ucl"), ahora)
        ajeno = identificar(sesion, Actor("admin.sistema"), ahora)
        unidad = Admitidos(unidades=frozenset({tecnico.designacion.cargo.unidad_id}))
        persona = Admitidos(personas=frozenset({ajeno.persona.id}))
    assert unidad.incluye(tecnico)
    assert not unidad.incluye(ajeno)
    assert persona.incluye(ajeno)
    assert not persona.incluye(tecnico)


@pytest.mark.parametrize(
    ("primero", "segundo", "pasa"),
    [
        ("a", "a", False),  # la misma persona
        ("a", "b por a", False),  # delegada de quien lo hizo
        ("a", "c por a", False),  # suplente de quien lo hizo
        ("a", "b", True),  # otra persona, en cargo propio
        ("b por a", "a", False),  # lo hizo su delegada por ella
        ("b por a", "c por a", False),  # los dos actúan por la misma
        ("b por a", "b", False),  # la misma persona con otro cargo
        ("b", "c por a", True),
    ],
)
def test_cuatro_ojos_vale_con_delegacion_y_suplencia(encargos, primero, segundo, pasa):
    with encargos.oficina.sesiones() as sesion:
        hizo, quien = [
            encargos.investidura(sesion, *(getattr(encargos, x) for x in dicho.split(" por ")))
            for dicho in (primero, segundo)
        ]
        representada = hizo.designacion.representada_id
        previo = Intervencion("Proyectar", hizo.persona.id, representada)
        if pasa:
            exigir_personas_distintas(quien, [previo])
            return
        with pytest.raises(CuatroOjos, match="«Proyectar»"):
            exigir_personas_distintas(quien, [previo])


@pytest.mark.parametrize("acceso", [Acceso.LECTURA, Acceso.NINGUNO])
def test_auditoria_y_sistema_no_actuan_en_expedientes(oficina, acceso):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones.begin() as sesion:
        firmante = identificar(sesion, Actor("tecnico.ucl"), ahora)
        admitidos = Admitidos(cargos=frozenset({firmante.designacion.cargo_id}))
        assert elegir_firmante([firmante], admitidos, Acto()) is firmante
        sesion.get(Cargo, firmante.designacion.cargo_id).acceso = acceso
        despues = identificar(sesion, Actor("tecnico.ucl"), ahora)
        assert elegir_firmante([despues], admitidos, Acto()) is None


def test_la_facultad_viene_del_cargo(oficina):
    ahora = oficina.reloj.ahora()
    with oficina.sesiones() as sesion:
        actor = Actor("secretario.coordinacion")
        assert exigir_facultad(sesion, actor, Facultad.PLAZOS, ahora).persona.usuario == (
            "secretario.coordinacion"
        )
        with pytest.raises(SinPermiso, match="organizacion"):
            exigir_facultad(sesion, actor, Facultad.ORGANIZACION, ahora)


def test_un_cargo_generico_se_busca_dentro_de_la_unidad(oficina):
    with oficina.sesiones() as sesion:
        assert buscar_cargo(sesion, "tecnico", "UCL").clave == "tecnico.ucl"
        assert buscar_cargo(sesion, "tecnico.ucl", "SDCG").clave == "tecnico.ucl"
        assert buscar_cargo(sesion, "no.existe") is None


def test_los_ocupantes_de_un_cargo_son_todos_los_vigentes(encargos):
    with encargos.oficina.sesiones() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == encargos.a)).one()
        hallados = ocupantes(sesion, [cargo.id], encargos.oficina.reloj.ahora())
        assert [d.persona.usuario for d in hallados] == [encargos.a, encargos.b, encargos.c]
