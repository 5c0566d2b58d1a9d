"""Derivar con proveído, devolver para corregir y retirar: lo que la oficina hace con una tarea."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from motor.almacen.plazos import Aviso, Plazo
from motor.almacen.tareas import Tarea
from motor.consultas.tareas import listar_bandeja
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, NoEncontrado, SinPermiso
from motor.operaciones.derivar_tarea import DerivarTarea, Destino, derivar_tarea
from motor.operaciones.devolver_tarea import DevolverTarea, devolver_tarea
from motor.operaciones.retirar_expediente import RetirarExpediente, retirar_expediente
from motor.reglas.devoluciones import NoSeDevuelve
from motor.reglas.retiros import NoSePuedeRetirar
from tests.motor.bpmn.dibujos import (
    diagrama,
    etiqueta,
    exclusiva,
    fin,
    flujos,
    inicio,
    proceso,
    ref,
    subproceso,
    usuario,
)
from tests.motor.operaciones.mesa import JEFE, SCG, TECNICO

FORMULARIO = json.dumps(
    {
        "type": "default",
        "id": "visto",
        "schemaVersion": 18,
        "components": [
            {
                "type": "radio",
                "key": "decision",
                "label": "Decisión",
                "values": [
                    {"label": "Aprobar", "value": "aprobar"},
                    {"label": "Devolver", "value": "devolver"},
                ],
                "validate": {"required": True},
            },
            {"type": "textarea", "key": "motivo", "label": "Motivo"},
        ],
    }
).encode()

CON_VUELTA = diagrama(
    etiqueta("message", id="Retiro", name="Retiro"),
    proceso(
        inicio(),
        usuario("redactar", **{"cauce:cargo": TECNICO, "cauce:plazo": "10 dh"}),
        usuario("visar", **{"cauce:cargo": JEFE, "camunda:formRef": "visto"}),
        exclusiva("ver", default="f_ver_fin"),
        fin(),
        subproceso(
            "sub_retiro",
            inicio("oye_retiro", ref("message", "Retiro")),
            fin("retirado", **{"cauce:estadoFinal": "retirada"}),
            flujos("oye_retiro > retirado"),
            triggeredByEvent="true",
        ),
        flujos("inicio > redactar > visar > ver > fin", 'ver > redactar ? decision = "devolver"'),
    ),
)


@pytest.fixture
def iniciada(mesa):
    mesa.publicar(CON_VUELTA, formularios={"visto": FORMULARIO})
    mesa.iniciar()
    return mesa


def derivar(mesa, elemento: str, *destinos: Destino, como: str = TECNICO, proveido="Para informe"):
    orden = DerivarTarea(Actor(como), mesa.tarea(elemento), destinos, proveido)
    return derivar_tarea(mesa.entorno, orden)


def devolver(mesa, elemento: str, como: str, motivo: str = "Falta el anexo", campos=()):
    orden = DevolverTarea(Actor(como), mesa.tarea(elemento), motivo, campos)
    respuesta = devolver_tarea(mesa.entorno, orden)
    mesa.drenar()
    return respuesta


def test_devolver_vuelve_por_el_diagrama_con_motivo_y_sin_reiniciar_el_plazo(iniciada, reloj):
    iniciada.completar("redactar")
    reloj.avanzar(timedelta(days=3))
    devolver(iniciada, "visar", JEFE)
    [tarea] = iniciada.leer(select(Tarea).where(Tarea.id == iniciada.tarea("redactar")))
    assert tarea.devolucion["motivo"] == "Falta el anexo"
    assert tarea.devolucion["por"] == "Responsable — Coordinación Legislativa"
    fechas = iniciada.leer(select(Plazo.vence_fecha).order_by(Plazo.id))
    assert len(fechas) == 2
    assert fechas[0] == fechas[1]
    assert "tarea_devuelta" in iniciada.hechos()


def test_sin_camino_de_vuelta_o_sin_motivo_no_se_devuelve(iniciada):
    with pytest.raises(NoSeDevuelve, match="no ofrece devolver"):
        devolver(iniciada, "redactar", TECNICO)
    iniciada.completar("redactar")
    with pytest.raises(DatosInvalidos, match="motivo"):
        devolver(iniciada, "visar", JEFE, motivo="  ")
    assert iniciada.abiertas() == ["visar"]


def test_derivar_pasa_la_tarea_y_da_copia(iniciada):
    derivar(iniciada, "redactar", Destino(cargo=JEFE), Destino(cargo=SCG, con_copia=True))
    with pytest.raises(SinPermiso):
        iniciada.completar("redactar")
    [aviso] = iniciada.leer(select(Aviso))
    assert aviso.texto.endswith("para conocimiento: Para informe")
    iniciada.completar("redactar", como=JEFE)
    assert iniciada.abiertas() == ["visar"]


def test_lo_derivado_se_devuelve_a_quien_lo_derivo(iniciada, reloj):
    derivar(iniciada, "redactar", Destino(cargo=JEFE))
    devolver(iniciada, "redactar", JEFE, "No es de mi unidad")
    with iniciada.entorno.sesiones() as sesion:
        bandejas = {
            quien: [r.elemento for r in listar_bandeja(sesion, Actor(quien), reloj.ahora())]
            for quien in (TECNICO, JEFE)
        }
    assert bandejas == {TECNICO: ["redactar"], JEFE: []}
    assert iniciada.quiebre() is None


def test_derivar_exige_proveido_y_destinos_que_existan(iniciada):
    with pytest.raises(DatosInvalidos, match="proveído"):
        derivar(iniciada, "redactar", Destino(cargo=JEFE), proveido="")
    with pytest.raises(NoEncontrado, match=r"«jefe\.inventado»"):
        derivar(iniciada, "redactar", Destino(cargo="jefe.inventado"))
    with pytest.raises(DatosInvalidos, match="conocimiento"):
        derivar(iniciada, "redactar", Destino(cargo=JEFE, con_copia=True))
    iniciada.completar("redactar")


def test_retira_solo_el_proponente_y_mientras_el_diagrama_lo_escucha(iniciada):
    def retirar(como: str) -> None:
        orden = RetirarExpediente(Actor(como), iniciada.expediente, "Se rehará")
        retirar_expediente(iniciada.entorno, orden)

    with pytest.raises(SinPermiso, match="solo lo retira su proponente"):
        retirar(JEFE)
    retirar(TECNICO)
    assert iniciada.estado() == ("cerrado", "retirada")
    assert iniciada.hechos()[-2:] == ["expediente_retirado", "expediente_cerrado"]


def test_donde_el_diagrama_no_escucha_el_retiro_no_se_puede(mesa):
    from tests.motor.operaciones.test_completar_tarea import APROBACION

    mesa.publicar(APROBACION)
    mesa.iniciar()
    with pytest.raises(NoSePuedeRetirar):
        retirar_expediente(mesa.entorno, RetirarExpediente(Actor(TECNICO), mesa.expediente, "x"))
