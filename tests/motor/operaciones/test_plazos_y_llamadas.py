"""Plazos que vencen, procesos llamados, servicios y segundo plano."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from motor.almacen.instancias import Instancia
from motor.almacen.plazos import Plazo
from motor.almacen.trabajos import Incidente, Trabajo
from motor.manejadores import ErrorNegocio, Registro
from motor.nucleo.actor import Actor
from motor.operaciones.reintentar_incidente import ReintentarIncidente, reintentar_incidente
from motor.reglas.permisos import PlazoYaVencido
from motor.trabajador import proximo_instante
from tests.motor.bpmn.dibujos import (
    diagrama,
    duracion,
    etiqueta,
    extension,
    fin,
    flujos,
    inicio,
    limite,
    nodo,
    proceso,
    ref,
    usuario,
)
from tests.motor.operaciones.mesa import JEFE, TECNICO, armar_mesa

UN_DIA = timedelta(days=1)


def con_limite(interrumpe: bool, cuando: str) -> bytes:
    return diagrama(
        proceso(
            inicio(),
            usuario("opinar", **{"cauce:cargo": TECNICO}),
            limite("vence", "opinar", cuando, interrumpe=interrumpe),
            usuario("escalar", **{"cauce:cargo": JEFE}),
            fin(),
            fin("fin_b"),
            flujos("inicio > opinar > fin", "vence > escalar > fin_b"),
        )
    )


def test_el_plazo_que_interrumpe_gana_aunque_el_trabajador_no_haya_corrido(mesa, reloj):
    mesa.publicar(con_limite(True, duracion("P1D")))
    mesa.iniciar()
    reloj.avanzar(UN_DIA)
    with pytest.raises(PlazoYaVencido, match=r"venció el 05/01/2027 a las 09:00"):
        mesa.completar("opinar")
    assert mesa.abiertas() == ["opinar"]
    mesa.drenar()
    assert mesa.abiertas() == ["escalar"]
    assert "plazo_vencido" in mesa.hechos()


def test_un_segundo_antes_del_plazo_todavia_se_puede(mesa, reloj):
    mesa.publicar(con_limite(True, duracion("P1D")))
    mesa.iniciar()
    assert proximo_instante(mesa.entorno) is not None
    reloj.avanzar(UN_DIA - timedelta(seconds=1))
    mesa.completar("opinar")
    assert mesa.estado()[0] == "cerrado"
    reloj.avanzar(UN_DIA)
    assert mesa.drenar() == 0


def test_un_ciclo_que_no_interrumpe_dispara_las_veces_que_dice(mesa, reloj):
    ciclo = etiqueta("timerEventDefinition", etiqueta("timeCycle", "R2/PT1H"))
    mesa.publicar(con_limite(False, ciclo))
    mesa.iniciar()
    for _ in range(4):
        reloj.avanzar(timedelta(hours=1))
        mesa.drenar()
    assert mesa.abiertas() == ["opinar", "escalar", "escalar"]
    assert mesa.leer(select(func.count()).select_from(Plazo)) == [2]


LLAMADA = diagrama(
    proceso(
        inicio(),
        nodo(
            "callActivity",
            "llamar",
            extension(
                etiqueta("camunda:in", source="monto", target="base"),
                etiqueta("camunda:out", source="doble", target="resultado"),
            ),
            calledElement="q",
        ),
        limite("fallo", "llamar", ref("error", "E1")),
        fin(),
        fin("fin_error", name="Con error"),
        flujos("inicio > llamar > fin", "fallo > fin_error"),
    ),
    proceso(
        inicio("i"),
        usuario("calcular", **{"cauce:cargo": TECNICO}),
        nodo("exclusiveGateway", "ver", default="f_ver_f"),
        fin("f"),
        fin("malo", ref("error", "E1")),
        flujos("i > calcular > ver > f", "ver > malo ? doble < 0"),
        id="q",
    ),
    etiqueta("error", id="E1", name="E1", errorCode="E1"),
)


def test_el_proceso_llamado_recibe_y_devuelve_solo_lo_que_el_diagrama_pasa(mesa):
    mesa.publicar(LLAMADA)
    mesa.iniciar(datos={"monto": 5, "secreto": "no"})
    assert mesa.variables("q")["base"] == 5
    assert "secreto" not in mesa.variables("q")
    mesa.completar("calcular", {"doble": 10})
    assert mesa.variables("p")["resultado"] == 10
    assert "doble" not in mesa.variables("p")
    assert mesa.estado() == ("cerrado", "fin")


def test_el_error_de_un_proceso_llamado_lo_atrapa_quien_lo_llamo(mesa):
    mesa.publicar(LLAMADA)
    mesa.iniciar(datos={"monto": 5})
    mesa.completar("calcular", {"doble": -1})
    assert mesa.estado() == ("cerrado", "Con error")
    assert mesa.leer(select(Instancia.error).order_by(Instancia.id)) == [None, "E1"]


SERVICIO = diagrama(
    proceso(
        inicio(),
        nodo(
            "serviceTask", "numerar", **{"camunda:type": "external", "camunda:topic": "p.numerar"}
        ),
        limite("sin_numero", "numerar", ref("error", "E1")),
        fin(),
        fin("fin_error", name="Sin número"),
        flujos("inicio > numerar > fin", "sin_numero > fin_error"),
    ),
    etiqueta("error", id="E1", name="E1", errorCode="SIN_NUMERO"),
)


def mesa_con(sesiones, reloj, tmp_path, funcion):
    return armar_mesa(sesiones, reloj, tmp_path, Registro({"p.numerar": funcion}))


def test_el_servicio_escribe_su_resultado(sesiones, reloj, tmp_path):
    mesa = mesa_con(sesiones, reloj, tmp_path, lambda ctx: {"numero": f"LEY-{ctx.entradas['n']}"})
    mesa.publicar(SERVICIO)
    mesa.iniciar(datos={"n": 3})
    assert mesa.variables()["numero"] == "LEY-3"
    assert mesa.estado() == ("cerrado", "fin")


def test_el_error_de_negocio_sigue_el_camino_del_diagrama(sesiones, reloj, tmp_path):
    def fallar(_ctx):
        raise ErrorNegocio("SIN_NUMERO", "La serie está cerrada.")

    mesa = mesa_con(sesiones, reloj, tmp_path, fallar)
    mesa.publicar(SERVICIO)
    mesa.iniciar()
    assert mesa.estado() == ("cerrado", "Sin número")
    assert "servicio_con_error" in mesa.hechos()


def test_un_servicio_que_falla_se_reintenta_y_al_agotarse_lo_ve_una_persona(
    sesiones, reloj, tmp_path
):
    veces: list[int] = []

    def caprichoso(ctx):
        veces.append(ctx.intento)
        if len(veces) <= 3:
            raise RuntimeError("no hay red")
        return {"numero": "1"}

    mesa = mesa_con(sesiones, reloj, tmp_path, caprichoso)
    mesa.publicar(SERVICIO)
    mesa.iniciar()
    for _ in range(3):
        reloj.avanzar(timedelta(minutes=1))
        mesa.drenar()
    assert veces == [1, 2, 3]
    [incidente] = mesa.leer(select(Incidente))
    assert "no hay red" in incidente.mensaje
    dar_facultad(sesiones, JEFE)
    reintentar_incidente(mesa.entorno, ReintentarIncidente(Actor(JEFE), incidente.id, "volvió"))
    mesa.drenar()
    assert mesa.estado()[0] == "cerrado"
    assert mesa.leer(select(Trabajo.estado).distinct())[0].value == "hecho"


def dar_facultad(sesiones, clave: str) -> None:
    from motor.almacen.organizacion import Cargo

    with sesiones.begin() as sesion:
        cargo = sesion.scalars(select(Cargo).where(Cargo.clave == clave)).one()
        cargo.facultades = ["expedientes"]
