"""Mensajes entre piscinas, cajas negras, hijos y señales: nada se pierde ni llega dos veces."""

import pytest
from sqlalchemy import select

from motor.almacen.expedientes import Expediente
from motor.almacen.mensajes import EstadoMensaje, Mensaje
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.operaciones.emitir_senal import EmitirSenal, emitir_senal
from motor.operaciones.recibir_mensaje import RecibirMensaje, recibir_mensaje
from motor.operaciones.registrar_mensaje_externo import (
    RegistrarMensajeExterno,
    registrar_mensaje_externo,
)
from tests.motor.bpmn.dibujos import (
    captura,
    diagrama,
    etiqueta,
    evento,
    fin,
    flujos,
    inicio,
    lanza,
    proceso,
    ref,
    usuario,
)
from tests.motor.operaciones.mesa import JEFE, TECNICO


def mensaje(nombre: str) -> str:
    return etiqueta("message", id=nombre, name=nombre)


def piscinas(*flujos_de_mensaje: tuple[str, str]) -> str:
    partes = [
        etiqueta("participant", id="pool_p", name="P", processRef="p"),
        etiqueta("participant", id="pool_q", name="Q", processRef="q"),
        etiqueta("participant", id="caja", name="Caja", **{"cauce:institucion": "ALDC"}),
    ]
    partes += [
        etiqueta("messageFlow", id=f"m{i}", sourceRef=a, targetRef=b)
        for i, (a, b) in enumerate(flujos_de_mensaje)
    ]
    return etiqueta("collaboration", *partes, id="c")


def con(clase: str, nombre: str, **mas: str) -> str:
    return evento(clase, **{f"{clase}Ref": nombre, **mas})


IDA_Y_VUELTA = diagrama(
    mensaje("Pedido"),
    mensaje("Respuesta"),
    piscinas(("pedir", "llega"), ("responder", "esperar")),
    proceso(
        inicio(),
        lanza("pedir", con("message", "Pedido", **{"cauce:contenido": "{cuanto: 7}"})),
        captura("esperar", ref("message", "Respuesta")),
        fin(),
        flujos("inicio > pedir > esperar > fin"),
    ),
    proceso(
        inicio("llega", ref("message", "Pedido")),
        usuario("atender", **{"cauce:cargo": JEFE}),
        lanza("responder", con("message", "Respuesta", **{"cauce:contenido": "{fue: cuanto * 2}"})),
        fin("fin_q"),
        flujos("llega > atender > responder > fin_q"),
        id="q",
    ),
)


def test_un_mensaje_empieza_la_otra_piscina_en_el_mismo_expediente_y_vuelve(mesa):
    mesa.publicar(IDA_Y_VUELTA)
    mesa.iniciar()
    assert mesa.abiertas() == ["atender"]
    assert mesa.variables("q")["cuanto"] == 7
    mesa.completar("atender", como=JEFE)
    assert mesa.variables("p")["fue"] == 14
    assert mesa.estado()[0] == "cerrado"
    assert mesa.quiebre() is None


ADELANTADO = diagrama(
    mensaje("Aviso"),
    piscinas(("avisar", "esperar")),
    proceso(
        inicio(),
        usuario("demorar", **{"cauce:cargo": TECNICO}),
        captura("esperar", ref("message", "Aviso")),
        fin(),
        flujos("inicio > demorar > esperar > fin"),
    ),
    proceso(
        inicio("llega", ref("message", "Llega")),
        lanza("avisar", con("message", "Aviso", **{"cauce:contenido": '{dicho: "antes"}'})),
        fin("fin_q"),
        flujos("llega > avisar > fin_q"),
        id="q",
    ),
    mensaje("Llega"),
)


def externo(mesa, nombre: str, **mas):
    orden = RegistrarMensajeExterno(Actor(TECNICO), nombre, "ALDC", **mas)
    respuesta = registrar_mensaje_externo(mesa.entorno, orden)
    mesa.drenar()
    return respuesta


def test_lo_enviado_antes_de_que_lo_esperen_se_guarda_y_se_entrega_al_esperarlo(mesa):
    mesa.publicar(ADELANTADO)
    mesa.iniciar()
    externo(mesa, "Llega", expediente_id=mesa.expediente)
    [aviso] = mesa.leer(select(Mensaje).where(Mensaje.nombre == "Aviso"))
    assert aviso.estado is EstadoMensaje.ENVIADO
    mesa.completar("demorar")
    assert mesa.variables("p")["dicho"] == "antes"
    assert mesa.estado()[0] == "cerrado"


POR_CLAVE = diagrama(
    mensaje("Fallo"),
    proceso(
        inicio(),
        captura("esperar", con("message", "Fallo", **{"cauce:correlacion": "codigo"})),
        fin(),
        flujos("inicio > esperar > fin"),
    ),
)


def test_un_mensaje_de_fuera_llega_solo_a_la_instancia_de_su_clave(mesa):
    mesa.publicar(POR_CLAVE)
    primero = mesa.iniciar(datos={"codigo": "A-1"})
    segundo = mesa.iniciar(datos={"codigo": "A-2"})
    externo(mesa, "Fallo", clave="A-1")
    estados = {e.id: e.estado for e in mesa.leer(select(Expediente))}
    assert estados[primero].value == "cerrado"
    assert estados[segundo].value == "abierto"


A_LA_CAJA = diagrama(
    mensaje("Solicitud"),
    piscinas(("solicitar", "caja")),
    proceso(
        inicio(),
        lanza("solicitar", con("message", "Solicitud")),
        usuario("seguir", **{"cauce:cargo": TECNICO}),
        fin(),
        flujos("inicio > solicitar > seguir > fin"),
    ),
    proceso(inicio("i"), fin("f"), flujos("i > f"), id="q"),
)


def test_a_una_institucion_de_fuera_queda_enviado_hasta_que_se_registra_su_acuse(mesa):
    mesa.publicar(A_LA_CAJA)
    mesa.iniciar()
    [solicitud] = mesa.leer(select(Mensaje))
    assert (solicitud.estado, solicitud.depositado_el) == (EstadoMensaje.ENVIADO, None)
    recibir_mensaje(mesa.entorno, RecibirMensaje(Actor(JEFE), solicitud.id))
    [solicitud] = mesa.leer(select(Mensaje))
    assert solicitud.estado is EstadoMensaje.RECIBIDO
    assert solicitud.recibido_como == "Responsable — Coordinación Legislativa"
    with pytest.raises(OrdenRechazada, match="ya lo recibió Responsable de prueba"):
        recibir_mensaje(mesa.entorno, RecibirMensaje(Actor(TECNICO), solicitud.id))


CON_HIJO = diagrama(
    mensaje("Ampliar"),
    proceso(
        inicio(),
        usuario("valorar", **{"cauce:cargo": TECNICO}),
        lanza("ampliar", con("message", "Ampliar", **{"cauce:contenido": "{faltan: 2}"})).replace(
            "<intermediateThrowEvent", '<intermediateThrowEvent cauce:expedienteHijo="p"'
        ),
        fin(),
        flujos("inicio > valorar > ampliar > fin"),
    ),
)


def test_el_expediente_hijo_nace_enlazado_y_con_la_hoja_de_ruta_de_su_padre(mesa):
    mesa.publicar(CON_HIJO)
    padre = mesa.iniciar()
    mesa.completar("valorar")
    [hijo] = mesa.leer(select(Expediente).where(Expediente.padre_id == padre))
    assert mesa.estado()[0] == "cerrado"
    assert mesa.quiebre() is None
    mesa.expediente = hijo.id
    assert mesa.abiertas() == ["valorar"]
    [fila] = mesa.leer(select(Expediente).where(Expediente.id == padre))
    assert mesa.variables()["expediente_padre"] == fila.hr
    assert (mesa.variables()["faltan"], mesa.variables()["hr"]) == (2, hijo.hr)


POR_SENAL = diagrama(
    etiqueta("signal", id="Alerta", name="Alerta"),
    proceso(
        inicio(),
        captura("oir", ref("signal", "Alerta")),
        fin(),
        flujos("inicio > oir > fin"),
    ),
)


def test_una_senal_la_oyen_todas_las_instancias_que_la_esperan(mesa):
    mesa.publicar(POR_SENAL)
    mesa.iniciar()
    mesa.iniciar()
    orden = EmitirSenal(Actor(TECNICO), "Alerta", {"nivel": "alto"}, idempotencia="una")
    assert emitir_senal(mesa.entorno, orden) == emitir_senal(mesa.entorno, orden)
    mesa.drenar()
    estados = mesa.leer(select(Expediente.estado))
    assert [e.value for e in estados] == ["cerrado", "cerrado"]
